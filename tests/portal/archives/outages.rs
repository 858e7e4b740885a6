//! A bad day of the mail server: it says wait, then no, then nothing, and then it is gone for two minutes.

use std::collections::HashSet;
use std::time::Duration;

use super::{OWN, asked, asks, ten, with_documents, with_large_document};
use crate::support::{MailServer, Page, Persona, Portal, read_letter};

/// How long the worker waits for the server.
const PATIENCE: Duration = Duration::from_millis(400);

async fn run(portal: &Portal, server: &MailServer) {
    let worker = portal.worker_waiting(&server.setting(), PATIENCE);
    while worker.round().await.unwrap() > 0 {}
}

async fn seen(portal: &Portal, client: &Persona) -> Page {
    portal.visit(client).await.open(OWN).await
}

/// How many requests of the page tell these words.
fn telling(page: &Page, words: &str) -> usize {
    page.texts("article[data-row]").iter().filter(|text| text.contains(words)).count()
}

/// Runs the worker every other minute for half an hour.
async fn goes_on(portal: &Portal, server: &MailServer) {
    for _ in 0..15 {
        run(portal, server).await;
        portal.clock.advance(chrono::Duration::minutes(2));
    }
}

#[tokio::test]
async fn through_a_bad_day_of_the_mail_server_no_letter_is_lost_and_each_outcome_is_told() {
    let (portal, mut server) = (Portal::open().await, MailServer::start());
    let (_, client) = with_documents(&portal).await;
    portal
        .sql("update people set confirmed_email = 'buh@romashka.example' where confirmed_email is not null")
        .await;
    let mut wishes = ten();
    let mut ask = async |count: usize| {
        for (form, period) in wishes.by_ref().take(count) {
            let to = [&period[..], &[("email", "buh@romashka.example")]].concat();
            assert!(asks(&mut portal.visit(&client).await, form, &to).await.says("Запрос принят."));
        }
    };
    ask(3).await;
    server.turns("later");
    run(&portal, &server).await;
    let page = seen(&portal, &client).await;
    assert_eq!((telling(&page, "Почта просит подождать"), telling(&page, "451")), (3, 3), "{}", page.text());

    ask(2).await;
    server.turns("refuse");
    portal.clock.advance(chrono::Duration::minutes(2));
    run(&portal, &server).await;
    let page = seen(&portal, &client).await;
    assert_eq!(
        (telling(&page, "Письмо не дошло"), telling(&page, "No such reader")),
        (5, 5),
        "{}",
        page.text()
    );

    ask(2).await;
    server.turns("silent");
    run(&portal, &server).await;
    let page = seen(&portal, &client).await;
    assert_eq!(telling(&page, "Почтовый сервер не ответил вовремя"), 2, "{}", page.text());

    ask(3).await;
    server.goes();
    for _ in 0..2 {
        run(&portal, &server).await;
        portal.clock.advance(chrono::Duration::minutes(1));
    }
    let page = seen(&portal, &client).await;
    assert!(telling(&page, "Почтовый сервер недоступен") >= 3, "{}", page.text());
    assert_eq!(telling(&page, "Письмо не дошло"), 5, "{}", page.text());
    assert!(server.reports().is_empty());

    server.comes();
    server.turns("well");
    goes_on(&portal, &server).await;
    let sent = "документы отправлены на электронную почту buh@romashka.example";
    assert_eq!(telling(&seen(&portal, &client).await, sent), 5);
    for number in 1..=5 {
        let mut browser = portal.visit(&client).await;
        let address = format!("{OWN}/{number}/address");
        let form = browser.open(&address).await;
        browser.press(&form, &address, &[("email", "buh@romashka.example")]).await;
    }
    goes_on(&portal, &server).await;
    assert_eq!(telling(&seen(&portal, &client).await, sent), 10);
    let taken = server.reports();
    let ids: HashSet<String> = taken.iter().map(|path| read_letter(path)["Message-ID"].to_string()).collect();
    assert_eq!((taken.len(), ids.len()), (10, 10), "each once");
    portal.verify().await;
}

#[tokio::test]
async fn a_letter_larger_than_its_server_takes_is_told_and_the_archive_stays_to_be_taken() {
    let (portal, server) = (Portal::open().await, MailServer::of_at_most(20_000));
    let (organization, client) = with_documents(&portal).await;
    with_large_document(&portal, &organization, 30_000).await;
    asked(&portal, &client).await;
    run(&portal, &server).await;
    let page = seen(&portal, &client).await;
    for words in ["Письмо не дошло", "552", "Отправить на другой адрес", "Скачать архив"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert_eq!(server.reports().len(), 0);
    portal.verify().await;
}
