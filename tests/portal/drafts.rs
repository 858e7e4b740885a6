//! Applications from the browser: filled step by step, kept as they are left, sent once.

mod account;
mod correcting;
mod faults;
mod files;
mod filling;
mod keeping;
mod renewing;
