//! A sheet as the templates show it: every sum, day and caption is a text already.

mod reconciled;
mod sold;

use serde::Serialize;
use sheets::{Content, Corrected, Kind, Party, Sheet, Signatory};

use crate::payment;
use crate::words::{bound, long_day, short_day};
use reconciled::{Reconciled, reconciled};
use sold::{Sold, sold};

/// What a template gets as `sys.inputs.sheet`.
#[derive(Debug, Serialize)]
pub(crate) struct Printed {
    kind: &'static str,
    title: String,
    number: String,
    day: String,
    long_day: String,
    seller: PrintedParty,
    buyer: PrintedParty,
    basis: Option<String>,
    corrects: Option<String>,
    reason: Option<String>,
    sold: Option<Sold>,
    reconciled: Option<Reconciled>,
    signatures: PrintedSignatures,
    closing: Option<String>,
    purpose: Option<String>,
    /// Why there is no payment code, where one is wanted.
    no_code: Option<String>,
    /// The payment code in SVG. The press takes it out.
    #[serde(skip)]
    pub(crate) code: Option<String>,
}

#[derive(Debug, Serialize)]
struct PrintedParty {
    name: String,
    short_name: String,
    inn: String,
    kpp: Option<String>,
    address: String,
    account: Option<PrintedAccount>,
    /// Name, ИНН, КПП and address in one line.
    line: String,
}

#[derive(Debug, Serialize)]
struct PrintedAccount {
    number: String,
    bik: String,
    bank: String,
    correspondent: String,
}

#[derive(Debug, Serialize)]
struct PrintedSignatures {
    seller: Vec<PrintedSignatory>,
    buyer: Vec<PrintedSignatory>,
}

#[derive(Debug, Serialize)]
struct PrintedSignatory {
    position: String,
    name: String,
}

impl Printed {
    /// The sheet in print.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let sold = sheet.sale().map(sold);
        let purpose = match (&sheet.content, &sold) {
            (Content::Invoice(_), Some(sold)) => Some(payment::purpose(sheet, &sold.vat_in_purpose)),
            _ => None,
        };
        let code = purpose.as_ref().zip(sheet.sale()).map(|(purpose, sale)| {
            payment::text(&sheet.seller, sale.totals.total, purpose).and_then(|text| payment::picture(&text))
        });
        let (code, no_code) = match code {
            None => (None, None),
            Some(Ok(code)) => (Some(code), None),
            Some(Err(why)) => (None, Some(why.to_string())),
        };
        let (corrects, reason) = match &sheet.content {
            Content::Correction(correction) => {
                (Some(corrected(&correction.corrects)), correction.reason.clone())
            }
            Content::Invoice(_) | Content::Act(_) | Content::Upd(_) | Content::Reconciliation(_) => {
                (None, None)
            }
        };
        Self {
            kind: sheet.kind().code(),
            title: title(sheet),
            number: sheet.number.clone(),
            day: short_day(sheet.day),
            long_day: long_day(sheet.day),
            seller: party(&sheet.seller),
            buyer: party(&sheet.buyer),
            basis: sheet.basis.as_deref().map(bound),
            corrects,
            reason,
            sold,
            reconciled: reconciled(sheet),
            signatures: PrintedSignatures {
                seller: people(&sheet.signatures.seller),
                buyer: people(&sheet.signatures.buyer),
            },
            closing: sheet.closing.clone(),
            purpose,
            no_code,
            code,
        }
    }
}

fn title(sheet: &Sheet) -> String {
    let name = match sheet.kind() {
        Kind::Invoice => "Счет на оплату",
        Kind::Act => "Акт приема-передачи",
        Kind::Upd => "Универсальный передаточный документ",
        Kind::Correction => "Корректировочный акт",
        Kind::Reconciliation => "Акт сверки взаимных расчетов",
    };
    bound(&format!("{name} № {} от {}", sheet.number, long_day(sheet.day)))
}

/// The corrected document in the dative: «к акту № 4 от …».
fn corrected(document: &Corrected) -> String {
    let name = match document.kind {
        Kind::Invoice => "счету",
        Kind::Act => "акту",
        Kind::Upd => "УПД",
        Kind::Correction => "корректировочному акту",
        Kind::Reconciliation => "акту сверки",
    };
    bound(&format!("к {name} № {} от {}", document.number, long_day(document.day)))
}

fn party(party: &Party) -> PrintedParty {
    let kpp = party.kpp.as_ref().map(|kpp| format!(", КПП\u{a0}{kpp}")).unwrap_or_default();
    PrintedParty {
        name: bound(&party.name),
        short_name: bound(&party.short_name),
        inn: party.inn.clone(),
        kpp: party.kpp.clone(),
        address: bound(&party.address),
        account: party.account.as_ref().map(|account| PrintedAccount {
            number: account.number.clone(),
            bik: account.bik.clone(),
            bank: bound(&account.bank),
            correspondent: account.correspondent.clone(),
        }),
        line: bound(&format!("{}, ИНН\u{a0}{}{kpp}, {}", party.name, party.inn, party.address)),
    }
}

fn people(people: &[Signatory]) -> Vec<PrintedSignatory> {
    let person = |person: &Signatory| PrintedSignatory {
        position: bound(&person.position),
        name: bound(&person.name),
    };
    people.iter().map(person).collect()
}
