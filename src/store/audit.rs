//! The audit: a chain of hashes per partner, written in the transaction of the change; and a second stream of refusals.

mod any_event;
mod checking;
mod dealings;
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
pub use dealings::{
    archive_subject, disowning_subject, document_subject, payment_subject, question_subject, sale_subject,
    seller_subject, subscription_subject,
};
pub use entries::{
    Entry, entries_in, entries_of_lines, history, history_in, history_of_all, history_under, last_change,
};
pub use heads::{compare, heads};
pub use refusals::{Refused, note_refused};
pub(super) use subjects::month_subject;
pub use subjects::{
    AuditSubject, administrators_subject, application_subject, attachment_subject, charge_subject,
    cloud_subject, deliveries_subject, factor_rule_subject, ground_subject, its_login_subject,
    journal_subject, members_subject, offer_subject, organization_subject, partner_subject, person_subject,
    policy_subject, prices_subject, product_subject, promotion_subject, reason_subject, reminder_subject,
    sealing_subject, setting_subject, standing_in_subject, statement_subject,
};

use super::tables::{audit_entry, audit_head};
use super::{Reach as _, StoreError, Tx};
use crate::domain::change::Event;
use crate::domain::ids::PartnerId;
use crate::domain::role::Role;

/// The operator's chain, for changes that belong to no partner.
pub const OPERATOR_CHAIN: PartnerId = PartnerId(0);

/// The verb of a statement's export to a file; it records no change.
pub const EXPORTED: &str = "exported";
/// The verb of the export of a partner's book to a file; it records no change.
pub const BOOK_EXPORTED: &str = "book_exported";
/// The verb of a colleague's note; it records no change.
pub const NOTED: &str = "noted";
/// The verb of the note that lists with what an office was seeded.
pub const SEEDED: &str = "seeded";
/// The verbs that record no change.
const NO_CHANGES: [&str; 3] = [EXPORTED, BOOK_EXPORTED, NOTED];

/// The `previous` hash of the first entry of a chain.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Whether a verb records no change of its subject: such an entry does not raise the version.
#[must_use]
pub fn changes_nothing(verb: &str) -> bool {
    NO_CHANGES.contains(&verb)
}

/// The actor, role, request and instant of a change.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// The login of the person, `its:` and an ITS login, or the name of a process.
    pub actor: String,
    /// The actor's role.
    pub role: Role,
    /// The id of the request.
    pub request_id: String,
    /// The instant of the change.
    pub at: DateTime<Utc>,
    /// The login of whoever lent the right, where it came from them alone.
    pub instead_of: Option<String>,
}

/// Appends an event to a partner's chain.
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
pub(super) fn of_event<'a>(subject: &'a str, event: &impl Event) -> Result<AuditNote<'a>, StoreError> {
    let details = serde_json::to_string(event).map_err(|_| StoreError::Broken("an event as JSON"))?;
    Ok(AuditNote { verb: event.verb(), subject, details })
}

/// The verb, subject and details of an entry.
#[derive(Debug)]
pub struct AuditNote<'a> {
    /// What was done.
    pub verb: &'a str,
    /// The subject's name in the audit.
    pub subject: &'a str,
    /// Details as JSON.
    pub details: String,
}

/// Notes what changes no row of ours, such as a look of the support line.
pub async fn note(tx: &Tx, keeper: &Keeper, chain: PartnerId, note: AuditNote<'_>) -> Result<(), StoreError> {
    let head = take_head(tx, chain).await?;
    let entry = next_entry(head, keeper, note);
    let (sequence, hash) = (Set(entry.sequence), Set(entry.hash.clone()));
    // The entry is written first: a head never points to a missing entry.
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
pub(super) fn next_entry(
    head: audit_head::Model,
    keeper: &Keeper,
    note: AuditNote<'_>,
) -> audit_entry::Model {
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
        instead_of: keeper.instead_of.clone(),
    };
    audit_entry::Model { hash: digest(&entry), ..entry }
}

/// Locks the operator's chain: changes to prices and settings run one at a time until this transaction ends.
pub async fn queue_up(tx: &Tx) -> Result<(), StoreError> {
    queue_up_at(tx, OPERATOR_CHAIN).await
}

/// Locks a partner's chain: changes to the partner's months run one at a time until this transaction ends.
pub async fn queue_up_at(tx: &Tx, partner: PartnerId) -> Result<(), StoreError> {
    take_head(tx, partner).await.map(drop)
}

/// Locks the head of a chain until the transaction ends; creates it when it is missing.
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

/// The hash of an entry over all its fields. Each field is preceded by its length, so that none can run into the next. In
/// whose place it was done is covered where somebody's is named: older entries have no such field.
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
    ]
    .into_iter()
    .chain(&entry.instead_of)
    {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}
