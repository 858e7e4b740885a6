//! The commands: what can be asked of the program on its machine.

mod audit;
mod authority;
mod demo;
mod export;
mod generate;
mod secret;
mod serving;
mod settle;
mod upkeep;
mod user;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::Stop;
use crate::config::Config;
use crate::domain::month::Month;
use crate::domain::partner::Partner;
use crate::store::{Db, StoreError, partners};
use crate::telemetry;

/// Регистратор: the back office of the partners of an e-reporting service.
#[derive(Debug, Parser)]
#[command(name = "registrar", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run everything on an embedded database with seed data; prints the address and the demo logins
    Demo,
    /// Run the web door
    Serve,
    /// Run the worker
    Work,
    /// Bring the schema to this program's version
    Migrate,
    /// Play the seed data through the operations
    Seed,
    /// Fill an empty database with a believable office of any size, for measuring
    Generate(generate::Generate),
    /// Manage people
    #[command(subcommand)]
    User(UserCommand),
    /// Manage the training authority
    #[command(subcommand)]
    Authority(AuthorityCommand),
    /// Form the statements of a month
    Settle {
        /// The month, such as 2026-10
        #[arg(value_parser = month)]
        month: Month,
        /// Only this partner, by its code
        #[arg(long)]
        partner: Option<String>,
    },
    /// Write something to a file
    #[command(subcommand)]
    Export(ExportCommand),
    /// Check every invariant: audit chain, sums, numbering
    Verify {
        /// Compare the chains with heads that were kept outside, as `audit heads` wrote them
        #[arg(long)]
        heads: Option<PathBuf>,
    },
    /// Look at the audit
    #[command(subcommand)]
    Audit(audit::AuditCommand),
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Add a person; the password is asked for, or read from standard input
    Add(user::Add),
    /// Takes the second factors off somebody at once, when nobody else can
    ResetFactors(user::ResetFactors),
}

#[derive(Debug, Subcommand)]
enum AuthorityCommand {
    /// Accept the key that lies in var/ca as the office's own; the change is noted in the audit
    Adopt,
}

#[derive(Debug, Subcommand)]
enum ExportCommand {
    /// The settlement of a month, the same bytes as in the browser
    Settlement(export::Settlement),
}

impl Cli {
    /// Runs the command: 0 when it is done, 1 when it was refused or failed, 2 when it was misused.
    pub async fn run(self) -> ExitCode {
        telemetry::begin(matches!(self.command, Command::Serve | Command::Work));
        match self.command.run().await {
            Ok(code) => code,
            Err(error) => {
                let _ = writeln!(std::io::stderr(), "registrar: {error}");
                if error.is::<Misuse>() { ExitCode::from(2) } else { ExitCode::FAILURE }
            }
        }
    }
}

impl Command {
    async fn run(self) -> Result<ExitCode, Stop> {
        let config = Config::from_env(matches!(self, Self::Serve))?;
        match self {
            Self::Demo => demo::run(&config).await?,
            Self::Serve => serving::serve(&config).await?,
            Self::Work => serving::work(&config).await?,
            Self::Migrate => upkeep::migrate(&config).await?,
            Self::Seed => upkeep::seed(&config).await?,
            Self::Generate(asked) => generate::run(&config, asked).await?,
            Self::User(UserCommand::Add(add)) => user::add(&config, add).await?,
            Self::User(UserCommand::ResetFactors(reset)) => user::reset_factors(&config, reset).await?,
            Self::Authority(AuthorityCommand::Adopt) => authority::adopt(&config).await?,
            Self::Settle { month, partner } => settle::run(&config, month, partner.as_deref()).await?,
            Self::Export(ExportCommand::Settlement(asked)) => export::run(&config, asked).await?,
            Self::Verify { heads } => return upkeep::verify(&config, heads.as_deref()).await,
            Self::Audit(audit::AuditCommand::Heads(asked)) => audit::heads(&config, asked).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A usage error: the request makes no sense in any state of the database.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Misuse(String);

/// The partner with the code given on the command line.
async fn partner_with_code(db: &Db, code: &str) -> Result<Partner, Stop> {
    match partners::with_code(db, code).await {
        Err(StoreError::NotFound) => Err(Misuse(format!("there is no partner `{code}`")).into()),
        found => Ok(found?),
    }
}

/// Prints a line to standard output.
fn say(line: &str) -> Result<(), Stop> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| format!("`{text}` is not a month such as 2026-10"))
}
