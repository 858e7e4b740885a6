//! Payments of clients, and what a client owes on a day.

use chrono::NaiveDate;
use templates::components::{
    Badge, Cell, Empty, Fact, Listing, ListingRow, Pager, Questions, RowMenu, RowTotal, Tone,
};
use templates::format::{date, money};
use templates::pages::operator::{Part, PartBody};
use templates::pages::partner::SalesPage;
use templates::paths;

use super::card::on;
use super::payer::{choosing, owes};
use super::payments_asked::PaymentsAsked;
use super::{SalesTab, desk_tabs, typed_day};
use crate::domain::archive::DocumentPeriod;
use crate::domain::book::Posting;
use crate::domain::form::FieldFaults;
use crate::domain::ids::PaymentId;
use crate::domain::money::Money;
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::payment::{Payment, TypedPayment};
use crate::operations::Desk;
use crate::operations::sales::payments::{ClientAccount, PAGE, PayerSearch, PaymentBoard, PostingDocument};
use crate::policy::Permission;
use crate::present::operator::{Returned, TypedForm, errors};
use crate::present::paging::ListPage;
use crate::present::words;

/// A form of the page that is shown again: noting a payment, or taking one back.
#[derive(Clone, Debug)]
pub struct ReturnedPayment {
    /// The payment that is taken back; none where one is noted.
    pub payment: Option<PaymentId>,
    /// What came back.
    pub returned: Returned,
}

/// The payment that a form states.
#[must_use]
pub fn typed_payment(typed: &TypedForm) -> TypedPayment {
    let get = |name: &str| typed.get(name).to_owned();
    TypedPayment {
        organization: get("organization"),
        day: get("day"),
        number: get("number"),
        amount: get("amount"),
    }
}

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct PaymentsSeen<'a> {
    /// The payments.
    pub board: &'a PaymentBoard,
    /// The payer that is chosen or looked for.
    pub payer: &'a PayerSearch,
    /// What was asked for.
    pub asked: &'a PaymentsAsked,
    /// The form that came back.
    pub returned: Option<&'a ReturnedPayment>,
}

/// The page.
#[must_use]
pub fn payments(desk: &Desk, seen: &PaymentsSeen<'_>, csrf: String) -> SalesPage {
    let PaymentsSeen { board, payer, asked, returned } = *seen;
    let may = desk.allows(Permission::IssueSale);
    let row = |one: &(Payment, Organization)| row(one, may, asked, returned);
    let listing = Listing {
        caption: "Оплаты".to_owned(),
        headings: ["Клиент", "Поручение", "Состояние", "Сумма"].map(str::to_owned).to_vec(),
        rows: board.rows.iter().map(row).collect(),
        empty: Empty {
            reason: "Оплат еще нет.".to_owned(),
            advice: "Отмечайте оплаты по выписке банка: день, номер поручения и сумму.".to_owned(),
            link: None,
        },
    };
    let mut parts = Vec::new();
    if let Some(account) = &board.account {
        parts.push(statement(account));
    }
    parts.push(Part::new("payments", "Оплаты", PartBody::Listing(listing)));
    let noted = returned.filter(|one| one.payment.is_none()).map(|one| &one.returned);
    let mut side = vec![choosing(payer, asked, noted)];
    if may && (payer.chosen.is_some() || noted.is_some()) {
        let sent = board.account.as_ref().and_then(|account| account.sent_act.as_ref());
        side.push(noting(desk, asked, noted, sent));
    }
    side.push(asking(desk, asked));
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: desk_tabs(SalesTab::Payments, None),
        parts,
        pager: (board.total > 0).then(|| pager(board, asked)),
        side,
        csrf,
        ..SalesPage::default()
    }
}

fn pager(board: &PaymentBoard, asked: &PaymentsAsked) -> Pager {
    let page = ListPage {
        trail: asked.trail(),
        size: PAGE,
        shown: board.rows.len(),
        total: RowTotal::Exactly(board.total),
        next: board.next.map(|(day, id)| format!("{day}|{id}")),
    };
    page.pager(Some("новые сверху"), |after| asked.address(after))
}

fn row(
    one: &(Payment, Organization),
    may: bool,
    asked: &PaymentsAsked,
    returned: Option<&ReturnedPayment>,
) -> ListingRow {
    let (payment, client) = one;
    let state = match &payment.taken_back {
        None => Cell::badge(Badge { label: "Отмечена".to_owned(), tone: Tone::Good }),
        Some((_, reason)) => Cell::noted("Отменена", reason),
    };
    let here = paths::with_query(&paths::client_payments(), &[("client", &client.subscriber_code)]);
    ListingRow {
        cells: vec![
            Cell::noted(&client.requisites.short_name, format!("код {}", client.subscriber_code))
                .leading(here),
            Cell::noted(format!("№\u{a0}{}", payment.number), date(payment.day)),
            state,
            Cell::number(money(payment.amount.roubles())),
        ],
        act: (may && payment.taken_back.is_none()).then(|| taking_back(payment, asked, returned)),
    }
}

fn taking_back(payment: &Payment, asked: &PaymentsAsked, returned: Option<&ReturnedPayment>) -> RowMenu {
    let version = ("version".to_owned(), payment.version.to_string());
    let here = returned.filter(|one| one.payment == Some(payment.id)).map(|one| &one.returned);
    let blank = TypedForm::default();
    let typed = here.map_or(&blank, |returned| &returned.typed);
    let form = Questions {
        id: format!("back-{}", payment.id),
        action: paths::payment_return(&payment.id.to_string()),
        list: vec![typed.line("reason", "Причина", "")],
        hidden: [version].into_iter().chain(asked.hidden()).collect(),
        button: "Отменить оплату".to_owned(),
        errors: here.map(|returned| errors(&returned.faults)).unwrap_or_default(),
        ..Questions::default()
    };
    RowMenu { label: "Отменить".to_owned(), form, open: here.is_some() }
}

fn noting(
    desk: &Desk,
    asked: &PaymentsAsked,
    here: Option<&Returned>,
    sent: Option<&DocumentPeriod>,
) -> Part {
    let sent = sent.map(|period| {
        let (act, last) = (words::archives::period(period), date(period.last));
        format!("Клиенту отправлен акт сверки за {act}: оплата днем по {last} изменит его цифры.")
    });
    let today = typed_day(moscow_day(desk.now()));
    let blank = TypedForm::filled(&[("day", &today)]);
    let typed = here.map_or(&blank, |returned| &returned.typed);
    let form = Questions {
        id: "payment".to_owned(),
        action: paths::client_payments(),
        list: vec![
            typed.day("day", "День", ""),
            typed.line("number", "Номер поручения", ""),
            typed.line("amount", "Сумма, ₽", ""),
        ],
        hidden: vec![("organization".to_owned(), asked.client.trim().to_owned())],
        button: "Отметить оплату".to_owned(),
        consequence: sent.unwrap_or_default(),
        errors: here.map(|returned| errors(&of_form(&returned.faults))).unwrap_or_default(),
    };
    Part::new("note", "Отметить оплату", PartBody::Questions(form))
}

/// The faults of the form; that of the payer stands where it is chosen.
fn of_form(faults: &FieldFaults) -> FieldFaults {
    faults.iter().filter(|(field, _)| *field != "organization").cloned().collect()
}

/// Asks whose account to show, and as of which day: links to today and to the ends of the last months need no form.
fn asking(desk: &Desk, asked: &PaymentsAsked) -> Part {
    let today = moscow_day(desk.now());
    if asked.client.trim().is_empty() {
        let advice = "Найдите плательщика или откройте клиента в списке оплат.";
        return Part::new(
            "as-of",
            "Долг клиента",
            PartBody::Facts(vec![Fact::new("Как узнать", advice.to_owned())]),
        );
    }
    let mut ends = vec![today];
    let mut month = crate::domain::month::Month::containing(today);
    for _ in 0..12 {
        ends.extend(month.first_day().pred_opt());
        month = month.previous();
    }
    let row = |day: &NaiveDate| ListingRow {
        cells: vec![Cell::text(date(*day)).leading(asked.on(*day))],
        act: None,
    };
    let listing = Listing {
        caption: "Дни".to_owned(),
        headings: vec!["На конец дня".to_owned()],
        rows: ends.iter().map(row).collect(),
        ..Listing::default()
    };
    Part::new("as-of", "Долг на день", PartBody::Listing(listing))
}

fn statement(account: &ClientAccount) -> Part {
    let mut owed = Money::ZERO;
    let row = |(posting, document): (&Posting, &PostingDocument)| {
        owed = owed + posting.owed();
        let change = posting.owed();
        let sum = |sum: Money| if sum > Money::ZERO { money(sum.roubles()) } else { String::new() };
        ListingRow {
            cells: vec![
                Cell::text(date(posting.day)),
                source(posting, document),
                Cell::number(sum(change)),
                Cell::number(sum(-change)),
                Cell::number(money(owed.roubles())),
            ],
            act: None,
        }
    };
    let listing = Listing {
        caption: "Движения".to_owned(),
        headings: ["День", "Что", "Долг", "Оплата", "Итог"].map(str::to_owned).to_vec(),
        rows: account.postings.iter().zip(&account.documents).map(row).collect(),
        empty: Empty { reason: "Движений нет.".to_owned(), advice: String::new(), link: None },
    };
    let title = format!("{}: {}", account.organization.requisites.short_name, owes(account.balance));
    Part { note: on(account.day), ..Part::new("account", &title, PartBody::Listing(listing)) }
}

fn source(posting: &Posting, document: &PostingDocument) -> Cell {
    let note = if posting.reverses.is_some() { "обратная запись" } else { "" };
    let named = Cell::noted(document.name.clone(), note);
    match document.sale {
        Some(sale) => named.leading(paths::sale(&sale.to_string())),
        None => named,
    }
}

/// What is said where a payment changes the figures of an act that went to the client.
#[must_use]
pub fn changes_act(period: &DocumentPeriod) -> String {
    format!("Клиенту уже отправлен акт сверки за {}: его цифры изменились.", words::archives::period(period))
}
