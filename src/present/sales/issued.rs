//! The issued documents, and the report of their series.

use templates::components::{Cell, Empty, Fact, Link, Listing, ListingRow};
use templates::format::{Zone, money};
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::SalesPage;
use templates::paths;

use super::{SalesAsked, SalesTab, desk_tabs, failing};
use crate::domain::numbered::{NumberedDocument, SeriesReport};
use crate::domain::sale::SaleState;
use crate::operations::Desk;
use crate::operations::sales::{IssuedBoard, SaleRow};
use crate::policy::Permission;
use crate::present::words;

/// The issued documents, and their series.
#[must_use]
pub fn issued(desk: &Desk, board: &IssuedBoard, asked: &SalesAsked, zone: Zone) -> SalesPage {
    let rows = board.rows.iter().map(|(document, row)| issued_row(document, row, zone)).collect();
    let listing = Listing {
        caption: "Выставленные документы".to_owned(),
        headings: ["Документ", "Клиент", "Выставлен", "Сумма"].map(str::to_owned).to_vec(),
        rows,
        empty: Empty {
            reason: "Документов еще нет.".to_owned(),
            advice: "Выставьте черновики на вкладке «К работе».".to_owned(),
            link: Some(Link { label: "К работе".to_owned(), href: paths::documents() }),
        },
    };
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: desk_tabs(SalesTab::Issued, None),
        notices: failing(&board.failing).into_iter().collect(),
        parts: vec![Part::new("issued", "Выставленные документы", PartBody::Listing(listing))],
        below: below(desk, &board.series),
        pager: (board.total > 0).then(|| {
            let page = asked.page(board.rows.len(), board.total, board.next.map(|id| id.to_string()));
            page.pager(Some("новые сверху"), |after| {
                paths::with_query(&paths::issued_documents(), &[("after", after)])
            })
        }),
        ..SalesPage::default()
    }
}

fn issued_row(document: &NumberedDocument, row: &SaleRow, zone: Zone) -> ListingRow {
    let taken_back = row.sale.state == SaleState::Corrected;
    let note = match (taken_back, row.sale.corrects.is_some()) {
        (true, _) => "исправлен",
        (false, true) => "исправление",
        (false, false) => "",
    };
    let name = words::sales::document(document.kind, &document.number, document.day);
    ListingRow {
        cells: vec![
            Cell::noted(name, note).leading(paths::sale(&row.sale.id.to_string())),
            Cell::noted(
                &row.buyer.requisites.short_name,
                format!("ИНН {}", row.buyer.requisites.inn.as_str()),
            ),
            Cell::text(zone.moment(document.at).text()),
            Cell::number(money(document.total.roubles())),
        ],
        act: None,
    }
}

/// The report of gaps: what each series holds, and what is missing in it.
fn series(reports: &[SeriesReport]) -> Part {
    let row = |report: &SeriesReport| {
        let series = &report.series;
        let missing = if report.missing.is_empty() {
            "нет".to_owned()
        } else {
            report.missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let held = if series.is_begun() {
            format!("{}–{}", series.first, series.last)
        } else {
            "нет".to_owned()
        };
        ListingRow {
            cells: vec![
                Cell::noted(words::documents::kinds(series.kind), format!("{} год", series.year)),
                Cell::text(held),
                Cell::number(report.count.to_string()),
                Cell::text(missing),
            ],
            act: None,
        }
    };
    let listing = Listing {
        caption: "Нумерация".to_owned(),
        headings: ["Вид", "Номера", "Всего", "Пропуски"].map(str::to_owned).to_vec(),
        rows: reports.iter().map(row).collect(),
        empty: Empty {
            reason: "Номеров еще нет.".to_owned(),
            advice: "Первый номер года указывается в реквизитах.".to_owned(),
            link: None,
        },
    };
    Part::new("series", "Нумерация", PartBody::Listing(listing))
}

/// What stands below the documents: the report of gaps, and the book for whoever may take it away.
fn below(desk: &Desk, reports: &[SeriesReport]) -> Vec<Part> {
    let book = book(reports).filter(|_| desk.allows(Permission::IssueSale));
    [series(reports)].into_iter().chain(book).collect()
}

/// The book as a file, of each year that has numbers.
fn book(reports: &[SeriesReport]) -> Option<Part> {
    let mut years: Vec<i32> = reports.iter().map(|report| report.series.year).collect();
    years.dedup();
    let fact = |year: &i32| {
        let href = paths::with_query(&paths::book_file(), &[("year", &year.to_string())]);
        Fact { href: Some(href), ..Fact::new(format!("{year} год"), "Скачать CSV".to_owned()) }
    };
    let facts: Vec<Fact> = years.iter().map(fact).collect();
    let part = Part::new("book", "Книга расчетов с клиентами", PartBody::Facts(facts));
    (!years.is_empty()).then(|| Part {
        note: "начислено и оплачено, для бухгалтерии".to_owned(), ..part
    })
}
