//! The journal's filter: its query in the URL, and its form.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use templates::components::{Chip, Choice, FilterSelect, FilterText, Filters};
use templates::format::{Zone, date};
use templates::paths;

use crate::domain::form::FieldFaults;
use crate::domain::ids::PersonId;
use crate::domain::journal::{Act, Hand};
use crate::operations::Desk;
use crate::operations::journal::{AskedBy, Cursor, Journal, JournalQuery};
use crate::present::{paging, words};

/// The filter as the URL's query; an invalid value is ignored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct JournalAsked {
    from: String,
    to: String,
    who: String,
    act: String,
    about: String,
    after: String,
}

impl JournalAsked {
    /// The question, its days in the reader's zone; a period that ends before it begins is said to.
    pub fn question(&self, zone: Zone) -> Result<JournalQuery, FieldFaults> {
        let (from, to) = (day(&self.from), day(&self.to));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(vec![("to", "Конец периода раньше начала".to_owned())]);
        }
        let who = match self.who.parse() {
            Ok(person) => Some(AskedBy::Person(PersonId(person))),
            Err(_) => Hand::from_code(&self.who).map(AskedBy::Hand),
        };
        Ok(JournalQuery {
            from: from.and_then(|day| begins(day, zone)),
            until: to.and_then(|day| begins(day.checked_add_days(Days::new(1))?, zone)),
            who,
            act: Act::from_code(&self.act),
            about: self.about.clone(),
        })
    }

    /// The entry below which the page begins.
    #[must_use]
    pub fn after(&self) -> Option<Cursor> {
        let (at, sequence) = paging::place(&self.after).split_once('-')?;
        let at = DateTime::<Utc>::from_timestamp_micros(at.parse().ok()?)?;
        Some(Cursor { at, sequence: sequence.parse().ok()? })
    }

    /// The places of the pages up to this one.
    pub(super) fn trail(&self) -> &str {
        &self.after
    }

    /// Whether a filter is set.
    pub(super) fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.is_empty())
    }

    fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("from", &self.from),
            ("to", &self.to),
            ("who", &self.who),
            ("act", &self.act),
            ("about", self.about.trim()),
        ]
    }

    /// The URL of the file with the same filter.
    pub(super) fn file(&self, of_operator: bool) -> String {
        let address = if of_operator { paths::operator_journal_file() } else { paths::journal_file() };
        paths::with_query(&address, &self.pairs())
    }

    /// The page with these places.
    pub(super) fn page_at(&self, of_operator: bool, after: &str) -> String {
        let after = [("after", after)];
        let pairs: Vec<(&str, &str)> = self.pairs().into_iter().chain(after).collect();
        paths::with_query(&page(of_operator), &pairs)
    }

    fn without(&self, of_operator: bool, name: &str) -> String {
        let pairs = self.pairs().map(|(key, kept)| if key == name { (key, "") } else { (key, kept) });
        paths::with_query(&page(of_operator), &pairs)
    }

    /// What can be selected, and what is.
    pub(super) fn filters(&self, desk: &Desk, journal: &Journal, faults: &FieldFaults) -> Filters {
        let of_operator = desk.partner().is_none();
        let typed = self.typed(of_operator, faults);
        let selects = self.selects(of_operator, journal);
        let texts = typed.iter().filter_map(|text| {
            let said = if text.day { day(&text.value).map(date)? } else { text.value.clone() };
            (!said.trim().is_empty())
                .then(|| (text.name.as_str(), format!("{}: {}", text.label, said.trim())))
        });
        let chosen = selects.iter().filter_map(|select| {
            let choice = select.choices.iter().find(|choice| choice.value == select.chosen)?;
            (!choice.value.is_empty())
                .then(|| (select.name.as_str(), format!("{}: {}", select.label, choice.label)))
        });
        let chip = |(name, label): (&str, String)| Chip { label, without: self.without(of_operator, name) };
        let chips: Vec<Chip> = texts.chain(chosen).map(chip).collect();
        Filters {
            action: page(of_operator),
            kept: Vec::new(),
            reset: (!chips.is_empty()).then(|| page(of_operator)),
            chips,
            selects,
            typed,
        }
    }

    fn typed(&self, of_operator: bool, faults: &FieldFaults) -> Vec<FilterText> {
        let text = |(name, label, value): (&str, &str, &str), day| FilterText {
            name: name.to_owned(),
            label: label.to_owned(),
            value: value.to_owned(),
            day,
            error: faults.iter().find(|(field, _)| *field == name).map(|(_, words)| words.clone()),
        };
        let about = if of_operator {
            "Партнер, код абонента"
        } else {
            "№ заявления, организация, месяц"
        };
        vec![
            text(("from", "С", &self.from), true),
            text(("to", "По", &self.to), true),
            text(("about", about, &self.about), false),
        ]
    }

    fn selects(&self, of_operator: bool, journal: &Journal) -> Vec<FilterSelect> {
        let acts = if of_operator { Act::OF_OPERATOR } else { Act::OF_PARTNER };
        let acts = acts.iter().map(|act| Choice::new(act.code(), words::journal::act(*act)));
        // In the operator's journal its people are listed individually.
        let hands =
            Hand::ALL.iter().filter(|hand| !of_operator || matches!(hand, Hand::Service | Hand::Console));
        let hands = hands.map(|hand| Choice::new(hand.code(), words::journal::hand(*hand)));
        let people = journal.colleagues.iter().map(|(id, name)| Choice::new(id.to_string(), name));
        vec![
            select("who", "Кто", "все", people.chain(hands), &self.who),
            select("act", "Что", "все действия", acts, &self.act),
        ]
    }
}

/// A cursor as an address carries it.
pub(super) fn written(cursor: Cursor) -> String {
    format!("{}-{}", cursor.at.timestamp_micros(), cursor.sequence)
}

fn page(of_operator: bool) -> String {
    if of_operator { paths::operator_journal() } else { paths::journal() }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// The instant at which a day begins in a time zone.
fn begins(day: NaiveDate, zone: Zone) -> Option<DateTime<Utc>> {
    Some(day.and_hms_opt(0, 0, 0)?.and_local_timezone(zone.offset).single()?.to_utc())
}

fn select(
    name: &str,
    label: &str,
    any: &str,
    values: impl Iterator<Item = Choice>,
    chosen: &str,
) -> FilterSelect {
    let any = Choice::new("", format!("{label}: {any}"));
    FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: std::iter::once(any).chain(values).collect(),
        chosen: chosen.to_owned(),
    }
}
