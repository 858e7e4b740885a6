//! ITS logins: issued with a link, extended, blocked at once, and visible to their own partner only.

use axum::http::StatusCode;
use registrar::operations::Failure;
use registrar::operations::its_logins::{self, TypedLogin};
use registrar::store::{audit, logins};

use crate::support::{PHRASE, Portal};

fn typed(login: &str) -> TypedLogin {
    TypedLogin {
        login: login.to_owned(),
        email: format!("{login}@client.example"),
        contract_until: "31.12.2026".to_owned(),
    }
}

#[tokio::test]
async fn the_client_of_a_new_login_sets_the_password_and_sends_applications() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let list = admin.open("/partner/logins").await;
    assert!(list.says("Логинов еще нет."), "{}", list.text());
    let values = [("login", "taezhny-dom"), ("email", "buh@dom.example"), ("contract_until", "31.12.2026")];
    let issued = admin.press(&list, "/partner/logins", &values).await;
    assert!(issued.says("Логин выдан") && issued.says("пароль не задан"), "{}", issued.text());
    assert_eq!(portal.api_with("taezhny-dom", "").application(1).await.status, StatusCode::UNAUTHORIZED);
    portal.run_errands().await;
    let link = portal.link_to("buh@dom.example").await;
    let mut client = portal.passer_by();
    let form = client.open(&link).await;
    assert!(form.says("Логин портала 1С:ИТС taezhny-dom"), "{}", form.text());
    let done = client.press(&form, &link, &[("password", PHRASE)]).await;
    assert!(done.says("в программе 1С"), "{}", done.text());
    assert_eq!(client.open(&link).await.status, StatusCode::GONE);
    portal.api_with("taezhny-dom", PHRASE).post("key", &portal.draft()).await.number();
    let list = admin.open("/partner/logins?q=TAEZH").await;
    assert!(
        list.says("действует") && list.says("31.12.2026") && list.says("ООО «Ромашка 1»"),
        "{}",
        list.text()
    );
    portal.verify().await;
}

#[tokio::test]
async fn faults_of_a_login_stand_beside_their_fields() {
    let portal = Portal::open().await;
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let list = admin.open("/partner/logins").await;
    let values = [("login", "9900815901"), ("email", ""), ("contract_until", "17.11.2026")];
    let faulty = admin.press(&list, "/partner/logins", &values).await;
    assert_eq!((faulty.status, faulty.texts(".field-error").len()), (StatusCode::UNPROCESSABLE_ENTITY, 3));
    assert_eq!(faulty.values("#contract_until", "value"), ["17.11.2026"]);
    portal.program().await;
    let values = [("login", "its-demo"), ("email", "a@b.ru"), ("contract_until", "2026-12-31")];
    let taken = admin.press(&list, "/partner/logins", &values).await;
    assert!(taken.says("Такой логин уже есть"), "{}", taken.text());
}

#[tokio::test]
async fn a_blocked_login_is_refused_at_once_even_when_its_pair_was_just_verified() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let (api, number) = (portal.api(&program), portal.send(&portal.draft()).await);
    assert_eq!(api.application(number.0).await.status, StatusCode::OK);
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let address = format!("/partner/logins/{}", program.login.id);
    let shown = admin.open(&address).await;
    let blocked = admin.press(&shown, &format!("{address}/blocking"), &[]).await;
    assert!(blocked.says("Логин заблокирован.") && blocked.says("заблокирован"), "{}", blocked.text());
    let refused = api.application(number.0).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "login_blocked"));
    let refused = api.post("key", &portal.draft()).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "login_blocked"));
    let guessed = portal.api_with("its-demo", "guess").application(number.0).await;
    assert_eq!(guessed.status, StatusCode::UNAUTHORIZED, "only its owner is told");
    let again = admin.press(&blocked, &format!("{address}/unblocking"), &[]).await;
    assert!(again.says("Логин разблокирован."), "{}", again.text());
    assert_eq!(api.application(number.0).await.status, StatusCode::OK);
    let subject = audit::its_login_subject(program.login.id);
    let noted = audit::entries_in(portal.db(), program.login.partner, &subject, 10).await.unwrap();
    assert_eq!(
        noted.iter().map(|entry| entry.verb.as_str()).collect::<Vec<_>>(),
        ["login_unblocked", "login_blocked"]
    );
}

#[tokio::test]
async fn a_new_password_makes_the_remembered_one_worthless() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let api = portal.api(&program);
    assert_eq!(api.application(1).await.status, StatusCode::NOT_FOUND);
    let admin = portal.partner_admin().await;
    its_logins::send_link(&admin.desk(), program.login.id, 1).await.unwrap();
    portal.run_errands().await;
    let link = portal.link_to(&program.login.email).await;
    let mut client = portal.passer_by();
    let form = client.open(&link).await;
    client.press(&form, &link, &[("password", "другой пароль клиента")]).await;
    assert_eq!(api.application(1).await.status, StatusCode::UNAUTHORIZED);
    let new = portal.api_with("its-demo", "другой пароль клиента");
    assert_eq!(new.application(1).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_contract_is_prolonged_and_the_login_sends_again() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    portal.sql("update its_logins set contract_until = '2026-11-17'").await;
    let api = portal.api(&program);
    assert_eq!(api.post("one", &portal.draft()).await.problem(), "no_active_contract");
    let mut admin = portal.visit(&portal.partner_admin().await).await;
    let address = format!("/partner/logins/{}", program.login.id);
    let shown = admin.open(&address).await;
    assert!(shown.says("договор истек"), "{}", shown.text());
    let contract = format!("{address}/contract");
    let past = admin.press(&shown, &contract, &[("contract_until", "17.11.2026")]).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(past.values("#contract_until", "value"), ["17.11.2026"]);
    let kept = admin.press(&shown, &contract, &[("contract_until", "18.11.2026")]).await;
    assert!(kept.says("Срок договора сохранен.") && kept.says("17.11.2026 → 18.11.2026"), "{}", kept.text());
    api.post("two", &portal.draft()).await.number();
    let stale = admin.press(&shown, &contract, &[("contract_until", "19.11.2026")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    portal.verify().await;
}

#[tokio::test]
async fn another_partners_logins_are_not_found() {
    let portal = Portal::open().await;
    let foreign = portal.its_login("its-other", "sevproekt").await.login;
    let admin = portal.partner_admin().await;
    let mut visitor = portal.visit(&admin).await;
    assert!(!visitor.open("/partner/logins").await.says("its-other"));
    let address = format!("/partner/logins/{}", foreign.id);
    assert_eq!(visitor.open(&address).await.status, StatusCode::NOT_FOUND);
    for change in ["blocking", "unblocking", "link"] {
        let sent = visitor.send(&format!("{address}/{change}"), &[("version", "1")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{change}");
    }
    let blocked = its_logins::block(&admin.desk(), foreign.id, 1).await;
    assert!(matches!(blocked, Err(Failure::NotFound)));
    assert_eq!(logins::open(portal.db(), foreign.id).await.unwrap(), foreign);
    let mut operator = portal.visit(&portal.admin().await).await;
    assert_eq!(operator.open("/partner/logins").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_list_goes_on_page_by_page() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    for number in 0..=its_logins::PAGE {
        its_logins::issue(&admin.desk(), &typed(&format!("login-{number:03}"))).await.unwrap();
    }
    let mut visitor = portal.visit(&admin).await;
    let first = visitor.open("/partner/logins").await;
    assert!(first.says("Показаны 1–50 из 51"), "{}", first.text());
    let next = first.values("a[rel=next]", "href").remove(0);
    let second = visitor.open(&next).await;
    assert!(second.says("login-050") && !second.says("login-049"), "{}", second.text());
}

#[tokio::test]
async fn what_is_looked_for_stands_for_nothing_but_itself() {
    let portal = Portal::open().await;
    let admin = portal.partner_admin().await;
    for login in ["taezhny_dom", "taezhny-dom", "les"] {
        its_logins::issue(&admin.desk(), &typed(login)).await.unwrap();
    }
    for (words, expected) in [("_", 1), ("y_d", 1), ("%", 0), ("!", 0), ("taezhny", 2), ("", 3)] {
        let list = its_logins::list(&admin.desk(), words, "").await.unwrap();
        assert_eq!((list.rows.len(), list.total), (expected, expected as u64), "{words}");
    }
}
