//! Who asks and who agrees: two administrators of their own right, of whom neither let the other in for that.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::operations::standing_in::{self, TypedStandingIn};

use super::{Office, RESETS};
use crate::support::{PHRASE, Persona, Portal, Visitor};

const CONFIRMATION: &str = "/partner/people/factor-resets/1/confirmation";

async fn lend(from: &Persona, to: &Persona) {
    let wish = TypedStandingIn {
        deputy: to.id().to_string(),
        role: "partner_admin".to_owned(),
        first: "2026-11-18".to_owned(),
        last: "2026-11-30".to_owned(),
    };
    standing_in::hand_over(&from.desk(), &wish).await.unwrap();
}

/// This administrator makes a colleague one too.
async fn promote(portal: &Portal, by: &mut Visitor, colleague: &Persona) -> Visitor {
    let card = format!("/partner/people/{}", colleague.id());
    by.open(&card).await;
    let given = by.send(&format!("{card}/roles"), &[("version", "1"), ("role", "partner_admin")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    portal.visit(colleague).await
}

/// What somebody reads who tries to agree.
async fn tries(visitor: &mut Visitor) -> (StatusCode, String) {
    let page = visitor.open("/partner/people/factors").await;
    let offered = page.offers(CONFIRMATION);
    let answer = visitor.send(CONFIRMATION, &[]).await;
    assert_eq!(offered, answer.status == StatusCode::SEE_OTHER, "{}", page.text());
    (answer.status, page.text())
}

#[tokio::test]
async fn a_colleague_who_stands_in_neither_asks_nor_agrees() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    let (admin, manager) = (office.portal.partner_admin().await, office.portal.manager().await);
    lend(&admin, &manager).await;
    let mut deputy = office.portal.visit(&manager).await;
    assert_eq!(tries(&mut deputy).await.0, StatusCode::FORBIDDEN);
    assert_eq!(office.portal.count("factor_resets where confirmed_by is not null").await, 0);
    let typed = [("login", "vetrov"), ("reason", "Потерян телефон")];
    let refused = deputy.send(RESETS, &typed).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    let cancelled = deputy.send(&format!("{RESETS}/1/ending"), &[]).await;
    assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "whatever keeps the protection may be lent");
}

#[tokio::test]
async fn whoever_the_asker_let_in_agrees_a_day_later() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    let colleague = office.portal.colleague().await;
    let mut asker = office.portal.visit(&office.portal.partner_admin().await).await;
    let mut sock = promote(&office.portal, &mut asker, &colleague).await;
    office.portal.clock.advance(Duration::minutes(1));
    office.ask().await;
    let (status, said) = tries(&mut sock).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(said.contains("Доступ вам дал тот, кто просит, меньше суток назад."), "{said}");
    office.portal.clock.advance(Duration::hours(24));
    let mut sock = office.portal.visit(&colleague).await;
    assert_eq!(tries(&mut sock).await.0, StatusCode::SEE_OTHER);
    office.portal.verify().await;
}

#[tokio::test]
async fn an_account_that_the_asker_invited_does_not_agree() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    let page = office.one.open("/partner/people").await;
    let sock = [
        ("login", "sock"),
        ("full_name", "Носков Иван"),
        ("email", "sock@forsait.example"),
        ("role", "partner_admin"),
    ];
    office.one.press(&page, "/partner/people", &sock).await;
    office.ask().await;
    let link = office.portal.link_to("sock@forsait.example").await;
    let mut second = office.portal.passer_by();
    let page = second.open(&link).await;
    second.press(&page, &link, &[("password", PHRASE)]).await;
    second.open("/sign-in").await;
    second.sign_in("sock", PHRASE).await;
    let (status, said) = tries(&mut second).await;
    assert_eq!(status, StatusCode::CONFLICT, "{said}");
    assert_eq!(office.portal.count("factor_resets where confirmed_by is not null").await, 0);
}

#[tokio::test]
async fn whoever_became_an_administrator_after_the_request_does_not_agree_and_the_operator_does() {
    let mut office = Office::open().await;
    office.portal.set_up_app(&mut office.portal.visit(&office.staff).await).await;
    office.ask().await;
    let colleague = office.portal.colleague().await;
    let other =
        office.portal.at_partner("second-admin", "", registrar::domain::role::Role::PartnerAdmin, "forsait");
    let mut by = office.portal.visit(&other.await).await;
    let mut late = promote(&office.portal, &mut by, &colleague).await;
    let (status, said) = tries(&mut late).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(said.contains("Вы стали администратором уже после этого запроса."), "{said}");
    let mut operator = office.portal.visit(&office.portal.admin().await).await;
    let page = operator.open("/operator/people/factors").await;
    let done = operator.press(&page, "/operator/people/factor-resets/1/confirmation", &[]).await;
    assert!(done.says("Вы согласились"), "{}", done.text());
}
