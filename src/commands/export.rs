//! Writes the settlement to a file with the same bytes as in the browser.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::settle::in_words;
use super::{month, partner_with_code};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::month::Month;
use crate::gateways::passwords::Cost;
use crate::operations::{Desk, Failure, settlement};
use crate::present::settlement_file::{self, Format};

/// What is to be written.
#[derive(Debug, Args)]
pub(super) struct Settlement {
    /// The month, such as 2026-10
    #[arg(long, value_parser = month)]
    month: Month,
    /// Only this partner, by its code; all partners otherwise
    #[arg(long)]
    partner: Option<String>,
    /// The format
    #[arg(long, value_enum)]
    format: FormatName,
    /// The file; standard output otherwise
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Csv,
    Csv1251,
    Xlsx,
}

/// Writes the settlement of a month.
pub(super) async fn run(config: &Config, asked: Settlement) -> Result<(), Stop> {
    let house = app::house(app::current_database(config).await?, Clock::real(), Cost::OWASP).await?;
    if let Some(code) = &asked.partner {
        partner_with_code(&house.db, code).await?;
    }
    let desk = Desk::of_console(&house, "console-export".to_owned());
    let format = match asked.format {
        FormatName::Csv => Format::Csv,
        FormatName::Csv1251 => Format::Csv1251,
        FormatName::Xlsx => Format::Xlsx,
    };
    let exported = match settlement::export(&desk, asked.month, asked.partner.as_deref()).await {
        Err(Failure::NotFound) => return Err(nothing_of(&asked).into()),
        exported => exported.map_err(in_words)?,
    };
    let file = settlement_file::write(format, asked.month, exported.statements)?;
    settlement::note_export(&desk, &exported.leaving, format.code()).await.map_err(in_words)?;
    for replaced in &file.replaced {
        writeln!(std::io::stderr(), "{replaced}")?;
    }
    match asked.out {
        Some(path) => Ok(std::fs::write(path, file.bytes)?),
        None => Ok(std::io::stdout().write_all(&file.bytes)?),
    }
}

/// The message when there is nothing to write: which command forms the statements.
fn nothing_of(asked: &Settlement) -> String {
    let month = asked.month;
    let whose = asked.partner.as_ref().map(|code| format!(" of partner `{code}`")).unwrap_or_default();
    format!("there are no statements{whose} for {month}: `registrar settle {month}` forms them")
}
