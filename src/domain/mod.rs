//! The business, pure: values, stages, verbs and refusals. No input or output, no `async`, no clock.

#[macro_use]
mod code;
pub mod certificate;
pub mod certificate_request;
pub mod ids;
pub mod money;
pub mod month;
