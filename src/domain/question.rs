//! Questions: a client asks the partner that serves it, and the partner answers. Each question is a thread of messages.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use super::change::{Change, Subject};
use super::cleaning::cleaned;
use super::form::{FieldFaults, name, written};
use super::identity::Email;
use super::ids::{OrganizationId, PartnerId, PersonId, QuestionId};

/// How long a message is at most, in characters.
pub const LONGEST_MESSAGE: usize = 4_000;
/// How long the name of whoever asks is at most, in characters.
const LONGEST_NAME: usize = 250;

codes! {
    /// The state of a question.
    pub enum QuestionState {
        /// It waits for the partner's answer.
        Waiting = "waiting",
        /// The partner answered.
        Answered = "answered",
        /// The partner closed it without an answer.
        Closed = "closed",
    }
}

codes! {
    /// What a message of a question is.
    pub enum MessageKind {
        /// The client's words.
        Client = "client",
        /// The partner's answer.
        Answer = "answer",
        /// Why the partner closes it without an answer.
        Closing = "closing",
    }
}

/// A question of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientQuestion {
    /// Its identity.
    pub id: QuestionId,
    /// The partner that is asked.
    pub partner: PartnerId,
    /// For which organisation; none while the account only has a contract.
    pub organization: Option<OrganizationId>,
    /// The account that asks.
    pub account: PersonId,
    /// «Имя/Организация», as it was typed.
    pub name: String,
    /// «E-mail», as it was typed; the answer goes to the account's own address.
    pub email: String,
    /// The state.
    pub state: QuestionState,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
    /// When it was last answered or closed; while it waits, since when.
    pub moved_at: DateTime<Utc>,
    /// How many messages it has, which is the version of its row.
    pub version: i32,
}

/// A message of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionMessage {
    /// Which of the question's messages it is, from 1.
    pub position: i32,
    /// What it is.
    pub kind: MessageKind,
    /// Who wrote it.
    pub author: PersonId,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// A message that is being written, with the question as it leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionTurn {
    /// The question, with the version that was read.
    pub question: ClientQuestion,
    /// The message.
    pub message: QuestionMessage,
}

events! {
    /// What happened to a question; the audit keeps no words of it.
    pub enum QuestionEvent, named QuestionEventName {
        /// A client asked.
        QuestionAsked = "question_asked" {
            /// The account that asks.
            account: PersonId,
            /// For which organisation.
            organization: Option<OrganizationId>,
        },
        /// The client wrote again.
        QuestionWritten = "question_written" {
            /// Whether it waits again since then.
            reopens: bool,
        },
        /// The partner answered.
        QuestionAnswered = "question_answered",
        /// The partner closed it without an answer.
        QuestionClosed = "question_closed",
    }
}

impl Subject for QuestionTurn {
    type Event = QuestionEvent;
}

/// Why a message is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionRefusal {
    /// It was closed: only the client opens it again.
    #[error("closed")]
    IsClosed,
    /// It does not wait for an answer.
    #[error("does not wait")]
    DoesNotWait,
    /// No documents are closed since it was asked.
    #[error("closed nothing")]
    ClosedNothing,
    /// The partner does not serve whoever asked any more.
    #[error("served by another partner")]
    NotServed,
}

/// The form of a question, as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedQuestion {
    /// For which organisation, or by which contract: the code of the choice.
    pub about: String,
    /// «Имя/Организация».
    pub name: String,
    /// «E-mail».
    pub email: String,
    /// «Ваш вопрос».
    pub text: String,
    /// The key of the form: the same form sent again is the same question.
    pub key: String,
}

/// The form of a question as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedWords {
    /// «Имя/Организация».
    pub name: String,
    /// «E-mail».
    pub email: String,
    /// «Ваш вопрос».
    pub text: String,
}

impl TypedQuestion {
    /// Reads name, address and text; every fault is told beside its field.
    pub fn read(&self, faults: &mut FieldFaults) -> Option<AskedWords> {
        let name = name("name", &self.name, LONGEST_NAME, "Укажите имя или организацию", faults);
        let email = match cleaned(&self.email).as_str() {
            "" => Err("Укажите e-mail"),
            typed => Email::parse(typed).map_err(|fault| fault.detail),
        };
        let email = email.map_err(|words| faults.push(("email", words.to_owned()))).ok();
        let text = written("text", &self.text, LONGEST_MESSAGE, "Напишите вопрос", faults);
        Some(AskedWords { name: name?, email: email?.as_str().to_owned(), text: text? })
    }
}

/// Reads a message: what is typed into a field, and what is said when there is nothing.
pub fn read_message(field: &'static str, typed: &str, missing: &str) -> Result<String, FieldFaults> {
    let mut faults = FieldFaults::new();
    written(field, typed, LONGEST_MESSAGE, missing, &mut faults).ok_or(faults)
}

impl ClientQuestion {
    /// Asks it: its first message.
    pub fn ask(self, text: String, at: DateTime<Utc>) -> Change<QuestionTurn> {
        let (account, organization) = (self.account, self.organization);
        let message = self.message(MessageKind::Client, account, text, at);
        let event = QuestionEvent::QuestionAsked { account, organization };
        Change::new(QuestionTurn { question: self, message }, event)
    }

    /// The client writes again; what was answered or closed waits from now on.
    pub fn write(self, text: String, at: DateTime<Utc>) -> Change<QuestionTurn> {
        let message = self.message(MessageKind::Client, self.account, text, at);
        let reopens = self.state != QuestionState::Waiting;
        let moved_at = if reopens { at } else { self.moved_at };
        let question = Self { state: QuestionState::Waiting, moved_at, ..self };
        Change::new(QuestionTurn { question, message }, QuestionEvent::QuestionWritten { reopens })
    }

    /// An employee of the partner answers, or adds to an answer.
    pub fn answer(
        self,
        by: PersonId,
        text: String,
        at: DateTime<Utc>,
    ) -> Result<Change<QuestionTurn>, QuestionRefusal> {
        if self.state == QuestionState::Closed {
            return Err(QuestionRefusal::IsClosed);
        }
        let message = self.message(MessageKind::Answer, by, text, at);
        let question = Self { state: QuestionState::Answered, moved_at: at, ..self };
        Ok(Change::new(QuestionTurn { question, message }, QuestionEvent::QuestionAnswered))
    }

    /// An employee of the partner closes it without an answer, and says why.
    pub fn close(
        self,
        by: PersonId,
        reason: String,
        at: DateTime<Utc>,
    ) -> Result<Change<QuestionTurn>, QuestionRefusal> {
        if self.state != QuestionState::Waiting {
            return Err(QuestionRefusal::DoesNotWait);
        }
        let message = self.message(MessageKind::Closing, by, reason, at);
        let question = Self { state: QuestionState::Closed, moved_at: at, ..self };
        Ok(Change::new(QuestionTurn { question, message }, QuestionEvent::QuestionClosed))
    }

    fn message(
        &self,
        kind: MessageKind,
        author: PersonId,
        text: String,
        at: DateTime<Utc>,
    ) -> QuestionMessage {
        QuestionMessage { position: self.version + 1, kind, author, text, at }
    }
}
