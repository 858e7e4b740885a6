//! The business, pure: values, stages, verbs and refusals. No input or output, no `async`, no clock.

#[macro_use]
mod code;
pub mod account;
pub mod application;
pub mod billing;
pub mod calendar;
pub mod certificate;
pub mod certificate_request;
pub mod change;
pub mod charge;
pub mod circuit;
pub mod colleague;
pub mod dated;
pub mod dispute;
pub mod errand;
pub mod event;
pub mod identity;
pub mod ids;
pub mod its_login;
pub mod money;
pub mod month;
pub mod multi_user;
pub mod organization;
pub mod partner;
pub mod password_link;
pub mod price;
pub mod queue;
pub mod reason;
pub mod refusal;
pub mod remark;
pub mod role;
pub mod settings;
pub mod stage;
pub mod statement;
pub mod subject;
pub mod submission;
