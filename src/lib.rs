//! Registrar: the back office in which partners of an e-reporting service process their clients' applications.

pub mod domain;
pub mod gateways;
pub mod present;
