//! What the operator's clerk can do with a stuck application or one at the authority: drop it or refuse it; and letters
//! that were never sent.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::role::Role;
use registrar::domain::stage::{Stage, StageCode};
use registrar::operations::{Failure, attention, support};
use registrar::store::outbox;

use crate::support::{Persona, Portal};

/// An application at the authority, which does not answer yet.
async fn at_authority(portal: &Portal) -> ApplicationNumber {
    let number = portal.forwarded(&portal.draft()).await;
    portal.break_authority();
    portal.clock.advance(Duration::seconds(10));
    portal.worker().round().await.unwrap();
    assert_eq!(portal.see(number).await.stage.code(), StageCode::CertRequest);
    number
}

/// An approved application whose letter could not be sent.
async fn untold(portal: &Portal) -> ApplicationNumber {
    let number = portal.approved(&portal.draft()).await;
    portal.sql("update errands set state = 'due', attempts = 7 where payload like '%approved%'").await;
    portal.sql("update errands set due_at = created_at where state = 'due'").await;
    portal.break_mail();
    portal.run_errands().await;
    assert!(portal.see(number).await.attention.is_some());
    number
}

async fn reset_by(portal: &Portal, persona: &Persona, number: ApplicationNumber) {
    let staff = portal.staff().await;
    let (desk, code) = (persona.desk(), portal.organization(number).await.subscriber_code);
    if desk.who().role == Role::Support {
        support::reset(&desk, &code, number, "Отправили по ошибке").await.unwrap();
    } else {
        attention::reset(&desk, number, "Отправили по ошибке").await.unwrap();
    }
    let back = portal.see(number).await;
    assert_eq!((back.stage, back.attention), (Stage::InReview { reviewer: staff.id() }, None));
    assert_eq!(portal.count("errands where state <> 'done' and kind <> 'letter'").await, 0);
    let told = "audit where verb = 'reset' and details like '%Отправили по ошибке%'";
    assert_eq!(portal.count(told).await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn support_drops_only_what_is_of_the_organisation_on_the_page() {
    let portal = Portal::open().await;
    let number = portal.stuck(&portal.draft()).await;
    let other = portal.organization(portal.send(&portal.draft()).await).await.subscriber_code;
    let desk = portal.support().await.desk();
    let strange = support::reset(&desk, &other, number, "Отправили по ошибке").await;
    assert!(matches!(strange, Err(Failure::NotFound)), "{strange:?}");
    let elsewhere = attention::reset(&desk, number, "Отправили по ошибке").await;
    assert!(matches!(elsewhere, Err(Failure::Forbidden(_))), "the place of the operator: {elsewhere:?}");
    assert!(portal.see(number).await.attention.is_some());
}

#[tokio::test]
async fn support_and_the_clerk_drop_what_is_stuck_and_it_is_inspected_once_more() {
    for clerk in [false, true] {
        let portal = Portal::open().await;
        let persona = if clerk { portal.clerk().await } else { portal.support().await };
        let number = portal.stuck(&portal.draft()).await;
        reset_by(&portal, &persona, number).await;
        portal.mend_authority();
        portal.forward(&portal.staff().await, number).await;
        portal.run_errands_after_the_undo_window().await;
        assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
        assert_eq!(portal.see_certificates(number).await.len(), 1);
        portal.verify().await;
    }
}

#[tokio::test]
async fn nothing_is_dropped_without_a_reason_or_where_nothing_is_stuck() {
    let portal = Portal::open().await;
    let clerk = portal.clerk().await;
    let moving = at_authority(&portal).await;
    let refused = attention::reset(&clerk.desk(), moving, "На всякий случай").await;
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    portal.sql("update errands set attempts = 7 where kind = 'issue'").await;
    portal.clock.advance(Duration::minutes(1));
    portal.run_errands().await;
    let before = portal.see(moving).await;
    for reason in ["", "  ", &"я".repeat(501)] {
        let refused = attention::reset(&clerk.desk(), moving, reason).await;
        assert!(matches!(refused, Err(Failure::Invalid(_))), "{refused:?}");
    }
    assert_eq!(portal.see(moving).await, before);
    assert!(matches!(
        attention::reset(&clerk.desk(), ApplicationNumber(1), "Нет").await,
        Err(Failure::NotFound)
    ));
}

#[tokio::test]
async fn the_clerk_refuses_what_is_at_the_authority_and_the_partner_reads_why() {
    let portal = Portal::open().await;
    let number = at_authority(&portal).await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let page = clerk.open("/operator/applications").await;
    let refusal = format!("/operator/applications/{number}/refusal");
    let wordless = clerk.press(&page, &refusal, &[("reason", " ")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wordless.says("Напишите причину"), "{}", wordless.text());
    let done = clerk.press(&wordless, &refusal, &[("reason", "Нет доверенности")]).await;
    assert!(done.says("Отказано: заявление снова у партнера."), "{}", done.text());
    assert!(!done.offers(&refusal));
    let staff = portal.staff().await;
    assert_eq!(portal.see(number).await.stage, Stage::InReview { reviewer: staff.id() });
    let card = portal.visit(&staff).await.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("оператор отказал") && card.says("Нет доверенности"), "{}", card.text());
    portal.mend_authority();
    portal.clock.advance(Duration::minutes(1));
    portal.run_errands().await;
    assert_eq!(portal.see_certificates(number).await.len(), 0, "the question was dropped with it");
    let again = attention::refuse(&portal.clerk().await.desk(), number, "Еще раз").await;
    assert!(matches!(again, Err(Failure::Refused(_))), "{again:?}");
    portal.verify().await;
}

#[tokio::test]
async fn the_support_line_drops_what_is_stuck_beside_its_organisation() {
    let portal = Portal::open().await;
    let number = portal.stuck(&portal.draft()).await;
    let mut support = portal.visit(&portal.support().await).await;
    let card = support.open(&format!("/support?q={number}")).await;
    let code = portal.organization(number).await.subscriber_code;
    let address = format!("/support/organizations/{code}");
    assert!(card.says("Требует внимания") && card.says("недоступен"), "{}", card.text());
    let reset = format!("{address}/applications/{number}/reset");
    let wordless = support.press(&card, &reset, &[("reason", "")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wordless.says("Напишите причину"), "{}", wordless.text());
    let done = support.press(&wordless, &reset, &[("reason", "Клиент ошибся")]).await;
    assert!(done.says("Сброшено: заявление снова на проверке."), "{}", done.text());
    assert!(!done.offers(&reset));
    assert_eq!(portal.see(number).await.stage.code(), StageCode::InReview);
    let staff =
        portal.visit(&portal.staff().await).await.open(&format!("/partner/applications/{number}")).await;
    assert!(staff.says("Клиент ошибся"), "{}", staff.text());
}

#[tokio::test]
async fn the_operators_page_drops_it_too_and_an_approved_one_loses_its_letter_only() {
    let portal = Portal::open().await;
    let number = portal.stuck(&portal.draft()).await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let page = clerk.open("/operator/applications?tab=stuck").await;
    let reset = format!("/operator/applications/{number}/reset");
    let done = clerk.press(&page, &reset, &[("reason", "Отправили по ошибке")]).await;
    assert!(done.says("Сброшено") && done.says("Ничего не застряло."), "{}", done.text());

    let portal = Portal::open().await;
    let number = untold(&portal).await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let page = clerk.open("/operator/applications?tab=stuck").await;
    assert!(page.says("Письмо клиенту об одобрении"), "{}", page.text());
    assert!(page.offers(&format!("/operator/applications/{number}/reset")));
    assert!(!attention::reset(&portal.clerk().await.desk(), number, "Позвонили").await.unwrap());
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
}

#[tokio::test]
async fn letters_that_never_left_are_listed_and_owed_once_more_when_a_worker_begins() {
    let portal = Portal::open().await;
    let number = untold(&portal).await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let page = clerk.open("/operator/applications?tab=undelivered").await;
    for words in [&number.to_string(), "buh@romashka.example", "попыток: 8"] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    portal.clock.advance(Duration::days(1));
    portal.run_errands().await;
    assert_eq!(outbox::backlog(portal.db()).await.unwrap(), (0, 1), "nobody tries by themselves");
    portal.worker().begin().await;
    assert_eq!(outbox::backlog(portal.db()).await.unwrap(), (1, 0));
    assert_eq!(portal.see(number).await.attention, None);
    portal.worker().begin().await;
    assert_eq!(portal.count("audit where verb = 'resent'").await, 1, "once");
    portal.mend_mail();
    portal.run_errands().await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let page = clerk.open("/operator/applications?tab=undelivered").await;
    assert!(page.says("Все письма ушли."), "{}", page.text());
    portal.verify().await;
}

#[tokio::test]
async fn what_belongs_to_an_application_on_its_way_stays_with_a_person_when_a_worker_begins() {
    let portal = Portal::open().await;
    let number = portal.stuck(&portal.draft()).await;
    portal.worker().begin().await;
    assert!(portal.see(number).await.attention.is_some());
    assert_eq!(outbox::backlog(portal.db()).await.unwrap().1, 1);
}
