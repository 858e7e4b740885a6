//! A reconciliation act in print: two halves and what follows from ours.

use serde::Serialize;
use sheets::{Content, Roubles, Row, Sheet, Side};

use crate::words::{HARD_SPACE, bound, in_words, long_day, short_day, sum, sum_or_nothing};

/// A reconciliation act in print.
#[derive(Debug, Serialize)]
pub(crate) struct Reconciled {
    from: String,
    till: String,
    ours: PrintedSide,
    /// Empty texts where the buyer fills its half by hand.
    theirs: PrintedSide,
    answered: bool,
    /// «На 30 сентября 2026 г. задолженность в пользу …».
    verdict: String,
}

#[derive(Debug, Default, Serialize)]
struct PrintedSide {
    opening: PrintedPair,
    rows: Vec<PrintedRow>,
    turnover: PrintedPair,
    closing: PrintedPair,
}

#[derive(Debug, Default, Serialize)]
struct PrintedPair {
    debit: String,
    credit: String,
}

#[derive(Debug, Serialize)]
struct PrintedRow {
    day: String,
    document: String,
    debit: String,
    credit: String,
}

pub(crate) fn reconciled(sheet: &Sheet) -> Option<Reconciled> {
    let act = match &sheet.content {
        Content::Reconciliation(act) => act,
        Content::Invoice(_) | Content::Act(_) | Content::Upd(_) | Content::Correction(_) => return None,
    };
    Some(Reconciled {
        from: short_day(act.from),
        till: short_day(act.till),
        ours: printed(&act.ours),
        theirs: act.theirs.as_ref().map(printed).unwrap_or_default(),
        answered: act.theirs.is_some(),
        verdict: verdict(sheet, &long_day(act.till), act.ours.closing),
    })
}

fn verdict(sheet: &Sheet, day: &str, balance: Roubles) -> String {
    let whose = match balance.kopecks() {
        0 => return format!("На {day} задолженность отсутствует."),
        1.. => &sheet.seller.short_name,
        _ => &sheet.buyer.short_name,
    };
    let owed = Roubles::from_kopecks(balance.kopecks().saturating_abs());
    let (digits, words) = (sum(owed), in_words(owed));
    bound(&format!("На {day} задолженность в пользу {whose} составляет {digits}{HARD_SPACE}руб. ({words})."))
}

fn printed(side: &Side) -> PrintedSide {
    PrintedSide {
        opening: balance(side.opening),
        rows: side.rows.iter().map(row).collect(),
        turnover: PrintedPair { debit: sum(side.debit), credit: sum(side.credit) },
        closing: balance(side.closing),
    }
}

/// A balance stands on the side to which it belongs; one of zero on the left.
fn balance(amount: Roubles) -> PrintedPair {
    if amount < Roubles::ZERO {
        let credit = sum(Roubles::from_kopecks(amount.kopecks().saturating_neg()));
        PrintedPair { debit: String::new(), credit }
    } else {
        PrintedPair { debit: sum(amount), credit: String::new() }
    }
}

fn row(row: &Row) -> PrintedRow {
    PrintedRow {
        day: short_day(row.day),
        document: bound(&row.document),
        debit: sum_or_nothing(row.debit),
        credit: sum_or_nothing(row.credit),
    }
}
