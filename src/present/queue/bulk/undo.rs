//! The undo of several forwardings.

use chrono::{DateTime, Utc};
use templates::pages::partner::BulkUndo;

use super::TypedBulk;
use crate::domain::application::Application;
use crate::domain::queue::BulkVerb;
use crate::operations::Desk;
use crate::operations::bulk::{Done, Outcome};
use crate::present::application::seconds_left;

/// The undo of what was forwarded, while all of it can be undone.
#[must_use]
pub fn undo(desk: &Desk, done: &[Done], typed: &TypedBulk) -> Option<BulkUndo> {
    let forwarded: Vec<(&Application, DateTime<Utc>)> = done
        .iter()
        .filter_map(|row| match &row.outcome {
            Outcome::Done(after) => Some((&**after, after.stage.undo_until()?)),
            Outcome::DoneBefore | Outcome::Stale(_) | Outcome::Refused(_) | Outcome::NotFound => None,
        })
        .collect();
    let until = forwarded.iter().map(|(_, until)| *until).min()?;
    let seen =
        forwarded.iter().map(|(one, _)| ("seen".to_owned(), format!("{}:{}", one.number, one.version)));
    let verb =
        [("verb".to_owned(), BulkVerb::Undo.code().to_owned()), ("from".to_owned(), typed.from.clone())];
    Some(BulkUndo {
        count: u64::try_from(forwarded.len()).unwrap_or_default(),
        seconds_left: seconds_left(until, desk.now()),
        hidden: verb.into_iter().chain(seen).collect(),
    })
}
