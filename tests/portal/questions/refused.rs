//! What is refused of questions, and what of it is kept.

use chrono::Duration;
use registrar::domain::role::Role;
use registrar::operations::Failure;

use super::*;

#[tokio::test]
async fn every_fault_is_told_at_once_and_what_was_typed_stays() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(NEW).await;
    let long = "я".repeat(4001);
    let wrong = [("name", " "), ("email", "anna"), ("text", long.as_str())];
    let page = browser.press(&form, NEW, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Укажите имя или организацию", "Не больше 4000 символов, сейчас 4001"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert_eq!(page.values("#email[aria-invalid]", "value"), ["anna"]);
    assert!(page.text().contains(&long), "the text stays");
    let right = [("name", "Анна"), ("email", ELSEWHERE), ("text", &long[2..])];
    assert!(browser.press(&page, NEW, &right).await.says("Вопрос отправлен."));
    let thread = browser.open("/cabinet/questions/1").await;
    let blank = browser.press(&thread, "/cabinet/questions/1/messages", &[("text", "\u{200b}")]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.says("Напишите, что добавить"), "{}", blank.text());
    assert_eq!(portal.count("question_messages").await, 1);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_question_and_one_answer() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(NEW).await;
    let words = [("name", "Анна"), ("email", ELSEWHERE), ("text", WORDS)];
    for _ in 0..2 {
        assert!(browser.press(&form, NEW, &words).await.says("Вопрос № 1"));
    }
    let mut staff = portal.visit(&portal.staff().await).await;
    let page = staff.open("/partner/questions/1").await;
    for _ in 0..2 {
        let said = staff.press(&page, "/partner/questions/1/answer", &[("text", "Завтра")]).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.text());
    }
    let thread = browser.open("/cabinet/questions/1").await;
    for _ in 0..2 {
        browser.press(&thread, "/cabinet/questions/1/messages", &[("text", "Спасибо")]).await;
    }
    assert_eq!((portal.count("questions").await, portal.count("question_messages").await), (1, 3));
    let another = browser.open(NEW).await;
    assert!(browser.press(&another, NEW, &words).await.says("Вопрос № 2"), "another form asks anew");
    portal.verify().await;
}

#[tokio::test]
async fn of_two_who_answer_at_once_the_second_sees_the_answer_and_keeps_the_own_text() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    asked(&portal, &client, WORDS).await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let (mut first, mut second) = (portal.visit(&staff).await, portal.visit(&colleague).await);
    let seen = second.open("/partner/questions/1").await;
    answers(&mut first, QuestionId(1), "Счет отправили утром.").await;
    let action = "/partner/questions/1/answer";
    let clash = second.press(&seen, action, &[("text", "Счет будет завтра.")]).await;
    assert_eq!(clash.status, StatusCode::CONFLICT, "{}", clash.text());
    for words in ["Пока вы писали", staff.account.called(), "Счет отправили утром.", "Счет будет завтра."]
    {
        assert!(clash.says(words), "{words}: {}", clash.text());
    }
    assert_eq!(portal.count("question_messages where kind = 'answer'").await, 1);
    let closing = "/partner/questions/1/closing";
    let late = second.press(&seen, closing, &[("reason", "Не вопрос")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    let done = second.press(&clash, action, &[("text", "И еще: акт в конверте.")]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    let mut browser = portal.visit(&client).await;
    let action = "/cabinet/questions/1/messages";
    let thread = browser.open("/cabinet/questions/1").await;
    let stale = browser.press(&thread, action, &[("version", "1"), ("text", "А акт?")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text());
    assert!(stale.says("Ваш текст сохранен") && stale.says("А акт?"), "{}", stale.text());
    portal.verify().await;
}

#[tokio::test]
async fn somebody_elses_question_is_not_found() {
    let portal = Portal::open().await;
    let (organization, client) = house(&portal).await;
    asked(&portal, &client, WORDS).await;
    // A colleague of the same organisation did not ask it.
    let other = portal.person("vera", "Сидорова Вера Павловна", &[(Role::Client, None)]).await;
    portal.sql(&format!(
        "insert into memberships (person_id, organization_id, role, by_inn) values ({}, {}, 'client', false)",
        other.id(),
        organization.id
    ))
    .await;
    let mut browser = portal.visit(&other).await;
    assert!(!browser.open("/cabinet/questions").await.says("Вопрос № 1"));
    for (method, address) in [("GET", "/cabinet/questions/1"), ("POST", "/cabinet/questions/1/messages")] {
        assert_eq!(
            browser.status(method, address, &[("text", "x")]).await,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    let sevproekt = portal.partner("sevproekt").await;
    let mut stranger = portal.visit(&portal.staff_of(sevproekt.id).await).await;
    assert!(!stranger.open("/partner/questions").await.says("Анна Петрова"));
    for (method, address) in [
        ("GET", "/partner/questions/1"),
        ("POST", "/partner/questions/1/answer"),
        ("POST", "/partner/questions/1/closing"),
    ] {
        let form = [("version", "1"), ("text", "x"), ("reason", "x")];
        assert_eq!(stranger.status(method, address, &form).await, StatusCode::NOT_FOUND, "{address}");
    }
    for persona in [portal.support().await, portal.admin().await] {
        let mut visitor = portal.visit(&persona).await;
        assert_eq!(visitor.status("GET", "/partner/questions/1", &[]).await, StatusCode::FORBIDDEN);
    }
    assert_eq!(portal.count("question_messages").await, 1);
}

#[tokio::test]
async fn twenty_questions_a_day_are_taken() {
    let portal = Portal::open().await;
    let (_, client) = house(&portal).await;
    for number in 0..20 {
        asked(&portal, &client, &format!("вопрос {number}")).await;
    }
    let mut browser = portal.visit(&client).await;
    let form = browser.open(NEW).await;
    let words = [("name", "Анна"), ("email", ELSEWHERE), ("text", WORDS)];
    let over = browser.press(&form, NEW, &words).await;
    assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS, "{}", over.text());
    assert!(over.says("За сутки можно отправить 20 вопросов") && over.says(WORDS), "{}", over.text());
    assert_eq!(portal.count("questions").await, 20);
    portal.clock.advance(Duration::hours(25));
    let mut browser = portal.visit(&client).await;
    let form = browser.open(NEW).await;
    assert!(browser.press(&form, NEW, &words).await.says("Вопрос отправлен."));
}

#[tokio::test]
async fn whoever_has_no_organisation_asks_the_partner_of_a_contract_or_is_told_whom_to_call() {
    let portal = Portal::open().await;
    let nobody = portal.client_without_organization().await;
    let page = portal.visit(&nobody).await.open(NEW).await;
    assert!(page.says("Спросить пока некого") && page.says("Позвоните или напишите"), "{}", page.text());
    let refused = questions::ask(&nobody.desk(), &CALLER, &typed(WORDS)).await;
    assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    let forsait = portal.partner("forsait").await;
    portal
        .sql(&format!(
            "insert into its_logins (person_id, partner_id, issued, since, accepted_at, contract_until, version) \
             values ({}, {}, false, '2026-01-01T09:00:00+00:00', '2026-01-01T09:00:00+00:00', '2099-12-31', 1)",
            nobody.id(),
            forsait.id
        ))
        .await;
    let mut browser = portal.visit(&nobody).await;
    let form = browser.open(NEW).await;
    let words = [("name", "Анна"), ("email", ELSEWHERE), ("text", WORDS)];
    assert!(browser.press(&form, NEW, &words).await.says("Вопрос отправлен."));
    let unsent = browser.open(NEW).await;
    portal.sql("update its_logins set contract_until = '2026-01-02'").await;
    let thread = browser.open("/cabinet/questions/1").await;
    let ended = browser.press(&thread, "/cabinet/questions/1/messages", &[("text", "Еще о договоре")]).await;
    assert_eq!(ended.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", ended.text());
    assert!(ended.says("больше не обслуживает") && ended.says("Еще о договоре"), "{}", ended.text());
    let late = browser.press(&unsent, NEW, &words).await;
    assert!(late.says("Спросить пока некого") && late.says(WORDS), "{}", late.text());
}

#[tokio::test]
async fn of_several_organisations_one_is_chosen_and_its_partner_is_asked() {
    let portal = Portal::open().await;
    let (first, client) = house(&portal).await;
    let program = portal.its_login("its-sev", "sevproekt").await;
    let number = portal.send_by(&program, &portal.draft()).await.unwrap();
    let second = portal.organization(number).await;
    portal.sql(&format!(
        "insert into memberships (person_id, organization_id, role, by_inn) values ({}, {}, 'client_admin', false)",
        client.id(),
        second.id
    ))
    .await;
    let mut browser = portal.visit(&client).await;
    let form = browser.open(NEW).await;
    assert!(form.says("О какой организации вопрос"), "{}", form.text());
    let words = [("name", "Анна"), ("email", ELSEWHERE), ("text", WORDS)];
    let blank = browser.press(&form, NEW, &words).await;
    assert!(blank.says("Выберите, о какой организации вопрос"), "{}", blank.text());
    let chosen = [&words[..], &[("about", second.subscriber_code.as_str())]].concat();
    assert!(browser.press(&blank, NEW, &chosen).await.says("Вопрос отправлен."));
    assert_eq!(portal.count(&format!("questions where partner_id = {}", second.partner)).await, 1);
    assert_ne!(first.partner, second.partner);
}
