//! Where a fault of the document stands in the form: a step, an entry of its list, a field.

use super::Draft;
use super::steps::DraftStep;

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// The step.
    pub step: DraftStep,
    /// The entry of the step's list, by its identity.
    pub entry: Option<u32>,
    /// The name of the field.
    pub field: String,
}

/// What concerns the application as a whole is told at its sending.
const WHOLE: &str = "sending";

impl DraftPlace {
    /// A field of a step.
    pub(super) fn of(step: DraftStep, field: &str) -> Self {
        Self { step, entry: None, field: field.to_owned() }
    }

    /// A field of an entry.
    pub(super) fn within(step: DraftStep, entry: u32, field: &str) -> Self {
        Self { entry: Some(entry), ..Self::of(step, field) }
    }
}

impl Draft {
    /// The field that a JSON pointer of the document means.
    #[must_use]
    pub fn place_of(&self, pointer: &str) -> DraftPlace {
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        let place = match parts.as_slice() {
            ["changes", ..] => DraftPlace::of(DraftStep::Changes, "changes"),
            [field @ ("reg_number" | "promotion")] | ["license", field] => {
                DraftPlace::of(DraftStep::Program, field)
            }
            ["organization", field @ ("kind" | "inn" | "kpp")] => {
                DraftPlace::of(DraftStep::Organization, field)
            }
            ["organization", field] => DraftPlace::of(DraftStep::Requisites, field),
            ["directions", rest @ ..] => {
                let ids: Vec<u32> = self.answers.directions.iter().map(|one| one.id).collect();
                listed(DraftStep::Directions, &ids, rest)
            }
            ["owners", rest @ ..] => {
                let ids: Vec<u32> = self.answers.owners.iter().map(|one| one.id).collect();
                listed(DraftStep::Owners, &ids, rest)
            }
            ["multi_user", "users", rest @ ..] => {
                let ids: Vec<u32> = self.answers.users.iter().map(|one| one.id).collect();
                listed(DraftStep::Users, &ids, rest)
            }
            ["multi_user", ..] => DraftPlace::of(DraftStep::Users, "enabled"),
            ["cabinet", field] => DraftPlace::of(DraftStep::Cabinet, field),
            _ => DraftPlace::of(DraftStep::Check, WHOLE),
        };
        if self.has(place.step) { place } else { DraftPlace::of(DraftStep::Check, WHOLE) }
    }
}

impl Draft {
    /// The field that a canned reason of a return means; a reason without one is about the application as a whole.
    #[must_use]
    pub fn place_of_reason(&self, code: &str) -> DraftPlace {
        let place = match code {
            "registry_mismatch" => DraftPlace::of(DraftStep::Requisites, "short_name"),
            "snils" => DraftPlace::of(DraftStep::Owners, "snils"),
            "identity" => DraftPlace::of(DraftStep::Owners, "last_name"),
            "request" | "fns_head" => DraftPlace::of(DraftStep::Owners, "csr"),
            "direction" => DraftPlace::of(DraftStep::Directions, "code"),
            "users" => DraftPlace::of(DraftStep::Users, "enabled"),
            "alias" => DraftPlace::of(DraftStep::Cabinet, "alias"),
            "reg_number" => DraftPlace::of(DraftStep::Program, "reg_number"),
            _ => DraftPlace::of(DraftStep::Check, WHOLE),
        };
        if self.has(place.step) { place } else { DraftPlace::of(DraftStep::Check, WHOLE) }
    }
}

/// A place in a list: the list as a whole, or a field of one of its entries.
fn listed(step: DraftStep, ids: &[u32], rest: &[&str]) -> DraftPlace {
    let entry = rest.first().and_then(|place| place.parse::<usize>().ok()).and_then(|place| ids.get(place));
    match (entry, rest.get(1)) {
        (Some(entry), Some(field)) => DraftPlace::within(step, *entry, field),
        (Some(_) | None, _) => DraftPlace::of(step, step.code()),
    }
}
