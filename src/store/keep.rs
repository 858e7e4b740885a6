//! Keeping: the only way a business change is written. Row, audit entry and errands, in one transaction.

use chrono::{DateTime, Utc};

use super::{StoreError, Tx, audit, colleagues, links, outbox};
use crate::domain::application::Application;
use crate::domain::change::Change;
use crate::domain::colleague::Colleague;
use crate::domain::event::Event;
use crate::domain::ids::PartnerId;
use crate::domain::its_login::ItsLogin;
use crate::domain::password_link::Holder;
use crate::domain::role::Role;
use crate::domain::statement::Statement;

/// On whose behalf a change is kept.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// The login of the person, `its:` and an ITS login, or the name of a process.
    pub actor: String,
    /// In which role.
    pub role: Role,
    /// The request in which it happened.
    pub request_id: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What can be kept: it knows its row, its chain and its subject.
pub trait Keepable: Send + Sync + Sized {
    /// Writes the row over the version that was seen; the row's version is then one more.
    fn write(&self, tx: &Tx) -> impl Future<Output = Result<(), StoreError>> + Send;
    /// The same with the version that its row has once it is written.
    fn after_writing(self) -> Self;
    /// Writes the errands that the event makes us owe.
    fn owe(
        &self,
        tx: &Tx,
        event: &Event,
        at: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
    /// The partner in whose chain it is noted.
    fn chain(&self) -> PartnerId;
    /// What it is about, as the audit names it.
    fn subject(&self) -> String;
}

/// Keeps a change: the row over the version that was seen, the audit entry, and the errands. All or nothing.
pub async fn keep<T: Keepable>(tx: &Tx, keeper: &Keeper, change: Change<T>) -> Result<T, StoreError> {
    let (after, event) = change.into_parts();
    after.write(tx).await?;
    audit::note_event(tx, keeper, after.chain(), &after.subject(), &event).await?;
    after.owe(tx, &event, keeper.at).await?;
    Ok(after.after_writing())
}

impl Keepable for Application {
    async fn write(&self, tx: &Tx) -> Result<(), StoreError> {
        super::applications::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    async fn owe(&self, tx: &Tx, event: &Event, at: DateTime<Utc>) -> Result<(), StoreError> {
        for (errand, due_at) in event.errands(self, at) {
            let key = errand.deduplication(self.version + 1);
            outbox::owe(tx, &outbox::Owed { errand, partner: self.partner, key, due_at, at }).await?;
        }
        Ok(())
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::application_subject(self.number)
    }
}

impl Keepable for Statement {
    async fn write(&self, tx: &Tx) -> Result<(), StoreError> {
        super::statements::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    async fn owe(&self, _: &Tx, _: &Event, _: DateTime<Utc>) -> Result<(), StoreError> {
        Ok(())
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::statement_subject(self)
    }
}

impl Keepable for Colleague {
    async fn write(&self, tx: &Tx) -> Result<(), StoreError> {
        colleagues::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    async fn owe(&self, tx: &Tx, event: &Event, at: DateTime<Utc>) -> Result<(), StoreError> {
        owe_link(tx, self.chain(), Holder::Person(self.account.id), event, at).await
    }

    fn chain(&self) -> PartnerId {
        colleagues::chain(self.house)
    }

    fn subject(&self) -> String {
        audit::person_subject(self.account.id)
    }
}

impl Keepable for ItsLogin {
    async fn write(&self, tx: &Tx) -> Result<(), StoreError> {
        super::logins::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    async fn owe(&self, tx: &Tx, event: &Event, at: DateTime<Utc>) -> Result<(), StoreError> {
        owe_link(tx, self.partner, Holder::ItsLogin(self.id), event, at).await
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::its_login_subject(self.id)
    }
}

async fn owe_link(
    tx: &Tx,
    partner: PartnerId,
    holder: Holder,
    event: &Event,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    if let Event::House(event) = event
        && let Some(occasion) = event.link()
    {
        links::ask(tx, partner, Some(holder), occasion, at).await?;
    }
    Ok(())
}
