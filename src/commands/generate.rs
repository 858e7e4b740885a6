//! Filling an empty database with a load for measuring.

use chrono::{DateTime, Utc};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::say;
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateways::passwords::Cost;
use crate::generate::{self, Size};

/// How large the office is to be.
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// How many partners; at least three, those of the demo
    #[arg(long, default_value_t = 40)]
    partners: usize,
    /// How many organisations
    #[arg(long, default_value_t = 50_000)]
    organizations: usize,
    /// How many applications
    #[arg(long, default_value_t = 200_000)]
    applications: usize,
    /// How many licences, each charged once
    #[arg(long, default_value_t = 120_000)]
    licences: usize,
    /// The same seed gives the same office
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Over how many months the applications came, besides the present one
    #[arg(long, default_value_t = 24)]
    months: u32,
    /// The instant at which the office stands, such as 2026-11-18T09:00:00Z; now otherwise
    #[arg(long)]
    at: Option<DateTime<Utc>>,
}

/// Fills the database.
pub(super) async fn run(config: &Config, asked: Generate) -> Result<(), Stop> {
    let db = app::working_database(config).await?;
    let at = asked.at.unwrap_or_else(|| Clock::real().now());
    let house = app::house(db, Clock::standing_at(at), Cost::OWASP).await?;
    let bar = ProgressBar::new(u64::try_from(asked.applications).unwrap_or_default());
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} applications, {eta} left")?);
    let size = Size {
        partners: asked.partners,
        organizations: asked.organizations,
        applications: asked.applications,
        licences: asked.licences,
        months: asked.months,
        seed: asked.seed,
    };
    let filled =
        generate::fill(&house, &size, at, |done| bar.set_position(done.try_into().unwrap_or_default()));
    let filled = filled.await;
    bar.finish_and_clear();
    filled?;
    let Size { organizations, applications, licences, .. } = size;
    say(&format!("{organizations} organisations, {applications} applications, {licences} licences"))
}
