//! A client is told which administrators of the organisation may, or which partner does it.

use axum::http::StatusCode;
use registrar::domain::role::Role;
use registrar::store::accounts;

use crate::support::{Persona, Portal};

/// An organisation with an administrator and a user.
async fn two(portal: &Portal) -> (Persona, Persona, String) {
    let program = portal.program().await;
    let number = portal.approved_by(&program, &portal.draft()).await;
    let organization = portal.organization(number).await;
    let chief = portal.person("chief", "Первая Анна Ивановна", &[(Role::Client, None)]).await;
    let tx = portal.db().begin().await.unwrap();
    accounts::join(&tx, chief.id(), organization.id, portal.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    portal
        .sql(&format!("update memberships set role = 'client_admin' where person_id = {}", chief.id()))
        .await;
    let client = portal.client(organization.id).await;
    (chief, client, organization.subscriber_code)
}

#[tokio::test]
async fn a_clients_administrator_holds_the_right_by_membership() {
    let portal = Portal::open().await;
    let (chief, client, code) = two(&portal).await;
    let mut visitor = portal.visit(&client).await;
    visitor.open("/portal/subscriber/invitation").await;
    let form = [("organization", code.as_str()), ("email", "a@b.example"), ("role", "client")];
    let refused = visitor.send("/portal/subscriber/invitation", &form).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    let why = refused.values("a[href^='/why/']", "href");
    assert_eq!(why, ["/why/own_subscriber/manage"]);
    let told = visitor.open(&why[0]).await;
    assert!(told.says("Первая Анна Ивановна") && told.says("пользователь абонента"), "{}", told.text());
    assert!(told.says("p, client_admin, own_subscriber, manage"), "{}", told.text());
    assert!(!told.texts("#who td.cell-main").join(" ").contains("Петрова"), "{}", told.text());
    let told = portal.visit(&chief).await.open(&why[0]).await;
    assert!(told.says("Это право держится членством"), "{}", told.text());
    portal
        .sql(&format!("update memberships set role = 'client_admin' where person_id = {}", client.id()))
        .await;
    let told = visitor.open(&why[0]).await;
    assert!(told.texts("#who td.cell-main").join(" ").contains("Петрова Анна Ивановна"), "{}", told.text());
    let sent = visitor.send("/portal/subscriber/invitation", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

#[tokio::test]
async fn what_a_partner_does_for_its_clients_is_told_by_its_name_only() {
    let portal = Portal::open().await;
    let (_, client, _) = two(&portal).await;
    portal.manager().await;
    let mut visitor = portal.visit(&client).await;
    let refused = visitor.open("/partner/applications").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.texts("h1"), ["Эта страница для сотрудников"]);
    assert_eq!(refused.values("main a.btn-primary", "href"), ["/cabinet"]);
    let told = visitor.open("/why/application/view").await;
    assert!(told.says("Это делает ООО «forsait»."), "{}", told.text());
    assert!(!told.says("Орлов"), "{}", told.text());
    let told = visitor.open("/why/settings/manage").await;
    assert!(told.says("Это делает оператор."), "{}", told.text());
}

#[tokio::test]
async fn the_operator_asks_about_the_people_of_a_subscriber() {
    let portal = Portal::open().await;
    let (chief, client, code) = two(&portal).await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let board = admin.open(&format!("/operator/rights?right=own_subscriber.manage&subscriber={code}")).await;
    let who = board.texts("#who td.cell-main").join(" ");
    assert!(who.contains("Первая") && !who.contains("Петрова"), "{who}");
    let board = admin.open(&format!("/operator/rights?right=own_application.view&subscriber={code}")).await;
    let who = board.texts("#who td.cell-main").join(" ");
    assert!(who.contains("Первая") && who.contains("Петрова"), "{who}");
    let person = admin.open(&format!("/operator/rights/{}", client.id())).await;
    assert!(person.says("Смотреть заявления своих организаций"), "{}", person.text());
    assert!(!person.says("Вести пользователей абонента"), "{}", person.text());
    let person = admin.open(&format!("/operator/rights/{}", chief.id())).await;
    assert!(person.says("Вести пользователей абонента"), "{}", person.text());
    let gone = admin.open("/operator/rights?right=own_application.view&subscriber=9999999").await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
}
