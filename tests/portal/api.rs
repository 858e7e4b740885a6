//! The intake API at the real door: every line of the contract, and everything that may be thrown at it.

mod access;
mod faults;
mod following;
mod gost;
mod mending;
mod requests;
mod sending;
