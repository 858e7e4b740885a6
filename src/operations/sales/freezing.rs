//! Freezing: everything that a printed document shows, as it was at its issuing.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sheets::{
    BankAccount, Content, Corrected, Correction, Kind, Line, Party, Roubles, Sheet, Signatory, Signatures,
    Vat, Version,
};

use super::logos::frozen_logo;
use crate::domain::document::DocumentKind;
use crate::domain::money::Money;
use crate::domain::numbered::NumberedDocument;
use crate::domain::organization::Organization;
use crate::domain::sale::{LineFigures, Sale, SaleFigures, SaleLine};
use crate::domain::seller::{Seller, SellerTerms, VatRegime};
use crate::store::StoreError;

/// Where the law exempts licences of registered Russian programs.
const EXEMPT: &str = "подп. 26 п. 2 ст. 149 НК РФ";

/// What is frozen.
pub(super) struct Frozen<'a> {
    /// The sale.
    pub(super) sale: &'a Sale,
    /// The client.
    pub(super) buyer: &'a Organization,
    /// The document that it takes back.
    pub(super) corrects: Option<&'a NumberedDocument>,
}

/// The frozen data of a document, given its kind, number and day.
pub(super) fn freeze(
    seller: &Seller,
    terms: &SellerTerms,
    frozen: &Frozen<'_>,
    document: (DocumentKind, &str, NaiveDate),
    figures: &SaleFigures,
) -> Result<String, StoreError> {
    let (kind, number, day) = document;
    let regime = seller.regime_on(frozen.sale.day()).ok_or(StoreError::Broken("the regime of a seller"))?;
    let lines = frozen.sale.lines.iter().zip(&figures.lines);
    let sold = sheets::Sale::of(lines.map(|(line, figures)| printed(line, figures, regime)).collect());
    let sheet = Sheet {
        version: Version,
        number: number.to_owned(),
        day,
        seller: selling(terms),
        buyer: buying(frozen.buyer),
        basis: Some(format!("Заявление № {}", frozen.sale.application)),
        content: content(kind, sold, frozen)?,
        signatures: Signatures { seller: signing(terms), buyer: Vec::new() },
        closing: Some(terms.closing.clone()).filter(|text| !text.is_empty() && frozen.corrects.is_none()),
        logo: frozen_logo(terms),
    };
    sheet.written().map_err(|_| StoreError::Broken("the sums of a document"))
}

fn content(kind: DocumentKind, sold: sheets::Sale, frozen: &Frozen<'_>) -> Result<Content, StoreError> {
    if let Some(corrected) = frozen.corrects {
        let reason = Some(frozen.sale.reason.clone());
        let (number, day) = (corrected.number.clone(), corrected.day);
        let corrects = Corrected { kind: printed_kind(corrected.kind)?, number, day };
        return Ok(Content::Correction(Correction { corrects, reason, sale: sold }));
    }
    match kind {
        DocumentKind::Invoice => Ok(Content::Invoice(sold)),
        DocumentKind::Act => Ok(Content::Act(sold)),
        DocumentKind::Upd => Ok(Content::Upd(sold)),
        DocumentKind::Reconciliation => Err(StoreError::Broken("the kind of a sale's document")),
    }
}

fn printed_kind(kind: DocumentKind) -> Result<Kind, StoreError> {
    match kind {
        DocumentKind::Invoice => Ok(Kind::Invoice),
        DocumentKind::Act => Ok(Kind::Act),
        DocumentKind::Upd => Ok(Kind::Upd),
        DocumentKind::Reconciliation => Err(StoreError::Broken("the kind of a sale's document")),
    }
}

fn printed(line: &SaleLine, figures: &LineFigures, regime: VatRegime) -> Line {
    let roubles = |sum: Money| Roubles::from_kopecks(sum.kopecks());
    let vat = match (figures.vat_rate, regime) {
        (Some(rate), _) => Vat::Rate { percent: rate.percent() },
        (None, VatRegime::Osn) => Vat::Exempt { reason: EXEMPT.to_owned() },
        (None, VatRegime::Usn | VatRegime::UsnFive | VatRegime::UsnSeven) => Vat::NotPayer,
    };
    Line {
        title: line.title.clone(),
        unit: "шт".to_owned(),
        quantity: Decimal::from(line.quantity),
        price: roubles(figures.price),
        amount: roubles(figures.amount),
        vat,
        vat_amount: roubles(figures.vat),
        total: roubles(figures.total),
    }
}

pub(in crate::operations) fn selling(terms: &SellerTerms) -> Party {
    let terms = terms.clone();
    let account = BankAccount {
        number: terms.account,
        bik: terms.bik,
        bank: terms.bank,
        correspondent: terms.corr_account,
    };
    Party {
        short_name: terms.name.clone(),
        name: terms.name,
        inn: terms.inn,
        kpp: terms.kpp,
        address: terms.address,
        account: Some(account),
    }
}

pub(in crate::operations) fn buying(buyer: &Organization) -> Party {
    let card = &buyer.requisites;
    Party {
        name: card.full_name.clone(),
        short_name: card.short_name.clone(),
        inn: card.inn.as_str().to_owned(),
        kpp: card.kpp.as_ref().map(|kpp| kpp.as_str().to_owned()),
        address: card.legal_address.clone(),
        account: None,
    }
}

pub(in crate::operations) fn signing(terms: &SellerTerms) -> Vec<Signatory> {
    let signs =
        |position: &str, name: &String| Signatory { position: position.to_owned(), name: name.clone() };
    vec![signs("Руководитель", &terms.director), signs("Главный бухгалтер", &terms.accountant)]
}
