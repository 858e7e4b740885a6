//! Archives of documents: a client asks for one, it is gathered, and it comes by e-mail.

mod crowd;
mod disowning;
mod kills;
mod letters;
mod links;
mod outages;
mod periods;
mod refused;
mod sendings;
mod store;
mod subscriptions;
mod sums;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use axum::http::StatusCode;
use registrar::domain::archive::{ArchiveKind, TypedArchive};
use registrar::domain::ids::ArchiveId;
use registrar::domain::organization::Organization;
use registrar::operations::archives;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use crate::support::{Page, Persona, Portal, Visitor, document_name, pdf, read_letter};

const INVOICES: &str = "/cabinet/archives/new/invoices";
const CLOSING: &str = "/cabinet/archives/new/closing";
const PACKAGE: &str = "/cabinet/archives/new/package";
const OWN: &str = "/cabinet/archives";
/// The quarter in which the documents of [`with_documents`] are.
const QUARTER: [(&str, &str); 2] = [("first", "2026-07-01"), ("last", "2026-09-30")];

/// An organisation of «Форсайт», and its client, whose address is confirmed.
async fn house(portal: &Portal) -> (Organization, Persona) {
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let client = portal.client(organization.id).await;
    let confirmed = format!("update people set confirmed_email = lower(email) where id = {}", client.id());
    portal.sql(&confirmed).await;
    (organization, client)
}

/// The same with documents of the third quarter: two invoices, an act and an УПД; and an invoice after it.
async fn with_documents(portal: &Portal) -> (Organization, Persona) {
    let (organization, client) = house(portal).await;
    for (content, (kind, number, day)) in [
        ("invoice", "17", "2026-07-05"),
        ("invoice", "18", "2026-09-30"),
        ("act", "17", "2026-07-05"),
        ("upd", "17", "2026-07-05"),
        ("invoice", "19", "2026-10-01"),
    ]
    .into_iter()
    .enumerate()
    {
        let name = document_name(kind, number, &organization).replace("2026-11-03", day);
        portal.drop_file("forsait", &name, &pdf(content));
    }
    portal.worker().take_documents().await;
    assert_eq!(portal.count("documents").await, 5);
    (organization, client)
}

/// One more invoice of the quarter, of so many bytes that no program packs smaller.
async fn with_large_document(portal: &Portal, organization: &Organization, bytes: usize) {
    let noise = rand::random_iter::<u8>().take(bytes);
    let name = document_name("invoice", "20", organization).replace("2026-11-03", "2026-09-30");
    let whole: Vec<u8> = pdf(20).into_iter().chain(noise).chain(pdf(20)).collect();
    portal.drop_file("forsait", &name, &whole);
    portal.worker().take_documents().await;
    assert_eq!(portal.count("documents").await, 6);
}

/// Asks by the form.
async fn asks(browser: &mut Visitor, form: &str, values: &[(&str, &str)]) -> Page {
    let page = browser.open(form).await;
    sends(browser, &page, form, values).await
}

/// Sends the form as it is shown, with these values instead of those that stand there.
async fn sends(browser: &mut Visitor, page: &Page, form: &str, values: &[(&str, &str)]) -> Page {
    let shown = ["first", "last", "email"].map(|name| (name, page.values(&format!("#{name}"), "value")));
    let shown = shown.iter().filter(|(name, _)| values.iter().all(|(typed, _)| typed != name));
    let shown = shown.filter_map(|(name, value)| Some((*name, value.first()?.as_str())));
    let all: Vec<(&str, &str)> = shown.chain(values.iter().copied()).collect();
    browser.press(page, form, &all).await
}

/// Asks for the invoices of the quarter, to the client's own address.
async fn asked(portal: &Portal, client: &Persona) -> ArchiveId {
    let page = asks(&mut portal.visit(client).await, INVOICES, &QUARTER).await;
    assert!(page.says("Запрос принят."), "{}", page.text());
    ArchiveId(page.values("article[data-row]", "data-row")[0].parse().unwrap())
}

/// Asks for the invoices of the quarter, to an address of the client's that is confirmed.
async fn asked_to(portal: &Portal, client: &Persona, email: &str) {
    portal.sql(&format!("update people set confirmed_email = '{email}' where id = {}", client.id())).await;
    let to = [&QUARTER[..], &[("email", email)]].concat();
    assert!(asks(&mut portal.visit(client).await, INVOICES, &to).await.says("Запрос принят."));
}

/// Runs what is due, with this mail server.
async fn run(portal: &Portal, mail: &str) {
    let worker = portal.worker_with(mail);
    while worker.round().await.unwrap() > 0 {}
}

/// The letters «Отчет» in the folder.
fn reports(portal: &Portal) -> Vec<Value> {
    let all = portal.letter_files();
    all.iter().map(|path| read_letter(path)).filter(|letter| letter["Subject"] == "Отчет").collect()
}

/// A form and what is typed into it.
type Wish = (&'static str, [(&'static str, &'static str); 2]);

/// The wishes of ten archives, no two the same: what is typed into each of the two forms.
fn ten() -> impl Iterator<Item = Wish> {
    let days = ["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04", "2026-07-05"];
    let one = move |form| days.map(|first| (form, [("first", first), ("last", "2026-09-30")]));
    one(INVOICES).into_iter().chain(one(CLOSING))
}

/// What is in a ZIP, by name.
fn unpacked(zip: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).unwrap();
        let (name, mut bytes) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(name, bytes).is_none());
    }
    files
}

#[tokio::test]
async fn a_client_asks_for_the_invoices_of_a_quarter_and_they_come_by_letter() {
    let portal = Portal::open().await;
    let (organization, client) = with_documents(&portal).await;
    let mut browser = portal.visit(&client).await;
    let first = browser.open("/cabinet").await;
    let hello = format!("Здравствуйте, {}!", organization.requisites.short_name);
    for words in [&hello, "Для бухгалтерии", "Архив счетов", "Архив закрывающих документов", "Задать вопрос"]
    {
        assert!(first.says(words), "{words}: {}", first.text());
    }
    let form = browser.open(INVOICES).await;
    for words in ["Начало периода", "Конец периода", "Email", "Запросить", "2 документа, около"]
    {
        assert!(form.says(words), "{words}: {}", form.text());
    }
    assert_eq!(form.values("#email", "value"), [client.account.email.to_lowercase()]);
    assert_eq!(form.values("#first", "value"), ["2026-07-01"], "the last quarter");
    let to = client.account.email.to_lowercase();
    let page = sends(&mut browser, &form, INVOICES, &[]).await;
    assert!(page.says("Запрос принят.") && page.says("Обработка"), "{}", page.text());
    let wait = format!("Окно можно закрыть: архив придет на {to}, ход виден в «Мои запросы»");
    assert!(page.says(&wait), "{}", page.text());
    portal.run_errands().await;
    let page = browser.open(OWN).await;
    let done = format!("документы отправлены на электронную почту {to}");
    assert!(page.says("Отправлено") && page.says(&done), "{}", page.text());
    let letters = reports(&portal);
    assert_eq!((letters.len(), letters[0]["To"].as_str()), (1, Some(to.as_str())));
    let text = letters[0]["plain"].as_str().unwrap();
    assert!(text.starts_with("Запрошенный вами отчет в прикрепленном архиве"), "{text}");
    let file = letters[0]["files"][0].as_array().unwrap();
    let (name, kind) = (file[0].as_str().unwrap(), file[1].as_str().unwrap());
    let guid = name.strip_suffix(".zip").unwrap();
    let lengths: Vec<usize> = guid.split('-').map(str::len).collect();
    assert!(lengths == [8, 4, 4, 4, 12] && kind == "application/zip", "{name}");
    let zip = hex::decode(file[2].as_str().unwrap()).unwrap();
    let mut browser = portal.visit(&client).await;
    let taken = browser.open("/cabinet/archives/1/file").await;
    assert_eq!((taken.status, taken.header("content-type")), (StatusCode::OK, "application/zip"));
    assert!(taken.bytes == zip && taken.header("content-disposition").contains(name));
    the_archive_holds(unpacked(zip), &[("2026-07-05_17_", pdf(0)), ("2026-09-30_18_", pdf(1))]);
    portal.verify().await;
}

/// Entries are named by day, number and counterparty, and the manifest tells the digest of each.
fn the_archive_holds(mut files: BTreeMap<String, Vec<u8>>, expected: &[(&str, Vec<u8>)]) {
    let manifest = String::from_utf8(files.remove("manifest.txt").unwrap()).unwrap();
    assert_eq!(files.len(), expected.len(), "{files:?}");
    for (name, bytes) in &files {
        let known = expected.iter().any(|(begins, content)| name.starts_with(begins) && content == bytes);
        assert!(known && name.ends_with("forsait.pdf"), "{name}");
        let line = format!("{}  {name}", hex::encode(Sha256::digest(bytes)));
        assert!(manifest.lines().any(|one| one == line), "{manifest}");
    }
    assert_eq!(manifest.lines().count(), files.len());
}

#[tokio::test]
async fn a_package_holds_every_document_of_the_period_each_kind_in_its_folder() {
    let portal = Portal::open().await;
    let (organization, client) = with_documents(&portal).await;
    let act = document_name("reconciliation", "3", &organization).replace("2026-11-03", "2026-09-30");
    portal.drop_file("forsait", &act, &pdf(9));
    portal.worker().take_documents().await;
    let mut browser = portal.visit(&client).await;
    let first = browser.open("/cabinet").await;
    assert!(first.values("a", "href").contains(&PACKAGE.to_owned()), "{}", first.text());
    let empty = asks(&mut browser, PACKAGE, &[("first", "2025-01-01"), ("last", "2025-03-31")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.says("За данный период документов нет"), "{}", empty.text());
    let form = browser.open(PACKAGE).await;
    for words in ["Пакет документов", "5 документов, около", "Счета, акты, УПД и акты сверки с 01.07.2026"]
    {
        assert!(form.says(words), "{words}: {}", form.text());
    }
    let page = sends(&mut browser, &form, PACKAGE, &[]).await;
    assert!(page.says("Запрос принят.") && page.says("Пакет документов"), "{}", page.text());
    let again = asks(&mut browser, PACKAGE, &QUARTER).await;
    assert!(again.says("Запрос принят."), "{}", again.text());
    assert_eq!(portal.count("archives where kind = 'package'").await, 1, "the same wish is the same request");
    portal.run_errands().await;
    let letter = reports(&portal).remove(0);
    let text = letter["plain"].as_str().unwrap();
    assert!(text.starts_with("Запрошенный вами отчет в прикрепленном архиве"), "{text}");
    assert!(text.contains("Пакет документов, III квартал 2026"), "{text}");
    let zip = hex::decode(letter["files"][0][2].as_str().unwrap()).unwrap();
    the_archive_holds(
        unpacked(zip),
        &[
            ("Счета/2026-07-05_17_", pdf(0)),
            ("Счета/2026-09-30_18_", pdf(1)),
            ("Акты/2026-07-05_17_", pdf(2)),
            ("УПД/2026-07-05_17_", pdf(3)),
            ("Акты сверки/2026-09-30_3_", pdf(9)),
        ],
    );
    let journal = portal.visit(&portal.manager().await).await.open("/partner/journal").await;
    assert!(journal.says("Пакет документов, 01.07.2026 – 30.09.2026"), "{}", journal.text());
    let to = client.account.email.to_lowercase();
    assert!(journal.says("•••@") && !journal.says(&to), "the address is masked: {}", journal.text());
    portal.verify().await;
}

#[tokio::test]
async fn closing_documents_of_one_day_and_number_keep_their_own_names() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let page = asks(&mut portal.visit(&client).await, CLOSING, &QUARTER).await;
    assert!(page.says("Архив закрывающих документов"), "{}", page.text());
    portal.run_errands().await;
    let file = reports(&portal).remove(0)["files"][0][2].as_str().unwrap().to_owned();
    let mut files = unpacked(hex::decode(file).unwrap());
    files.remove("manifest.txt").unwrap();
    let names: Vec<&String> = files.keys().collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().any(|name| name.ends_with(" (2).pdf")), "{names:?}");
    let contents: Vec<&Vec<u8>> = files.values().collect();
    assert!(contents.contains(&&pdf(2)) && contents.contains(&&pdf(3)));
}

#[tokio::test]
async fn requests_are_listed_with_the_newest_first_and_go_on_over_pages() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let mut browser = portal.visit(&client).await;
    let empty = browser.open(OWN).await;
    assert!(empty.says("Запросов еще нет."), "{}", empty.text());
    for number in 0..21 {
        portal.clock.advance(chrono::Duration::hours(2));
        let (first, last) = ("2026-07-01".to_owned(), format!("2026-10-{:02}", number + 1));
        let (organization, email) = (String::new(), client.account.email.clone());
        let typed = TypedArchive { organization, first, last, email, ..TypedArchive::default() };
        archives::request(&portal.member(&client).await, ArchiveKind::Invoices, &typed).await.unwrap();
    }
    let mut browser = portal.visit(&client).await;
    let page = browser.open(OWN).await;
    let rows = page.values("article[data-row]", "data-row");
    assert_eq!((rows.len(), rows[0].as_str()), (20, "21"));
    let next = page.values("a[rel=next]", "href").remove(0);
    assert_eq!(browser.open(&next).await.values("article[data-row]", "data-row"), ["1"]);
}
