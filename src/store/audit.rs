//! The audit: a chain of hashes per partner, written in the transaction of the change; and the second stream of
//! what was refused.

mod any_event;
mod checking;
mod entries;
mod heads;
mod refusals;
mod subjects;

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use sha2::{Digest as _, Sha256};

pub use any_event::AnyEvent;
pub use checking::check;
pub use entries::{Entry, entries_in, entries_of_lines, history, history_in, history_under, last_change};
pub use heads::{compare, heads};
pub use refusals::{Refused, note_refused};
pub(super) use subjects::month_subject;
pub use subjects::{
    Subject, application_subject, charge_subject, ground_subject, its_login_subject, journal_subject,
    organization_subject, partner_subject, person_subject, prices_subject, promotion_subject, reason_subject,
    sealing_subject, setting_subject, statement_subject,
};

use super::tables::{audit_entry, audit_head};
use super::{Reach as _, StoreError, Tx};
use crate::domain::change::Event;
use crate::domain::ids::PartnerId;
use crate::domain::role::Role;

/// The chain of what the operator does that belongs to no partner.
pub const OPERATOR_CHAIN: PartnerId = PartnerId(0);

/// The verb under which it is noted that a statement was taken away as a file; it changes nothing.
pub const EXPORTED: &str = "exported";
/// The verb under which the note of a colleague is noted; it changes nothing.
pub const NOTED: &str = "noted";
/// The verb under which it is noted with what an office was filled.
pub const SEEDED: &str = "seeded";
/// What is noted beside the changes of a thing.
const NO_CHANGES: [&str; 2] = [EXPORTED, NOTED];

/// What the first entry of a chain points back to.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Whether a verb is noted beside the changes of a thing: such an entry raises no version.
#[must_use]
pub fn changes_nothing(verb: &str) -> bool {
    NO_CHANGES.contains(&verb)
}

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

/// Notes an event in the partner's chain.
pub(super) async fn note_event(
    tx: &Tx,
    keeper: &Keeper,
    chain: PartnerId,
    subject: &str,
    event: &impl Event,
) -> Result<(), StoreError> {
    note(tx, keeper, chain, of_event(subject, event)?).await
}

/// What is noted of an event.
pub(super) fn of_event<'a>(subject: &'a str, event: &impl Event) -> Result<Note<'a>, StoreError> {
    let details = serde_json::to_string(event).map_err(|_| StoreError::Broken("an event as JSON"))?;
    Ok(Note { verb: event.verb(), subject, details })
}

/// What is noted beside who and when.
#[derive(Debug)]
pub struct Note<'a> {
    /// What was done.
    pub verb: &'a str,
    /// About what.
    pub subject: &'a str,
    /// More of it, as JSON.
    pub details: String,
}

/// Notes what changes no row of ours, such as a look of the support line.
pub async fn note(tx: &Tx, keeper: &Keeper, chain: PartnerId, note: Note<'_>) -> Result<(), StoreError> {
    let head = take_head(tx, chain).await?;
    let entry = next_entry(head, keeper, note);
    let (sequence, hash) = (Set(entry.sequence), Set(entry.hash.clone()));
    // The entry comes first: a head never points to what is not there.
    audit_entry::Entity::insert(entry.into_active_model().reset_all())
        .exec_without_returning(&tx.on())
        .await?;
    audit_head::Entity::update_many()
        .set(audit_head::ActiveModel { sequence, hash, ..Default::default() })
        .filter(audit_head::Column::Chain.eq(chain.0))
        .exec(&tx.on())
        .await?;
    Ok(())
}

/// The entry that follows the head of a chain.
pub(super) fn next_entry(head: audit_head::Model, keeper: &Keeper, note: Note<'_>) -> audit_entry::Model {
    let entry = audit_entry::Model {
        chain: head.chain,
        sequence: head.sequence + 1,
        at: keeper.at,
        actor: keeper.actor.clone(),
        role: keeper.role.code().to_owned(),
        request_id: keeper.request_id.clone(),
        verb: note.verb.to_owned(),
        subject: note.subject.to_owned(),
        details: note.details,
        previous: head.hash,
        hash: String::new(),
    };
    audit_entry::Model { hash: digest(&entry), ..entry }
}

/// Whoever decides about the terms of the office does so one after another: what is read from here on stays as it is
/// until the transaction ends.
pub async fn queue_up(tx: &Tx) -> Result<(), StoreError> {
    queue_up_at(tx, OPERATOR_CHAIN).await
}

/// The same for what is settled with a partner: its months change one after another, in the order of its chain.
pub async fn queue_up_at(tx: &Tx, partner: PartnerId) -> Result<(), StoreError> {
    take_head(tx, partner).await.map(drop)
}

/// Takes the head of a chain for this transaction: whoever writes to the chain next waits for us.
pub(super) async fn take_head(tx: &Tx, chain: PartnerId) -> Result<audit_head::Model, StoreError> {
    let first =
        audit_head::ActiveModel { chain: Set(chain.0), sequence: Set(0), hash: Set(BEGINNING.to_owned()) };
    audit_head::Entity::insert(first)
        .on_conflict(OnConflict::column(audit_head::Column::Chain).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    audit_head::Entity::find_by_id(chain.0)
        .lock_exclusive()
        .one(&tx.on())
        .await?
        .ok_or(StoreError::Broken("the head of a chain"))
}

/// The digest of an entry: of all its fields, each preceded by its length, so that none can lean on another.
pub(super) fn digest(entry: &audit_entry::Model) -> String {
    let mut hash = Sha256::new();
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let numbers = format!("{}:{}", entry.chain, entry.sequence);
    for part in [
        &entry.previous,
        &numbers,
        &at,
        &entry.actor,
        &entry.role,
        &entry.request_id,
        &entry.verb,
        &entry.subject,
        &entry.details,
    ] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}
