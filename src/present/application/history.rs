//! The history of an application, newest first: what people did, and the letters that went out by themselves.

use std::collections::HashMap;

use templates::components::{TimelineEntry, Tone};
use templates::format::Zone;

use super::remarks;
use crate::domain::application::ApplicationEvent as Event;
use crate::domain::certificate_request::OwnersRequest;
use crate::domain::ids::PersonId;
use crate::domain::role::Role;
use crate::operations::inspection::Card;
use crate::present::words;
use crate::present::words::people::short_name;
use crate::store::audit::Entry;
use crate::store::letters::SentLetter;

/// Everything that happened, newest first.
pub(super) fn history(card: &Card, zone: Zone) -> Vec<TimelineEntry> {
    let happened = card.history.iter().map(|entry| of_entry(card, entry, zone));
    let mut entries: Vec<TimelineEntry> =
        happened.chain(card.letters.iter().map(|letter| of_letter(letter, zone))).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at.at));
    entries
}

fn of_entry(card: &Card, entry: &Entry<Event>, zone: Zone) -> TimelineEntry {
    let event = entry.event.as_ref();
    let mentioned = Mentioned { people: &card.names.by_id };
    TimelineEntry {
        at: zone.moment(entry.at),
        actor: actor(card, entry),
        text: words::event(&entry.verb).to_owned(),
        detail: event.and_then(|event| detail(&mentioned, event, zone)),
        tone: event.map_or(Tone::Quiet, tone),
    }
}

fn of_letter(letter: &SentLetter, zone: Zone) -> TimelineEntry {
    TimelineEntry {
        at: zone.moment(letter.sent_at),
        actor: None,
        text: format!("письмо «{}» отправлено", letter.subject),
        detail: Some(letter.recipient.clone()),
        tone: Tone::Quiet,
    }
}

fn actor(card: &Card, entry: &Entry<Event>) -> Option<String> {
    if matches!(entry.role, Some(Role::Worker)) {
        return None;
    }
    if let Some(login) = entry.actor.strip_prefix("its:") {
        return Some(format!("логин {login}:"));
    }
    let name = card.names.by_login.get(&entry.actor).map(|name| short_name(name));
    Some(format!("{}:", name.unwrap_or_else(|| entry.actor.clone())))
}

/// Whom events mention by identity.
pub(in crate::present) struct Mentioned<'a> {
    /// People by identity.
    pub(in crate::present) people: &'a HashMap<PersonId, String>,
}

/// More about an event, in words.
pub(in crate::present) fn detail(known: &Mentioned<'_>, event: &Event, zone: Zone) -> Option<String> {
    match event {
        Event::ParametersSet { was, now } => {
            Some(format!("{} → {}", words::parameters(was), words::parameters(now)))
        }
        Event::HandedOver { to, .. } => known.people.get(to).map(|name| short_name(name)),
        Event::CertificateIssued { owner, serial, request, superseded, .. } => {
            let name = owner_name(*owner, request.as_ref());
            let more = if *superseded {
                ", такого запроса в заявлении больше нет"
            } else {
                ""
            };
            Some(format!("{name}, серийный номер {serial}{more}"))
        }
        Event::AuthorityRefused { owner, words, request, .. } => {
            Some(format!("{}: {words}", owner_name(*owner, request.as_ref())))
        }
        Event::Forwarded { acknowledged, .. } => {
            let read = acknowledged.iter().map(|one| remarks::text(&one.name, &one.remark));
            let read: Vec<String> = read.collect();
            (!read.is_empty()).then(|| format!("подтверждено: {}", read.join(" ")))
        }
        Event::Returned { reason, .. } | Event::Rejected { reason, .. } => Some(reason.text.clone()),
        Event::Held { reason, until } => Some(format!("до {}: {reason}", zone.moment(*until).text())),
        Event::Mended { revision, .. } => Some(format!("{revision}-я редакция, прежние сохранены")),
        Event::NeedsAttention { words } | Event::OperatorRefused { words, .. } => Some(words.clone()),
        Event::Resent { reason } | Event::Reset { reason, .. } => Some(reason.clone()),
        Event::Received { .. }
        | Event::Taken { .. }
        | Event::Released { .. }
        | Event::Woken { .. }
        | Event::Withdrawn { .. }
        | Event::Expired
        | Event::ForwardingUndone
        | Event::Submitted { .. }
        | Event::Approved { .. }
        | Event::Completed => None,
    }
}

fn tone(event: &Event) -> Tone {
    match event {
        Event::Approved { .. } | Event::CertificateIssued { .. } | Event::Completed => Tone::Good,
        Event::AuthorityRefused { .. }
        | Event::OperatorRefused { .. }
        | Event::NeedsAttention { .. }
        | Event::Returned { .. }
        | Event::Rejected { .. }
        | Event::Expired => Tone::Bad,
        Event::Received { .. } | Event::Mended { .. } => Tone::New,
        Event::Forwarded { .. } | Event::Submitted { .. } => Tone::Out,
        Event::Taken { .. }
        | Event::Released { .. }
        | Event::HandedOver { .. }
        | Event::ParametersSet { .. }
        | Event::Held { .. }
        | Event::Woken { .. }
        | Event::Withdrawn { .. }
        | Event::ForwardingUndone
        | Event::Resent { .. }
        | Event::Reset { .. } => Tone::Work,
    }
}

/// Whose request it was; old entries know only the place in the revision of their day.
fn owner_name(owner: u32, request: Option<&OwnersRequest>) -> String {
    let named = request.map(|request| request.name.clone());
    named.unwrap_or_else(|| format!("владелец {}", owner.saturating_add(1)))
}
