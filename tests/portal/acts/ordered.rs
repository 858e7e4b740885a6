//! A partner hears of each order by letter, and finds its end in the journal of what was sent.

use registrar::domain::role::Scope;
use registrar::store::letters::{self as kept, SentLetter};

use super::{ACT, NOVEMBER, answers, ordered, orders, print_and_send, with_book};
use crate::support::{MailServer, Portal};

const JOURNAL: &str = "/partner/documents/sent";
const NEW: &str = "anna@elsewhere.example";

/// The letters to «Форсайт» about orders.
async fn told(portal: &Portal) -> Vec<SentLetter> {
    let to = portal.partner("forsait").await.email;
    let all = kept::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let about = |letter: &SentLetter| letter.subject.starts_with("Заказан акт сверки");
    all.into_iter().filter(|letter| letter.recipient == to && about(letter)).collect()
}

#[tokio::test]
async fn a_partner_hears_once_of_an_order_and_no_sums() {
    let portal = Portal::open().await;
    let (buyer, client) = with_book(&portal).await;
    ordered(&portal, &client, &[("balance", "777,00"), ("favour", "partner")]).await;
    for _ in 0..2 {
        portal.run_errands().await;
    }
    let letters = told(&portal).await;
    assert_eq!(letters.len(), 1);
    let name = &buyer.requisites.short_name;
    assert_eq!(letters[0].subject, format!("Заказан акт сверки: {name}"));
    let text = &letters[0].text;
    for words in [
        name.as_str(),
        buyer.requisites.inn.as_str(),
        "01.11.2026 – 18.11.2026",
        "до 19.11.2026 12:00 МСК+5",
        "/partner/documents/acts/1",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(words), "{words}: {text}");
    }
    assert!(!text.contains("777") && !text.contains("000,00"), "{text}");
    answers(&mut portal.visit(&portal.staff().await).await, "sending", &[]).await;
    print_and_send(&portal).await;
    assert_eq!(told(&portal).await.len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn a_partner_hears_of_an_order_when_its_address_is_known_and_not_when_it_is_answered_already() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    let to = [&NOVEMBER[..], &[("email", NEW)]].concat();
    orders(&mut portal.visit(&client).await, &to).await;
    portal.run_errands().await;
    assert!(told(&portal).await.is_empty(), "nobody can do anything yet");
    let all = kept::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let text = &all.iter().find(|letter| letter.recipient == NEW).unwrap().text;
    let link = &text[text.find("/archives/addresses/").unwrap()..];
    let link = link.split_whitespace().next().unwrap();
    let mut stranger = portal.passer_by();
    let page = stranger.open(link).await;
    stranger.press(&page, link, &[]).await;
    portal.run_errands().await;
    assert_eq!(told(&portal).await.len(), 1);
    ordered(&portal, &client, &[("balance", "0")]).await;
    let answered = format!("{}/2", ACT.trim_end_matches("/1"));
    let mut desk = portal.visit(&portal.staff().await).await;
    let page = desk.open(&answered).await;
    desk.press(&page, &format!("{answered}/refusal"), &[("reason", "Уже отправлен")]).await;
    portal.run_errands().await;
    assert_eq!(told(&portal).await.len(), 1, "what is answered needs no letter");
    portal.verify().await;
}

#[tokio::test]
async fn the_journal_names_the_act_and_follows_the_letter_of_a_refusal() {
    let (portal, server) = (Portal::open().await, MailServer::start());
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let staff = portal.staff().await;
    let waits = portal.visit(&staff).await.open(&format!("{JOURNAL}?share=waiting")).await;
    assert!(waits.says("Акт сверки за") && waits.says("Обещан завтра до 12:00"), "{}", waits.text());
    assert!(waits.values("#sendings a", "href").contains(&ACT.to_owned()));
    answers(&mut portal.visit(&staff).await, "sending", &[]).await;
    print_and_send(&portal).await;
    let page = portal.visit(&staff).await.open(JOURNAL).await;
    assert!(page.says("Акт сверки № Ф-1 за") && page.says("Отправлено"), "{}", page.text());
    ordered(&portal, &client, &[("balance", "0")]).await;
    let (mut desk, second) = (portal.visit(&staff).await, ACT.replace("/1", "/2"));
    let page = desk.open(&second).await;
    desk.press(&page, &format!("{second}/refusal"), &[("reason", "Нет договора.")]).await;
    let waits = desk.open(&format!("{JOURNAL}?share=waiting")).await;
    assert!(waits.says("Отказано") && waits.says("Нет договора. Письмо отправляется."), "{}", waits.text());
    server.turns("refuse");
    portal.worker_with(&server.setting()).round().await.unwrap();
    let lost = desk.open(&format!("{JOURNAL}?share=lost")).await;
    for words in ["Письмо не дошло", "550", "Отказ виден клиенту в «Мои запросы»."]
    {
        assert!(lost.says(words), "{words}: {}", lost.text());
    }
    let first = desk.open("/partner/documents").await;
    assert_eq!(first.texts("#week dd")[0], "1", "{}", first.text());
    assert!(first.texts("#week dd")[2].contains("550"), "{}", first.text());
}
