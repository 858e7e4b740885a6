//! The rows of a stretch of the past, written with many rows a statement.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait as _, EntityTrait, InsertMany,
    IntoActiveModel as _, Iterable as _,
};

use super::{ErrandEnd, Past, Settled, Stretch};
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::members::MemberRole;
use crate::domain::month::moscow_day;
use crate::domain::role::Role;
use crate::domain::search;
use crate::domain::statement::{Invoiced, Statement, StatementState};
use crate::store::applications::{self, original_row};
use crate::store::invoices::{self, NewInvoice};
use crate::store::logins::{self, ItsLogin};
use crate::store::tables::{
    application, application_owner, audit_entry, audit_head, charge, errand, invoice, its_login, licence,
    membership, organization, original, person, role_assignment, statement,
};
use crate::store::{Engine, Reach as _, StoreError, Tx};
use crate::store::{accounts, audit, charges, licences, organizations, outbox, owners, statements, terms};

/// The limit of bound values in a statement; `SQLite` accepts 32766.
const MOST_VALUES: usize = 30_000;

/// Writes rows of one table, with as many rows a statement as the limit of bound values allows.
async fn insert<E: EntityTrait>(tx: &Tx, rows: Vec<E::ActiveModel>) -> Result<(), StoreError> {
    insert_as::<E>(tx, rows, |insert| insert).await
}

async fn insert_as<E: EntityTrait>(
    tx: &Tx,
    rows: Vec<E::ActiveModel>,
    phrase: impl Fn(InsertMany<E::ActiveModel>) -> InsertMany<E::ActiveModel>,
) -> Result<(), StoreError> {
    let most = MOST_VALUES / E::Column::iter().count();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = E::insert_many(rows.by_ref().take(most));
        phrase(some).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

pub(super) async fn write_logins(tx: &Tx, new: &[ItsLogin]) -> Result<(), StoreError> {
    let accounts = new.iter().map(|login| person::ActiveModel {
        id: Set(login.account.0),
        version: Set(1),
        ..accounts::row(&logins::account(login), login.since)
    });
    insert::<person::Entity>(tx, accounts.collect()).await?;
    let roles = new.iter().map(|login| role_assignment::ActiveModel {
        person_id: Set(login.account.0),
        role: Set(Role::Client.code().to_owned()),
        tenant: Set(accounts::tenant(None)),
    });
    insert::<role_assignment::Entity>(tx, roles.collect()).await?;
    let rows = new.iter().map(|login| its_login::ActiveModel { id: Set(login.id.0), ..logins::row(login) });
    insert::<its_login::Entity>(tx, rows.collect()).await
}

/// Who acts for a subscriber that was connected: the first of its people.
pub(super) async fn write_memberships(tx: &Tx, new: &[(PersonId, OrganizationId)]) -> Result<(), StoreError> {
    let rows = new.iter().map(|(person, organization)| membership::ActiveModel {
        person_id: Set(person.0),
        organization_id: Set(organization.0),
        by_inn: Set(true),
        role: Set(MemberRole::ClientAdmin.code().to_owned()),
        since: Set(None),
    });
    insert::<membership::Entity>(tx, rows.collect()).await
}

pub(super) async fn write_organizations(tx: &Tx, stretch: &Stretch) -> Result<(), StoreError> {
    let rows = stretch.organizations.iter().map(|new| organization::ActiveModel {
        id: Set(new.id.0),
        subscriber_code: Set(new.subscriber_code.clone()),
        ..organizations::new_row(new)
    });
    insert::<organization::Entity>(tx, rows.collect()).await?;
    let cards = stretch.organizations.iter().map(|new| (new, search::of_organization(new)));
    let others = stretch.terms.values().map(|(organization, terms)| (organization, terms.clone()));
    terms::add_each(tx, cards.chain(others)).await
}

pub(super) async fn write_applications(tx: &Tx, stretch: &Stretch) -> Result<(), StoreError> {
    let rows = stretch.applications.iter().map(|application| application::ActiveModel {
        number: Set(application.number.0),
        version: Set(application.version),
        ..applications::active(application)
    });
    insert::<application::Entity>(tx, rows.collect()).await?;
    let originals = stretch.originals.iter().map(|(number, login, sent)| original_row(*number, *login, sent));
    insert::<original::Entity>(tx, originals.collect::<Result<_, _>>()?).await?;
    let owners = stretch.originals.iter().flat_map(|(number, _, sent)| {
        // Bulk generation makes no certificate requests.
        let named = sent.content.owners.iter();
        owners::rows(*number, named.map(|owner| owners::Named { snils: &owner.snils, request_sha256: None }))
    });
    insert::<application_owner::Entity>(tx, owners.collect()).await?;
    insert::<licence::Entity>(tx, stretch.licences.iter().map(licences::active).collect()).await
}

pub(super) async fn write_settlement(tx: &Tx, stretch: &Stretch) -> Result<(), StoreError> {
    let rows = stretch.statements.iter().map(|settled| {
        // The lines of an agreed statement are frozen, so its state is written after them.
        let agreed = settled.agreement.as_ref().map(|_| StatementState::Forming);
        let open = Statement { state: agreed.unwrap_or(settled.state), invoice: None, ..settled.clone() };
        statement::ActiveModel {
            id: Set(open.id.0),
            partner_id: Set(open.partner.0),
            month: Set(open.month.to_string()),
            version: Set(open.version),
            ..statements::row(&open)
        }
    });
    insert::<statement::Entity>(tx, rows.collect()).await?;
    insert::<charge::Entity>(tx, stretch.charges.iter().map(charges::active).collect()).await?;
    tx.on().execute_unprepared(AGREED).await?;
    write_invoices(tx, stretch).await
}

/// Marks the statements as agreed after their lines are written.
const AGREED: &str =
    "update statements set state = 'agreed' where state = 'forming' and agreed_at is not null";

async fn write_invoices(tx: &Tx, stretch: &Stretch) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for settled in &stretch.statements {
        let Some(issued) = &settled.invoice else { continue };
        let year = moscow_day(issued.at).year();
        let sequence = invoices::take_place(tx, year).await?;
        rows.push(invoice_row(settled, issued, year, sequence));
    }
    insert::<invoice::Entity>(tx, rows).await?;
    tx.on().execute_unprepared(INVOICED).await?;
    tx.on().execute_unprepared(CLOSED).await?;
    Ok(())
}

/// Marks the statements as invoiced after their invoices are written.
const INVOICED: &str = "update statements set state = 'invoiced', \
    invoice_number = (select i.number from invoices i where i.statement_id = statements.id), \
    invoiced_at = (select i.issued_at from invoices i where i.statement_id = statements.id) \
    where state = 'agreed' and id in (select statement_id from invoices)";

/// Closes the statements with a sum of zero without an invoice.
const CLOSED: &str = "update statements set state = 'closed' where state = 'agreed' and total = 0";

fn invoice_row(settled: &Statement, issued: &Invoiced, year: i32, sequence: i64) -> invoice::ActiveModel {
    let by = super::BILLING;
    let Invoiced { number, at } = issued;
    let (total, lines) = (settled.totals.total, settled.totals.lines);
    invoices::row(&NewInvoice { statement: settled, year, sequence, number, total, lines, at: *at, by })
}

pub(super) async fn write_errands(tx: &Tx, errands: &[Settled]) -> Result<(), StoreError> {
    let rows = errands.iter().map(|settled| {
        let owed = outbox::row(&settled.owed)?;
        let (state, attempts, done_at, words) = match &settled.end {
            ErrandEnd::Due => ("due", 0, None, None),
            ErrandEnd::Done(at) => ("done", 1, Some(*at), None),
            ErrandEnd::Dead { words, attempts } => ("dead", *attempts, None, Some(words.clone())),
        };
        Ok(errand::ActiveModel {
            state: Set(state.to_owned()),
            attempts: Set(attempts),
            done_at: Set(done_at),
            last_error: Set(words),
            ..owed
        })
    });
    insert::<errand::Entity>(tx, rows.collect::<Result<_, StoreError>>()?).await
}

/// Appends the entries to their chains and moves the heads to the last ones.
pub(super) async fn write_audit(tx: &Tx, pasts: &[Past]) -> Result<(), StoreError> {
    let mut heads: BTreeMap<i64, audit_head::Model> = BTreeMap::new();
    let mut rows = Vec::with_capacity(pasts.len());
    for past in pasts {
        let head = match heads.remove(&past.chain.0) {
            Some(head) => head,
            None => audit::take_head(tx, past.chain).await?,
        };
        let entry = audit::next_entry(head, &past.keeper, past.note());
        let next =
            audit_head::Model { chain: entry.chain, sequence: entry.sequence, hash: entry.hash.clone() };
        heads.insert(next.chain, next);
        rows.push(entry.into_active_model().reset_all());
    }
    insert::<audit_entry::Entity>(tx, rows).await?;
    let heads = heads.into_values().map(|head| head.into_active_model().reset_all());
    let further = OnConflict::column(audit_head::Column::Chain)
        .update_columns([audit_head::Column::Sequence, audit_head::Column::Hash])
        .to_owned();
    insert_as::<audit_head::Entity>(tx, heads.collect(), |insert| insert.on_conflict(further.clone())).await
}

/// Moves the sequences past the numbers that were assigned here and not by the database.
pub(super) async fn lead_numbers_on(tx: &Tx) -> Result<(), StoreError> {
    match tx.engine() {
        Engine::Postgres => {
            for table in ["people", "its_logins", "organizations", "statements"] {
                let sequence = format!("pg_get_serial_sequence('{table}', 'id')");
                let sql =
                    format!("select setval({sequence}, max(id)) from {table} having max(id) is not null");
                tx.on().execute_unprepared(&sql).await?;
            }
            let sql = "select setval('application_numbers', max(number)) from applications \
                       having max(number) is not null";
            tx.on().execute_unprepared(sql).await?;
        }
        Engine::Sqlite => {
            // SQLite moves the keys of its tables along by itself.
            let sql = "update counters set last = max(last, coalesce((select max(number) from applications), 0)) \
                       where name = 'application_numbers'";
            tx.on().execute_unprepared(sql).await?;
        }
    }
    Ok(())
}
