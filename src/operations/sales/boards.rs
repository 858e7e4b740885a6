//! What the pages of the partner's sales show.

use std::collections::HashMap;

use super::printing::FailingPrint;
use crate::domain::ids::{DocumentId, NumberedId, SaleId};
use crate::domain::numbered::{NumberedDocument, SeriesReport};
use crate::domain::organization::Organization;
use crate::domain::sale::{Sale, SaleFigures, SaleGap};
use crate::domain::seller::SalePapers;

/// A sale with what it comes to.
#[derive(Clone, Debug)]
pub struct SaleRow {
    /// The sale.
    pub sale: Sale,
    /// The client, as it is now.
    pub buyer: Organization,
    /// The figures; none while something is missing.
    pub figures: Option<SaleFigures>,
    /// What is missing.
    pub gaps: Vec<SaleGap>,
}

/// The drafts of a partner.
#[derive(Debug)]
pub struct DraftBoard {
    /// The drafts: first those that lack something, then the oldest.
    pub rows: Vec<SaleRow>,
    /// How many wait in all.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<SaleId>,
    /// The first dropped ones, which can be taken up again.
    pub dropped: Vec<SaleRow>,
    /// How many are dropped.
    pub dropped_total: u64,
    /// The documents of a sale.
    pub papers: SalePapers,
    /// Whether the partner issues in 1С, so that approvals make no drafts.
    pub in_1c: bool,
    /// The version of the seller by whose terms the figures are.
    pub seller: i32,
    /// The documents whose print failed and is tried again.
    pub failing: Vec<FailingPrint>,
}

/// The documents that a partner has issued.
#[derive(Debug)]
pub struct IssuedBoard {
    /// The documents, the newest first, each with its sale and client.
    pub rows: Vec<(NumberedDocument, SaleRow)>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<NumberedId>,
    /// The series, with what is missing in them.
    pub series: Vec<SeriesReport>,
    /// The documents whose print failed and is tried again.
    pub failing: Vec<FailingPrint>,
}

/// A sale on its own page.
#[derive(Debug)]
pub struct SaleCard {
    /// The sale.
    pub row: SaleRow,
    /// Its documents.
    pub documents: Vec<NumberedDocument>,
    /// The files of those that are printed.
    pub files: HashMap<NumberedId, DocumentId>,
    /// The names of those who issued them, by login.
    pub names: HashMap<String, String>,
    /// The documents of the partner whose print failed and is tried again.
    pub failing: Vec<FailingPrint>,
    /// The sale that takes it back.
    pub correction: Option<SaleId>,
    /// The sale that is made instead of it.
    pub instead: Option<SaleId>,
    /// The documents of a sale that is issued now.
    pub papers: SalePapers,
    /// The version of the seller by whose terms the figures are.
    pub seller: i32,
}
