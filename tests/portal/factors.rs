//! Second factors: setting them up, signing in with them, proving again who one is.

mod guessing;
mod important;
mod lost;
mod meanwhile;
mod pages;
mod proof;
mod required;
mod setting_up;
mod side_doors;
mod signing_in;

pub(crate) use required::{is_shut, require};
