//! Second factors: setting them up, signing in with them, proving again who one is.

mod important;
mod lost;
mod proof;
mod required;
mod setting_up;
mod signing_in;
