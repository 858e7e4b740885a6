//! The filters of the queue, and the chips of those that are set.

use templates::components::{Chip, Choice, FilterSelect, Filters};
use templates::paths;

use super::{LATE, PERIODS, Selection, short_name, words};
use crate::domain::multi_user::Tier;
use crate::domain::queue::ModeFilter;
use crate::domain::submission::{ApplicationType, Authority};
use crate::operations::queue;

pub(super) fn filters(found: &queue::QueuePage, selection: &Selection) -> Filters {
    let selects = selects(found, selection);
    let chips: Vec<Chip> = selects.iter().filter_map(|select| chip(select, selection)).collect();
    Filters {
        action: paths::queue(),
        kept: vec![("tab".to_owned(), selection.tab().code().to_owned())],
        reset: (!chips.is_empty()).then(|| selection.reset()),
        selects,
        chips,
    }
}

fn chip(select: &FilterSelect, selection: &Selection) -> Option<Chip> {
    let chosen =
        select.choices.iter().find(|choice| !choice.value.is_empty() && choice.value == select.chosen)?;
    Some(Chip {
        label: format!("{}: {}", select.label, chosen.label),
        without: selection.with(&select.name, ""),
    })
}

fn selects(found: &queue::QueuePage, selection: &Selection) -> Vec<FilterSelect> {
    let kinds =
        ApplicationType::ALL.iter().map(|kind| (kind.code().to_owned(), words::kind(*kind).to_owned()));
    let modes = [
        ModeFilter::Off,
        ModeFilter::Tier(Tier::TwoToNine),
        ModeFilter::Tier(Tier::TenPlus),
        ModeFilter::ListEmpty,
    ];
    let modes = modes.into_iter().map(|mode| (mode.code().to_owned(), mode_words(mode).to_owned()));
    let people = found.colleagues.iter().map(|(person, name)| (person.to_string(), short_name(name)));
    let bodies =
        Authority::ALL.iter().map(|body| (body.code().to_owned(), words::authority(*body).to_owned()));
    let periods = PERIODS.iter().map(|(code, label, _)| ((*code).to_owned(), (*label).to_owned()));
    let late = [(LATE.to_owned(), "просрочен".to_owned())];
    vec![
        select("type", "Тип", kinds, &selection.kind),
        select("mode", "Режим", modes, &selection.mode),
        select("reviewer", "Ответственный", people, &selection.reviewer),
        select("direction", "Направление", bodies, &selection.direction),
        select("due", "Срок", late, &selection.due),
        select("period", "Период", periods, &selection.period),
    ]
}

fn select(
    name: &str,
    label: &str,
    values: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
) -> FilterSelect {
    let any = Choice::new("", format!("{label}: любой"));
    let values = values.into_iter().map(|(value, label)| Choice::new(value, label));
    FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: std::iter::once(any).chain(values).collect(),
        chosen: chosen.to_owned(),
    }
}

fn mode_words(mode: ModeFilter) -> &'static str {
    match mode {
        ModeFilter::Off => "выключен",
        ModeFilter::Tier(tier) => words::tier(tier),
        ModeFilter::ListEmpty => "список пуст",
    }
}
