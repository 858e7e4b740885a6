//! Clients' questions at the partner's desk: the board, and one with its answer.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use templates::components::{Empty, Fact, RowTotal, Tab};
use templates::format::{Zone, lasting};
use templates::pages::partner::{QuestionPage, QuestionRow, QuestionsPage};
use templates::paths;

use super::{ReturnedMessage, message, moved};
use crate::domain::ids::QuestionId;
use crate::domain::question::{MessageKind, QuestionMessage, QuestionState};
use crate::operations::questions::{DeskRow, DeskThread, PAGE, QuestionBoard};
use crate::present::paging::{self, ListPage};
use crate::present::people::errors;
use crate::present::support::masks;
use crate::present::words::questions as words;
use crate::store::questions::QuestionPlace;

/// How many characters of a message the board shows.
const BEGINNING: usize = 160;

/// The query of the board: the tab, and where its page begins.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct QuestionsAsked {
    tab: String,
    after: String,
}

impl QuestionsAsked {
    /// The tab; what waits when none is named.
    #[must_use]
    pub fn state(&self) -> QuestionState {
        QuestionState::from_code(&self.tab).unwrap_or(QuestionState::Waiting)
    }

    /// The tab that is named and that nobody knows.
    #[must_use]
    pub fn unknown(&self) -> Option<&str> {
        let known = self.tab.is_empty() || QuestionState::from_code(&self.tab).is_some();
        (!known).then_some(&self.tab)
    }

    /// Where the page begins; what makes no sense begins anew.
    #[must_use]
    pub fn after(&self) -> Option<QuestionPlace> {
        let (at, id) = paging::place(&self.after).split_once('-')?;
        let moved_at = DateTime::<Utc>::from_timestamp_micros(at.parse().ok()?)?;
        Some(QuestionPlace { moved_at, id: QuestionId(id.parse().ok()?) })
    }
}

fn address(state: QuestionState, after: &str) -> String {
    paths::with_query(&paths::questions(), &[("tab", state.code()), ("after", after)])
}

/// The board.
#[must_use]
pub fn board(found: &QuestionBoard, asked: &QuestionsAsked, zone: Zone, now: DateTime<Utc>) -> QuestionsPage {
    let state = found.state;
    let tab = |state: QuestionState, count: u64| Tab {
        label: words::tab(state).to_owned(),
        href: address(state, ""),
        count: Some(count),
        current: state == found.state,
    };
    let total = found.counts.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count);
    let order = if state == QuestionState::Waiting {
        "дольше всех ждущие сверху"
    } else {
        "последние сверху"
    };
    let page = ListPage {
        trail: &asked.after,
        size: PAGE,
        shown: found.rows.len(),
        total: RowTotal::Exactly(total),
        next: found.next.map(|place| format!("{}-{}", place.moved_at.timestamp_micros(), place.id)),
    };
    QuestionsPage {
        tabs: found.counts.iter().map(|(state, count)| tab(*state, *count)).collect(),
        rows: found.rows.iter().map(|found| row(found, zone, now)).collect(),
        pager: page.pager(Some(order), |after| address(state, after)),
        empty: empty(state),
    }
}

fn empty(state: QuestionState) -> Empty {
    let (reason, advice) = match state {
        QuestionState::Waiting => {
            ("Никто не ждет ответа.", "О новом вопросе придет письмо на адрес партнера.")
        }
        QuestionState::Answered => ("Отвеченных вопросов еще нет.", ""),
        QuestionState::Closed => ("Закрытых без ответа нет.", ""),
    };
    Empty { reason: reason.to_owned(), advice: advice.to_owned(), link: None }
}

fn row(found: &DeskRow, zone: Zone, now: DateTime<Utc>) -> QuestionRow {
    let question = &found.question;
    let waits = question.state == QuestionState::Waiting;
    QuestionRow {
        number: question.id.to_string(),
        name: found.organization.clone().unwrap_or_else(|| question.name.clone()),
        signed: found.organization.as_ref().map(|_| question.name.clone()),
        words: beginning(&found.last.text),
        since: zone.moment(question.moved_at),
        waits: if waits { lasting(question.moved_at, now) } else { String::new() },
        asked: zone.moment(question.created_at),
    }
}

/// The beginning of a message, to be recognised by.
fn beginning(text: &str) -> String {
    let shown: String = text.chars().take(BEGINNING).collect();
    if shown.len() == text.len() { shown } else { format!("{shown}…") }
}

/// One question.
#[must_use]
pub fn thread(found: &DeskThread, returned: ReturnedMessage, zone: Zone, csrf: String) -> QuestionPage {
    let question = &found.question;
    let name = |one: &QuestionMessage| found.names.get(&one.author).cloned().unwrap_or_default();
    let who = |one: &QuestionMessage| match one.kind {
        MessageKind::Client => question.name.clone(),
        MessageKind::Answer => name(one),
        MessageKind::Closing => format!("{}, закрыто без ответа", name(one)),
    };
    let last = found.messages.last();
    let wrote =
        || last.map(|one| format!("{}, {}", who(one), zone.moment(one.at).text())).unwrap_or_default();
    QuestionPage {
        number: question.id.to_string(),
        name: found
            .organization
            .as_ref()
            .map_or_else(|| question.name.clone(), |one| one.requisites.short_name.clone()),
        state: Some(words::state(question.state)),
        facts: facts(found),
        messages: found.messages.iter().map(|one| message(one, who(one), zone)).collect(),
        notice: moved(&returned, || {
            format!("Пока вы писали, по вопросу написали еще: {}. Ваш текст сохранен.", wrote())
        }),
        reopens: found.disowned,
        answers: question.state != QuestionState::Closed,
        closes: question.state == QuestionState::Waiting,
        text: returned.text,
        reason: returned.reason,
        version: question.version.to_string(),
        errors: errors(returned.faults),
        csrf,
    }
}

fn facts(found: &DeskThread) -> Vec<Fact> {
    let organization = found.organization.iter().flat_map(|organization| {
        let requisites = &organization.requisites;
        let href = Some(paths::organization(&organization.subscriber_code));
        [
            Fact { href, ..Fact::new("Организация", requisites.short_name.clone()) },
            Fact::identifier("ИНН", requisites.inn.as_str()),
        ]
    });
    let email = &found.email;
    let to = if email.is_empty() {
        "в кабинет: у учетной записи нет e-mail".to_owned()
    } else {
        format!("{}, адрес учетной записи", masks::email(email))
    };
    organization
        .chain([
            Fact::new("Имя/Организация", found.question.name.clone()),
            Fact::new("E-mail для связи", found.question.email.clone()),
            Fact::new("Ответ уйдет", to),
        ])
        .collect()
}
