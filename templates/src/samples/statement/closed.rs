//! A month with a negative sum, closed without an invoice.

use rust_decimal::Decimal;

use super::{badge, invoiced, line, table, total, usual};
use crate::components::Tone;
use crate::pages::{LineAction, StatementLine, StatementPage};

/// The month.
pub(super) fn without_invoice() -> StatementPage {
    StatementPage {
        status: badge("Закрыто", Tone::Quiet),
        turn: "ничего не ждет".to_owned().into(),
        verbs: Vec::new(),
        totals: vec![
            total("Всего", "−5\u{a0}600,00\u{a0}₽", "в том числе НДС 0,00\u{a0}₽", Tone::Quiet),
            total("Согласовано", "−5\u{a0}600,00\u{a0}₽", "1 строка", Tone::Quiet),
        ],
        lines: table(vec![StatementLine {
            quantity: -1,
            amount: Decimal::new(-560_000, 2),
            total: Decimal::new(-560_000, 2),
            status: badge("Согласовано", Tone::Good),
            comment: Some("Исправим корректировкой в следующем месяце: клиент другого партнера".to_owned()),
            action: LineAction::Nothing,
            ..line(0)
        }]),
        signatures: invoiced().signatures,
        credit: Some("5\u{a0}600,00\u{a0}₽ будет зачтено в следующих счетах".to_owned()),
        ..usual()
    }
}
