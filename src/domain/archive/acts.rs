//! Reconciliation acts: a request whose ball is with a person of the partner first, and then goes its way as an archive.

use chrono::{DateTime, Utc};

use super::{ArchiveEvent, ArchiveRefusal, ArchiveRequest, ArchiveStage};
use crate::domain::change::{Change, Subject};
use crate::domain::form::FieldFaults;
use crate::domain::ids::DocumentId;
use crate::domain::money::Money;
use crate::domain::numbered::NumberedDocument;
use crate::domain::payment::LARGEST_SUM;

/// What belongs to a request for a reconciliation act only; everything is missing in a request for an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActOrder {
    /// By when the act is promised; none until its address is confirmed.
    pub promised_at: Option<DateTime<Utc>>,
    /// What the client owes by its own books at the end of the period, below zero what the partner owes; none when it did
    /// not say.
    pub theirs: Option<Money>,
    /// The document that answers it; none until a person has chosen it or it is printed.
    pub document: Option<DocumentId>,
}

/// A request whose act took its number, with that act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActTurn {
    /// The request.
    pub request: ArchiveRequest,
    /// The act.
    pub act: NumberedDocument,
}

impl Subject for ActTurn {
    type Event = ArchiveEvent;
}

codes! {
    /// In whose favour a balance is, as a client says it.
    pub enum BalanceFavour {
        /// In the partner's: the client owes.
        Partner = "partner",
        /// In the client's: it has paid in advance.
        Client = "client",
    }
}

/// Reads the balance of the client's own books and in whose favour it is: both, or neither.
pub fn read_balance(sum: &str, favour: &str, faults: &mut FieldFaults) -> Option<Money> {
    let known = BalanceFavour::from_code(favour);
    if sum.trim().is_empty() {
        if known.is_some() {
            faults.push(("balance", "Укажите остаток или уберите отметку, в чью он пользу".to_owned()));
        }
        return None;
    }
    let Some(sum) = Money::read(sum).filter(|sum| sum.kopecks() <= LARGEST_SUM) else {
        faults.push(("balance", "Укажите сумму, например 8 000,00".to_owned()));
        return None;
    };
    match known {
        Some(BalanceFavour::Partner) => Some(sum),
        Some(BalanceFavour::Client) => Some(-sum),
        None if sum == Money::ZERO => Some(sum),
        None => {
            faults.push(("favour", "Укажите, в чью пользу остаток".to_owned()));
            None
        }
    }
}

impl ArchiveRequest {
    /// The address is known: the act stands before the people of the partner, who have until this instant.
    pub fn accept(self, promised_at: DateTime<Utc>, at: DateTime<Utc>) -> Change<Self> {
        let event =
            ArchiveEvent::ActAccepted { promised: promised_at, theirs: self.act.theirs.map(Money::kopecks) };
        let act = ActOrder { promised_at: Some(promised_at), ..self.act };
        Self { act, ..self }.turned(ArchiveStage::Checking, at, event)
    }

    /// The act was drawn from the partner's own book and took its number; it is printed next.
    pub fn issue_act(
        self,
        act: NumberedDocument,
        at: DateTime<Utc>,
    ) -> Result<Change<ActTurn>, ArchiveRefusal> {
        self.must_wait_for_check()?;
        let event = ArchiveEvent::ActIssued {
            number: act.number.clone(),
            closing: act.total.kopecks(),
            sha256: act.sha256.clone(),
        };
        let request = Self { stage: ArchiveStage::Processing, moved_at: at, ..self };
        Ok(Change::new(ActTurn { request, act }, event))
    }

    /// The act that was drawn here is printed and lies among the client's documents.
    #[must_use]
    pub fn note_printed(self, document: DocumentId, at: DateTime<Utc>) -> Option<Change<Self>> {
        self.awaits_print().then(|| {
            let act = ActOrder { document: Some(document), ..self.act };
            let event = ArchiveEvent::ActPrinted { document };
            Self { act, ..self }.turned(ArchiveStage::Processing, at, event)
        })
    }

    /// A person chose the act among the documents of 1С.
    pub fn choose_act(self, document: DocumentId, at: DateTime<Utc>) -> Result<Change<Self>, ArchiveRefusal> {
        self.must_wait_for_check()?;
        let act = ActOrder { document: Some(document), ..self.act };
        let event = ArchiveEvent::ActChosen { document };
        Ok(Self { act, ..self }.turned(ArchiveStage::Processing, at, event))
    }

    /// A person refuses to draw the act, with words for the client.
    pub fn decline_act(self, words: String, at: DateTime<Utc>) -> Result<Change<Self>, ArchiveRefusal> {
        self.must_wait_for_check()?;
        let event = ArchiveEvent::ActDeclined { words: words.clone() };
        Ok(self.turned(ArchiveStage::Declined { words }, at, event))
    }

    /// Whether a person must look at it.
    #[must_use]
    pub fn waits_for_check(&self) -> bool {
        self.stage == ArchiveStage::Checking
    }

    /// Whether it waits for the program that prints its act.
    #[must_use]
    pub fn awaits_print(&self) -> bool {
        let moves = matches!(self.stage, ArchiveStage::Processing | ArchiveStage::AwaitingStore);
        moves && self.act.promised_at.is_some() && self.act.document.is_none()
    }

    /// Whether a person still has to look at it, and is late.
    #[must_use]
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.waits_for_check() && self.act.promised_at.is_some_and(|promised| promised < now)
    }

    fn must_wait_for_check(&self) -> Result<(), ArchiveRefusal> {
        if self.waits_for_check() { Ok(()) } else { Err(ArchiveRefusal::NotToCheck) }
    }
}
