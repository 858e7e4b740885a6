//! Details of an entry: of its event, or of a note that records no change.

use serde_json::Value;
use templates::format::{Zone, counted, date};

use crate::domain::delivery::DeliveriesEvent;
use crate::domain::its_login::OfferEvent;
use crate::domain::policy_version::PolicyEvent;
use crate::operations::journal::KnownNames;
use crate::present::application::told::detail;
use crate::present::words;
use crate::store::audit::{AnyEvent, AuditSubject, Entry};

/// More about an entry, if there is more; an entry of a form that nobody knows any more has none.
pub(super) fn of(known: &KnownNames, entry: &Entry, subject: &AuditSubject, zone: Zone) -> Option<String> {
    match &entry.event {
        Some(event) => of_event(known, event, subject, zone),
        None => of_note(&entry.verb, &serde_json::from_str(&entry.details).ok()?),
    }
}

fn of_event(known: &KnownNames, event: &AnyEvent, subject: &AuditSubject, zone: Zone) -> Option<String> {
    let setting = if let AuditSubject::Setting(setting) = subject { Some(*setting) } else { None };
    match event {
        AnyEvent::Application(event) => detail(&known.people, event, zone),
        AnyEvent::Statement(event) => words::settlement::detail(event),
        AnyEvent::Person(event) => words::people::detail(event),
        AnyEvent::FactorRule(event) => words::people::factor_rule_detail(event),
        AnyEvent::Cloud(event) => Some(words::cloud::told(event)),
        AnyEvent::ItsLogin(event) => words::people::login_detail(event),
        AnyEvent::StandingIn(event) => Some(words::standing_in::detail(&known.people, event)),
        AnyEvent::Offer(OfferEvent::ContractOffered { until, .. }) => {
            Some(format!("договор до {}", date(*until)))
        }
        AnyEvent::Attachment(event) => Some(words::attachments::told(event)),
        AnyEvent::Document(event) => Some(words::documents::told(event)),
        AnyEvent::Reminder(event) => Some(words::expiry::told(event)),
        AnyEvent::Setting(event) => Some(words::terms::setting(event, setting)),
        AnyEvent::Prices(event) => Some(words::terms::prices(event)),
        AnyEvent::Ground(event) => Some(words::terms::grounds(event)),
        AnyEvent::Promotion(event) => Some(words::terms::promotion(event)),
        AnyEvent::Partner(event) => words::terms::partner(event),
        AnyEvent::Organization(event) => Some(words::terms::organization(event)),
        AnyEvent::Reason(event) => Some(words::terms::reason(event)),
        AnyEvent::Deliveries(DeliveriesEvent::DeliveriesPublished { numbers }) => {
            let count = u64::try_from(numbers.len()).unwrap_or(u64::MAX);
            Some(counted(count, ["комплект", "комплекта", "комплектов"]))
        }
        AnyEvent::Members(event) => words::members::detail(event),
        AnyEvent::Administrators(event) => words::members::told(event),
        AnyEvent::Archive(event) => words::archives::detail(event, zone),
        AnyEvent::Subscription(event) => words::subscriptions::detail(event),
        AnyEvent::Question(event) => words::questions::detail(event),
        AnyEvent::Sale(event) => words::sales::told(event),
        AnyEvent::Seller(event) => Some(words::sales::told_of_seller(event)),
        AnyEvent::Payment(event) => Some(words::sales::told_of_payment(event)),
        AnyEvent::Disowning(_) | AnyEvent::Charge(_) | AnyEvent::Product(_) | AnyEvent::Sealing(_) => None,
        AnyEvent::Policy(PolicyEvent::PolicyChanged { sha256, .. }) => {
            Some(format!("отпечаток {}", short(sha256)))
        }
    }
}

/// The first characters of a digest, for comparison by eye.
fn short(sha256: &str) -> &str {
    sha256.get(..16).unwrap_or(sha256)
}

/// The details of a note: a look-up, an export, a colleague's note.
fn of_note(verb: &str, details: &Value) -> Option<String> {
    let text = |name: &str| details.get(name)?.as_str().map(str::to_owned);
    let count = |name: &str| details.get(name)?.as_u64();
    match verb {
        "revealed" => Some(revealed(details)),
        "noted" => text("note"),
        "filter_removed" => text("name").map(|name| format!("«{name}»")),
        "exported" => {
            let lines = counted(count("lines")?, ["строка", "строки", "строк"]);
            Some(format!("{}, {lines}", text("format")?.to_uppercase()))
        }
        "book_exported" => {
            let lines = counted(count("lines")?, ["строка", "строки", "строк"]);
            Some(format!("{} год, {lines}", count("year")?))
        }
        "journal_exported" => Some(counted(count("entries")?, ["запись", "записи", "записей"])),
        _ => None,
    }
}

/// What was disclosed, and the reason.
fn revealed(details: &Value) -> String {
    let fields = details.get("fields").and_then(Value::as_array).into_iter().flatten();
    let shown: Vec<&str> = fields.filter_map(Value::as_str).map(words::journal::shown).collect();
    let reason = details.get("reason").and_then(Value::as_str).unwrap_or("не указана");
    format!("{}. Причина: {reason}", words::capitalised(&shown.join(", ")))
}
