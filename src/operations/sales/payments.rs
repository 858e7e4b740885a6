//! Payments of clients: noting them, taking them back, and what a client owes on a day.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::naming::{PostingNames, sale_of};
use super::own;
use crate::domain::archive::DocumentPeriod;
use crate::domain::book::{Posting, balance_on};
use crate::domain::form::{FieldFaults, read_reason};
use crate::domain::ids::{OrganizationId, PaymentId, SaleId};
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::payment::{Payment, PaymentTurn, TypedPayment};
use crate::domain::role::Scope;
use crate::domain::search::Question;
use crate::operations::changing::as_seen;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::organizations::OrganizationQuery;
use crate::store::{StoreError, archives, book, keep, organizations, payments};

/// How many payments a page shows.
pub const PAGE: usize = 50;
/// How many clients are shown among whom a payer is looked for.
const PAYERS: usize = 8;

/// The payments of a partner's clients.
#[derive(Debug)]
pub struct PaymentBoard {
    /// The payments, the latest day first, each with its client.
    pub rows: Vec<(Payment, Organization)>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<(NaiveDate, PaymentId)>,
    /// The client that is asked about, with its account.
    pub account: Option<ClientAccount>,
}

/// The document from which a posting follows.
#[derive(Clone, Debug)]
pub struct PostingDocument {
    /// What the paper itself is called.
    pub name: String,
    /// The sale that it belongs to.
    pub sale: Option<SaleId>,
}

/// What a client owes.
#[derive(Debug)]
pub struct ClientAccount {
    /// The client.
    pub organization: Organization,
    /// The Moscow day at whose end it owes that.
    pub day: NaiveDate,
    /// What it owes; below zero it has paid in advance.
    pub balance: Money,
    /// The postings until then, the earliest first.
    pub postings: Vec<Posting>,
    /// The document of each.
    pub documents: Vec<PostingDocument>,
    /// The period of the last reconciliation act that went to the client: a payment of its days changes its figures.
    pub sent_act: Option<DocumentPeriod>,
}

/// The payments below a place, of all clients or of one, by its code; with what that one owes on a day.
pub async fn board(
    desk: &Desk,
    client: &str,
    day: Option<NaiveDate>,
    below: Option<(NaiveDate, PaymentId)>,
) -> Result<PaymentBoard, Failure> {
    desk.may(Permission::ViewSale).await?;
    own(desk)?;
    let (db, scope) = (desk.db(), desk.scope());
    let organization = match client.trim() {
        "" => None,
        code => Some(client_with_code(desk, code).await?),
    };
    let of = organization.as_ref().map(|one| one.id);
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = payments::page(db, scope, of, below, limit).await?;
    let next = (found.len() > PAGE).then(|| (found[PAGE - 1].day, found[PAGE - 1].id));
    found.truncate(PAGE);
    let ids: Vec<OrganizationId> = found.iter().map(|one| one.organization).collect();
    let known = organizations::with_ids(db, &ids).await?;
    let with = |payment: Payment| {
        let client = known.get(&payment.organization).ok_or(StoreError::Broken("the client of a payment"))?;
        Ok::<_, StoreError>((payment, client.clone()))
    };
    let account = match organization {
        None => None,
        Some(one) => Some(account(desk, one, day.unwrap_or_else(|| moscow_day(desk.now()))).await?),
    };
    Ok(PaymentBoard {
        rows: found.into_iter().map(with).collect::<Result<_, _>>()?,
        total: payments::count(db, scope, of).await?,
        next,
        account,
    })
}

/// A client by its code: one that the partner serves, or a former one that is in its book.
async fn client_with_code(desk: &Desk, code: &str) -> Result<Organization, StoreError> {
    let served = organizations::open(desk.db(), desk.scope(), code).await;
    if !matches!(served, Err(StoreError::NotFound)) {
        return served;
    }
    let former = organizations::open(desk.db(), &Scope::Everything, code).await?;
    let today = moscow_day(desk.now());
    let known = book::of_organization(desk.db(), desk.scope(), former.id, today).await?;
    if known.is_empty() { Err(StoreError::NotFound) } else { Ok(former) }
}

async fn account(desk: &Desk, organization: Organization, day: NaiveDate) -> Result<ClientAccount, Failure> {
    let (db, scope) = (desk.db(), desk.scope());
    let postings = book::of_organization(db, scope, organization.id, day).await?;
    let sources: Vec<&str> = postings.iter().map(|one| one.source.as_str()).collect();
    let names = PostingNames::of(db, scope, &sources).await?;
    let with_document = |one: &Posting| {
        let name = names.document(&one.source, one.reverses.is_some())?;
        Ok::<_, StoreError>(PostingDocument { name, sale: sale_of(&one.source) })
    };
    Ok(ClientAccount {
        balance: balance_on(&postings, day),
        documents: postings.iter().map(with_document).collect::<Result<_, _>>()?,
        sent_act: archives::last_act(db, scope, organization.id).await?.map(|act| act.period),
        organization,
        day,
        postings,
    })
}

/// The period of a reconciliation act that went to the client and whose figures this payment changes.
pub async fn changed_act(desk: &Desk, id: PaymentId) -> Result<Option<DocumentPeriod>, Failure> {
    desk.may(Permission::IssueSale).await?;
    let payment = payments::open(desk.db(), desk.scope(), id).await?;
    let act = archives::last_act(desk.db(), desk.scope(), payment.organization).await?;
    Ok(act.map(|act| act.period).filter(|period| payment.day <= period.last))
}

/// The payer that is chosen, or the clients among whom it is looked for.
#[derive(Debug, Default)]
pub struct PayerSearch {
    /// The chosen one, with what it owes today.
    pub chosen: Option<(Organization, Money)>,
    /// The clients that were found, by name, with what each owes today.
    pub found: Vec<(Organization, Money)>,
    /// Whether more were found than are shown.
    pub more: bool,
}

/// Looks for a payer among the partner's clients by its name or its ИНН, unless it is chosen already.
pub async fn payer(desk: &Desk, chosen: Option<&Organization>, words: &str) -> Result<PayerSearch, Failure> {
    desk.may(Permission::ViewSale).await?;
    own(desk)?;
    let asked = Question::read(words);
    let mut found = match chosen {
        Some(client) => vec![client.clone()],
        // Signs alone, such as «%», are in no name.
        None if asked.is_empty() => Vec::new(),
        None => {
            let limit = u64::try_from(PAYERS + 1).unwrap_or(u64::MAX);
            organizations::search(desk.db(), desk.scope(), OrganizationQuery::first(&asked, limit)).await?
        }
    };
    let more = found.len() > PAYERS;
    found.truncate(PAYERS);
    let ids: Vec<OrganizationId> = found.iter().map(|one| one.id).collect();
    let owed = book::balances(desk.db(), desk.scope(), &ids, moscow_day(desk.now())).await?;
    let with = |one: Organization| {
        let sum = owed.get(&one.id).copied().unwrap_or(Money::ZERO);
        (one, sum)
    };
    let mut found: Vec<(Organization, Money)> = found.into_iter().map(with).collect();
    Ok(match chosen {
        Some(_) => PayerSearch { chosen: found.pop(), ..PayerSearch::default() },
        None => PayerSearch { chosen: None, found, more },
    })
}

/// What clients owe at the end of a day.
pub async fn balances(
    desk: &Desk,
    clients: &[OrganizationId],
    day: NaiveDate,
) -> Result<HashMap<OrganizationId, Money>, Failure> {
    desk.may(Permission::ViewSale).await?;
    Ok(book::balances(desk.db(), desk.scope(), clients, day).await?)
}

/// Notes a payment. One of the same client, day, number and sum is there already.
pub async fn note(desk: &Desk, typed: &TypedPayment) -> Result<PaymentId, Failure> {
    desk.may(Permission::IssueSale).await?;
    let mut faults = FieldFaults::new();
    let client = client_with_code(desk, typed.organization.trim()).await;
    if matches!(client, Err(StoreError::NotFound)) {
        let words = if typed.organization.trim().is_empty() {
            "Выберите плательщика"
        } else {
            "Среди ваших организаций нет такого плательщика"
        };
        faults.push(("organization", words.to_owned()));
    }
    let read = typed.read(moscow_day(desk.now()), &mut faults);
    let (Ok(client), Some(read)) = (client, read) else { return Err(Failure::Invalid(faults)) };
    let tx = desk.begin().await?;
    organizations::hold(&tx, &[client.id]).await?;
    let desk = desk.settling(&tx, own(desk)?).await?;
    let payment = Payment {
        id: PaymentId(0),
        partner: own(&desk)?,
        organization: client.id,
        day: read.day,
        number: read.number,
        amount: read.amount,
        noted_at: desk.now(),
        taken_back: None,
        version: 0,
    };
    if payments::same(&tx, &payment).await?.is_some() {
        let words = "Такая оплата уже отмечена: тот же клиент, день, номер и сумма".to_owned();
        return Err(Failure::Invalid(vec![("number", words)]));
    }
    let placed = payments::place(&tx, payment).await?;
    let id = keep(&tx, &desk.keeper(), placed.note()).await?.payment.id;
    desk.commit(tx).await?;
    Ok(id)
}

/// Takes a payment back, with the reason.
pub async fn take_back(desk: &Desk, id: PaymentId, seen: i32, reason: &str) -> Result<(), Failure> {
    desk.may(Permission::IssueSale).await?;
    let known = payments::open(desk.db(), desk.scope(), id).await?;
    let mut faults = FieldFaults::new();
    let reason = read_reason("reason", reason, &mut faults).ok_or(Failure::Invalid(faults))?;
    let tx = desk.begin().await?;
    organizations::hold(&tx, &[known.organization]).await?;
    let desk = desk.settling(&tx, own(desk)?).await?;
    let payment = payments::open_to_change(&tx, desk.scope(), id).await?;
    let noted = PaymentTurn { posting: payment.posting(), payment };
    let payment = as_seen(&tx, noted, seen).await?.payment;
    keep(&tx, &desk.keeper(), payment.take_back(reason, desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}
