//! Drawing a reconciliation act from the partner's book: its lines by the names of their documents, and the sheet to print.

use chrono::NaiveDate;
use sheets::{Content, Reconciliation, Roubles, Row, Sheet, Side, Signatures, Version};

use crate::domain::archive::ArchiveRequest;
use crate::domain::ids::SaleId;
use crate::domain::money::Money;
use crate::domain::numbered::digest_of_sheet;
use crate::domain::organization::Organization;
use crate::domain::reckoning::{ReckonedLine, Reckoning};
use crate::domain::role::Scope;
use crate::domain::seller::SellerTerms;
use crate::operations::sales::freezing::{buying, selling, signing};
use crate::operations::sales::logos::frozen_logo;
use crate::operations::sales::naming::{PostingNames, sale_of};
use crate::store::{Reach, StoreError, book};

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

/// Draws the act of a request from the book of its partner, in whose scope it was opened.
pub(super) async fn draw(
    reach: &impl Reach,
    scope: &Scope,
    request: &ArchiveRequest,
) -> Result<DrawnAct, StoreError> {
    let postings = book::of_organization(reach, scope, request.organization, request.period.last).await?;
    let reckoning = Reckoning::of(&postings, request.period);
    let sources: Vec<&str> = reckoning.lines.iter().map(|line| line.source.as_str()).collect();
    let names = PostingNames::of(reach, scope, &sources).await?;
    let act_line = |line: &ReckonedLine| -> Result<ActLine, StoreError> {
        Ok(ActLine {
            day: line.day,
            document: names.document(&line.source, line.reverses)?,
            sale: sale_of(&line.source),
            debit: line.debit,
            credit: line.credit,
        })
    };
    let lines = reckoning.lines.iter().map(act_line).collect::<Result<_, _>>()?;
    Ok(DrawnAct { reckoning, lines })
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
