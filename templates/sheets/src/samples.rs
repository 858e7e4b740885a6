//! Invented documents: of each kind a usual one, and the worst that can come.

mod people;
mod sales;

use chrono::NaiveDate;

use crate::{Content, Corrected, Correction, Kind, Reconciliation, Roubles, Row, Sheet, Side, Version};
use people::{buyer, long_buyer, long_seller, no_people, seller, signatures};

/// A sheet with the name by which tests and pictures call it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its name: `invoice-usual`.
    pub name: &'static str,
    /// The sheet.
    pub sheet: Sheet,
}

/// Every sample.
#[must_use]
pub fn all() -> Vec<Sample> {
    let usual = |name, content| Sample { name, sheet: usual(content) };
    let worst = |name, content| Sample { name, sheet: worst(content) };
    vec![
        usual("invoice-usual", Content::Invoice(sales::exempt())),
        usual("invoice-taxed", Content::Invoice(sales::taxed())),
        worst("invoice-worst", Content::Invoice(sales::many())),
        usual("act-usual", Content::Act(sales::exempt())),
        usual("act-taxed", Content::Act(sales::taxed())),
        worst("act-worst", Content::Act(sales::many())),
        usual("upd-usual", Content::Upd(sales::exempt())),
        worst("upd-worst", Content::Upd(sales::many())),
        usual("correction-usual", Content::Correction(correction(sales::less()))),
        worst("correction-worst", Content::Correction(correction(sales::more_and_less()))),
        usual("reconciliation-usual", Content::Reconciliation(reconciliation(false))),
        usual("reconciliation-answered", Content::Reconciliation(reconciliation(true))),
        worst("reconciliation-worst", Content::Reconciliation(long_reconciliation())),
    ]
}

/// The sample of this name.
#[must_use]
pub fn named(name: &str) -> Option<Sheet> {
    all().into_iter().find(|sample| sample.name == name).map(|sample| sample.sheet)
}

fn usual(content: Content) -> Sheet {
    Sheet {
        version: Version,
        number: "2026-000005".to_owned(),
        day: day(2026, 10, 31),
        seller: seller(),
        buyer: buyer(),
        basis: Some("Сублицензионный договор № 17 от 01.02.2026, заявление № 2026-000123".to_owned()),
        content,
        signatures: signatures(),
        closing: Some("Спасибо, что работаете с нами. Вопросы по счетам: +7 999 000-10-01.".to_owned()),
        logo: Some(people::LOGO.to_owned()),
    }
}

fn worst(content: Content) -> Sheet {
    Sheet {
        version: Version,
        number: "ОЧЕНЬ-ДЛИННЫЙ-ПРЕФИКС-2026-999999".to_owned(),
        day: day(2026, 12, 31),
        seller: long_seller(),
        buyer: long_buyer(),
        basis: Some(format!("Договор {}", people::long_name())),
        content,
        signatures: no_people(),
        closing: Some("Оплачивая счет, вы принимаете условия договора. ".repeat(8).trim_end().to_owned()),
        logo: None,
    }
}

fn correction(sale: crate::Sale) -> Correction {
    Correction {
        corrects: Corrected { kind: Kind::Act, number: "2026-000004".to_owned(), day: day(2026, 9, 30) },
        reason: Some("Подключение отменено до начала срока".to_owned()),
        sale,
    }
}

fn reconciliation(answered: bool) -> Reconciliation {
    let rows = vec![
        row(day(2026, 7, 31), "Акт № 2026-000002", 1_440_000, 0),
        row(day(2026, 8, 12), "Платежное поручение № 118", 0, 1_440_000),
        row(day(2026, 9, 30), "УПД № 2026-000004", 2_880_000, 0),
        row(day(2026, 9, 30), "Корректировочный акт № 2026-000001", -480_000, 0),
    ];
    let mirror = |row: &Row| Row { debit: row.credit, credit: row.debit, ..row.clone() };
    let theirs = answered
        .then(|| Side::of(Roubles::from_kopecks(-144_000), rows.iter().take(2).map(mirror).collect()));
    Reconciliation {
        from: day(2026, 7, 1),
        till: day(2026, 9, 30),
        ours: Side::of(Roubles::from_kopecks(144_000), rows),
        theirs,
    }
}

fn long_reconciliation() -> Reconciliation {
    let rows = (0..400_i64).map(|n| {
        let day = day(2026, 1, 1) + chrono::Days::new(n.unsigned_abs() * 9 / 10);
        if n % 3 == 2 {
            row(day, "Платежное поручение № 123456 и еще длинное назначение платежа", 0, 9_999_999_999)
        } else {
            row(day, "Корректировочный акт № ОЧЕНЬ-ДЛИННЫЙ-ПРЕФИКС-2026-999999", 123_456_789 + n, 0)
        }
    });
    Reconciliation {
        from: day(2026, 1, 1),
        till: day(2026, 12, 31),
        ours: Side::of(Roubles::from_kopecks(-98_765_432_198), rows.collect()),
        theirs: None,
    }
}

fn row(day: NaiveDate, document: &str, debit: i64, credit: i64) -> Row {
    Row {
        day,
        document: document.to_owned(),
        debit: Roubles::from_kopecks(debit),
        credit: Roubles::from_kopecks(credit),
    }
}

/// A day of the calendar; the samples name no other.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
