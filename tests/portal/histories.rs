//! Random histories: what may happen in an office happens in any order, and a model of its own says what must come of it.

mod months;

/// How many histories are played; `REGISTRAR_HISTORIES` raises it.
fn histories() -> u64 {
    std::env::var("REGISTRAR_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(30)
}
