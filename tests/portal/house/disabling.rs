//! Somebody is disabled: nobody works with the account, and what it held goes on.

use axum::http::StatusCode;
use registrar::domain::role::Role;
use registrar::operations::{people, review};

use crate::support::Portal;

fn page(id: impl std::fmt::Display) -> String {
    format!("/partner/people/{id}")
}

#[tokio::test]
async fn disabling_ends_every_session_at_once_and_passes_on_what_was_held_at_that_moment() {
    let portal = Portal::open().await;
    let (staff, colleague, admin) =
        (portal.staff().await, portal.colleague().await, portal.partner_admin().await);
    let (number, later) = (portal.send(&portal.draft()).await, portal.send(&portal.draft()).await);
    let mut working = portal.visit(&staff).await;
    assert!(working.open("/partner/applications").await.says("Заявления"));
    let mut visitor = portal.visit(&admin).await;
    let idle = visitor.open(&page(staff.id())).await;
    let address = format!("{}/disabling", page(staff.id()));
    assert!(idle.offers(&address) && !idle.says("Кому передать"), "{}", idle.text());
    portal.take(&staff, number).await;
    let asked = visitor.press(&idle, &address, &[]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.text());
    assert!(asked.says("Кому передать 1 заявление?"), "{}", asked.text());
    assert_eq!(asked.texts("#disabling-successor-error"), ["Выберите, кому передать заявления"]);
    assert_eq!(
        asked.texts("#disabling-successor option"),
        ["выберите", "вернуть в очередь", "И. Ветров · 0", "И. Громова · 0"]
    );
    portal.take(&staff, later).await;
    let to = colleague.id().to_string();
    let disabled = visitor.press(&asked, &address, &[("successor", &to)]).await;
    assert!(disabled.says("Передано: 2 заявления."), "{}", disabled.text());
    for number in [number, later] {
        assert_eq!(portal.see(number).await.stage.reviewer(), Some(colleague.id()));
        let card = visitor.open(&format!("/partner/applications/{number}")).await;
        assert!(card.says("И. Ветров: прежний ответственный отключен"), "{}", card.text());
    }
    assert!(working.open("/partner/applications").await.says("Вход"), "the session is gone");
    assert_eq!(portal.count(&format!("sessions where person_id = {}", staff.id())).await, 0);
    let again = visitor.press(&disabled, &format!("{}/enabling", page(staff.id())), &[]).await;
    assert!(again.says("Учетная запись включена."), "{}", again.text());

    let own = visitor.open(&page(colleague.id())).await;
    let address = format!("{}/disabling", page(colleague.id()));
    let refused = visitor.press(&own, &address, &[("successor", &to)]).await;
    assert_eq!(refused.texts("#disabling-successor-error"), ["Выберите сотрудника из списка"]);
    let released = visitor.press(&own, &address, &[("successor", "queue")]).await;
    assert!(released.says("Передано: 2 заявления."), "{}", released.text());
    assert_eq!(portal.see(number).await.stage.reviewer(), None);
    let card = visitor.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("возвращено в очередь") && card.says("прежний ответственный отключен"));
    portal.verify().await;
}

#[tokio::test]
async fn nobody_takes_an_application_while_being_disabled() {
    let portal = Portal::open().await;
    let (admin, forsait) = (portal.partner_admin().await.desk(), portal.partner("forsait").await);
    for round in 0..3 {
        let number = portal.send(&portal.draft()).await;
        let roles = [(Role::PartnerStaff, Some(&forsait))];
        let leaver = portal.person(&format!("leaver-{round}"), "Уходящий Лев", &roles).await;
        let desk = leaver.desk();
        let (taken, disabled) = tokio::join!(
            review::take(&desk, number, 1),
            people::disable(&admin, leaver.id(), 1, people::Successor::Queue)
        );
        disabled.unwrap();
        assert_ne!(portal.see(number).await.stage.reviewer(), Some(leaver.id()), "{taken:?}");
    }
}
