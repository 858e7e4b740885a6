//! What an act waits for: a person, an address, the program that prints, the mail server.

use chrono::Duration;
use registrar::domain::role::Scope;
use registrar::gateways::printing::Printing;
use registrar::store::letters as kept;
use tempfile::TempDir;

use super::{
    ACT, ACTS, COPIES, NOVEMBER, OWN, answers, letters, ordered, orders, press, print_and_send, with_book,
};
use crate::support::Portal;

const NEW: &str = "anna@elsewhere.example";

#[tokio::test]
async fn an_act_that_nobody_has_checked_in_time_is_overdue() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    portal.clock.turn_to("2026-11-19T04:00:00Z".parse().unwrap());
    let staff = portal.staff().await;
    let board = portal.visit(&staff).await.open(ACTS).await;
    assert!(board.says("сегодня до 12:00") && !board.says("Просрочен"), "{}", board.text());
    portal.clock.advance(Duration::seconds(1));
    let mut desk = portal.visit(&staff).await;
    for address in [ACTS, ACT] {
        let page = desk.open(address).await;
        assert!(page.says("Просрочен"), "{}", page.text());
        assert!(page.texts(".btn-primary").len() <= 1, "one thing is to be done here: {}", page.text());
    }
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("акт задерживается"), "{}", page.text());
    answers(&mut desk, "sending", &[]).await;
    print_and_send(&portal).await;
    assert_eq!(letters(&portal, "Акт сверки").len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn an_act_that_is_ordered_before_three_o_clock_is_promised_for_today() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    // It is 17:00 and a few seconds where the partner works.
    portal.clock.turn_to("2026-11-19T06:59:59Z".parse().unwrap());
    let page = ordered(&portal, &client, &[]).await;
    assert!(page.says("сегодня до 18:00 МСК+5"), "{}", page.text());
    portal.clock.advance(Duration::seconds(1));
    let mut browser = portal.visit(&client).await;
    let page = orders(&mut browser, &[("first", "2026-11-02"), ("last", "2026-11-18")]).await;
    assert!(page.says("завтра до 12:00 МСК+5"), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_new_address_is_confirmed_before_anybody_is_asked() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    let to = [&NOVEMBER[..], &[("email", NEW)]].concat();
    let page = orders(&mut portal.visit(&client).await, &to).await;
    assert!(page.says("Ждет подтверждения адреса") && page.says("срок считается"), "{}", page.text());
    let staff = portal.staff().await;
    assert!(portal.visit(&staff).await.open(ACTS).await.says("Актов к проверке нет."));
    portal.run_errands().await;
    let all = kept::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let letter = all.into_iter().find(|letter| letter.recipient == NEW).unwrap();
    let at = letter.text.find("/archives/addresses/").unwrap();
    let link = letter.text[at..].split_whitespace().next().unwrap().to_owned();
    let mut stranger = portal.passer_by();
    let page = stranger.open(&link).await;
    assert!(stranger.press(&page, &link, &[]).await.says("Адрес подтвержден"));
    assert!(portal.visit(&client).await.open(OWN).await.says("Принято, формируется"));
    answers(&mut portal.visit(&staff).await, "sending", &[]).await;
    print_and_send(&portal).await;
    assert_eq!(letters(&portal, "Акт сверки")[0]["To"], NEW);
    portal.verify().await;
}

#[tokio::test]
async fn while_the_program_is_away_an_act_waits_and_goes_on_by_itself() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    answers(&mut portal.visit(&portal.staff().await).await, "sending", &[]).await;
    for _ in 0..3 {
        let missing = Printing::from_settings("/nowhere/registrar-documents", "");
        portal.worker().with_printing(missing).round().await.unwrap();
        portal.clock.advance(Duration::minutes(2));
    }
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("печать документов временно недоступна"), "{}", page.text());
    assert_eq!(portal.count("audit where verb = 'archive_delayed'").await, 1, "told once");
    let folder = TempDir::new().unwrap();
    while press(&portal, &folder, COPIES).round().await.unwrap() > 0 {}
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Отправлено"), "{}", page.text());
    assert_eq!(letters(&portal, "Акт сверки").len(), 1);
    assert_eq!(portal.count("numbered_documents where kind = 'reconciliation'").await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn an_act_that_is_kept_no_more_is_taken_again_from_the_clients_documents() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    answers(&mut portal.visit(&portal.staff().await).await, "sending", &[]).await;
    portal.sql("update errands set due_at = '2999-01-01T00:00:00+00:00' where kind = 'archive_letter'").await;
    let folder = TempDir::new().unwrap();
    let worker = press(&portal, &folder, COPIES);
    while worker.round().await.unwrap() > 0 {
        portal
            .sql("update errands set due_at = '2999-01-01T00:00:00+00:00' where kind = 'archive_letter'")
            .await;
    }
    portal.clock.advance(Duration::days(8));
    portal.sql("update errands set due_at = created_at where state = 'due'").await;
    portal.run_errands().await;
    if letters(&portal, "Акт сверки").is_empty() {
        let mut browser = portal.visit(&client).await;
        let page = browser.open(OWN).await;
        assert!(page.says("Письмо не дошло"), "{}", page.text());
        let address = format!("{OWN}/1/address");
        let form = browser.open(&address).await;
        let email = client.account.email.to_lowercase();
        browser.press(&form, &address, &[("email", &email)]).await;
        portal.run_errands().await;
    }
    assert_eq!(letters(&portal, "Акт сверки").len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn an_act_whose_print_fails_is_tried_again_and_both_sides_read_why() {
    let portal = Portal::open().await;
    let (_, client) = with_book(&portal).await;
    ordered(&portal, &client, &[]).await;
    let staff = portal.staff().await;
    answers(&mut portal.visit(&staff).await, "sending", &[]).await;
    let folder = TempDir::new().unwrap();
    for _ in 0..12 {
        press(&portal, &folder, "echo no such variable >&2; exit 4").round().await.unwrap();
        portal.clock.advance(Duration::hours(2));
    }
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("печать документов временно недоступна"), "{}", page.text());
    let page = portal.visit(&staff).await.open(ACT).await;
    assert!(
        page.says("не напечатан: В шаблоне документа ошибка. Печать повторяется сама"),
        "{}",
        page.text()
    );
    while press(&portal, &folder, COPIES).round().await.unwrap() > 0 {}
    assert_eq!(letters(&portal, "Акт сверки").len(), 1);
    assert!(!portal.visit(&staff).await.open(ACT).await.says("не напечатан"));
    portal.verify().await;
}
