//! The words of clients' questions.

use templates::components::{Badge, Tone};

use crate::domain::disowning::DisowningEventName;
use crate::domain::question::{QuestionEvent, QuestionEventName, QuestionRefusal, QuestionState};

/// What happened to a question.
#[must_use]
pub const fn happened(name: QuestionEventName) -> &'static str {
    match name {
        QuestionEventName::QuestionAsked => "задан вопрос",
        QuestionEventName::QuestionWritten => "клиент написал еще",
        QuestionEventName::QuestionAnswered => "дан ответ на вопрос",
        QuestionEventName::QuestionClosed => "вопрос закрыт без ответа",
    }
}

/// What happened to the documents of an organisation that a member disowned.
#[must_use]
pub const fn disowned(name: DisowningEventName) -> &'static str {
    match name {
        DisowningEventName::OrganizationDisowned => {
            "клиент сообщил: это не моя организация, документы закрыты"
        }
        DisowningEventName::DocumentsReopened => "документы снова открыты клиенту",
    }
}

/// The details of an event.
#[must_use]
pub fn detail(event: &QuestionEvent) -> Option<String> {
    match event {
        QuestionEvent::QuestionWritten { reopens: true } => Some("вопрос снова ждет ответа".to_owned()),
        QuestionEvent::QuestionWritten { reopens: false }
        | QuestionEvent::QuestionAsked { .. }
        | QuestionEvent::QuestionAnswered
        | QuestionEvent::QuestionClosed => None,
    }
}

/// Why a message is not taken.
#[must_use]
pub const fn refused(refusal: QuestionRefusal) -> &'static str {
    match refusal {
        QuestionRefusal::IsClosed => "Вопрос закрыт: ответить можно, когда клиент напишет еще.",
        QuestionRefusal::DoesNotWait => "Вопрос уже не ждет ответа.",
        QuestionRefusal::ClosedNothing => "По этому вопросу документы не закрыты.",
        QuestionRefusal::NotServed => {
            "Эта обслуживающая организация больше не обслуживает вас по этому вопросу. Задайте новый вопрос."
        }
    }
}

/// The state, as the partner reads it.
#[must_use]
pub fn state(state: QuestionState) -> Badge {
    let (label, tone) = match state {
        QuestionState::Waiting => ("Ждет ответа", Tone::Work),
        QuestionState::Answered => ("Отвечен", Tone::Good),
        QuestionState::Closed => ("Закрыт без ответа", Tone::Quiet),
    };
    Badge { label: label.to_owned(), tone }
}

/// The state, as the client reads it.
#[must_use]
pub fn own_state(state: QuestionState) -> Badge {
    let (label, tone) = match state {
        QuestionState::Waiting => ("Ждет ответа", Tone::Work),
        QuestionState::Answered => ("Есть ответ", Tone::Good),
        QuestionState::Closed => ("Закрыт без ответа", Tone::Quiet),
    };
    Badge { label: label.to_owned(), tone }
}

/// The tab of a state.
#[must_use]
pub const fn tab(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Waiting => "Ждут ответа",
        QuestionState::Answered => "Отвеченные",
        QuestionState::Closed => "Закрытые",
    }
}
