//! Bulk verbs: the form, the preview, and the results.

mod undo;
mod words;

pub use undo::undo;

use templates::components::{Choice, FieldError, Tone};
use templates::format::{Zone, counted, money, nouns};
use templates::pages::partner::{
    BulkAsks, BulkBar, BulkDone, BulkPage, BulkResultPage, BulkRow, ReasonQuestion,
};

use super::origin;
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::money::Money;
use crate::domain::multi_user::ModeChoice;
use crate::domain::queue::BulkVerb;
use crate::domain::reason::Purpose;
use crate::operations::Desk;
use crate::operations::bulk::{Done, Foreseen, Obstacle, Outcome, Preview, Seen, Step};
use crate::operations::decisions::GivenReason;
use crate::policy::Permission;
use crate::present::reasons;
use crate::present::words as office;
use crate::present::words::application::status;
use crate::present::words::people::short_name;
use words::{consequence, done_words, long, mode_words, short};

/// The form: a verb, the applications, and the verb's parameters.
#[derive(Clone, Debug, Default)]
pub struct TypedBulk {
    /// The verb.
    pub verb: Option<BulkVerb>,
    /// The chosen applications.
    pub numbers: Vec<ApplicationNumber>,
    /// The applications as the preview showed them.
    pub seen: Vec<Seen>,
    /// The list in which they were chosen, as a query.
    pub from: String,
    /// The code of the reason.
    pub reason: String,
    /// The reviewer's own words.
    pub text: String,
    /// The multi-user mode.
    pub mode: Option<ModeChoice>,
    /// The faults.
    pub errors: Vec<FieldError>,
}

impl TypedBulk {
    /// Parses a form with repeated names; invalid values are left out.
    #[must_use]
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "verb" => typed.verb = BulkVerb::from_code(&value),
                "number" => typed.numbers.extend(value.parse().ok().map(ApplicationNumber)),
                "seen" => typed.seen.extend(seen(&value)),
                "from" => typed.from = value,
                "reason" => typed.reason = value,
                "text" => typed.text = value,
                "mode" => typed.mode = ModeChoice::from_code(&value),
                // The CSRF token, and unknown fields.
                _ => {}
            }
        }
        typed.numbers.sort_unstable();
        typed.numbers.dedup();
        typed
    }

    /// The step, or the fault of what is not chosen yet.
    pub fn step(&self) -> Result<Step<'_>, FieldError> {
        match (self.verb, self.mode) {
            (Some(BulkVerb::Take), _) => Ok(Step::Take),
            (Some(BulkVerb::Forward), _) => Ok(Step::Forward),
            (Some(BulkVerb::Undo), _) => Ok(Step::Undo),
            (Some(BulkVerb::Return), _) => {
                Ok(Step::Return(GivenReason { code: &self.reason, own_words: &self.text }))
            }
            (Some(BulkVerb::Mode), Some(choice)) => Ok(Step::Mode(choice)),
            (Some(BulkVerb::Mode), None) => Err(wrong("mode", "Выберите режим")),
            (None, _) => Err(wrong("verb", "Выберите действие")),
        }
    }

    /// The URL of the list in which the applications were chosen.
    #[must_use]
    pub fn list(&self) -> String {
        origin(&self.from).list()
    }
}

fn wrong(field: &str, text: &str) -> FieldError {
    FieldError { field: field.to_owned(), text: text.to_owned() }
}

fn seen(value: &str) -> Option<Seen> {
    let mut parts = value.split(':');
    let number = ApplicationNumber(parts.next()?.parse().ok()?);
    let version = parts.next()?.parse().ok()?;
    let total = parts.next().and_then(|total| total.parse().ok()).map(Money::from_kopecks);
    Some(Seen { number, version, total })
}

/// The bar below the list, if the viewer has a bulk verb.
pub(super) fn bar(desk: &Desk, from: String) -> Option<BulkBar> {
    let open = BulkVerb::OF_LIST.iter().filter(|verb| desk.allows(Permission::of(verb.verb())));
    let verbs: Vec<Choice> = open.map(|verb| Choice::new(verb.code(), short(*verb))).collect();
    (!verbs.is_empty()).then_some(BulkBar { verbs, from })
}

/// The preview of a verb, as a page.
#[must_use]
pub fn preview(found: &Preview, typed: &TypedBulk, csrf: String) -> BulkPage {
    let rows: Vec<BulkRow> = found.rows.iter().map(|row| foreseen(found, row, typed)).collect();
    let possible: Vec<&Foreseen> = found.rows.iter().filter(|row| row.obstacle.is_none()).collect();
    let mut hidden =
        vec![("verb".to_owned(), found.verb.code().to_owned()), ("from".to_owned(), typed.from.clone())];
    hidden.extend(found.rows.iter().map(|row| ("number".to_owned(), row.application.number.to_string())));
    hidden.extend(possible.iter().map(|row| ("seen".to_owned(), as_seen(row))));
    BulkPage {
        heading: heading(found),
        consequence: foretold(found.verb, &possible),
        rows,
        possible: u64::try_from(possible.len()).unwrap_or_default(),
        asks: asks(found, typed),
        errors: typed.errors.clone(),
        hidden,
        list: typed.list(),
        csrf,
    }
}

/// The results of a verb, as a page.
#[must_use]
pub fn result(verb: BulkVerb, done: &[Done], typed: &TypedBulk, zone: Zone, csrf: String) -> BulkResultPage {
    let is_done = |done: &&Done| matches!(done.outcome, Outcome::Done(_) | Outcome::DoneBefore);
    let left: Vec<&Done> =
        done.iter().filter(|row| !is_done(row) && !matches!(row.outcome, Outcome::NotFound)).collect();
    let mut again: Vec<(String, String)> =
        left.iter().map(|row| ("number".to_owned(), row.number.to_string())).collect();
    if !again.is_empty() {
        again.push(("verb".to_owned(), verb.code().to_owned()));
        again.push(("from".to_owned(), typed.from.clone()));
    }
    BulkResultPage {
        heading: format!("{}: {} из {}", done_words(verb), done.iter().filter(is_done).count(), done.len()),
        rows: done.iter().map(|row| became(verb, row, typed, zone)).collect(),
        again,
        undo: None,
        list: typed.list(),
        csrf,
    }
}

/// The shown version, and the total that a forwarding would fix, as a field's value.
fn as_seen(row: &Foreseen) -> String {
    let total = row.total.map(|total| format!(":{}", total.kopecks())).unwrap_or_default();
    format!("{}:{}{total}", row.application.number, row.application.version)
}

/// The consequence, with the sum of all totals.
fn foretold(verb: BulkVerb, possible: &[&Foreseen]) -> String {
    let totals: Vec<Money> = possible.iter().filter_map(|row| row.total).collect();
    if totals.is_empty() {
        return consequence(verb).to_owned();
    }
    let sum: Money = totals.into_iter().sum();
    format!("{} Итого к оплате оператору: {}.", consequence(verb), money(sum.roubles()))
}

fn heading(found: &Preview) -> String {
    let count = u64::try_from(found.rows.len()).unwrap_or_default();
    format!("{}: {}", long(found.verb), counted(count, nouns::APPLICATION))
}

fn foreseen(found: &Preview, row: &Foreseen, typed: &TypedBulk) -> BulkRow {
    let application = &row.application;
    let number = application.number.to_string();
    let reviewer = application.stage.reviewer().and_then(|person| found.names.get(&person));
    let outcome = match &row.obstacle {
        Some(Obstacle::Refused(refusal)) => office::refusal(refusal),
        Some(Obstacle::AlreadySo) => "Уже так, менять нечего.".to_owned(),
        None => would(found.verb, application, typed),
    };
    let total = row.prices.iter().filter_map(|priced| priced.quote.as_ref().ok());
    let price = total.map(|quote| quote.total.roubles()).reduce(|sum, more| sum + more).map(money);
    BulkRow {
        href: origin(&typed.from).card(&number),
        organization: application.asked.organization_name.clone(),
        status: status(application),
        reviewer: reviewer.map(|name| short_name(name)),
        outcome,
        tone: if row.obstacle.is_some() { Tone::Work } else { Tone::Good },
        price: price.filter(|_| row.obstacle.is_none()),
        number,
    }
}

/// The consequence for one application.
fn would(verb: BulkVerb, application: &Application, typed: &TypedBulk) -> String {
    match (verb, typed.mode) {
        (BulkVerb::Take, _) => "Будет взято в работу вами".to_owned(),
        (BulkVerb::Return, _) => match &application.asked.email {
            Some(email) => format!("Клиент получит письмо с причиной: {email}"),
            None => "Клиент увидит причину в личном кабинете".to_owned(),
        },
        (BulkVerb::Forward, _) if application.asked.requests == 0 => {
            "Уйдет на регистрацию без выпуска сертификата".to_owned()
        }
        (BulkVerb::Forward, _) => "Будет создан запрос на сертификат".to_owned(),
        (BulkVerb::Undo, _) => "Вернется на проверку".to_owned(),
        (BulkVerb::Mode, None) => format!("Сейчас: {}", mode_of(application)),
        (BulkVerb::Mode, Some(choice)) => format!("{} → {}", mode_of(application), mode_words(choice)),
    }
}

fn became(verb: BulkVerb, row: &Done, typed: &TypedBulk, zone: Zone) -> BulkDone {
    let number = row.number.to_string();
    let (outcome, tone) = match &row.outcome {
        Outcome::Done(_) => (done_words(verb), Tone::Good),
        Outcome::DoneBefore => {
            (format!("{} раньше, второй раз не выполнялось", done_words(verb)), Tone::Good)
        }
        Outcome::Refused(refusal) => (format!("Не выполнено. {}", office::refusal(refusal)), Tone::Bad),
        Outcome::NotFound => ("Не выполнено. Такого заявления нет.".to_owned(), Tone::Bad),
        Outcome::Stale(clash) => {
            let (by, at) = (short_name(&clash.by), zone.moment(clash.at).text());
            let event = office::event(&clash.verb);
            (format!("Не выполнено. Заявление успели изменить: {by}, {at}, {event}."), Tone::Bad)
        }
    };
    BulkDone {
        href: row.organization.as_ref().map(|_| origin(&typed.from).card(&number)),
        organization: row.organization.clone().unwrap_or_default(),
        outcome,
        tone,
        number,
    }
}

fn asks(found: &Preview, typed: &TypedBulk) -> Option<BulkAsks> {
    match found.verb {
        BulkVerb::Take | BulkVerb::Forward | BulkVerb::Undo => None,
        BulkVerb::Return => reason(found, typed),
        BulkVerb::Mode => Some(BulkAsks::Mode {
            choices: ModeChoice::ALL
                .iter()
                .map(|choice| Choice::new(choice.code(), mode_words(*choice)))
                .collect(),
            chosen: typed.mode.map_or("", ModeChoice::code).to_owned(),
        }),
    }
}

/// The question for the reason, with the letter to the first client who would get one.
fn reason(found: &Preview, typed: &TypedBulk) -> Option<BulkAsks> {
    let first = found.rows.iter().find(|row| row.obstacle.is_none()).or(found.rows.first())?;
    let answered = GivenReason { code: &typed.reason, own_words: &typed.text };
    let application = &first.application;
    let question = reasons::question(found.reasons.as_ref()?, Purpose::Return, application, answered);
    let several = found.rows.len() > 1;
    Some(BulkAsks::Reason(ReasonQuestion {
        hint: "Это прочтет каждый из клиентов после текста причины.",
        example: several.then(|| "Так прочтет первый из них; у каждого свои номер и название.".to_owned()),
        ..question
    }))
}

fn mode_of(application: &Application) -> String {
    office::mode(application.parameters.enabled, application.parameters.tier)
}
