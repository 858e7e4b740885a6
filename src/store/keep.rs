//! Keeping: the only way to write a business change. Row, audit entry and errands go into one transaction.

use chrono::{DateTime, Utc};

mod administrators;
mod archive;
mod attachment;
mod cloud;
mod disowning;
mod document;
mod factor_rules;
mod question;
mod reminder;
mod sale;
mod settlement;
mod standing_in;
mod subscription;
mod terms;

use super::audit::Keeper;
use super::outbox::{self, Owed};
use super::{StoreError, Tx, audit, colleagues, links, passkeys};
use crate::domain::application::{Application, ApplicationEvent};
use crate::domain::change::{Change, Subject};
use crate::domain::colleague::{Colleague, PersonEvent};
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::domain::its_login::{ItsLogin, LoginEvent, LoginOffer, OfferEvent};
use crate::domain::password_link::Holder;
use crate::domain::statement::Statement;

/// A subject that can be kept: it knows its row, its chain and its audit name.
pub trait Keepable: Subject + Send + Sync + Sized {
    /// Writes the row if it still has the version that was read, and raises the version by one. Otherwise the error is
    /// `Stale`.
    fn write(&self, tx: &Tx, keeper: &Keeper) -> impl Future<Output = Result<(), StoreError>> + Send;
    /// The subject with the version that its row has after [`Self::write`].
    #[must_use]
    fn after_writing(self) -> Self;
    /// The errands that follow from the event.
    fn owed(&self, _: &Self::Event, _: DateTime<Utc>) -> Vec<Owed> {
        Vec::new()
    }
    /// Writes the errands that follow from the event into the outbox.
    fn owe(
        &self,
        tx: &Tx,
        event: &Self::Event,
        at: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        owe_all(tx, self.owed(event, at))
    }
    /// The partner whose chain records the change.
    fn chain(&self) -> PartnerId;
    /// The subject's name in the audit.
    fn subject(&self) -> String;
}

/// Keeps a change: the row (if it still has the version that was read), the audit entry and the errands; all or
/// nothing.
pub async fn keep<T: Keepable>(tx: &Tx, keeper: &Keeper, change: Change<T>) -> Result<T, StoreError> {
    let (after, event) = change.into_parts();
    after.write(tx, keeper).await?;
    audit::note_event(tx, keeper, after.chain(), &after.subject(), &event).await?;
    after.owe(tx, &event, keeper.at).await?;
    Ok(after.after_writing())
}

async fn owe_all(tx: &Tx, all: Vec<Owed>) -> Result<(), StoreError> {
    for owed in all {
        outbox::owe(tx, &owed).await?;
    }
    Ok(())
}

impl Keepable for Application {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        super::applications::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    fn owed(&self, event: &ApplicationEvent, at: DateTime<Utc>) -> Vec<Owed> {
        let owed = event.errands(self, at).into_iter().map(|(errand, due_at)| {
            let key = errand.deduplication(self.version + 1);
            Owed { errand, partner: self.partner, key, due_at, at }
        });
        owed.collect()
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::application_subject(self.number)
    }
}

impl Keepable for Statement {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        super::statements::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::statement_subject(self)
    }
}

impl Keepable for Colleague {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        colleagues::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    fn owed(&self, event: &PersonEvent, at: DateTime<Utc>) -> Vec<Owed> {
        let person = self.account.id;
        let errand = match event.of_factors() {
            Some(news) => Errand::FactorNotice { person, news },
            None if event.replaces_password() => Errand::PasswordNotice { person },
            None => match event.program_password() {
                Some(password) => Errand::ProgramPasswordNotice { person, password },
                None => return Vec::new(),
            },
        };
        let key = errand.deduplication(self.version + 1);
        vec![Owed { errand, partner: self.chain(), key, due_at: at, at }]
    }

    async fn owe(&self, tx: &Tx, event: &PersonEvent, at: DateTime<Utc>) -> Result<(), StoreError> {
        if let Some(occasion) = event.link() {
            links::ask(tx, self.chain(), Some(Holder::Person(self.account.id)), occasion, at).await?;
        }
        if let Some((passkey, news)) = event.of_passkey() {
            // Under its name, which a key that is removed has for the last time.
            let key = passkeys::open(tx, self.account.id, passkey).await?;
            let errand = Errand::PasskeyNotice { person: self.account.id, passkey, news, name: key.own.name };
            let key = errand.deduplication(self.version + 1);
            outbox::owe(tx, &Owed { errand, partner: self.chain(), key, due_at: at, at }).await?;
        }
        owe_all(tx, self.owed(event, at)).await
    }

    fn chain(&self) -> PartnerId {
        colleagues::chain(self.house)
    }

    fn subject(&self) -> String {
        audit::person_subject(self.account.id)
    }
}

impl Keepable for ItsLogin {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        super::logins::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    async fn owe(&self, tx: &Tx, event: &LoginEvent, at: DateTime<Utc>) -> Result<(), StoreError> {
        if let Some(occasion) = event.link() {
            links::ask(tx, self.chain(), Some(Holder::ItsLogin(self.id)), occasion, at).await?;
        }
        Ok(())
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::its_login_subject(self.id)
    }
}

impl Keepable for LoginOffer {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        super::logins::write_offer(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    async fn owe(&self, tx: &Tx, _: &OfferEvent, _: DateTime<Utc>) -> Result<(), StoreError> {
        super::logins::owe_letter(tx, self).await
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::offer_subject(&self.login)
    }
}
