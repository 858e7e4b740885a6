//! Somebody was faster: what changed since the reader looked, by whom and when, and what can be merged.

use templates::components::{Choice, Difference, Fact};
use templates::pages::{ConflictChange, ConflictPage, MergeField, MergeForm};
use templates::paths;

use super::Reading;
use super::verbs::{Leads, VerbRow};
use crate::domain::application::{ApplicationEvent, BasisChoice, ConnectionParameters, Merge, Mode};
use crate::domain::billing::Basis;
use crate::domain::ids::PersonId;
use crate::domain::multi_user::{ModeChoice, Tier};
use crate::domain::reason::Purpose;
use crate::domain::stage::Verb;
use crate::operations::Clash;
use crate::operations::inspection::Card;
use crate::present::words;
use crate::present::words::people::short_name;
use crate::store::audit::{self, Entry};

/// The form of a verb, as far as the page of a conflict shows and repeats it.
pub trait TriedForm {
    /// The version that the reader saw.
    fn seen(&self) -> i32;
    /// The list that the reader came from.
    fn came_from(&self) -> &str;
    /// What was typed, field by field, without the version.
    fn fields(&self) -> Vec<(String, String)>;
    /// What was typed, in words.
    fn typed(&self) -> Vec<Fact> {
        Vec::new()
    }
    /// The connection parameters that were typed, when they were.
    fn mine(&self) -> Option<ConnectionParameters> {
        None
    }
    /// Where the verb leads, which usually leads there.
    fn leads(&self, usual: Leads) -> Leads {
        usual
    }
}

/// The page of a form that has grown stale.
#[must_use]
pub fn conflict(
    card: &Card,
    clash: &Clash,
    verb: &VerbRow,
    tried: &impl TriedForm,
    reading: Reading<'_>,
) -> ConflictPage {
    let number = card.application.number.to_string();
    let since = since(card, tried.seen());
    let mut fields = vec![("version".to_owned(), clash.version.to_string())];
    fields.extend(tried.fields());
    ConflictPage {
        subject: format!("Заявление №\u{a0}{number}"),
        said: words::people::changed_application(&number, clash),
        changed_by: words::people::changer(&clash.by),
        changed_at: reading.zone.moment(clash.at),
        changes: since.iter().map(|entry| change(card, entry, reading)).collect(),
        typed: given_reason(card, &fields).into_iter().chain(tried.typed()).collect(),
        merge: merge(card, verb, tried.mine(), &since, reading),
        action: (verb.address)(&number),
        fields,
        repeat: verb.label.to_owned(),
        fresh: paths::with_query(&paths::application(&number), &[("from", reading.from)]),
        csrf: reading.csrf.to_owned(),
    }
}

/// The reason that was chosen, by its title.
fn given_reason(card: &Card, fields: &[(String, String)]) -> Option<Fact> {
    let (_, code) = fields.iter().find(|(name, _)| name == "reason")?;
    let offered = [Purpose::Return, Purpose::Reject].map(|purpose| card.reasons.serving(purpose)).concat();
    let reason = offered.into_iter().find(|reason| reason.code == *code)?;
    Some(Fact::new("Причина", &reason.title))
}

/// The entries after the version that was seen, the oldest first. Each change is one version and one entry; a note
/// is an entry and no change.
fn since(card: &Card, seen: i32) -> Vec<&Entry<ApplicationEvent>> {
    let newer = usize::try_from(card.application.version.saturating_sub(seen)).unwrap_or_default();
    let mut entries: Vec<&Entry<ApplicationEvent>> =
        card.history.iter().filter(|entry| !audit::changes_nothing(&entry.verb)).take(newer).collect();
    entries.reverse();
    entries
}

fn change(card: &Card, entry: &Entry<ApplicationEvent>, reading: Reading<'_>) -> ConflictChange {
    ConflictChange {
        by: name(card, entry),
        at: reading.zone.moment(entry.at),
        what: words::event(&entry.verb).to_owned(),
        differences: entry.event.as_ref().map(|event| differences(card, event)).unwrap_or_default(),
    }
}

fn name(card: &Card, entry: &Entry<ApplicationEvent>) -> String {
    if card.names.by_login.contains_key(&entry.actor) {
        return words::standing_in::actor(&card.names.by_login, entry);
    }
    match entry.actor.strip_prefix("its:") {
        Some(login) => format!("логин {login}"),
        None => "Автоматика".to_owned(),
    }
}

fn differences(card: &Card, event: &ApplicationEvent) -> Vec<Difference> {
    let person = |id: &PersonId| card.names.by_id.get(id).map(|name| short_name(name));
    let mut found: Vec<Difference> = event
        .moves()
        .map(|(was, now)| differs("Статус", words::stage(was), words::stage(now)))
        .into_iter()
        .collect();
    let mut now = |field: &str, was, now| found.push(Difference { field: field.to_owned(), was, now });
    if let ApplicationEvent::Taken { reviewer } = event {
        now("Ответственный", None, person(reviewer));
    }
    if let ApplicationEvent::HandedOver { from, to, .. } = event {
        now("Ответственный", person(from), person(to));
    }
    if let ApplicationEvent::Returned { reason, .. } | ApplicationEvent::Rejected { reason, .. } = event {
        now("Причина", None, Some(reason.text.clone()));
    }
    if let ApplicationEvent::Held { reason, .. } = event {
        now("Отложено", None, Some(reason.clone()));
    }
    if let ApplicationEvent::ParametersSet { was, now } = event {
        found.extend(parameters(was, now));
    }
    found
}

fn parameters(was: &ConnectionParameters, now: &ConnectionParameters) -> Vec<Difference> {
    let fields = [
        ("Многопользовательский режим", mode(was.mode()), mode(now.mode())),
        ("Основание", basis(was.basis()), basis(now.basis())),
    ];
    let changed = fields.into_iter().filter(|(_, was, now)| was != now);
    changed.map(|(field, was, now)| differs(field, &was, &now)).collect()
}

fn differs(field: &str, was: &str, now: &str) -> Difference {
    Difference { field: field.to_owned(), was: Some(was.to_owned()), now: Some(now.to_owned()) }
}

/// The parameters of both, field by field, while they can still be set.
fn merge(
    card: &Card,
    verb: &VerbRow,
    mine: Option<ConnectionParameters>,
    since: &[&Entry<ApplicationEvent>],
    reading: Reading<'_>,
) -> Option<MergeForm> {
    let theirs = &card.application.parameters;
    // Whoever forwards what is saved by now has nothing to merge.
    let differs = |mine: &ConnectionParameters| verb.verb != Verb::Forward || mine != theirs;
    let mine = mine.filter(|_| card.verbs.contains(&Verb::SetParameters)).filter(differs)?;
    let first = since.iter().find_map(|entry| entry.event.as_ref()?.parameters_before());
    let merged = ConnectionParameters::merged(first.unwrap_or(theirs), &mine, theirs);
    let number = card.application.number.to_string();
    Some(MergeForm {
        action: paths::parameters_merge(&number),
        hidden: vec![
            ("version".to_owned(), card.application.version.to_string()),
            ("from".to_owned(), reading.from.to_owned()),
        ],
        fields: vec![
            field("mode", "Многопользовательский режим", merged.mode, |value| {
                Choice::new(mode_code(value), mode(value))
            }),
            field("basis", "Основание", merged.basis, |value| {
                Choice::new(basis_code(value), basis(value))
            }),
        ],
    })
}

fn field<T: Copy + PartialEq>(
    name: &'static str,
    label: &'static str,
    merge: Merge<T>,
    shown: fn(T) -> Choice,
) -> MergeField {
    let choice = |whose: &str, value: T| {
        let choice = shown(value);
        Choice { label: format!("{whose}: {}", choice.label), ..choice }
    };
    let (choices, settled) = match merge {
        Merge::Agreed(value) => (vec![choice("Без изменений", value)], Some("Расхождения нет")),
        Merge::Mine(value) => (vec![choice("Ваше", value)], Some("Изменили вы")),
        Merge::Theirs(value) => (vec![choice("Коллеги", value)], Some("Изменил коллега")),
        Merge::Both { mine, theirs } => (vec![choice("Ваше", mine), choice("Коллеги", theirs)], None),
    };
    MergeField { name, label, choices, settled: settled.map(str::to_owned) }
}

fn mode(mode: Mode) -> String {
    words::mode(mode.enabled, mode.tier)
}

fn mode_code(mode: Mode) -> String {
    mode.tier.filter(|_| mode.enabled).map_or(ModeChoice::Off.code(), Tier::code).to_owned()
}

fn basis(choice: BasisChoice) -> String {
    let basis = words::basis(choice.basis);
    match choice.band {
        Some(band) => format!("{basis}, от {band}"),
        None => basis.to_owned(),
    }
}

fn basis_code(choice: BasisChoice) -> String {
    let code = choice.basis.code();
    choice.band.map_or_else(|| code.to_owned(), |band| format!("{code}:{band}"))
}

/// The parameters that were merged, as the page of the conflict sends them.
#[must_use]
pub fn read_merged(mode: &str, ground: &str) -> Option<ConnectionParameters> {
    let tier = ModeChoice::from_code(mode)?.tier();
    let (basis, band) = match ground.split_once(':') {
        Some((basis, band)) => (Basis::from_code(basis)?, Some(band.parse().ok()?)),
        None => (Basis::from_code(ground)?, None),
    };
    Some(ConnectionParameters { enabled: tier.is_some(), tier, basis, group_band: band })
}
