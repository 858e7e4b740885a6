//! Reconciliation acts: a client orders one, a person of the partner checks it, and it comes by e-mail.

mod disowned;
mod from_1c;
mod ordered;
mod refused;
mod waiting;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use axum::http::StatusCode;
use registrar::domain::money::Money;
use registrar::domain::organization::Organization;
use registrar::domain::payment::TypedPayment;
use registrar::domain::role::Scope;
use registrar::gateways::printing::Printing;
use registrar::operations::sales::{self, payments};
use registrar::store::book;
use registrar::worker::Worker;
use serde_json::Value;
use sheets::{Content, Reconciliation, Sheet};
use tempfile::TempDir;

use crate::support::{LOWER, MAIN, MailServer, Page, Persona, Portal, Visitor};

const FORM: &str = "/cabinet/archives/new/reconciliation";
const OWN: &str = "/cabinet/archives";
const ACTS: &str = "/partner/documents/acts";
const ACT: &str = "/partner/documents/acts/1";
/// The days of [`with_book`]: what is sold and paid is of the first day of the tests.
const NOVEMBER: [(&str, &str); 2] = [("first", "2026-11-01"), ("last", "2026-11-18")];
const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/smtp.py");
/// How long the worker waits for the mail server.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the client has paid, in kopecks.
const PAID: i64 = 300_000;
/// A stand-in for the program: it prints the sheet as it came.
const COPIES: &str = "printf '%%PDF-1.7\\n'; cat; printf '\\n%%%%EOF\\n'";

/// A worker whose program is this shell script.
fn press(portal: &Portal, folder: &TempDir, script: &str) -> Worker {
    portal.worker().with_printing(program(folder, script))
}

/// This shell script in the place of the program that prints.
fn program(folder: &TempDir, script: &str) -> Printing {
    let path = folder.path().join("program");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    Printing::from_settings(path.to_str().unwrap(), "")
}

async fn print_and_send(portal: &Portal) {
    let folder = TempDir::new().unwrap();
    while press(portal, &folder, COPIES).round().await.unwrap() > 0 {}
}

/// The client of an organisation, whose address is confirmed.
async fn client_of(portal: &Portal, organization: &Organization) -> Persona {
    let client = portal.client(organization.id).await;
    let confirmed = format!("update people set confirmed_email = lower(email) where id = {}", client.id());
    portal.sql(&confirmed).await;
    client
}

/// «Форсайт» sells by its own book: an organisation bought something and paid a part.
async fn with_book(portal: &Portal) -> (Organization, Persona) {
    let desk = portal.selling().await;
    let sale = portal.issued_sale(&desk).await;
    let buyer = sales::open(&desk, sale.id).await.unwrap().row.buyer;
    let paid = TypedPayment {
        organization: buyer.subscriber_code.clone(),
        day: "2026-11-18".to_owned(),
        number: "94".to_owned(),
        amount: "3 000,00".to_owned(),
    };
    payments::note(&portal.manager().await.desk(), &paid).await.unwrap();
    let client = client_of(portal, &buyer).await;
    (buyer, client)
}

/// Orders by the form, with these values.
async fn orders(browser: &mut Visitor, values: &[(&str, &str)]) -> Page {
    let page = browser.open(FORM).await;
    let email = page.values("#email", "value").remove(0);
    let typed = values.iter().any(|(name, _)| *name == "email");
    let own = [("email", email.as_str())];
    let all: Vec<(&str, &str)> = values.iter().copied().chain(own.into_iter().filter(|_| !typed)).collect();
    browser.press(&page, FORM, &all).await
}

/// The client orders the act of November, owing by its own books nothing or something.
async fn ordered(portal: &Portal, client: &Persona, more: &[(&str, &str)]) -> Page {
    let page = orders(&mut portal.visit(client).await, &[&NOVEMBER[..], more].concat()).await;
    assert!(page.says("Принято, формируется"), "{}", page.text());
    page
}

/// Presses a button of the act on the desk.
async fn answers(desk: &mut Visitor, verb: &str, values: &[(&str, &str)]) -> Page {
    let page = desk.open(ACT).await;
    desk.press(&page, &format!("{ACT}/{verb}"), values).await
}

/// A letter as an independent parser reads it.
fn read(path: &Path) -> Value {
    let output =
        Command::new("python3").args([PEER.as_ref(), "read".as_ref(), path.as_os_str()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The letters with this subject.
fn letters(portal: &Portal, subject: &str) -> Vec<Value> {
    let all = portal.letter_files();
    all.iter().map(|path| read(path)).filter(|letter| letter["Subject"] == subject).collect()
}

/// The only file of a letter: its name, its type and its bytes.
fn file(letter: &Value) -> (String, String, Vec<u8>) {
    let file = letter["files"][0].as_array().unwrap();
    let text = |place: usize| file[place].as_str().unwrap().to_owned();
    (text(0), text(1), hex::decode(text(2)).unwrap())
}

/// The act that the stand-in printed.
fn printed(bytes: &[u8]) -> (Sheet, Reconciliation) {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let json = text.strip_prefix("%PDF-1.7\n").unwrap().strip_suffix("\n%%EOF\n").unwrap();
    let sheet = Sheet::read(json).unwrap();
    let Content::Reconciliation(act) = sheet.content.clone() else { panic!("{json}") };
    (sheet, act)
}

#[tokio::test]
async fn an_act_is_ordered_checked_and_comes_by_letter() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    let mut browser = portal.visit(&client).await;
    assert!(browser.open("/cabinet").await.says("Заказать акт сверки"));
    let form = browser.open(FORM).await;
    for words in
        ["Заказать акт сверки", "Начало периода", "Конец периода", "Email", "Остаток по вашим данным"]
    {
        assert!(form.says(words), "{words}: {}", form.text());
    }
    assert!(form.says("Придет завтра до 12:00 МСК+5"), "{}", form.text());
    let page = ordered(&portal, &client, &[("balance", "100,00"), ("favour", "partner")]).await;
    let to = client.account.email.to_lowercase();
    let promised = format!("Придет на {to} завтра до 12:00 МСК+5.");
    assert!(page.says("Проверяет сотрудник") && page.says(&promised), "{}", page.text());
    let (postings, staff) = (portal.count("postings").await, portal.staff().await);
    let mut desk = portal.visit(&staff).await;
    let board = desk.open(ACTS).await;
    assert!(board.says(&buyer.requisites.short_name) && board.says("завтра до 12:00"), "{}", board.text());
    let queue = desk.open("/partner/applications").await;
    assert!(queue.texts("nav a").iter().any(|entry| entry.starts_with("Документы") && entry.contains('1')));
    let card = desk.open(ACT).await;
    for words in [
        "Начальное сальдо",
        "Акт № Ф-1",
        "Оплата, п/п № 94",
        "Конечное сальдо",
        "Разница",
        "по данным клиента долг 100,00",
    ] {
        assert!(card.says(words), "{words}: {}", card.text());
    }
    assert!(!card.says("Счет №"), "an invoice posts nothing: {}", card.text());
    let sent = answers(&mut desk, "sending", &[]).await;
    assert!(sent.says("Акт отправляется клиенту.") && sent.says("печатается"), "{}", sent.text());
    assert_eq!(portal.count("postings").await, postings, "an act posts nothing");
    print_and_send(&portal).await;
    let done = format!("документы отправлены на электронную почту {to}");
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Отправлено") && page.says(&done) && page.says("Скачать акт"), "{}", page.text());
    assert!(portal.visit(&staff).await.open(ACT).await.says("Отправлено"));
    assert!(portal.visit(&staff).await.open(ACTS).await.says("Проверены"));
    portal.verify().await;
}

#[tokio::test]
async fn the_mail_server_gets_the_act_whose_figures_are_those_of_the_book() {
    let (portal, server, folder) = (Portal::open().await, MailServer::start(), TempDir::new().unwrap());
    let (buyer, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    answers(&mut portal.visit(&portal.staff().await).await, "sending", &[]).await;
    let worker = portal.worker_waiting(&server.setting(), PATIENCE);
    let worker = worker.with_printing(program(&folder, COPIES));
    while worker.round().await.unwrap() > 0 {}
    let sent = server.letters("Акт сверки").remove(0);
    assert_eq!(sent["To"].as_str(), Some(client.account.email.to_lowercase().as_str()));
    let text = sent["plain"].as_str().unwrap();
    assert!(text.starts_with("Заказанный вами акт сверки в прикрепленном файле."), "{text}");
    let (name, kind, bytes) = file(&sent);
    assert!(name.split('.').next_back() == Some("pdf") && kind == "application/pdf", "{name} {kind}");
    let (sheet, act) = printed(&bytes);
    assert_eq!((sheet.number.as_str(), sheet.day.to_string().as_str()), ("Ф-1", "2026-11-18"));
    let rows: Vec<(&str, i64, i64)> = act
        .ours
        .rows
        .iter()
        .map(|row| (row.document.as_str(), row.debit.kopecks(), row.credit.kopecks()))
        .collect();
    assert_eq!(rows, [("Акт № Ф-1 от 18.11.2026", MAIN + LOWER, 0), ("Оплата, п/п № 94", 0, PAID)]);
    assert_eq!((act.ours.opening.kopecks(), act.theirs), (0, None));
    let books = Scope::Partner(buyer.partner);
    let owed = book::balances(portal.db(), &books, &[buyer.id], sheet.day).await.unwrap()[&buyer.id];
    assert_eq!(
        (act.ours.closing.kopecks(), owed),
        (owed.kopecks(), Money::from_kopecks(MAIN + LOWER - PAID))
    );
    let mut browser = portal.visit(&client).await;
    let taken = browser.open(&format!("{OWN}/1/file")).await;
    assert_eq!((taken.status, taken.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert_eq!(taken.bytes, bytes);
    let filed = "documents where kind = 'reconciliation' and number = 'Ф-1'";
    assert_eq!(portal.count(filed).await, 1, "the client has it among its documents");
    portal.verify().await;
}

#[tokio::test]
async fn a_payment_of_the_days_of_an_act_that_was_sent_is_told_to_change_it() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    answers(&mut portal.visit(&portal.staff().await).await, "sending", &[]).await;
    print_and_send(&portal).await;
    portal.clock.advance(chrono::Duration::days(1));
    let place = "/partner/documents/payments";
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open(&format!("{place}?client={}", buyer.subscriber_code)).await;
    assert!(page.says("оплата днем по 18.11.2026 изменит его цифры"), "{}", page.text());
    let later = [("day", "2026-11-19"), ("number", "97"), ("amount", "1")];
    let page = manager.press(&page, place, &later).await;
    assert!(!page.says("его цифры изменились"), "{}", page.text());
    let within = [("day", "2026-11-18"), ("number", "98"), ("amount", "1")];
    let page = manager.press(&page, place, &within).await;
    assert!(page.says("уже отправлен акт сверки за 01.11.2026 – 18.11.2026: его цифры"), "{}", page.text());
}

#[tokio::test]
async fn a_balance_before_the_period_opens_the_act_and_later_events_stay_out() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    portal.clock.advance(chrono::Duration::days(14));
    let later = TypedPayment {
        organization: buyer.subscriber_code.clone(),
        day: "2026-12-01".to_owned(),
        number: "95".to_owned(),
        amount: "1,00".to_owned(),
    };
    let paid = payments::note(&portal.manager().await.desk(), &later).await.unwrap();
    payments::take_back(&portal.manager().await.desk(), paid, 1, "Дважды").await.unwrap();
    let mut browser = portal.visit(&client).await;
    let december = [("first", "2026-11-19"), ("last", "2026-12-01")];
    assert!(orders(&mut browser, &december).await.says("Принято, формируется"));
    answers(&mut portal.visit(&portal.staff().await).await, "sending", &[]).await;
    print_and_send(&portal).await;
    let (_, act) = printed(&file(&letters(&portal, "Акт сверки").remove(0)).2);
    let owed = MAIN + LOWER - PAID;
    assert_eq!((act.ours.opening.kopecks(), act.ours.closing.kopecks()), (owed, owed));
    let rows: Vec<(&str, i64)> =
        act.ours.rows.iter().map(|row| (row.document.as_str(), row.credit.kopecks())).collect();
    assert_eq!(rows, [("Оплата, п/п № 95", 100), ("Отмена оплаты, п/п № 95", -100)]);
    portal.verify().await;
}
