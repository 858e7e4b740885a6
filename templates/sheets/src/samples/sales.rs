//! The invented lines of the samples.

use rust_decimal::Decimal;

use super::people::long_name;
use crate::{Line, Roubles, Sale, Vat};

/// Two exempt licences.
pub(super) fn exempt() -> Sale {
    Sale::of(vec![
        line(
            "Право использования программы для ЭВМ «1С-Отчетность», 12 месяцев с 15.10.2026",
            1,
            590_000,
            exemption(),
        ),
        line(
            "Право использования программы для ЭВМ «1С-Отчетность», расширение на филиал",
            3,
            144_000,
            exemption(),
        ),
    ])
}

/// Lines with VAT, of two rates, and one without.
pub(super) fn taxed() -> Sale {
    Sale::of(vec![
        line("Настройка обмена с банком", 1, 300_000, rate(22)),
        line("Сопровождение, октябрь 2026", 2, 199_999, rate(5)),
        line("Доставка носителя ключа", 1, 50_000, rate(0)),
    ])
}

/// Four hundred lines, with titles of 250 characters now and then and sums of all sizes.
pub(super) fn many() -> Sale {
    let several = |n: i64| {
        let title = if n % 50 == 1 {
            long_name()
        } else {
            format!("Лицензия «1С-Отчетность», организация {n:06}")
        };
        let vat = [exemption(), rate(22), rate(0), Vat::NotPayer];
        let treatment = vat.into_iter().nth(usize::try_from(n % 4).unwrap_or(0)).unwrap_or(Vat::NotPayer);
        line(&title, 1 + n % 7, if n == 400 { 9_876_543_210 } else { 123_456 + n * 17 }, treatment)
    };
    Sale::of((1..=400).map(several).collect())
}

/// One licence less.
pub(super) fn less() -> Sale {
    Sale::of(vec![line("Право использования программы для ЭВМ «1С-Отчетность»", -1, 480_000, exemption())])
}

/// Differences up and down with VAT, at the end below zero.
pub(super) fn more_and_less() -> Sale {
    Sale::of(vec![
        line(&long_name(), -3, 123_456_789, rate(22)),
        line("Доначислено за сентябрь 2026", 1, 100, rate(22)),
        line("Зачтено раньше", -1, 1, Vat::NotPayer),
    ])
}

fn exemption() -> Vat {
    Vat::Exempt { reason: "подп. 26 п. 2 ст. 149 НК РФ".to_owned() }
}

fn rate(percent: i64) -> Vat {
    Vat::Rate { percent: Decimal::new(percent, 0) }
}

/// A line with its sums; the VAT is rounded half away from zero.
fn line(title: &str, quantity: i64, price: i64, vat: Vat) -> Line {
    let amount = quantity * price;
    let percent = match &vat {
        Vat::Exempt { .. } | Vat::NotPayer => 0,
        Vat::Rate { percent } => i64::try_from(*percent).unwrap_or(0),
    };
    let tax = (amount.abs() * percent + 50) / 100 * amount.signum();
    Line {
        title: title.to_owned(),
        unit: "шт".to_owned(),
        quantity: Decimal::new(quantity, 0),
        price: Roubles::from_kopecks(price),
        amount: Roubles::from_kopecks(amount),
        vat,
        vat_amount: Roubles::from_kopecks(tax),
        total: Roubles::from_kopecks(amount + tax),
    }
}
