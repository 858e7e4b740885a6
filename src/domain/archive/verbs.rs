//! The verbs of an archive, and what of it the worker still owes.

use chrono::{DateTime, Utc};

use super::{
    ActOrder, ArchiveEvent, ArchiveRefusal, ArchiveRequest, ArchiveStage, DOWNLOADS, GatheredArchive,
    NewArchive,
};
use crate::domain::change::Change;
use crate::domain::ids::ArchiveId;

/// What the worker does next for an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveStep {
    /// It sends the link that confirms the address.
    Confirm,
    /// It gathers the documents.
    Gather,
    /// It sends the letter.
    Send,
}

impl ArchiveRequest {
    /// A new one, before its row has an identity.
    #[must_use]
    pub fn new(new: NewArchive, at: DateTime<Utc>) -> Self {
        Self {
            id: ArchiveId(0),
            partner: new.partner,
            organization: new.organization,
            account: new.account,
            subscription: None,
            kind: new.kind,
            period: new.wish.period,
            email: new.wish.email,
            confirmed_at: new.known.then_some(at),
            stage: if new.known { ArchiveStage::Processing } else { ArchiveStage::Confirming },
            act: ActOrder { theirs: new.theirs, ..ActOrder::default() },
            gathered: None,
            letter: 1,
            asked_at: at,
            moved_at: at,
            version: 0,
        }
    }

    /// Asks for it.
    pub fn ask(self) -> Change<Self> {
        let event = ArchiveEvent::ArchiveAsked {
            account: self.account,
            organization: self.organization,
            kind: self.kind,
            first: self.period.first,
            last: self.period.last,
            to: self.email.clone(),
            known: self.confirmed_at.is_some(),
        };
        Change::new(self, event)
    }

    /// What the worker still owes; nothing when it is settled, or when a person must act.
    #[must_use]
    pub fn owes(&self) -> Option<ArchiveStep> {
        match &self.stage {
            ArchiveStage::Confirming => Some(ArchiveStep::Confirm),
            ArchiveStage::Processing | ArchiveStage::AwaitingStore | ArchiveStage::Deferred { .. } => {
                match (self.confirmed_at, &self.gathered) {
                    (None, _) => Some(ArchiveStep::Confirm),
                    (Some(_), None) if self.is_unanswered() => None,
                    (Some(_), None) => Some(ArchiveStep::Gather),
                    (Some(_), Some(_)) => Some(ArchiveStep::Send),
                }
            }
            ArchiveStage::Checking
            | ArchiveStage::Declined { .. }
            | ArchiveStage::Sent
            | ArchiveStage::Ready { .. }
            | ArchiveStage::Bounced { .. }
            | ArchiveStage::Nothing => None,
        }
    }

    /// Whether it is an act that no person has given out yet.
    fn is_unanswered(&self) -> bool {
        self.kind.is_checked() && self.act.document.is_none()
    }

    /// Whoever has the link that was sent to its address opens it. Nothing when that happened before.
    #[must_use]
    pub fn confirm(self, at: DateTime<Utc>) -> Option<Change<Self>> {
        if self.confirmed_at.is_some() {
            return None;
        }
        let confirmed = Self { confirmed_at: Some(at), ..self.kept_at(at) };
        Some(confirmed.turned(ArchiveStage::Processing, at, ArchiveEvent::ArchiveAddressConfirmed))
    }

    /// The mail server took the letter that confirms the address. Nothing when it did not ask to wait before.
    #[must_use]
    pub fn note_confirmation_sent(self, at: DateTime<Utc>) -> Option<Change<Self>> {
        let waited = matches!(self.stage, ArchiveStage::Deferred { .. });
        waited.then(|| self.turned(ArchiveStage::Confirming, at, ArchiveEvent::ArchiveConfirmationSent))
    }

    /// It was gathered.
    pub fn gather(self, gathered: GatheredArchive, at: DateTime<Utc>) -> Change<Self> {
        let event = ArchiveEvent::ArchiveGathered {
            documents: gathered.documents,
            size: gathered.size,
            sha256: gathered.sha256.clone(),
        };
        Self { gathered: Some(gathered), ..self }.turned(ArchiveStage::Processing, at, event)
    }

    /// There is nothing to send.
    pub fn find_nothing(self, at: DateTime<Utc>) -> Change<Self> {
        self.turned(ArchiveStage::Nothing, at, ArchiveEvent::ArchiveEmpty)
    }

    /// The store of files does not answer. Nothing when that is known.
    #[must_use]
    pub fn delay(self, at: DateTime<Utc>) -> Option<Change<Self>> {
        let new = self.stage != ArchiveStage::AwaitingStore;
        new.then(|| self.turned(ArchiveStage::AwaitingStore, at, ArchiveEvent::ArchiveDelayed))
    }

    /// The mail server took its letter.
    pub fn note_sent(self, at: DateTime<Utc>) -> Change<Self> {
        let link = self.gathered.as_ref().is_some_and(GatheredArchive::goes_by_link);
        let stage = if link { ArchiveStage::Ready { downloads: DOWNLOADS } } else { ArchiveStage::Sent };
        let event = ArchiveEvent::ArchiveSent { to: self.email.clone(), link };
        self.turned(stage, at, event)
    }

    /// The mail server asks to wait.
    pub fn defer(self, words: String, next_try: DateTime<Utc>, at: DateTime<Utc>) -> Change<Self> {
        let event = ArchiveEvent::ArchiveDeferred { words: words.clone(), next_try };
        self.turned(ArchiveStage::Deferred { words, next_try }, at, event)
    }

    /// The letter does not arrive.
    pub fn bounce(self, words: String, at: DateTime<Utc>) -> Change<Self> {
        let event = ArchiveEvent::ArchiveBounced { words: words.clone() };
        self.turned(ArchiveStage::Bounced { words }, at, event)
    }

    /// «Отправить на другой адрес». What is kept no more is gathered again.
    pub fn redirect(
        self,
        to: String,
        known: bool,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ArchiveRefusal> {
        if !matches!(self.stage, ArchiveStage::Bounced { .. }) {
            return Err(ArchiveRefusal::NotLost);
        }
        let event = ArchiveEvent::ArchiveRedirected { to: to.clone(), known };
        let stage = if known { ArchiveStage::Processing } else { ArchiveStage::Confirming };
        let (letter, confirmed_at) = (self.letter + 1, known.then_some(at));
        Ok(Self { email: to, letter, confirmed_at, ..self.kept_at(at) }.turned(stage, at, event))
    }

    /// Somebody takes it in the cabinet.
    pub fn give_out(self, at: DateTime<Utc>) -> Result<Change<Self>, ArchiveRefusal> {
        self.file(at)?;
        Ok(Change::new(self, ArchiveEvent::ArchiveDownloaded { link: false }))
    }

    /// Somebody takes it by the link of its letter, so often.
    pub fn give_out_by_link(self, at: DateTime<Utc>) -> Result<Change<Self>, ArchiveRefusal> {
        self.file(at)?;
        let ArchiveStage::Ready { downloads } = self.stage else { return Err(ArchiveRefusal::NotKept) };
        let downloads = downloads.checked_sub(1).ok_or(ArchiveRefusal::GivenOut)?;
        let taken = Self { stage: ArchiveStage::Ready { downloads }, ..self };
        Ok(Change::new(taken, ArchiveEvent::ArchiveDownloaded { link: true }))
    }

    /// Its file, while it is kept.
    pub fn file(&self, at: DateTime<Utc>) -> Result<&GatheredArchive, ArchiveRefusal> {
        self.gathered.as_ref().filter(|gathered| at < gathered.until).ok_or(ArchiveRefusal::NotKept)
    }

    /// The same, without a file that is kept no more.
    fn kept_at(mut self, at: DateTime<Utc>) -> Self {
        if self.file(at).is_err() {
            self.gathered = None;
        }
        self
    }

    pub(super) fn turned(self, stage: ArchiveStage, at: DateTime<Utc>, event: ArchiveEvent) -> Change<Self> {
        Change::new(Self { stage, moved_at: at, ..self }, event)
    }
}
