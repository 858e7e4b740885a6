//! What stands beside the drafts: whether letters arrive, and who waits for an answer.

use chrono::{DateTime, Utc};
use templates::components::Fact;
use templates::format::{Zone, lasting, number};
use templates::pages::operator::{Part, PartBody};
use templates::paths;

use super::sendings::lost;
use crate::domain::archive::ArchiveStage;
use crate::operations::questions::QuestionsWaiting;
use crate::operations::sendings::{SendingRow, SendingWeek};
use crate::present::support::masks;
use crate::store::outbox::LetterFate;

/// What the desk tells beside its drafts.
#[derive(Debug, Default)]
pub struct BesideDrafts {
    /// What waits for an answer, for whoever may give it.
    pub questions: Option<QuestionsWaiting>,
    /// The letters of the last week, for whoever may see them.
    pub week: Option<SendingWeek>,
}

/// The parts beside the drafts.
#[must_use]
pub fn beside(found: &BesideDrafts, zone: Zone, now: DateTime<Utc>) -> Vec<Part> {
    let questions = found.questions.as_ref().map(|waiting| questions(waiting, zone, now));
    questions.into_iter().chain(found.week.as_ref().map(week)).collect()
}

fn questions(waiting: &QuestionsWaiting, zone: Zone, now: DateTime<Utc>) -> Part {
    let count =
        Fact { href: Some(paths::questions()), ..Fact::new("Ждут ответа", number(waiting.count)) };
    let mut facts = vec![count];
    facts.extend(waiting.longest.as_ref().map(|one| Fact {
        href: Some(paths::question(&one.id.to_string())),
        note: Some(format!("с {}, {}", zone.moment(one.moved_at).text(), lasting(one.moved_at, now))),
        ..Fact::new("Дольше всех", one.name.clone())
    }));
    Part::new("questions", "Вопросы клиентов", PartBody::Facts(facts))
}

fn week(week: &SendingWeek) -> Part {
    let fact =
        |label: &str, count: u64, href: String| Fact { href: Some(href), ..Fact::new(label, number(count)) };
    let counts = week.counts;
    let mut facts =
        vec![fact("Дошло", counts.arrived, paths::sendings()), fact("Не дошло", counts.lost, lost())];
    facts.extend(week.lost.as_ref().map(last));
    Part {
        note: "за 7\u{a0}дней".to_owned(), ..Part::new("week", "Отправка", PartBody::Facts(facts))
    }
}

/// Whose letter was lost last, and what the mail server said.
fn last(row: &SendingRow) -> Fact {
    let said = match (&row.request.stage, &row.refusal) {
        (ArchiveStage::Bounced { words }, _) | (_, Some(LetterFate::Lost(words))) => words.as_str(),
        (_, _) => "",
    };
    let note = format!("{}: {}", masks::email(&row.request.email), masks::words(said));
    Fact { note: Some(note), ..Fact::new("Последнее", row.client.requisites.short_name.clone()) }
}
