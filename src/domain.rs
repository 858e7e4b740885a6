//! The business: values, stages, verbs and refusals. It is pure: no input or output, no `async`, no clock.

#[macro_use]
mod code;
#[macro_use]
pub mod change;
pub mod account;
pub mod agreed_months;
pub mod application;
pub mod billing;
pub mod calendar;
pub mod certificate;
pub mod certificate_request;
pub mod charge;
pub mod circuit;
pub mod colleague;
pub mod contract;
pub mod credit;
pub mod dated;
pub mod disclosure;
pub mod dispute;
pub mod errand;
pub mod form;
pub mod head;
pub mod holdings;
pub mod identity;
pub mod ids;
pub mod its_login;
pub mod journal;
pub mod money;
pub mod month;
pub mod multi_user;
pub mod organization;
pub mod partner;
pub mod password_link;
pub mod price;
pub mod queue;
pub mod reason;
pub mod remark;
pub mod role;
pub mod sealing;
pub mod search;
pub mod settings;
pub mod stage;
pub mod statement;
pub mod subject;
pub mod submission;
