//! What the mail server says of the letter: taken, wait, no such reader, silence, nobody there.

use chrono::Duration;

use super::{OWN, asked_to, run, with_documents};
use crate::support::{MailServer, Page, Persona, Portal, read_letter};

async fn seen(portal: &Portal, client: &Persona) -> Page {
    portal.visit(client).await.open(OWN).await
}

#[tokio::test]
async fn a_server_that_says_wait_is_asked_again_and_the_client_sees_when() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let (_, client) = with_documents(&portal).await;
    asked_to(&portal, &client, "later@romashka.example").await;
    run(&portal, &server.setting()).await;
    let page = seen(&portal, &client).await;
    for words in ["Почта просит подождать", "451", "Come back later", "Следующая попытка", "Скачать архив"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert!(page.says("17:01"), "in a minute: {}", page.text());
    portal.clock.advance(Duration::minutes(1));
    let folder = portal.worker();
    while folder.round().await.unwrap() > 0 {}
    assert!(
        seen(&portal, &client).await.says("документы отправлены на электронную почту later@romashka.example")
    );
    portal.verify().await;
}

#[tokio::test]
async fn a_server_that_says_wait_for_two_days_is_given_up() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let (_, client) = with_documents(&portal).await;
    asked_to(&portal, &client, "later@romashka.example").await;
    for _ in 0..30 {
        run(&portal, &server.setting()).await;
        portal.clock.advance(Duration::hours(4));
    }
    assert!(seen(&portal, &client).await.says("Письмо не дошло"));
    let tried = portal.count("audit where verb = 'archive_deferred'").await;
    assert!((8..25).contains(&tried), "{tried}");
    portal.verify().await;
}

#[tokio::test]
async fn a_letter_that_is_refused_is_told_with_the_servers_words_and_goes_to_another_address() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let (_, client) = with_documents(&portal).await;
    asked_to(&portal, &client, "refuse@romashka.example").await;
    run(&portal, &server.setting()).await;
    let page = seen(&portal, &client).await;
    for words in ["Письмо не дошло", "550", "No such reader", "Отправить на другой адрес", "Скачать архив"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let mut browser = portal.visit(&client).await;
    let form = browser.open(&format!("{OWN}/1/address")).await;
    let wrong = browser.press(&form, &format!("{OWN}/1/address"), &[("email", "нет")]).await;
    assert_eq!(wrong.values("#email", "value"), ["нет"]);
    portal.sql("update people set confirmed_email = 'buh@romashka.example' where confirmed_email like 'refuse@%'").await;
    let page = browser.press(&wrong, &format!("{OWN}/1/address"), &[("email", "Buh@romashka.example")]).await;
    assert!(page.says("Обработка"), "{}", page.text());
    run(&portal, &server.setting()).await;
    assert!(
        seen(&portal, &client).await.says("документы отправлены на электронную почту buh@romashka.example")
    );
    assert_eq!(server.reports().len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_server_that_is_gone_is_waited_for() {
    let portal = Portal::open().await;
    let (_, client) = with_documents(&portal).await;
    let gone = MailServer::start().setting();
    asked_to(&portal, &client, "buh@romashka.example").await;
    run(&portal, &gone).await;
    let page = seen(&portal, &client).await;
    assert!(
        page.says("Почта просит подождать") && page.says("Почтовый сервер недоступен"),
        "{}",
        page.text()
    );
    let server = MailServer::start();
    for _ in 0..3 {
        portal.clock.advance(Duration::minutes(10));
        run(&portal, &server.setting()).await;
    }
    assert_eq!(server.reports().len(), 1);
    assert!(seen(&portal, &client).await.says("Отправлено"));
    portal.verify().await;
}

/// The worker is killed after the server has said 250 and before that is noted. The letter goes a second time: two copies
/// on the wire, with one Message-ID, which a mailbox shows once.
#[tokio::test]
async fn a_worker_killed_after_the_servers_answer_sends_a_second_copy_with_the_same_message_id() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let (_, client) = with_documents(&portal).await;
    asked_to(&portal, &client, "buh@romashka.example").await;
    // The record of the letter is refused: the transaction after the 250 is lost, as by a kill.
    let engine_free = "alter table letters rename to letters_away";
    portal
        .sql("update errands set due_at = '2999-01-01T00:00:00+00:00' where kind not like 'archive%'")
        .await;
    portal.worker_with(&server.setting()).round().await.unwrap();
    portal.sql(engine_free).await;
    portal.worker_with(&server.setting()).round().await.unwrap();
    portal.sql("alter table letters_away rename to letters").await;
    assert_eq!(server.reports().len(), 1);
    assert_eq!(portal.count("archives where stage = 'processing'").await, 1, "nothing was noted");
    portal.sql("update errands set due_at = created_at where state = 'due'").await;
    run(&portal, &server.setting()).await;
    let reports = server.reports();
    assert_eq!(reports.len(), 2, "two copies");
    let (one, other) = (read_letter(&reports[0]), read_letter(&reports[1]));
    assert_eq!(one["Message-ID"], other["Message-ID"]);
    assert_eq!(one["files"], other["files"]);
    assert_eq!(portal.count("audit where verb = 'archive_sent'").await, 1);
    portal.verify().await;
}
