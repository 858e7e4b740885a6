//! «Журнал отправки»: the partner sees what went to whom and how it ended, and sends again what did not arrive.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::archive::{ArchiveKind, ArchiveRefusal, TypedArchive};
use registrar::domain::ids::ArchiveId;
use registrar::domain::role::Scope;
use registrar::operations::{Failure, Refusal, archives, sendings};
use registrar::store;

use super::{INVOICES, asked, asked_to, asks, house, reports, run, with_documents};
use crate::support::{MailServer, Page, Persona, Portal, document_name, pdf, read_letter};

const JOURNAL: &str = "/partner/documents/sent";
const AGAIN: &str = "/partner/documents/sent/1/again";
const REFUSES: &str = "refuse@romashka.example";

/// An archive whose letter the mail server refused.
async fn bounced(portal: &Portal, server: &MailServer) -> Persona {
    let (_, client) = with_documents(portal).await;
    asked_to(portal, &client, REFUSES).await;
    run(portal, &server.setting()).await;
    assert_eq!(portal.count("archives where stage = 'bounced'").await, 1);
    client
}

async fn seen(portal: &Portal, address: &str) -> Page {
    portal.visit(&portal.staff().await).await.open(address).await
}

/// The version of the only request.
async fn version(portal: &Portal) -> i32 {
    store::archives::open(portal.db(), &Scope::Everything, ArchiveId(1)).await.unwrap().version
}

fn rows(page: &Page) -> Vec<String> {
    page.texts("#sendings tbody tr")
}

#[tokio::test]
async fn the_journal_tells_what_went_to_whom_and_how_it_ended() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    assert!(seen(&portal, JOURNAL).await.says("Клиентам еще ничего не отправляли."));
    let (client_house, client) = with_documents(&portal).await;
    asked_to(&portal, &client, "buh@romashka.example").await;
    let waits = seen(&portal, JOURNAL).await;
    assert!(rows(&waits)[0].contains("Обработка"), "{}", waits.text());
    run(&portal, &server.setting()).await;
    for email in [REFUSES, "later@romashka.example"] {
        portal.clock.advance(Duration::minutes(11));
        asked_to(&portal, &client, email).await;
        run(&portal, &server.setting()).await;
    }
    let page = seen(&portal, JOURNAL).await;
    let rows = rows(&page);
    let requisites = &client_house.requisites;
    for row in &rows {
        for words in
            [requisites.short_name.as_str(), requisites.inn.as_str(), "Архив счетов за III квартал 2026"]
        {
            assert!(row.contains(words), "{words}: {row}");
        }
    }
    let ended = [
        vec!["l•••@romashka.example", "Почта просит подождать", "451", "Следующая попытка"],
        vec!["r•••@romashka.example", "Письмо не дошло", "550", "Отправить еще раз"],
        vec!["b•••@romashka.example", "Отправлено", "Почтовый сервер принял письмо"],
    ];
    assert_eq!(rows.len(), ended.len(), "{}", page.text());
    for (row, words) in rows.iter().zip(ended) {
        assert!(words.iter().all(|words| row.contains(words)), "{words:?}: {row}");
    }
    assert!(!page.says(REFUSES), "an address is masked: {}", page.text());
    let card = format!("/partner/organizations/{}", client_house.subscriber_code);
    assert!(page.values("#sendings a", "href").contains(&card));
    let lost = seen(&portal, "/partner/documents/sent?share=lost").await;
    assert!(lost.texts("#sendings tbody tr").len() == 1 && lost.says("550"), "{}", lost.text());
    let waiting = seen(&portal, "/partner/documents/sent?share=waiting").await;
    assert!(waiting.texts("#sendings tbody tr").len() == 1 && waiting.says("451"), "{}", waiting.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_first_tab_counts_what_arrived_in_a_week_and_who_waits_for_an_answer() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let facts = |page: &Page, part: &str| page.texts(&format!("#{part} dd"));
    let quiet = seen(&portal, "/partner/documents").await;
    assert_eq!(facts(&quiet, "week"), ["0", "0"]);
    assert_eq!(facts(&quiet, "questions"), ["0"]);
    let client = bounced(&portal, &server).await;
    portal.clock.advance(Duration::minutes(11));
    asked_to(&portal, &client, "buh@romashka.example").await;
    run(&portal, &server.setting()).await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open("/cabinet/questions/new").await;
    let question = [("name", "Анна"), ("email", "anna@romashka.example"), ("text", "Когда счет?")];
    browser.press(&form, "/cabinet/questions/new", &question).await;
    let page = seen(&portal, "/partner/documents").await;
    assert!(page.says("r•••@romashka.example: ") && page.says("550"), "{}", page.text());
    assert!(page.values("#week a", "href").contains(&"/partner/documents/sent?share=lost".to_owned()));
    assert!(page.values("#questions a", "href").contains(&"/partner/questions/1".to_owned()));
    assert!(facts(&page, "week")[0] == "1" && facts(&page, "questions")[0] == "1", "{}", page.text());
    portal.clock.advance(Duration::days(8));
    assert_eq!(facts(&seen(&portal, "/partner/documents").await, "week"), ["0", "0"]);
    assert_eq!(seen(&portal, JOURNAL).await.texts("#sendings tbody tr").len(), 2, "the journal keeps all");
}

#[tokio::test]
async fn what_went_by_a_link_tells_how_often_it_may_still_be_taken() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    portal.run_errands().await;
    portal.sql("update archives set stage = 'ready', downloads = 3").await;
    let page = seen(&portal, JOURNAL).await;
    assert!(page.says("Готов к скачиванию") && page.says("По ссылке осталось скачиваний: 3 из 5."));
}

#[tokio::test]
async fn pages_go_on_below_the_last_request_whatever_comes_meanwhile() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let wish = |number: u32| TypedArchive {
        first: "2026-07-01".to_owned(),
        last: format!("2026-{}-{:02}", 10 + number / 28, 1 + number % 28),
        email: client.account.email.clone(),
        ..TypedArchive::default()
    };
    for number in 0..52 {
        portal.clock.advance(Duration::hours(2));
        archives::request(&portal.member(&client).await, ArchiveKind::Invoices, &wish(number)).await.unwrap();
    }
    let page = seen(&portal, JOURNAL).await;
    assert!(rows(&page).len() == 50 && page.says("Показаны 1–50 из 52"), "{}", page.text());
    let next = page.values("a[rel=next]", "href").remove(0);
    assert_eq!(next, "/partner/documents/sent?after=3");
    portal.clock.advance(Duration::hours(2));
    archives::request(&portal.member(&client).await, ArchiveKind::Closing, &wish(0)).await.unwrap();
    let last = seen(&portal, &next).await;
    assert!(
        rows(&last).len() == 2 && last.says("Показаны 51–52 из 5") && last.says("Назад"),
        "{}",
        last.text()
    );
    assert!(!last.says("закрывающих"), "what came meanwhile shifts nothing: {}", last.text());
}

#[tokio::test]
async fn a_client_is_found_by_its_name_and_by_its_inn() {
    let portal = Portal::open().await;
    let (one, client) = with_documents(&portal).await;
    asked(&portal, &client).await;
    let other = portal.organization(portal.send(&portal.draft()).await).await;
    for words in [one.requisites.inn.as_str(), one.requisites.short_name.as_str()] {
        let words: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let page = seen(&portal, &format!("{JOURNAL}?q={words}")).await;
        assert_eq!(rows(&page).len(), 1, "{words}: {}", page.text());
    }
    let page = seen(&portal, &format!("{JOURNAL}?q={}", other.requisites.inn.as_str())).await;
    assert!(rows(&page).is_empty() && page.says("Ничего не найдено."), "{}", page.text());
    let page = seen(&portal, &format!("{JOURNAL}?share=nonsense&after=nonsense&q=%25")).await;
    assert!(page.status == StatusCode::OK && rows(&page).len() == 1, "{}", page.text());
}

#[tokio::test]
async fn nobody_else_sees_the_journal_or_sends_again() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let client = bounced(&portal, &server).await;
    portal.clock.advance(Duration::minutes(11));
    let stranger = portal.stranger().await;
    let page = portal.visit(&stranger).await.open(JOURNAL).await;
    assert!(page.says("Клиентам еще ничего не отправляли."), "{}", page.text());
    let page = portal.visit(&stranger).await.open("/partner/documents").await;
    assert_eq!(page.texts("#week dd"), ["0", "0"]);
    let done = sendings::send_again(&stranger.desk(), ArchiveId(1), 4).await;
    assert!(matches!(done, Err(Failure::NotFound)), "{done:?}");
    for other in [portal.support().await, portal.clerk().await, portal.billing().await, client] {
        assert_eq!(portal.visit(&other).await.open(JOURNAL).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(portal.count("archives where stage = 'bounced'").await, 1);
}

#[tokio::test]
async fn a_letter_that_is_sent_again_arrives_once() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let client = bounced(&portal, &server).await;
    portal.clock.advance(Duration::minutes(10));
    server.turns("well");
    let staff = portal.staff().await;
    let (mut desk, mut late) = (portal.visit(&staff).await, portal.visit(&staff).await);
    let lost = format!("{JOURNAL}?share=lost");
    let (page, stale) = (desk.open(&lost).await, late.open(&lost).await);
    let page = desk.press(&page, AGAIN, &[]).await;
    assert!(page.says("Письмо отправляется еще раз.") && page.says("Все письма дошли."), "{}", page.text());
    let page = late.press(&stale, AGAIN, &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("письмо с документами отправлено еще раз"), "{}", page.text());
    for _ in 0..3 {
        run(&portal, &server.setting()).await;
        portal.clock.advance(Duration::hours(1));
    }
    let sent = server.reports();
    assert_eq!(sent.len(), 1);
    assert_eq!(read_letter(&sent[0])["To"], REFUSES);
    let page = seen(&portal, JOURNAL).await;
    assert!(page.says("Отправлено") && !page.offers(AGAIN), "{}", page.text());
    let own = portal.visit(&client).await.open("/cabinet/archives").await;
    assert!(own.says(&format!("документы отправлены на электронную почту {REFUSES}")), "{}", own.text());
    assert_eq!(portal.count("audit where verb = 'archive_resent' and actor = 'staff'").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_letter_is_not_sent_again_at_once_while_it_goes_or_without_its_file() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    bounced(&portal, &server).await;
    let desk = portal.staff().await.desk();
    let refused = |done: Result<(), Failure>| match done {
        Err(Failure::Refused(Refusal::Archive(refusal))) => refusal,
        other => panic!("{other:?}"),
    };
    let seen_version = version(&portal).await;
    let early = sendings::send_again(&desk, ArchiveId(1), seen_version).await;
    assert_eq!(refused(early), ArchiveRefusal::TooSoon);
    let page = seen(&portal, JOURNAL).await;
    assert!(!page.offers(AGAIN) && page.says("Отправить еще раз можно будет сегодня"), "{}", page.text());
    portal.clock.advance(Duration::minutes(10));
    assert!(seen(&portal, JOURNAL).await.offers(AGAIN));
    sendings::send_again(&desk, ArchiveId(1), seen_version).await.unwrap();
    let going = sendings::send_again(&desk, ArchiveId(1), seen_version + 1).await;
    assert_eq!(refused(going), ArchiveRefusal::NotLost);
    run(&portal, &server.setting()).await;
    portal.clock.advance(Duration::days(7));
    let page = seen(&portal, JOURNAL).await;
    assert!(!page.offers(AGAIN) && page.says("файл хранится 7 дней"), "{}", page.text());
    let seen_version = version(&portal).await;
    let gone = sendings::send_again(&desk, ArchiveId(1), seen_version).await;
    assert_eq!(refused(gone), ArchiveRefusal::NotKept);
    portal.verify().await;
}

#[tokio::test]
async fn the_link_that_confirms_an_address_is_sent_again_too() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let (organization, client) = house(&portal).await;
    portal.drop_file("forsait", &document_name("invoice", "17", &organization), &pdf(1));
    portal.worker().take_documents().await;
    let to = [("first", "2026-11-01"), ("last", "2026-11-30"), ("email", REFUSES)];
    let page = asks(&mut portal.visit(&client).await, INVOICES, &to).await;
    assert!(page.says("Ждет подтверждения адреса"), "{}", page.text());
    run(&portal, &server.setting()).await;
    portal.clock.advance(Duration::minutes(10));
    let mut desk = portal.visit(&portal.staff().await).await;
    let page = desk.open(JOURNAL).await;
    let page = desk.press(&page, AGAIN, &[]).await;
    assert!(page.says("Ждет подтверждения адреса"), "{}", page.text());
    portal.run_errands().await;
    let confirming =
        "letters where recipient = 'refuse@romashka.example' and text like '%/archives/addresses/%'";
    assert_eq!(portal.count(confirming).await, 1);
    assert!(reports(&portal).is_empty(), "nothing goes there before");
    portal.verify().await;
}
