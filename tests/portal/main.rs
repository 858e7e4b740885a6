//! Integration tests of the whole portal, from its routes down to its rows. They are one binary. Each test has a
//! database of its own, on the `PostgreSQL` server that `REGISTRAR_TEST_DATABASE` names or else on `SQLite`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails at once")]

mod access;
mod acts;
mod administrators;
mod api;
mod archives;
mod asking;
mod attachments;
mod busy;
mod cabinet;
mod cards;
mod cloud;
mod colleagues;
mod console;
mod decisions;
mod documentation;
mod documents;
mod drafts;
mod expiry;
mod factors;
mod failures;
mod following;
mod generate;
mod histories;
mod house;
mod inputs;
mod journal;
mod kills;
mod machine;
mod mail;
mod operations;
mod operator;
mod organizations;
mod passkeys;
mod printing;
mod products;
mod questions;
mod queue;
mod races;
mod registering;
mod sales;
mod seed;
mod socket;
mod standing_in;
mod statements;
mod store;
mod streams;
mod support;
mod support_line;
mod tampering;
mod why;

/// The allocator of the program, so that what is measured and raced here is what runs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
