//! The business, pure: values, stages, verbs and refusals. No input or output, no `async`, no clock.

#[macro_use]
mod code;
pub mod billing;
pub mod calendar;
pub mod certificate;
pub mod certificate_request;
pub mod dated;
pub mod identity;
pub mod ids;
pub mod money;
pub mod month;
pub mod multi_user;
pub mod price;
pub mod remark;
pub mod subject;
pub mod submission;
