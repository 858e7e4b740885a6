//! The book of a partner as a file for its bookkeeping: what became due and what was paid, by days.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::own;
use crate::domain::book::Posting;
use crate::domain::ids::{OrganizationId, PaymentId, SaleId};
use crate::domain::numbered::NumberedDocument;
use crate::domain::organization::Organization;
use crate::domain::payment::Payment;
use crate::domain::sale::Sale;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{self, AuditNote, BOOK_EXPORTED};
use crate::store::{self, StoreError, book, numbering, organizations, payments, sellers};

/// The years that may have a book.
const YEARS: RangeInclusive<i32> = 2000..=2999;
/// How many rows are asked for at once by their identities.
const AT_ONCE: usize = 1_000;

/// A row of the book.
#[derive(Debug)]
pub struct BookRow {
    /// The posting.
    pub posting: Posting,
    /// The client, as it is now.
    pub client: Organization,
    /// What it follows from.
    pub deed: BookDeed,
}

/// What a posting follows from.
#[derive(Debug)]
pub enum BookDeed {
    /// A sale, with the document that hands it over.
    Sale(Box<(Sale, NumberedDocument)>),
    /// A payment.
    Payment(Payment),
    /// A payment that was taken back.
    Return(Payment),
}

/// The identity of what a posting follows from.
#[derive(Clone, Copy)]
enum Source {
    Sale(SaleId),
    Payment(PaymentId),
    Return(PaymentId),
}

/// The book of a year, in the order of its days. The export is noted for ever.
pub async fn export(desk: &Desk, year: i32) -> Result<Vec<BookRow>, Failure> {
    desk.may(Permission::IssueSale).await?;
    desk.must_be_proven().await?;
    let partner = own(desk)?;
    // Whoever sells nothing has no book, and its note would be about nothing.
    if sellers::of_partner(desk.db(), partner).await?.version == 0 {
        return Err(Failure::NotFound);
    }
    let day = |month, day| {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year)).ok_or(Failure::NotFound)
    };
    let postings = book::of_days(desk.db(), desk.scope(), day(1, 1)?, day(12, 31)?).await?;
    let mut named = BookNames::default();
    for some in postings.chunks(AT_ONCE) {
        named.open(desk, some).await?;
    }
    let rows = postings.into_iter().map(|one| named.row(one)).collect::<Result<Vec<_>, _>>()?;
    let details = serde_json::json!({ "year": year, "lines": rows.len() }).to_string();
    let subject = audit::seller_subject(partner);
    let (tx, desk) = desk.begin_settling(partner).await?;
    audit::note(&tx, &desk.keeper(), partner, AuditNote { verb: BOOK_EXPORTED, subject: &subject, details })
        .await?;
    desk.commit(tx).await?;
    Ok(rows)
}

/// What postings name, by its identity.
#[derive(Default)]
struct BookNames {
    sales: HashMap<SaleId, Sale>,
    documents: HashMap<SaleId, NumberedDocument>,
    payments: HashMap<PaymentId, Payment>,
    clients: HashMap<OrganizationId, Organization>,
}

impl BookNames {
    /// Opens what some postings name.
    async fn open(&mut self, desk: &Desk, some: &[Posting]) -> Result<(), StoreError> {
        let (db, scope) = (desk.db(), desk.scope());
        let (mut sold, mut paid) = (Vec::new(), Vec::new());
        for posting in some {
            match source(posting)? {
                Source::Sale(id) => sold.push(id),
                Source::Payment(id) | Source::Return(id) => paid.push(id),
            }
        }
        let found = store::sales::with_ids(db, scope, &sold).await?;
        self.sales.extend(found.into_iter().map(|sale| (sale.id, sale)));
        for (sale, documents) in numbering::of_sales(db, &sold).await? {
            let handed_over = documents.into_iter().find(|document| document.kind.hands_over());
            self.documents.extend(handed_over.map(|document| (sale, document)));
        }
        self.payments.extend(payments::with_ids(db, scope, &paid).await?);
        let ids: Vec<OrganizationId> = some.iter().map(|posting| posting.organization).collect();
        self.clients.extend(organizations::with_ids(db, &ids).await?);
        Ok(())
    }

    fn row(&self, posting: Posting) -> Result<BookRow, StoreError> {
        let payment = |id| self.payments.get(&id).cloned().ok_or(LOST);
        let deed = match source(&posting)? {
            Source::Sale(id) => {
                let sale = self.sales.get(&id).cloned().ok_or(LOST)?;
                let document = self.documents.get(&id).cloned().ok_or(LOST)?;
                BookDeed::Sale(Box::new((sale, document)))
            }
            Source::Payment(id) => BookDeed::Payment(payment(id)?),
            Source::Return(id) => BookDeed::Return(payment(id)?),
        };
        let client = self.clients.get(&posting.organization).cloned().ok_or(LOST)?;
        Ok(BookRow { posting, client, deed })
    }
}

/// Something that a posting names is not there.
const LOST: StoreError = StoreError::Broken("the source of a posting");

fn source(posting: &Posting) -> Result<Source, StoreError> {
    let mut parts = posting.source.split(':');
    let kind = parts.next();
    let id = parts.next().and_then(|id| id.parse().ok()).ok_or(LOST)?;
    match (kind, posting.reverses.is_some()) {
        (Some("sale"), _) => Ok(Source::Sale(SaleId(id))),
        (Some("payment"), false) => Ok(Source::Payment(PaymentId(id))),
        (Some("payment"), true) => Ok(Source::Return(PaymentId(id))),
        _ => Err(LOST),
    }
}
