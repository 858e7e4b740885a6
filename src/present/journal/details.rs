//! More about an entry: what an event tells, and what is noted without changing anything.

use serde_json::Value;
use templates::format::{Zone, counted, date};

use crate::domain::event::{Event, OfficeEvent};
use crate::operations::journal::Known;
use crate::present::application::{Mentioned, detail};
use crate::present::words;
use crate::store::audit::{Entry, Subject};

/// More about an entry, if there is more; an entry of a form that nobody knows any more has none.
pub(super) fn of(known: &Known, entry: &Entry, subject: &Subject, zone: Zone) -> Option<String> {
    match serde_json::from_str::<Event>(&entry.details) {
        Ok(event) => of_event(known, &event, subject, zone),
        Err(_) => of_note(&entry.verb, &serde_json::from_str(&entry.details).ok()?),
    }
}

fn of_event(known: &Known, event: &Event, subject: &Subject, zone: Zone) -> Option<String> {
    if let (Event::Office(OfficeEvent::SettingPlanned { from, value, was }), Subject::Setting(setting)) =
        (event, subject)
    {
        let said = |value: &str| words::office::setting_value(*setting, value);
        return Some(format!("{} → {} с {}", said(was), said(value), date(*from)));
    }
    detail(&Mentioned { people: &known.people }, event, zone)
}

/// What was noted beside the changes: looks, files that were taken away, notes.
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
        "journal_exported" => Some(counted(count("entries")?, ["запись", "записи", "записей"])),
        _ => None,
    }
}

/// What was shown, and why.
fn revealed(details: &Value) -> String {
    let fields = details.get("fields").and_then(Value::as_array).into_iter().flatten();
    let shown: Vec<&str> = fields.filter_map(Value::as_str).map(words::journal::shown).collect();
    let reason = details.get("reason").and_then(Value::as_str).unwrap_or("не указана");
    format!("{}. Причина: {reason}", words::capitalised(&shown.join(", ")))
}
