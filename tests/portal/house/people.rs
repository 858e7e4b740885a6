//! Users: invited, given roles, disabled and enabled again; only by the administrator of their own partner or of the
//! operator.

use axum::http::StatusCode;
use registrar::domain::account::AccountState;
use registrar::domain::colleague::PersonRefusal;
use registrar::domain::ids::PersonId;
use registrar::domain::role::Role;
use registrar::operations::people::{self, TypedPerson};
use registrar::operations::{Failure, Refusal, accounts};
use registrar::store::audit;

use crate::support::{PHRASE, Portal};

fn typed(login: &str, role: &str) -> TypedPerson {
    TypedPerson {
        login: login.to_owned(),
        full_name: "Орехова Полина Денисовна".to_owned(),
        email: format!("{login}@forsait.example"),
        role: role.to_owned(),
    }
}

fn page(id: PersonId) -> String {
    format!("/partner/people/{id}")
}

#[tokio::test]
async fn an_invited_colleague_sets_the_password_by_the_letter_and_works() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let list = admin.open("/partner/people").await;
    assert!(list.says("Громова Инна Юрьевна") && list.says("администратор партнера"), "{}", list.text());
    let values = [
        ("login", "Orehova"),
        ("full_name", "Орехова Полина Денисовна"),
        ("email", "orehova@forsait.example"),
        ("role", "partner_staff"),
    ];
    let invited = admin.press(&list, "/partner/people", &values).await;
    assert!(invited.says("Приглашение отправлено.") && invited.says("приглашен"), "{}", invited.text());
    assert_eq!(portal.count("errands where payload like '%orehova%'").await, 0, "the outbox names nobody");
    portal.run_errands().await;
    assert!(admin.open("/partner/people").await.says("приглашен"));
    let link = portal.link_to("orehova@forsait.example").await;
    let mut orehova = portal.passer_by();
    let form = orehova.open(&link).await;
    assert!(form.says("Орехова Полина Денисовна, логин orehova"), "{}", form.text());
    let done = orehova.press(&form, &link, &[("password", PHRASE)]).await;
    assert!(done.says("Пароль задан"), "{}", done.text());
    let persona = portal.known("orehova").await;
    let queue = portal.visit_with(&persona, PHRASE).await.open("/").await;
    assert!(queue.says("Заявления") && !queue.says("Сотрудники"), "{}", queue.text());
    let shown = admin.open(&page(persona.id())).await;
    for words in ["работает", "приглашение отправлено", "задан пароль по ссылке", "Неизвестный браузер"]
    {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    portal.verify().await;
}

#[tokio::test]
async fn every_fault_of_an_invitation_stands_beside_its_field_and_nothing_typed_is_lost() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let list = admin.open("/partner/people").await;
    let values = [("login", "Орех"), ("full_name", " "), ("email", "a@"), ("role", "operator_admin")];
    let faulty = admin.press(&list, "/partner/people", &values).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faulty.texts(".field-error").len(), 4, "{}", faulty.text());
    assert_eq!(faulty.values("#login", "value"), ["Орех"]);
    let taken =
        [("login", "partner-admin"), ("full_name", "Кто-то"), ("email", "a@b.ru"), ("role", "partner_staff")];
    let faulty = admin.press(&list, "/partner/people", &taken).await;
    assert!(faulty.says("Такой логин уже есть"), "{}", faulty.text());
    assert_eq!(portal.count("people").await, 1);
    assert_eq!(portal.count("errands").await, 0);
}

#[tokio::test]
async fn roles_are_given_and_ended_with_an_entry_in_the_chain_of_the_partner() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut working = portal.visit(&staff).await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let shown = admin.open(&page(staff.id())).await;
    let given = admin.press(&shown, &format!("{}/roles", page(staff.id())), &[]).await;
    assert!(given.says("Роль дана."), "{}", given.text());
    assert!(working.open("/partner/applications").await.says("Вход"), "the session of the old role is over");
    assert!(portal.visit(&staff).await.open("/partner/statements").await.says("Сверка"));
    let ended = admin.press(&given, &format!("{}/roles/partner_staff/ending", page(staff.id())), &[]).await;
    assert!(ended.says("Роль снята."), "{}", ended.text());
    assert!(!ended.offers(&format!("{}/roles/partner_manager/ending", page(staff.id()))), "the only role");
    let forsait = portal.partner("forsait").await.id;
    let subject = audit::person_subject(staff.id());
    let noted = audit::entries_in(portal.db(), forsait, &subject, 10).await.unwrap();
    let verbs: Vec<_> = noted.iter().map(|entry| (entry.verb.as_str(), entry.actor.as_str())).collect();
    assert_eq!(verbs, [("role_ended", "partner-admin"), ("role_given", "partner-admin")]);
    portal.verify().await;
}

#[tokio::test]
async fn whoever_looked_at_an_older_version_is_told_who_was_faster() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    let mut visitor = portal.visit(&admin).await;
    let old = visitor.open(&page(staff.id())).await;
    people::give_role(&admin.desk(), staff.id(), 1, Role::PartnerManager).await.unwrap();
    let late = visitor.press(&old, &format!("{}/disabling", page(staff.id())), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.says("Громова Инна Юрьевна") && late.says("дана роль"), "{}", late.text());
    assert_eq!(people::open(&admin.desk(), staff.id()).await.unwrap().colleague.version, 2);
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_or_all_together() {
    let portal = Portal::open().await;
    let (staff, admin) = (portal.staff().await, portal.partner_admin().await);
    let (mut one, mut two) = (portal.visit(&staff).await, portal.visit(&staff).await);
    let mut visitor = portal.visit(&admin).await;
    let shown = visitor.open(&page(staff.id())).await;
    let endings: Vec<String> = shown
        .values("form", "action")
        .into_iter()
        .filter(|action| action.starts_with(&format!("{}/sessions/", page(staff.id()))))
        .collect();
    assert_eq!(endings.len(), 3, "{endings:?}");
    let left = visitor.press(&shown, &endings[0], &[]).await;
    assert!(left.says("Сеанс завершен."), "{}", left.text());
    assert_eq!(portal.count(&format!("sessions where person_id = {}", staff.id())).await, 1);
    visitor.press(&left, &format!("{}/sessions/ending", page(staff.id())), &[]).await;
    assert!(one.open("/partner/applications").await.says("Вход"));
    assert!(two.open("/partner/applications").await.says("Вход"));
    for wrong in ["", "%25", "0123456789abcdef", "' or 1=1"] {
        let gone = people::end_session(&admin.desk(), staff.id(), wrong).await;
        assert!(matches!(gone, Err(Failure::NotFound)), "{wrong}");
    }
}

#[tokio::test]
async fn the_last_administrator_stays_whatever_two_of_them_do_to_each_other() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    let own = people::end_role(&admin.desk(), admin.id(), 1, Role::PartnerAdmin).await;
    assert!(is(&own, PersonRefusal::LastAdministrator), "{own:?}");
    let own = people::disable(&admin.desk(), admin.id(), 1, people::Successor::Unsaid).await;
    assert!(is(&own, PersonRefusal::Yourself), "{own:?}");
    let shown = portal.visit(&admin).await.open(&page(admin.id())).await;
    assert!(shown.says("Это последний администратор."), "{}", shown.text());
    assert!(!shown.offers(&format!("{}/disabling", page(admin.id()))));
    for round in 0..crate::support::rounds() / 10 {
        let partner = portal.partner(&format!("house-{round}")).await;
        let roles = [(Role::PartnerAdmin, Some(&partner)), (Role::PartnerStaff, Some(&partner))];
        let one = portal.person(&format!("one-{round}"), "Первый", &roles).await;
        let two = portal.person(&format!("two-{round}"), "Второй", &roles).await;
        let (desk_one, desk_two) = (one.desk(), two.desk());
        let (first, second) = tokio::join!(
            people::end_role(&desk_one, two.id(), 1, Role::PartnerAdmin),
            people::end_role(&desk_two, one.id(), 1, Role::PartnerAdmin),
        );
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|done| **done).count(), 1);
        let left = format!("role_assignments where role = 'partner_admin' and tenant = {}", partner.id);
        assert_eq!(portal.count(&left).await, 1);
    }
    portal.verify().await;
}

fn is<T>(done: &Result<T, Failure>, wanted: PersonRefusal) -> bool {
    matches!(done, Err(Failure::Refused(Refusal::Person(refusal))) if *refusal == wanted)
}

#[tokio::test]
async fn an_administrator_reaches_only_the_people_of_their_own_house() {
    let portal = Portal::open().await;
    let (partner_admin, admin) = (portal.partner_admin().await, portal.admin().await);
    let (stranger, clerk) = (portal.stranger().await, portal.clerk().await);
    let mut visitor = portal.visit(&partner_admin).await;
    for foreign in [page(stranger.id()), page(clerk.id()), page(PersonId(999)), "/operator/people".to_owned()]
    {
        assert_eq!(visitor.open(&foreign).await.status, StatusCode::NOT_FOUND, "{foreign}");
    }
    let list = visitor.open("/partner/people").await;
    assert!(!list.says("Кузьмин") && !list.says("Белова"), "{}", list.text());
    for change in ["disabling", "enabling", "invitation", "sessions/ending"] {
        let sent = visitor.send(&format!("{}/{change}", page(stranger.id())), &[("version", "1")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{change}");
    }
    let roles = format!("{}/roles", page(stranger.id()));
    let sent = visitor.send(&roles, &[("version", "1"), ("role", "partner_admin")]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let mut operator = portal.visit(&admin).await;
    let list = operator.open("/operator/people").await;
    assert!(list.says("Белова") && !list.says("Кузьмин"), "{}", list.text());
    assert_eq!(operator.open("/partner/people").await.status, StatusCode::NOT_FOUND);
    let shown = operator.open(&format!("/operator/people/{}", clerk.id())).await;
    let given = operator.press(&shown, &format!("/operator/people/{}/roles", clerk.id()), &[]).await;
    assert!(given.says("Роль дана."), "{}", given.text());
    let given = people::give_role(&partner_admin.desk(), stranger.id(), 1, Role::PartnerAdmin).await;
    assert!(matches!(given, Err(Failure::NotFound)));
}

#[tokio::test]
async fn a_role_of_the_operator_is_never_given_at_a_partner() {
    let portal = Portal::open().await;
    let (admin, staff) = (portal.partner_admin().await, portal.staff().await);
    for role in [Role::OperatorAdmin, Role::Support, Role::Client, Role::Console] {
        let given = people::give_role(&admin.desk(), staff.id(), 1, role).await;
        assert!(is(&given, PersonRefusal::RoleOfAnotherHouse), "{role:?}");
        let invited = people::invite(&admin.desk(), &typed("orehova", role.code())).await;
        assert!(matches!(invited, Err(Failure::Invalid(faults)) if faults[0].0 == "role"), "{role:?}");
    }
}

#[tokio::test]
async fn whoever_keeps_no_people_is_told_who_does() {
    let portal = Portal::open().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let refused = manager.open("/partner/people").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.says("администратор партнера"), "{}", refused.text());
    let home = manager.open("/").await;
    assert!(!home.says("Сотрудники") && home.says("Договор"), "{}", home.text());
}

#[tokio::test]
async fn inviting_again_makes_the_earlier_link_worthless() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    let id = people::invite(&admin.desk(), &typed("orehova", "partner_staff")).await.unwrap();
    portal.run_errands().await;
    let first = portal.link_to("orehova@forsait.example").await;
    portal.clock.advance(chrono::Duration::minutes(1));
    let seen = people::open(&admin.desk(), id).await.unwrap().colleague.version;
    people::invite_again(&admin.desk(), id, seen).await.unwrap();
    portal.run_errands().await;
    let second = portal.link_to("orehova@forsait.example").await;
    assert_ne!(first, second);
    assert_eq!(portal.passer_by().open(&first).await.status, StatusCode::GONE);
    assert_eq!(portal.passer_by().open(&second).await.status, StatusCode::OK);
    people::disable(&admin.desk(), id, seen + 1, people::Successor::Unsaid).await.unwrap();
    assert_eq!(
        portal.passer_by().open(&second).await.status,
        StatusCode::GONE,
        "nobody comes in who was disabled"
    );
    assert_eq!(
        people::open(&admin.desk(), id).await.unwrap().colleague.account.state(),
        AccountState::Disabled
    );
    assert!(accounts::signed_in(&portal.house, "").await.unwrap().is_none());
}

#[tokio::test]
async fn the_contract_is_read_by_the_manager_with_its_discounts() {
    let portal = Portal::open().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let shown = manager.open("/partner/contract").await;
    assert!(shown.says("Сублицензионный договор №") && shown.says("действует сейчас"), "{}", shown.text());
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(staff.open("/partner/contract").await.status, StatusCode::FORBIDDEN);
}
