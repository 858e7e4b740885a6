//! The saved filters of the queue, and the form that saves the present one.

use serde::Deserialize;
use templates::components::FieldError;
use templates::pages::partner::{SavedFilter, SavedFilters};

use super::selection::{Selection, origin};
use crate::operations::queue::QueuePage;

/// The form of a new filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedFilter {
    /// The name.
    pub name: String,
    /// The filter as a query.
    pub query: String,
    /// Whether it is shared with all colleagues.
    pub team: String,
    /// The faults.
    #[serde(skip)]
    pub errors: Vec<FieldError>,
}

/// The saved filters; `typed` is a refused form.
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
