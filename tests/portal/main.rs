//! The portal, tested from its doors down to its rows, on the database that `REGISTRAR_TEST_DATABASE` names or else on
//! `SQLite`: one integration binary, each test with a database of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails at once")]

mod api;
mod cabinet;
mod house;
mod mail;
mod operations;
mod organizations;
mod seed;
mod statements;
mod store;
mod support;
mod support_line;
