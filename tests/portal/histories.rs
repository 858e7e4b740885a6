//! Histories: what may happen to an application in any order, played at random and held against a model of its own.

mod certificates;
mod months;

/// How many histories of each kind are played; `REGISTRAR_HISTORIES` raises it.
fn histories() -> u64 {
    std::env::var("REGISTRAR_HISTORIES").ok().and_then(|many| many.parse().ok()).unwrap_or(30)
}

/// What the histories grow from; `REGISTRAR_SEED` plays others.
fn seed() -> u64 {
    std::env::var("REGISTRAR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(8)
}
