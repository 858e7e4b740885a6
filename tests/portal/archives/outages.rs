//! A bad day of the mail server: it says wait, then no, then nothing, and then it is gone for two minutes.

use std::collections::HashSet;
use std::time::Duration;

use super::{OWN, Wish, asked, asks, ten, with_documents, with_large_document};
use crate::support::{MailServer, Page, Persona, Portal, read_letter};

/// How long the worker waits for the server.
const PATIENCE: Duration = Duration::from_millis(400);

/// A client's day with a mail server.
struct BadDay {
    portal: Portal,
    client: Persona,
    server: MailServer,
    /// What is left of the ten wishes.
    wishes: std::vec::IntoIter<Wish>,
}

impl BadDay {
    async fn begin() -> Self {
        let (portal, server) = (Portal::open().await, MailServer::start());
        let (_, client) = with_documents(&portal).await;
        let confirmed =
            "update people set confirmed_email = 'buh@romashka.example' where confirmed_email is not null";
        portal.sql(confirmed).await;
        Self { portal, client, server, wishes: ten().collect::<Vec<Wish>>().into_iter() }
    }

    async fn asks(&mut self, count: usize) {
        for (form, period) in self.wishes.by_ref().take(count) {
            let to = [&period[..], &[("email", "buh@romashka.example")]].concat();
            let page = asks(&mut self.portal.visit(&self.client).await, form, &to).await;
            assert!(page.says("Запрос принят."), "{}", page.text());
        }
    }

    async fn run(&self) {
        run(&self.portal, &self.server).await;
    }

    /// Runs the worker every other minute for half an hour.
    async fn goes_on(&self) {
        for _ in 0..15 {
            self.run().await;
            self.portal.clock.advance(chrono::Duration::minutes(2));
        }
    }

    /// How many requests of the client's page tell these words.
    async fn told(&self, words: &str) -> usize {
        let page = seen(&self.portal, &self.client).await;
        page.texts("article[data-row]").iter().filter(|text| text.contains(words)).count()
    }

    /// Sends the archives that were refused to an address once more.
    async fn sends_anew(&self, numbers: std::ops::RangeInclusive<u32>) {
        let mut browser = self.portal.visit(&self.client).await;
        for number in numbers {
            let address = format!("{OWN}/{number}/address");
            let form = browser.open(&address).await;
            browser.press(&form, &address, &[("email", "buh@romashka.example")]).await;
        }
    }
}

async fn run(portal: &Portal, server: &MailServer) {
    let worker = portal.worker_waiting(&server.setting(), PATIENCE);
    while worker.round().await.unwrap() > 0 {}
}

async fn seen(portal: &Portal, client: &Persona) -> Page {
    portal.visit(client).await.open(OWN).await
}

#[tokio::test]
async fn through_a_bad_day_of_the_mail_server_no_letter_is_lost_and_each_outcome_is_told() {
    let mut day = BadDay::begin().await;
    day.asks(3).await;
    day.server.turns("later");
    day.run().await;
    assert_eq!((day.told("Почта просит подождать").await, day.told("451").await), (3, 3));

    day.asks(2).await;
    day.server.turns("refuse");
    day.portal.clock.advance(chrono::Duration::minutes(2));
    day.run().await;
    assert_eq!((day.told("Письмо не дошло").await, day.told("No such reader").await), (5, 5));

    day.asks(2).await;
    day.server.turns("silent");
    day.run().await;
    assert_eq!(day.told("Почтовый сервер не ответил вовремя").await, 2);

    day.asks(3).await;
    day.server.goes();
    for _ in 0..2 {
        day.run().await;
        day.portal.clock.advance(chrono::Duration::minutes(1));
    }
    assert!(day.told("Почтовый сервер недоступен").await >= 3);
    assert_eq!(day.told("Письмо не дошло").await, 5);
    assert!(day.server.reports().is_empty());

    day.server.comes();
    day.server.turns("well");
    day.goes_on().await;
    let sent = "документы отправлены на электронную почту buh@romashka.example";
    assert_eq!(day.told(sent).await, 5);
    day.sends_anew(1..=5).await;
    day.goes_on().await;
    assert_eq!(day.told(sent).await, 10);
    let taken = day.server.reports();
    let ids: HashSet<String> = taken.iter().map(|path| read_letter(path)["Message-ID"].to_string()).collect();
    assert_eq!((taken.len(), ids.len()), (10, 10), "each once");
    day.portal.verify().await;
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
