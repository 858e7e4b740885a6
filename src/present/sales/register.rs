//! The lines of the file of a partner's book.

use crate::domain::document::DocumentKind;
use crate::operations::sales::register::{BookDeed, BookRow};
use crate::present::exports::BookLine;

/// The lines.
#[must_use]
pub fn book_lines(rows: &[BookRow]) -> Vec<BookLine> {
    rows.iter().map(line).collect()
}

fn line(row: &BookRow) -> BookLine {
    let (posting, client) = (&row.posting, &row.client.requisites);
    let (kind, number, dated) = match &row.deed {
        BookDeed::Sale(sold) => {
            let (sale, document) = &**sold;
            (sold_by(document.kind, sale.corrects.is_some()), document.number.clone(), document.day)
        }
        BookDeed::Payment(payment) => ("Оплата", payment.number.clone(), payment.day),
        BookDeed::Return(payment) => ("Отмена оплаты", payment.number.clone(), payment.day),
    };
    let application = match &row.deed {
        BookDeed::Sale(sold) => sold.0.application.to_string(),
        BookDeed::Payment(_) | BookDeed::Return(_) => String::new(),
    };
    let is_sale = !application.is_empty();
    BookLine {
        day: posting.day,
        kind,
        number,
        dated,
        application,
        code: row.client.subscriber_code.clone(),
        organization: client.short_name.clone(),
        inn: client.inn.as_str().to_owned(),
        kpp: row.client.kpp().to_owned(),
        due: is_sale.then(|| posting.owed()),
        paid: (!is_sale).then(|| -posting.owed()),
    }
}

const fn sold_by(kind: DocumentKind, corrects: bool) -> &'static str {
    match kind {
        _ if corrects => "Корректировка",
        DocumentKind::Upd => "УПД",
        DocumentKind::Act | DocumentKind::Invoice | DocumentKind::Reconciliation => "Акт",
    }
}
