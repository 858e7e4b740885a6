//! The connection parameters of two people, merged field by field.

use serde::Deserialize;
use templates::paths;

use super::onward::{Leads, Step, after, simple};
use super::sending::stays;
use crate::domain::ids::ApplicationNumber;
use crate::domain::stage::Verb;
use crate::operations::{Failure, review};
use crate::present::application::{Tried, Typed, read_merged, typed_facts};
use crate::web::address::Path;
use crate::web::form::Form;
use crate::web::trouble::{Answer, Trouble};

/// What was chosen for each field.
#[derive(Deserialize)]
pub(super) struct Chosen {
    version: i32,
    #[serde(default)]
    from: String,
    mode: String,
    basis: String,
}

/// Saves the merged parameters over the version that the page of the conflict showed.
pub(super) async fn save(Path(number): Path<i64>, form: Form<Chosen>) -> Answer {
    let (number, chosen) = (ApplicationNumber(number), form.input);
    let Some(parameters) = read_merged(&chosen.mode, &chosen.basis) else {
        return Err(Trouble::Unreadable("Выберите значение каждого параметра.".to_owned()));
    };
    let saved = review::set_parameters(&form.reader.desk, number, chosen.version, parameters.clone()).await;
    let typed = Typed { from: chosen.from.clone(), ..Typed::of(&parameters) };
    if let Err(Failure::Refused(refusal)) = &saved {
        return stays(&form.reader, number, typed, refusal).await;
    }
    let tried = Tried {
        fields: typed.fields(),
        typed: typed_facts(&typed),
        mine: Some(parameters),
        ..simple(Verb::SetParameters, paths::parameters, number, chosen.version)
    };
    let (from, words) = (chosen.from, "параметры сохранены");
    after(&form.reader, saved, Step { number, from, words, leads: Leads::ToCard, tried }).await
}
