//! The history of an application, newest first: what people did, and the letters that went out by themselves.

use templates::components::{TimelineEntry, Tone};
use templates::format::Zone;

use super::told;
use crate::domain::application::ApplicationEvent as Event;
use crate::domain::role::Role;
use crate::operations::inspection::Card;
use crate::present::words;
use crate::store::audit::Entry;
use crate::store::letters::SentLetter;

/// Everything that happened, newest first: what went out by itself follows what somebody did in the same second.
pub(super) fn history(card: &Card, zone: Zone) -> Vec<TimelineEntry> {
    let happened = card.history.iter().map(|entry| of_entry(card, entry, zone));
    let mut entries: Vec<TimelineEntry> =
        happened.chain(card.letters.iter().map(|letter| of_letter(letter, zone))).collect();
    entries.sort_by_key(|entry| {
        std::cmp::Reverse((entry.at.at.timestamp(), entry.actor.is_none(), entry.at.at))
    });
    entries
}

fn of_entry(card: &Card, entry: &Entry<Event>, zone: Zone) -> TimelineEntry {
    let event = entry.event.as_ref();
    TimelineEntry {
        at: zone.moment(entry.at),
        actor: actor(card, entry),
        text: words::event(&entry.verb).to_owned(),
        detail: event.and_then(|event| told::detail(&card.names.by_id, event, zone)),
        tone: event.map_or(Tone::Quiet, told::tone),
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
    Some(format!("{}:", words::standing_in::actor(&card.names.by_login, entry)))
}
