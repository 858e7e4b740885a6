//! The program: its first argument chooses the command.

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;

/// Made for servers: less memory is held after a load, and exports and stage changes take less time than with the
/// system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    registrar::commands::Cli::parse().run().await
}
