//! The intake API through the real router: every rule of its contract, and malformed input of every kind.

mod access;
mod faults;
mod following;
mod gost;
mod mending;
mod requests;
mod sending;
