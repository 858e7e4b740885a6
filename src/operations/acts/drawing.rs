//! Drawing a reconciliation act from the partner's book: its lines by the names of their documents, and the sheet to print.

use std::collections::HashMap;

use chrono::NaiveDate;
use sheets::{Content, Reconciliation, Roubles, Row, Sheet, Side, Signatures, Version};

use crate::domain::archive::ArchiveRequest;
use crate::domain::document::DocumentKind;
use crate::domain::ids::{PaymentId, SaleId};
use crate::domain::money::Money;
use crate::domain::numbered::{NumberedDocument, digest_of_sheet};
use crate::domain::organization::Organization;
use crate::domain::payment::Payment;
use crate::domain::reckoning::{ReckonedLine, Reckoning};
use crate::domain::role::Scope;
use crate::domain::seller::SellerTerms;
use crate::operations::sales::freezing::{buying, selling, signing};
use crate::operations::sales::logos::frozen_logo;
use crate::store::{Reach, StoreError, book, numbering, payments};

/// An act that was drawn, with its lines in words.
#[derive(Debug)]
pub struct DrawnAct {
    /// The accounts.
    pub reckoning: Reckoning,
    /// Its lines in words.
    pub lines: Vec<ActLine>,
}

/// A line of an act.
#[derive(Debug)]
pub struct ActLine {
    /// Its day.
    pub day: NaiveDate,
    /// The document: «Акт № Ф-1 от 07.10.2026», «Оплата, п/п № 77».
    pub document: String,
    /// The sale that it follows from.
    pub sale: Option<SaleId>,
    /// By how much more the client owes.
    pub debit: Money,
    /// By how much less it owes.
    pub credit: Money,
}

impl DrawnAct {
    /// The digest of what the act shows: whoever sends it says which one was seen.
    #[must_use]
    pub fn digest(&self) -> String {
        let line = |line: &ActLine| {
            format!("{} {} {} {}\n", line.day, line.document, line.debit.kopecks(), line.credit.kopecks())
        };
        let lines: String = self.lines.iter().map(line).collect();
        digest_of_sheet(&format!("{}\n{lines}", self.reckoning.opening.kopecks()))
    }
}

/// Where the documents of the postings are looked up.
struct PostingNames {
    sales: HashMap<SaleId, Vec<NumberedDocument>>,
    payments: HashMap<PaymentId, Payment>,
}

/// Draws the act of a request from the book of its partner, in whose scope it was opened.
pub(super) async fn draw(
    reach: &impl Reach,
    scope: &Scope,
    request: &ArchiveRequest,
) -> Result<DrawnAct, StoreError> {
    let postings = book::of_organization(reach, scope, request.organization, request.period.last).await?;
    let reckoning = Reckoning::of(&postings, request.period);
    let sales: Vec<SaleId> = reckoning.lines.iter().filter_map(sale).collect();
    let paid: Vec<PaymentId> = reckoning.lines.iter().filter_map(payment).collect();
    let names = PostingNames {
        sales: numbering::of_sales(reach, &sales).await?,
        payments: payments::with_ids(reach, scope, &paid).await?,
    };
    let lines = reckoning.lines.iter().map(|line| names.line(line)).collect::<Result<_, _>>()?;
    Ok(DrawnAct { reckoning, lines })
}

impl PostingNames {
    fn line(&self, line: &ReckonedLine) -> Result<ActLine, StoreError> {
        Ok(ActLine {
            day: line.day,
            document: self.document(line).ok_or(StoreError::Broken("the document of a posting"))?,
            sale: sale(line),
            debit: line.debit,
            credit: line.credit,
        })
    }

    fn document(&self, line: &ReckonedLine) -> Option<String> {
        if let Some(sale) = sale(line) {
            let handed_over = self.sales.get(&sale)?.iter().find(|one| one.kind.hands_over())?;
            let name = match (line.reverses, handed_over.kind) {
                (true, _) => "Корректировочный акт",
                (false, DocumentKind::Upd) => "УПД",
                (false, DocumentKind::Act | DocumentKind::Invoice | DocumentKind::Reconciliation) => "Акт",
            };
            let day = handed_over.day.format("%d.%m.%Y");
            return Some(format!("{name} № {} от {day}", handed_over.number));
        }
        let paid = self.payments.get(&payment(line)?)?;
        let name = if line.reverses { "Отмена оплаты" } else { "Оплата" };
        Some(format!("{name}, п/п № {}", paid.number))
    }
}

fn sale(line: &ReckonedLine) -> Option<SaleId> {
    line.source.strip_prefix("sale:")?.parse().ok().map(SaleId)
}

fn payment(line: &ReckonedLine) -> Option<PaymentId> {
    line.source.strip_prefix("payment:")?.split(':').next()?.parse().ok().map(PaymentId)
}

/// The sheet of an act: our side in full, the client's side for it to fill.
pub(super) fn sheet(
    terms: &SellerTerms,
    client: &Organization,
    act: &DrawnAct,
    numbered: (&str, NaiveDate),
) -> Result<String, StoreError> {
    let (number, day) = numbered;
    let roubles = |sum: Money| Roubles::from_kopecks(sum.kopecks());
    let row = |line: &ActLine| Row {
        day: line.day,
        document: line.document.clone(),
        debit: roubles(line.debit),
        credit: roubles(line.credit),
    };
    let ours = Side::of(roubles(act.reckoning.opening), act.lines.iter().map(row).collect());
    let period = act.reckoning.period;
    let sheet = Sheet {
        version: Version,
        number: number.to_owned(),
        day,
        seller: selling(terms),
        buyer: buying(client),
        basis: None,
        content: Content::Reconciliation(Reconciliation {
            from: period.first,
            till: period.last,
            ours,
            theirs: None,
        }),
        signatures: Signatures { seller: signing(terms), buyer: Vec::new() },
        closing: None,
        logo: frozen_logo(terms),
    };
    sheet.written().map_err(|_| StoreError::Broken("the sums of a reconciliation act"))
}
