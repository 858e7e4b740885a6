//! What the partner sells to its clients: drafts, issued documents, a sale, payments, requisites and prices.

mod beside;
mod card;
mod issued;
mod lists;
mod logo;
mod meanwhile;
mod payer;
mod payments;
mod payments_asked;
mod register;
mod sendings;
mod terms;

use chrono::NaiveDate;
use serde::Deserialize;
use templates::components::{
    Cell, Empty, FieldError, Link, Listing, ListingRow, Notice, NoticeTone, Pager, RowTotal, Tab,
};
use templates::format::{counted, date, money};
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::{DraftList, DraftRow, SalesPage, draft_note};
use templates::paths;

pub use beside::{BesideDrafts, beside};
pub use card::{ReturnedSale, card};
pub use issued::issued;
pub use meanwhile::changed_meanwhile;
pub use payments::{PaymentsSeen, ReturnedPayment, changes_act, payments, typed_payment};
pub use payments_asked::PaymentsAsked;
pub use register::book_lines;
pub use sendings::{SendingsAsked, sendings};
pub use terms::{ReturnedTerms, TermsForm, seller, typed_price, typed_regime, typed_series, typed_terms};

use super::organizations::kpp;
use super::words::sales as words;
use crate::domain::form::FieldFaults;
use crate::domain::ids::{NumberedId, SaleId};
use crate::operations::Desk;
use crate::operations::sales::issuing::gap_in_words;
use crate::operations::sales::printing::FailingPrint;
use crate::operations::sales::{DraftBoard, PAGE, SaleRow, sum};
use crate::policy::Permission;
use crate::present::paging::{self, ListPage};

/// The place of a page of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SalesAsked {
    after: String,
}

impl SalesAsked {
    /// The page with these places.
    #[must_use]
    pub fn after(trail: &str) -> Self {
        Self { after: trail.to_owned() }
    }

    /// This page of a list: so many rows of how many, and the place of the next page.
    fn page(&self, shown: usize, total: u64, next: Option<String>) -> ListPage<'_> {
        ListPage { trail: &self.after, size: PAGE, shown, total: RowTotal::Exactly(total), next }
    }

    /// After which draft the page begins; what makes no sense begins anew.
    #[must_use]
    pub fn sale(&self) -> Option<SaleId> {
        paging::place(&self.after).parse().ok().map(SaleId)
    }

    /// Below which document the page begins; what makes no sense begins anew.
    #[must_use]
    pub fn document(&self) -> Option<NumberedId> {
        paging::place(&self.after).parse().ok().map(NumberedId)
    }
}

/// A tab of the documents for clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SalesTab {
    /// «К работе».
    Drafts,
    /// «Выставлены».
    Issued,
    /// «Оплаты».
    Payments,
    /// «Акты сверки».
    Acts,
    /// «Журнал отправки».
    Sendings,
    /// «Из 1С».
    OneC,
    /// «Реквизиты и цены».
    Terms,
}

/// The tabs, of which one is open; how many drafts or acts wait is said on their own tab.
#[must_use]
pub fn desk_tabs(open: SalesTab, waiting: Option<u64>) -> Vec<Tab> {
    let tab = |tab: SalesTab, label: &str, href: String| Tab {
        label: label.to_owned(),
        href,
        count: waiting.filter(|_| tab == open),
        current: tab == open,
    };
    vec![
        tab(SalesTab::Drafts, "К работе", paths::documents()),
        tab(SalesTab::Issued, "Выставлены", paths::issued_documents()),
        tab(SalesTab::Payments, "Оплаты", paths::client_payments()),
        tab(SalesTab::Acts, "Акты сверки", paths::acts()),
        tab(SalesTab::Sendings, "Журнал отправки", paths::sendings()),
        tab(SalesTab::OneC, "Из 1С", paths::dropped_documents()),
        tab(SalesTab::Terms, "Реквизиты и цены", paths::seller()),
    ]
}

/// What came back of an attempt to issue.
#[derive(Clone, Debug, Default)]
pub struct ReturnedIssue {
    /// The sales that were chosen.
    pub chosen: Vec<SaleId>,
    /// What is wrong.
    pub faults: FieldFaults,
}

/// The drafts.
#[must_use]
pub fn drafts(
    desk: &Desk,
    board: &DraftBoard,
    asked: &SalesAsked,
    returned: Option<ReturnedIssue>,
    csrf: String,
) -> SalesPage {
    let issues = desk.allows(Permission::IssueSale);
    let (chosen, faults) = match returned {
        None => (None, Vec::new()),
        Some(returned) => (Some(returned.chosen), returned.faults),
    };
    let row = |row: &SaleRow| draft(desk, board, row, chosen.as_deref());
    let list = DraftList {
        rows: board.rows.iter().map(row).collect(),
        note: note(board),
        issues,
        hidden: vec![
            ("seller".to_owned(), board.seller.to_string()),
            ("after".to_owned(), asked.after.clone()),
        ],
        empty: nothing(board),
        pager: pager(board, asked),
    };
    let mut parts = Vec::new();
    if board.dropped_total > 0 {
        parts.push(dropped(board));
    }
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: desk_tabs(SalesTab::Drafts, Some(board.total)),
        notices: worst(board).into_iter().chain(failing(&board.failing)).collect(),
        errors: faults
            .into_iter()
            .map(|(field, text)| FieldError { field: field.to_owned(), text })
            .collect(),
        drafts: Some(list),
        parts,
        csrf,
        ..SalesPage::default()
    }
}

fn pager(board: &DraftBoard, asked: &SalesAsked) -> Pager {
    let page = asked.page(board.rows.len(), board.total, board.next.map(|id| id.to_string()));
    let note = "сначала те, где чего-то не хватает, затем старые";
    page.pager(Some(note), |after| paths::with_query(&paths::documents(), &[("after", after)]))
}

/// What is not printed yet because its print fails.
fn failing(prints: &[FailingPrint]) -> Option<Notice> {
    let first = prints.first()?;
    let count =
        counted(u64::try_from(prints.len()).unwrap_or(u64::MAX), ["документ", "документа", "документов"]);
    let text = format!("Пока не напечатано: {count}. {}. {}", first.words, words::TRIED_AGAIN);
    Some(Notice { tone: NoticeTone::Bad, text })
}

/// How many drafts wait, and what those of this page come to.
fn note(board: &DraftBoard) -> String {
    let without = board.rows.iter().filter(|row| row.figures.is_none()).count();
    let without = u64::try_from(without).unwrap_or_default();
    let shown = u64::try_from(board.rows.len()).unwrap_or_default();
    draft_note(board.total, shown, without, sum(&board.rows).roubles())
}

/// What keeps drafts of this page from being issued, the worst first.
fn worst(board: &DraftBoard) -> Option<Notice> {
    let held: Vec<&SaleRow> = board.rows.iter().filter(|row| !row.gaps.is_empty()).collect();
    let gaps = held.iter().flat_map(|row| row.gaps.iter().map(move |gap| (row, gap)));
    let of_all = gaps.clone().find(|(_, gap)| gap.is_of_the_seller());
    let (row, gap) = of_all.or_else(|| gaps.clone().next())?;
    let count =
        counted(u64::try_from(held.len()).unwrap_or(u64::MAX), ["черновик", "черновика", "черновиков"]);
    let words = gap_in_words(gap, row.sale.day());
    let whose =
        if gap.is_of_the_seller() { String::new() } else { format!("{}: ", row.buyer.requisites.short_name) };
    let text = format!("Пока нельзя выставить: {count}. {whose}{words}.");
    Some(Notice { tone: NoticeTone::Warn, text })
}

fn nothing(board: &DraftBoard) -> Empty {
    let advice = if board.in_1c {
        "Документы клиентам вы выгружаете из 1С: они появляются на вкладке «Из 1С»."
    } else {
        "Черновик появится здесь, когда оператор одобрит платное заявление клиента."
    };
    Empty {
        reason: "К выставлению ничего нет.".to_owned(), advice: advice.to_owned(), link: None
    }
}

fn draft(desk: &Desk, board: &DraftBoard, row: &SaleRow, chosen: Option<&[SaleId]>) -> DraftRow {
    let (sale, card) = (&row.sale, &row.buyer.requisites);
    let correction = sale.corrects.is_some();
    DraftRow {
        number: sale.id.to_string(),
        version: sale.version.to_string(),
        client: card.short_name.clone(),
        inn: card.inn.as_str().to_owned(),
        kpp: kpp(&row.buyer),
        papers: if correction {
            "Исправление".to_owned()
        } else {
            words::papers(board.papers).to_owned()
        },
        documents: if correction { 1 } else { 2 },
        lines: sale.lines.iter().map(|line| words::item(line.product, line.tier, line.term_months)).collect(),
        application: application(desk, row),
        day: date(sale.day()),
        gaps: row.gaps.iter().map(|gap| gap_in_words(gap, sale.day())).collect(),
        total: row.figures.as_ref().map(|figures| figures.total.roubles()),
        chosen: chosen.map_or(!correction && row.gaps.is_empty(), |chosen| chosen.contains(&sale.id)),
    }
}

/// The application of a sale, as long as the partner serves the client.
fn application(desk: &Desk, row: &SaleRow) -> Option<Link> {
    let number = row.sale.application.to_string();
    let ours = desk.allows(Permission::ViewApplication) && row.buyer.partner == row.sale.partner;
    ours.then(|| Link { label: format!("№\u{a0}{number}"), href: paths::application(&number) })
}

fn dropped(board: &DraftBoard) -> Part {
    let row = |row: &SaleRow| ListingRow {
        cells: vec![
            Cell::noted(&row.buyer.requisites.short_name, &row.sale.reason)
                .leading(paths::sale(&row.sale.id.to_string())),
            Cell::text(date(row.sale.day())),
            Cell::number(total(row)),
        ],
        act: None,
    };
    let shown = board.dropped.len();
    let note = format!("Показаны {shown} из {}", board.dropped_total);
    let listing = Listing {
        caption: "Отложенные черновики".to_owned(),
        headings: ["Клиент", "Активация", "Сумма"].map(str::to_owned).to_vec(),
        rows: board.dropped.iter().map(row).collect(),
        ..Listing::default()
    };
    Part { note, ..Part::new("dropped", "Отложены", PartBody::Listing(listing)) }
}

fn total(row: &SaleRow) -> String {
    let draft = row.figures.as_ref().map(|figures| figures.total);
    row.sale.total.or(draft).map(|total| money(total.roubles())).unwrap_or_default()
}

/// A day of a form, as the browser fills it.
fn typed_day(day: NaiveDate) -> String {
    day.to_string()
}
