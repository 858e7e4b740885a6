//! After sending: what the client reads and does at each stage, and what the partner sees of it.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::operations::decisions::{self, GivenReason};

use crate::support::{Portal, Program, Visitor};

/// The sentences as the founding documents state them.
const CONTACT: &str = "После отправки заявления обратитесь в организацию, с которой был заключен договор на подключение \
     сервиса 1С-Отчетность и сообщите об отправленном заявлении.";
const NOTHING_MOVES: &str = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, \
     создание сертификата не начнется и статус заявления не изменится.";
const REFRESH: &str = "Чтобы узнать, обработалось ли заявление, необходимо обновить его статус.";

/// The browser of whoever holds the login of a program: not yet a member of what it connects.
async fn sender(portal: &Portal, program: &Program) -> Visitor {
    let persona = portal.known(&program.login.login).await;
    portal.visit(&persona).await
}

#[tokio::test]
async fn the_exact_sentences_stand_there_until_the_partner_forwards_it() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let (staff, program) = (portal.staff().await, portal.program().await);
    let mut sender = sender(&portal, &program).await;
    let address = format!("/cabinet/applications/{number}");
    let page = sender.open(&address).await;
    for words in [CONTACT, NOTHING_MOVES, REFRESH, "Обновить статус", "обновлено в 17:00"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    for words in [
        "ООО «forsait»",
        "+7 999 000-10-01",
        "help@forsait.example",
        "Обещано: возьмут в работу завтра до 12:00.",
    ] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert_eq!(page.texts("ol.captions li.now").len(), 1);
    assert!(page.says("18.11.2026 17:00 МСК+5"), "the zone of the region: {}", page.text());
    portal.take(&staff, number).await;
    let page = sender.open(&address).await;
    assert!(page.says(CONTACT) && page.says(NOTHING_MOVES) && page.says("Обещано: отправят оператору"));
    portal.forward(&staff, number).await;
    let page = sender.open(&address).await;
    assert!(!page.says(CONTACT) && !page.says(NOTHING_MOVES) && page.says(REFRESH), "{}", page.text());
    assert!(page.says("Ход у оператора") && page.says("Остались вопросы"), "{}", page.text());
}

#[tokio::test]
async fn the_partner_is_told_once_a_day_and_sees_it_in_the_queue_and_on_the_card() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let (staff, program) = (portal.staff().await, portal.program().await);
    let mut sender = sender(&portal, &program).await;
    let (address, nudge) =
        (format!("/cabinet/applications/{number}"), format!("/cabinet/applications/{number}/nudge"));
    let page = sender.open(&address).await;
    let told = sender.press(&page, &nudge, &[]).await;
    assert!(told.says("увидят, что вы его ждете") && !told.offers(&nudge), "{}", told.text());
    assert!(told.says("Снова можно завтра с 17:00") && told.says("Вы сообщили партнеру"), "{}", told.text());
    let again = sender.send(&nudge, &[]).await;
    assert!(again.status.is_client_error() && again.says("Партнеру уже сообщили"), "{}", again.text());
    let mut desk = portal.visit(&staff).await;
    let (queue, card) = ("/partner/applications", format!("/partner/applications/{number}"));
    assert!(desk.open(queue).await.says("клиент ждет"));
    assert!(desk.open(&card).await.says("Клиент ждет: сообщил об этом"));
    portal.run_errands().await;
    assert_eq!(portal.count("letters where subject like '%ждет%'").await, 1);
    portal.clock.advance(Duration::minutes(1));
    portal.take(&staff, number).await;
    assert!(!desk.open(queue).await.says("клиент ждет"), "taking it is an answer");
    portal.clock.advance(Duration::hours(24));
    let mut sender = self::sender(&portal, &program).await;
    let page = sender.open(&address).await;
    assert!(page.offers(&nudge), "{}", page.text());
    sender.press(&page, &nudge, &[]).await;
    let mut desk = portal.visit(&staff).await;
    assert!(desk.open(&card).await.says("Клиент ждет"));
    portal.verify().await;
}

#[tokio::test]
async fn a_returned_application_tells_what_is_wrong_what_to_do_and_what_the_employee_says() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let (staff, program) = (portal.staff().await, portal.program().await);
    let taken = portal.take(&staff, number).await;
    let reason =
        GivenReason { code: "snils", own_words: "Поправьте, пожалуйста, <СНИЛС>." };
    decisions::return_to_client(&staff.desk(), number, taken.version, reason).await.unwrap();
    let mut sender = sender(&portal, &program).await;
    let page = sender.open(&format!("/cabinet/applications/{number}")).await;
    let headings = page.texts("section.what h2");
    assert_eq!(headings, ["Что не так", "Что сделать сейчас", "Комментарий сотрудника", "Остались вопросы"]);
    let says = page.texts("blockquote.says p");
    assert_eq!(says, ["Поправьте, пожалуйста, <СНИЛС>."]);
    assert!(page.says("Исправьте до 18.12.2026 17:00 МСК+5"), "{}", page.text());
    let todo = page.texts("section.what > ol.numbered > li");
    assert_eq!(todo[0], "Исправьте СНИЛС и отправьте заявление снова.");
    assert!(todo.len() == 2 && todo[1].contains("до 18.12.2026"), "{todo:?}");
    assert_eq!(page.texts(".acts .in-program > summary"), ["Как исправить в программе"]);
    let steps = page.texts(".in-program li");
    assert!(steps.len() == 4 && steps[0].contains(&number.to_string()), "{steps:?}");
    assert_eq!(page.values(".in-program a.help", "href"), ["/documentation/returned"]);
    assert_eq!(sender.open("/documentation/returned").await.status, StatusCode::OK);
    assert_eq!(page.texts("details.more > summary"), ["Отозвать заявление"], "a quiet link at the foot");
    assert!(page.texts(".acts").iter().all(|acts| !acts.contains("Отозвать")), "{}", page.text());
    let withdrawal = format!("/cabinet/applications/{number}/withdrawal");
    let withdrawn = sender.press(&page, &withdrawal, &[]).await;
    assert!(
        withdrawn.says("Вы отозвали заявление") && !withdrawn.offers(&withdrawal),
        "{}",
        withdrawn.text()
    );
}

#[tokio::test]
async fn certificates_are_downloaded_under_their_owners_name_and_only_by_the_clients_own() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let issued = portal.see_certificates(number).await.remove(0);
    let mut sender = sender(&portal, &portal.program().await).await;
    let page = sender.open(&format!("/cabinet/applications/{number}")).await;
    let address = page.values("#certificates a", "href").remove(0);
    let file = sender.open(&address).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "application/pkix-cert"));
    assert_eq!(file.bytes, issued.certificate.der);
    let disposition = file.header("content-disposition");
    let name: String = url::form_urlencoded::byte_serialize(issued.owner_name.as_bytes()).collect();
    assert!(disposition.starts_with("attachment;") && disposition.contains(&name.replace('+', "%20")));
    let member = portal.client(portal.see(number).await.organization).await;
    assert_eq!(portal.visit(&member).await.open(&address).await.status, StatusCode::OK);
    let stranger = portal.its_login("its-other", "sevproekt").await;
    let mut stranger = self::sender(&portal, &stranger).await;
    let other = portal.send(&portal.draft()).await;
    let foreign = address.replace(&number.to_string(), &other.to_string());
    for address in [
        address.as_str(),
        &format!("/cabinet/applications/{number}"),
        &format!("/cabinet/applications/{number}/changes"),
    ] {
        assert_eq!(stranger.open(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(sender.open(&foreign).await.status, StatusCode::NOT_FOUND, "of another application");
    let nudge = format!("/cabinet/applications/{other}/nudge");
    stranger.open("/profile").await;
    assert_eq!(stranger.send(&nudge, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_letter_of_receipt_is_of_the_partner_and_promises_an_hour() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    portal.run_errands().await;
    let letters = registrar::store::letters::of_application(portal.db(), number).await.unwrap();
    let to_client = letters.iter().find(|letter| letter.subject.contains("получено")).unwrap();
    let text = to_client.text.replace('\u{a0}', " ");
    for words in [
        "Обещано: возьмут в работу до 19.11.2026 12:00 МСК+5.",
        "ООО «forsait» уже получила уведомление",
        "Открыть заявление: http://localhost:8080/cabinet/applications/",
        "ООО «forsait», +7 999 000-10-01, help@forsait.example",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
