//! Histories: random sequences of the operations on an application, compared with an independent model.

mod certificates;
mod months;
mod selling;

/// The number of histories of each kind; `REGISTRAR_HISTORIES` overrides it.
fn histories() -> u64 {
    std::env::var("REGISTRAR_HISTORIES").ok().and_then(|many| many.parse().ok()).unwrap_or(30)
}

/// The seed of the histories; `REGISTRAR_SEED` overrides it.
pub(crate) fn seed() -> u64 {
    std::env::var("REGISTRAR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(8)
}
