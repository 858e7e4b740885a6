//! Selections of the queue under names, and keeping the present one.

use serde::Deserialize;
use templates::components::FieldError;
use templates::pages::partner::{SavedFilter, SavedFilters};

use super::selection::{Selection, origin};
use crate::operations::queue::QueuePage;

/// What was typed for keeping a selection.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedFilter {
    /// What it is called.
    pub name: String,
    /// The selection.
    pub query: String,
    /// Whether all colleagues have it.
    pub team: String,
    /// What is wrong with it.
    #[serde(skip)]
    pub errors: Vec<FieldError>,
}

/// The selections under names; `typed` is one that came back with its faults.
pub(super) fn saved(
    found: &QueuePage,
    selection: &Selection,
    typed: Option<&TypedFilter>,
    csrf: &str,
) -> SavedFilters {
    let present = selection.kept();
    let list: Vec<SavedFilter> = found
        .saved
        .iter()
        .map(|(filter, removable)| SavedFilter {
            id: filter.id.to_string(),
            name: filter.name.clone(),
            href: origin(&filter.query).list(),
            of_team: filter.of_team,
            current: filter.query == present,
            removable: *removable,
        })
        .collect();
    let known = list.iter().any(|filter| filter.current);
    let worth = typed.is_some() || (selection.is_narrowed() && !known);
    SavedFilters {
        list,
        present: worth.then_some(present),
        typed: typed.map(|typed| typed.name.clone()).unwrap_or_default(),
        of_team: typed.is_some_and(|typed| !typed.team.is_empty()),
        errors: typed.map(|typed| typed.errors.clone()).unwrap_or_default(),
        csrf: csrf.to_owned(),
    }
}
