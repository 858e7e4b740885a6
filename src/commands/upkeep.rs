//! Upkeep of the database: its schema, its seeds, its invariants.

use std::path::Path;
use std::process::ExitCode;

use super::{audit as audit_command, say, secret};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::head::Head;
use crate::gateways::passwords::Cost;
use crate::operations::verification;
use crate::seed::{self, SeedError, SeedReport};
use crate::store::{Db, audit, installation, terms};

/// Brings the schema to this program's version.
pub(super) async fn migrate(config: &Config) -> Result<(), Stop> {
    let db = app::database(config).await?;
    let renewed = bring_up(&db).await?;
    app::must_be_writable(&db).await?;
    if renewed > 0 {
        say(&format!("the search terms of {renewed} organisations were made anew"))?;
    }
    say("the schema is current")
}

/// Migrates the schema and rebuilds the search terms; returns how many organisations got new terms. An interrupted run
/// is continued. A second process waits and then finds nothing to do.
pub(super) async fn bring_up(db: &Db) -> Result<u64, Stop> {
    let alone = db.alone().await?;
    db.migrate().await?;
    let renewed = terms::bring_up_to_date(db).await?;
    alone.end().await?;
    Ok(renewed)
}

/// Plays the seed data on an empty database.
pub(super) async fn seed(config: &Config) -> Result<(), Stop> {
    let db = app::working_database(config).await?;
    let report = play_seed(db.clone(), config).await?;
    say(&report.to_string())?;
    match seed::unused_pair(&db, &secret::digest_key(config)?).await? {
        Some(pair) => say(&format!("a product to be registered: number {}, PIN {}", pair.number, pair.pin)),
        None => Ok(()),
    }
}

/// Plays the seed data through the operations, relative to today. An interrupted seed leaves its mark in the database.
pub(super) async fn play_seed(db: Db, config: &Config) -> Result<SeedReport, Stop> {
    let alone = db.alone().await?;
    if installation::read(&db).await?.seeding_since.is_some() {
        return Err(
            "an earlier seed was interrupted, and half of it lies here: take an empty database".into()
        );
    }
    let today = Clock::real().now();
    let house = app::house(db, Clock::standing_at(today), Cost::OWASP).await?;
    if !seed::is_empty(&house.db).await? {
        return Err(SeedError::NotEmpty.into());
    }
    let authority = app::own_authority(&house, config).await?;
    let secret = secret::digest_key(config)?;
    installation::note_seeding(&house.db, Some(today)).await?;
    let report = seed::play(&house, &authority, config.public_url.as_str(), &secret, today).await?;
    installation::note_seeding(&house.db, None).await?;
    alone.end().await?;
    Ok(report)
}

/// Checks every invariant and prints each with its count; compares the chains with the heads of a file, if one is
/// given.
pub(super) async fn verify(config: &Config, heads: Option<&Path>) -> Result<ExitCode, Stop> {
    let kept = heads.map(audit_command::kept).transpose()?;
    let db = app::current_database(config).await?;
    let mut sound = true;
    let store = app::files(config)?;
    let files = [verification::files(&db, &store).await?, verification::document_files(&db, &store).await?];
    for invariant in verification::verify(&db).await?.into_iter().chain(files) {
        let mark = if invariant.broken.is_none() { "ok    " } else { "BROKEN" };
        let told = |broken: &String| format!("; broken: {broken}; to mend it: {}", invariant.mend);
        let words = invariant.broken.as_ref().map(told).unwrap_or_default();
        say(&format!("{mark} {} ({} checked{words})", invariant.name, invariant.checked))?;
        sound &= invariant.broken.is_none();
    }
    if let Some(kept) = kept {
        sound &= compare(&db, &kept).await?;
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Compares the chains with recorded heads and prints the result.
async fn compare(db: &Db, kept: &[Head]) -> Result<bool, Stop> {
    let broken = audit::compare(db, kept).await?;
    let mark = if broken.is_empty() { "ok    " } else { "BROKEN" };
    let words = if broken.is_empty() { String::new() } else { format!("; broken: {}", broken.join("; ")) };
    say(&format!(
        "{mark} the audit chains go through the heads that were kept ({} checked{words})",
        kept.len()
    ))?;
    Ok(broken.is_empty())
}
