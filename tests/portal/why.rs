//! Why something is not allowed, who may what and when, and the policy.

mod clients;
mod past;
mod policy;
mod refused;
