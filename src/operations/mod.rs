//! Operations: everything that the service can do, reads included. One function a verb; its first argument says
//! who asks, its first line whether they may.

pub mod access;
pub mod accounts;
mod acknowledging;
pub mod attention;
pub mod bulk;
pub mod cabinet;
pub mod circuit;
mod conflicts;
pub mod contracts;
pub mod decisions;
mod desk;
pub mod documentation;
mod failure;
pub mod forwarding;
mod house;
pub mod inspection;
pub mod intake;
pub mod invoicing;
pub mod its_logins;
pub mod journal;
pub mod letters;
pub mod mending;
pub mod notes;
pub mod organizations;
pub mod partnership;
pub mod people;
pub mod preferences;
pub mod presence;
pub mod price_ground;
pub mod price_list;
pub mod pricing;
pub mod profile;
pub mod queue;
pub mod reasons;
pub mod review;
pub mod saved_filters;
pub mod settings;
pub mod settlement;
mod stale;
pub mod support;
pub mod transfer;
pub mod waiting;

pub use desk::{Desk, Who};
pub use failure::{Clash, Failure};
pub use house::{House, Schema};
