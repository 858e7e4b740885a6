//! Keeping questions: they stand in the chain of the partner that is asked, and owe it and the client their letters.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::domain::question::{ClientQuestion, QuestionEvent, QuestionTurn};
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, audit, questions};

impl Keepable for QuestionTurn {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        questions::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        let question = ClientQuestion { version: self.question.version + 1, ..self.question };
        Self { question, ..self }
    }

    /// The partner hears once that a question waits, however much the client adds to it.
    fn owed(&self, event: &QuestionEvent, at: DateTime<Utc>) -> Vec<Owed> {
        match event {
            QuestionEvent::QuestionWritten { reopens: false } => Vec::new(),
            QuestionEvent::QuestionAsked { .. }
            | QuestionEvent::QuestionWritten { reopens: true }
            | QuestionEvent::QuestionAnswered
            | QuestionEvent::QuestionClosed => {
                let (question, position) = (self.question.id, self.message.position);
                let errand = Errand::QuestionLetter { question, position };
                vec![Owed { key: errand.deduplication(0), errand, partner: self.chain(), due_at: at, at }]
            }
        }
    }

    fn chain(&self) -> PartnerId {
        self.question.partner
    }

    fn subject(&self) -> String {
        audit::question_subject(self.question.id)
    }
}
