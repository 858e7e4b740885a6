//! What colleagues tell each other about an application.

use serde::Deserialize;
use templates::components::FieldError;
use templates::pages::partner::{Note, Notes};

use super::Reading;
use crate::operations::inspection::Card;
use crate::policy::Permission;
use crate::present::words::people::short_name;

/// A note as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedNote {
    /// What it says.
    pub note: String,
    /// The list that the reader came from.
    pub from: String,
    /// What is wrong with it.
    #[serde(skip)]
    pub errors: Vec<FieldError>,
}

/// The notes of a card, with the one that came back, if one did.
#[must_use]
pub fn notes(card: &Card, reading: Reading<'_>, typed: TypedNote) -> Notes {
    let note = |note: &crate::store::notes::Note| Note {
        author: card.names.by_id.get(&note.author).map(|name| short_name(name)).unwrap_or_default(),
        at: reading.zone.moment(note.at),
        text: note.text.clone(),
    };
    Notes {
        number: card.application.number.to_string(),
        list: card.notes.iter().map(note).collect(),
        open: reading.desk.allows(Permission::WriteNote) && reading.desk.partner().is_some(),
        typed: typed.note,
        errors: typed.errors,
        from: reading.from.to_owned(),
        csrf: reading.csrf.to_owned(),
    }
}
