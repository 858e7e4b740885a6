//! The program: its first argument chooses the command.

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    registrar::commands::Cli::parse().run().await
}
