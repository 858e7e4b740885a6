//! An older office becomes one of accounts: every ITS login gets its own, and nobody becomes anybody else.

use axum::http::StatusCode;
use registrar::domain::role::Scope;
use registrar::store::{accounts, letters, logins};

use crate::support::{PASSWORD, Portal};
use crate::tampering::older;

/// Takes the schema back to where ITS logins had passwords of their own.
pub(super) async fn to_the_older_schema(portal: &Portal) {
    while portal.try_sql("update its_logins set login = login where 1 = 0").await.is_err() {
        portal.db().migrate_down(Some(1)).await.unwrap();
    }
}

async fn plant_person(portal: &Portal, login: &str, hash: &str, disabled_at: &str) {
    portal
        .sql(&format!(
            "insert into people (login, email, full_name, password_hash, created_at, disabled_at) values \
             ('{login}', 'shared@dom.example', 'Тезка {login}', '{hash}', '2026-01-01T00:00:00+00:00', {disabled_at})"
        ))
        .await;
}

async fn plant_login(portal: &Portal, login: &str, hash: &str, blocked_at: &str) {
    portal
        .sql(&format!(
            "insert into its_logins (login, partner_id, password_hash, email, contract_until, blocked_at) \
             select '{login}', id, '{hash}', 'shared@dom.example', '2030-12-31', {blocked_at} \
             from partners where code = 'forsait'"
        ))
        .await;
}

/// Collisions of every kind: with next names that are taken too, without a password, disabled and blocked.
async fn plant(portal: &Portal) {
    let hash = portal.password_hash().await;
    let then = "'2026-05-01T00:00:00+00:00'";
    for (login, hash, disabled_at) in [
        ("its-demo", hash.as_str(), "null"),
        ("its-demo-2", hash.as_str(), "null"),
        ("tihiy", "", "null"),
        ("ushel", hash.as_str(), then),
        ("ITS-DEMO", hash.as_str(), "null"),
    ] {
        plant_person(portal, login, hash, disabled_at).await;
    }
    for (login, hash, blocked_at) in
        [("its-demo-3", hash.as_str(), "null"), ("tihiy", "", "null"), ("ushel", hash.as_str(), then)]
    {
        plant_login(portal, login, hash, blocked_at).await;
    }
}

async fn login_of(portal: &Portal, login: &str) -> registrar::store::logins::ItsLogin {
    let partner = portal.partner("forsait").await.id;
    logins::of_partner(portal.db(), partner, login).await.unwrap().unwrap()
}

#[tokio::test]
async fn every_its_login_gets_an_account_and_a_person_of_the_same_name_the_next_free_one() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    let waiting = portal.its_login("its-other", "forsait").await;
    portal.send_by(&waiting, &portal.draft()).await.unwrap();
    let organization = portal.see(number).await.organization;
    older::put_sales_aside(&portal).await;
    to_the_older_schema(&portal).await;
    plant(&portal).await;
    portal.db().migrate().await.unwrap();
    older::put_sales_back(&portal).await;
    let named = |login: &'static str| async { accounts::find(portal.db(), login).await.unwrap().unwrap() };
    for (login, name) in [
        ("its-demo-4", "Тезка its-demo"),
        ("its-demo-2", "Тезка its-demo-2"),
        ("tihiy-2", "Тезка tihiy"),
        ("ushel-2", "Тезка ushel"),
        ("ITS-DEMO", "Тезка ITS-DEMO"),
        ("its-demo", ""),
        ("its-demo-3", ""),
        ("tihiy", ""),
        ("ushel", ""),
    ] {
        assert_eq!(named(login).await.full_name, name, "{login}");
    }
    let blocked = login_of(&portal, "ushel").await;
    assert!(blocked.blocked_at.is_some() && named("ushel").await.disabled);
    assert!(login_of(&portal, "tihiy").await.password_hash.is_empty(), "issued, not set");
    let sender = login_of(&portal, "its-demo").await;
    assert!(sender.issued && sender.accepted_at == Some(sender.since));
    let member = accounts::memberships(portal.db(), sender.account).await.unwrap();
    assert_eq!(member, [organization], "its connection was approved");
    let other = login_of(&portal, "its-other").await.account;
    assert_eq!(accounts::memberships(portal.db(), other).await.unwrap(), []);
    assert_eq!(portal.count("memberships where by_inn").await, 1);
    assert_eq!(portal.api_with("its-demo", PASSWORD).application(number.0).await.status, StatusCode::OK);
    let entered = portal.passer_by().sign_in("its-demo-4", PASSWORD).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    portal.verify().await;
    told(&portal).await;
}

/// Whoever has another login by now is told, but for whoever cannot sign in.
async fn told(portal: &Portal) {
    portal.sql("update errands set due_at = '2026-01-01T00:00:00+00:00' where kind = 'login_renamed'").await;
    portal.run_errands().await;
    let sent = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let mut renamed: Vec<_> =
        sent.iter().filter(|letter| letter.subject.starts_with("Ваш логин теперь")).collect();
    renamed.sort_by_key(|letter| letter.subject.clone());
    let subjects: Vec<_> = renamed.iter().map(|letter| letter.subject.as_str()).collect();
    assert_eq!(subjects, ["Ваш логин теперь its-demo-4", "Ваш логин теперь tihiy-2"]);
    assert!(renamed[0].text.contains("Логином its-demo пользовались"), "{}", renamed[0].text);
}

#[tokio::test]
async fn the_step_back_gives_logins_and_people_their_names_again() {
    let portal = Portal::open().await;
    portal.program().await;
    to_the_older_schema(&portal).await;
    plant_person(&portal, "its-demo", "", "null").await;
    portal.db().migrate().await.unwrap();
    let client = portal.person("client", "Петрова Анна Ивановна", &[]).await;
    assert_eq!(portal.count("people where login = 'its-demo-2'").await, 1);
    to_the_older_schema(&portal).await;
    assert_eq!(portal.count("people where login = 'its-demo'").await, 1);
    assert_eq!(portal.count("people where login = 'its-demo-2'").await, 0);
    assert_eq!(portal.count("its_logins where login = 'its-demo' and password_hash <> ''").await, 1);
    assert_eq!(portal.count(&format!("people where id = {}", client.id())).await, 1);
    portal.db().migrate().await.unwrap();
    portal.verify().await;
}
