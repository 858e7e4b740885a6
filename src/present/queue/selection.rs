//! The selection of the queue: its query in the URL, and its form.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde::Deserialize;
use templates::components::{Chip, Choice, FilterSelect, Filters};
use templates::paths;

use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::month::{Month, moscow_day};
use crate::domain::multi_user::Tier;
use crate::domain::queue::{ModeFilter, QueueFilter, QueueOrder, QueuePlace, Tab};
use crate::domain::submission::{ApplicationType, Authority};
use crate::operations::queue;
use crate::present::words::people::short_name;
use crate::present::{paging, words};

/// The selection as the URL's query; an invalid value is ignored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Selection {
    tab: String,
    #[serde(rename = "type")]
    kind: String,
    mode: String,
    reviewer: String,
    direction: String,
    due: String,
    reason: String,
    period: String,
    sort: String,
    after: String,
}

/// The periods to choose from: code, label, and how many days they reach back.
const PERIODS: &[(&str, &str, i64)] =
    &[("day", "сегодня", 0), ("week", "7\u{a0}дней", 6), ("month", "30\u{a0}дней", 29)];
/// The code of «просрочен».
const LATE: &str = "late";
/// What stands between number and deadline in a place.
const DUE: char = '_';

/// A place as the address carries it.
pub(super) fn written(place: &QueuePlace) -> String {
    let due = place.due.map(|due| format!("{DUE}{}", due.to_rfc3339_opts(SecondsFormat::AutoSi, true)));
    format!("{}{}", place.number, due.unwrap_or_default())
}

impl Selection {
    /// The tab; by default «Все в работе».
    #[must_use]
    pub fn tab(&self) -> Tab {
        Tab::from_code(&self.tab).unwrap_or(Tab::InWork)
    }

    /// The order that was chosen, if one was.
    #[must_use]
    pub fn order(&self) -> Option<QueueOrder> {
        QueueOrder::from_code(&self.sort)
    }

    /// The place after which the page begins.
    #[must_use]
    pub fn after(&self) -> Option<QueuePlace> {
        let place = paging::place(&self.after);
        let (number, due) = place.split_once(DUE).unwrap_or((place, ""));
        let due = DateTime::parse_from_rfc3339(due).ok().map(|due| due.to_utc());
        Some(QueuePlace { due, number: ApplicationNumber(number.parse().ok()?) })
    }

    /// The places of the pages up to this one.
    pub(super) fn trail(&self) -> &str {
        &self.after
    }

    /// The URL of the page with these places.
    pub(super) fn page_at(&self, after: &str) -> String {
        let pairs: Vec<(&str, &str)> = self.pairs().into_iter().chain([("after", after)]).collect();
        paths::with_query(&paths::queue(), &pairs)
    }

    /// The filter.
    #[must_use]
    pub fn filter(&self, now: DateTime<Utc>) -> QueueFilter {
        QueueFilter {
            kind: ApplicationType::from_code(&self.kind),
            mode: ModeFilter::from_code(&self.mode),
            reviewer: self.reviewer.parse().ok().map(PersonId),
            direction: Authority::from_code(&self.direction),
            late: self.due == LATE,
            reason: Some(self.reason.clone()).filter(|code| !code.is_empty()),
            received_from: self.received_from(now),
            words: String::new(),
        }
    }

    fn received_from(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (_, _, days) = PERIODS.iter().find(|(code, _, _)| *code == self.period)?;
        let first = moscow_day(now) - Duration::days(*days);
        let day_of_month = i64::from(chrono::Datelike::day0(&first));
        Some(Month::containing(first).begins() + Duration::days(day_of_month))
    }

    pub(super) fn pairs(&self) -> [(&'static str, &str); 9] {
        [
            ("tab", &self.tab),
            ("type", &self.kind),
            ("mode", &self.mode),
            ("reviewer", &self.reviewer),
            ("direction", &self.direction),
            ("due", &self.due),
            ("reason", &self.reason),
            ("period", &self.period),
            ("sort", &self.sort),
        ]
    }

    /// The URL with one value replaced, from the first page on.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let pairs = self.pairs().map(|(key, kept)| if key == name { (key, value) } else { (key, kept) });
        paths::with_query(&paths::queue(), &pairs)
    }

    /// The selection as a query, carried by URLs and forms to return to the same list.
    #[must_use]
    pub fn carried(&self) -> String {
        let after = [("after", self.after.as_str())];
        let pairs: Vec<(&str, &str)> = self.pairs().into_iter().chain(after).collect();
        paths::with_query("", &pairs).trim_start_matches('?').to_owned()
    }

    /// The selection without the page, for a saved filter.
    #[must_use]
    pub fn kept(&self) -> String {
        paths::with_query("", &self.pairs()).trim_start_matches('?').to_owned()
    }

    /// Whether anything but a tab and an order is selected.
    pub(super) fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(name, value)| !["tab", "sort"].contains(name) && !value.is_empty())
    }

    /// The URL of this list.
    #[must_use]
    pub fn list(&self) -> String {
        let carried = self.carried();
        if carried.is_empty() { paths::queue() } else { format!("{}?{carried}", paths::queue()) }
    }

    /// The URL of a card with the way back to this list.
    #[must_use]
    pub fn card(&self, number: &str) -> String {
        paths::with_query(&paths::application(number), &[("from", &self.carried())])
    }

    /// What the filter's form carries on.
    fn beside_filters(&self) -> Vec<(String, String)> {
        let sort = Some(("sort".to_owned(), self.sort.clone())).filter(|(_, sort)| !sort.is_empty());
        std::iter::once(("tab".to_owned(), self.tab().code().to_owned())).chain(sort).collect()
    }

    pub(super) fn reset(&self) -> String {
        paths::with_query(&paths::queue(), &[("tab", &self.tab), ("sort", &self.sort)])
    }
}

/// The URL without the values that nobody knows, and what is said of them; `None` when all are known.
#[must_use]
pub fn unknown(found: &queue::QueuePage, selection: &Selection) -> Option<(String, String)> {
    let selects = selects(found, selection);
    let unknown =
        selects.iter().filter(|select| !select.choices.iter().any(|one| one.value == select.chosen));
    let mut unknown: Vec<(&str, &str, &str)> =
        unknown.map(|select| (select.name.as_str(), select.label.as_str(), select.chosen.as_str())).collect();
    if !selection.tab.is_empty() && Tab::from_code(&selection.tab).is_none() {
        unknown.push(("tab", "Вкладка", &selection.tab));
    }
    if !selection.sort.is_empty() && selection.order().is_none() {
        unknown.push(("sort", "Порядок", &selection.sort));
    }
    if unknown.is_empty() {
        return None;
    }
    let known =
        |(name, value)| if unknown.iter().any(|lost| lost.0 == name) { (name, "") } else { (name, value) };
    let said: Vec<(&str, &str)> = unknown.iter().map(|lost| (lost.1, lost.2)).collect();
    Some((paths::with_query(&paths::queue(), &selection.pairs().map(known)), words::unknown_values(&said)))
}

/// The selection that a URL or form carries; an empty text is the whole queue.
#[must_use]
pub fn origin(from: &str) -> Selection {
    serde_urlencoded::from_str(from).unwrap_or_default()
}

/// The filter's form with the present choices.
pub(super) fn filters(found: &queue::QueuePage, selection: &Selection) -> Filters {
    let selects = selects(found, selection);
    let chips: Vec<Chip> = selects.iter().filter_map(|select| chip(select, selection)).collect();
    Filters {
        action: paths::queue(),
        kept: selection.beside_filters(),
        reset: (!chips.is_empty()).then(|| selection.reset()),
        selects,
        typed: Vec::new(),
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
    let people = found.people.iter().map(|person| {
        let gone = if person.disabled { ", отключен" } else { "" };
        (person.id.to_string(), format!("{}{gone}", short_name(&person.name)))
    });
    let bodies =
        Authority::ALL.iter().map(|body| (body.code().to_owned(), words::authority(*body).to_owned()));
    let periods = PERIODS.iter().map(|(code, label, _)| ((*code).to_owned(), (*label).to_owned()));
    let late = [(LATE.to_owned(), "просрочен".to_owned())];
    let reasons = found.reasons.iter().map(|reason| (reason.code.clone(), reason.title.clone()));
    vec![
        select("type", "Тип", "любой", kinds, &selection.kind),
        select("mode", "Режим", "любой", modes, &selection.mode),
        select("reviewer", "Ответственный", "любой", people, &selection.reviewer),
        select("direction", "Направление", "любое", bodies, &selection.direction),
        select("due", "Срок", "любой", late, &selection.due),
        select("reason", "Причина", "любая", reasons, &selection.reason),
        select("period", "Период", "любой", periods, &selection.period),
    ]
}

fn select(
    name: &str,
    label: &str,
    any: &str,
    values: impl IntoIterator<Item = (String, String)>,
    chosen: &str,
) -> FilterSelect {
    let any = Choice::new("", format!("{label}: {any}"));
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
