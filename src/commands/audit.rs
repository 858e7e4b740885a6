//! The audit on the machine: writes the heads of the chains to a file, to be stored beyond the reach of the office's
//! people.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::SecondsFormat;
use clap::{Args, Subcommand};

use super::say;
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::head::{self, Head};
use crate::store::audit;

/// What can be asked about the audit.
#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Write the head of each chain, one a line: chain, number of the last entry, its hash
    Heads(Heads),
}

/// Where the heads go.
#[derive(Debug, Args)]
pub(super) struct Heads {
    /// The file; standard output otherwise
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Writes today's heads.
pub(super) async fn heads(config: &Config, asked: Heads) -> Result<(), Stop> {
    let db = app::current_database(config).await?;
    let now = Clock::real().now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut text = format!("# registrar audit heads, {now}: chain, sequence, hash\n");
    for head in audit::heads(&db).await? {
        writeln!(text, "{head}")?;
    }
    match asked.out {
        Some(path) => Ok(std::fs::write(&path, text)
            .map_err(|error| format!("the heads cannot be written to {}: {error}", path.display()))?),
        None => say(text.trim_end()),
    }
}

/// Reads a file of heads; the error names all faults at once.
pub(super) fn kept(path: &Path) -> Result<Vec<Head>, Stop> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    head::read(&text).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("{} is no file of heads:\n{}", path.display(), lines.join("\n")).into()
    })
}
