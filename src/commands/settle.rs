//! Settling a month from the console.

use indicatif::{ProgressBar, ProgressStyle};

use super::{partner_with_code, say};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::month::Month;
use crate::gateways::passwords::Cost;
use crate::operations::{Desk, Failure, settlement};
use crate::present::words;

/// Forms the statements of a month.
pub(super) async fn run(config: &Config, month: Month, partner: Option<&str>) -> Result<(), Stop> {
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    if let Some(code) = partner {
        partner_with_code(&house.db, code).await?;
    }
    let desk = Desk::of_console(&house, "console-settle".to_owned());
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos}/{len} partners")?);
    let formed = settlement::form(&desk, month, partner, |done, of| {
        bar.set_length(u64::try_from(of).unwrap_or_default());
        bar.set_position(u64::try_from(done).unwrap_or_default());
    })
    .await;
    bar.finish_and_clear();
    let (statements, lines) = formed.map_err(in_words)?;
    if lines == 0 {
        let whose = partner.map_or_else(|| "no partner has".to_owned(), |code| format!("{code} has no"));
        return say(&format!("{month}: nothing to form: {whose} charges in it"));
    }
    say(&format!("{month}: {statements} statements, {lines} lines"))
}

/// A failure in words for the console.
pub(super) fn in_words(failure: Failure) -> Stop {
    match failure {
        Failure::Refused(refusal) => words::refusal(&refusal).into(),
        Failure::NotFound => "не найдено".into(),
        other @ (Failure::Forbidden(_)
        | Failure::Unproven(_)
        | Failure::NotAPerson
        | Failure::Stale(_)
        | Failure::Invalid(_)
        | Failure::TooOften(_)
        | Failure::Store(_)) => other.to_string().into(),
    }
}
