//! Intake: a first application binds its subscriber; each idempotency key creates one application.

use registrar::domain::ids::{ApplicationNumber, ItsLoginId, PersonId};
use registrar::domain::role::Scope;
use registrar::operations::Desk;
use registrar::operations::intake::{IntakeFailure, receive};
use registrar::store::applications;
use registrar::store::logins::ItsLogin;
use serde_json::json;

use crate::support::{Draft, Portal, rounds};

/// The pointers and codes of the faults.
fn faults(sent: Result<ApplicationNumber, IntakeFailure>) -> Vec<(String, &'static str)> {
    match sent {
        Err(IntakeFailure::Faults(faults)) => {
            faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_connection_binds_the_subscriber_to_its_login_and_partner() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let number = portal.send_by(&program, &Draft::of(7)).await.unwrap();
    let application = portal.see(number).await;
    assert_eq!(application.partner, program.login.partner);
    assert_eq!((application.sent_login, application.bound_login), (program.login.id, program.login.id));
    let again = portal.see(portal.send(&Draft::of(7)).await).await;
    assert_eq!(again.organization, application.organization);
    let other = portal.see(portal.send(&Draft::of(8)).await).await;
    assert_ne!(other.organization, application.organization);
}

#[tokio::test]
async fn later_applications_stay_with_the_bound_login_whatever_login_sends_them() {
    let portal = Portal::open().await;
    let (bound, other) = (portal.program().await, portal.its_login("its-other", "sevproekt").await);
    let first = portal.see(portal.send_by(&bound, &Draft::of(7)).await.unwrap()).await;
    let connects = portal.send_by(&other, &Draft::of(7)).await;
    assert_eq!(faults(connects), [("/organization/inn".to_owned(), "account_unknown")]);
    for kind in ["renew", "restore", "change"] {
        let draft = Draft::of(7).with("/type", json!(kind));
        let draft = if kind == "change" { draft.with("/changes", json!(["users"])) } else { draft };
        let later = portal.see(portal.send_by(&other, &draft).await.unwrap()).await;
        assert_eq!(later.partner, first.partner, "{kind}");
        assert_eq!((later.sent_login, later.bound_login), (other.login.id, bound.login.id), "{kind}");
        for login in [&bound, &other] {
            let scope = Scope::ItsLogin(login.login.id);
            assert!(applications::open(portal.db(), &scope, later.number).await.is_ok());
        }
    }
}

#[tokio::test]
async fn only_a_connection_may_come_from_somebody_unknown() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    for kind in ["renew", "restore", "change"] {
        let draft = Draft::of(7).with("/type", json!(kind));
        let draft = if kind == "change" { draft.with("/changes", json!(["users"])) } else { draft };
        let sent = portal.send_by(&program, &draft).await;
        assert_eq!(faults(sent), [("/organization/inn".to_owned(), "account_unknown")], "{kind}");
    }
    assert_eq!(portal.count("applications").await, 0);
    assert_eq!(portal.count("idempotency_keys").await, 0, "the key is free for the mended application");
}

#[tokio::test]
async fn a_branch_with_another_kpp_is_another_subscriber() {
    let portal = Portal::open().await;
    let head = portal.see(portal.send(&Draft::of(7)).await).await;
    let branch = Draft::of(7).with("/organization/kpp", json!("990002001"));
    assert_ne!(portal.see(portal.send(&branch).await).await.organization, head.organization);
}

#[tokio::test]
async fn the_same_key_and_body_make_one_application() {
    let portal = Portal::open().await;
    let (program, text) = (portal.program().await, Draft::of(7).text());
    let (number, new) = receive(&program.desk(), Some("key"), &text).await.unwrap();
    assert!(new);
    assert_eq!(receive(&program.desk(), Some("key"), &text).await.unwrap(), (number, false));
    let reused = receive(&program.desk(), Some("key"), &Draft::of(8).text()).await;
    assert!(matches!(reused, Err(IntakeFailure::KeyReused)));
    assert_eq!(portal.count("applications").await, 1);
    let other = portal.its_login("its-other", "sevproekt").await;
    assert!(
        receive(&other.desk(), Some("key"), &Draft::of(8).text()).await.unwrap().1,
        "each login has its own keys"
    );
}

#[tokio::test]
async fn a_key_is_remembered_for_seven_days() {
    let portal = Portal::open().await;
    let (program, text) = (portal.program().await, Draft::of(7).text());
    let (number, _) = receive(&program.desk(), Some("key"), &text).await.unwrap();
    portal.clock.advance(chrono::Duration::days(7));
    assert_eq!(receive(&program.desk(), Some("key"), &text).await.unwrap(), (number, false));
    portal.clock.advance(chrono::Duration::microseconds(1));
    assert!(receive(&program.desk(), Some("key"), &text).await.unwrap().1);
}

#[tokio::test]
async fn without_a_usable_key_nothing_is_taken_in() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let long = "k".repeat(201);
    for key in [None, Some(""), Some("два"), Some("two words"), Some("line\n"), Some(long.as_str())] {
        let sent = receive(&program.desk(), key, &Draft::of(7).text()).await;
        assert!(matches!(sent, Err(IntakeFailure::KeyMissing)), "{key:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_key_twice_at_once_makes_one_application() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let (mut made, mut known, mut in_flight) = (0, 0, 0);
    for round in 0..rounds() {
        let text = Draft::of(u32::try_from(round).unwrap()).text();
        let sending = [(); 3].map(|()| {
            let (desk, text) = (program.desk(), text.clone());
            tokio::spawn(async move { receive(&desk, Some(&format!("key-{round}")), &text).await })
        });
        for sent in sending {
            match sent.await.unwrap() {
                Ok((_, true)) => made += 1,
                Ok((_, false)) => known += 1,
                Err(IntakeFailure::InFlight) => in_flight += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert_eq!(made, rounds());
    assert_eq!(known + in_flight, 2 * rounds());
    assert_eq!(portal.count("applications").await, i64::try_from(rounds()).unwrap());
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_first_applications_of_one_subscriber_at_once_bind_it_once() {
    let portal = Portal::open().await;
    let logins = [portal.program().await, portal.its_login("its-other", "forsait").await];
    for round in 0..rounds() {
        let text = Draft::of(u32::try_from(round).unwrap()).text();
        let sending = logins.clone().map(|program| {
            let (desk, text): (Desk, String) = (program.desk(), text.clone());
            tokio::spawn(async move { receive(&desk, Some(&format!("key-{round}")), &text).await })
        });
        let mut partners = vec![];
        for sent in sending {
            partners.push(portal.see(sent.await.unwrap().unwrap().0).await.partner);
        }
        assert_eq!(partners[0], partners[1], "round {round}");
    }
    assert_eq!(portal.count("organizations").await, i64::try_from(rounds()).unwrap());
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_partners_at_once_one_gets_the_subscriber_and_the_other_learns_nothing() {
    let portal = Portal::open().await;
    let logins = [portal.program().await, portal.its_login("its-other", "sevproekt").await];
    for round in 0..rounds() {
        let text = Draft::of(u32::try_from(round).unwrap()).text();
        let sending = logins.clone().map(|program| {
            let (desk, text): (Desk, String) = (program.desk(), text.clone());
            tokio::spawn(async move { receive(&desk, Some(&format!("key-{round}")), &text).await })
        });
        let mut taken = 0;
        for sent in sending {
            match sent.await.unwrap() {
                Ok(_) => taken += 1,
                Err(IntakeFailure::Faults(told)) => assert_eq!(told[0].code, "account_unknown"),
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(taken, 1, "round {round}");
    }
    assert_eq!(portal.count("applications").await, i64::try_from(rounds()).unwrap());
    portal.verify().await;
}

#[tokio::test]
async fn all_faults_of_the_text_and_of_its_requests_are_told_at_once() {
    let portal = Portal::open().await;
    let draft = Draft::of(7)
        .owners(2)
        .with("/organization/inn", json!("9900815902"))
        .with("/owners/0/csr", json!("nonsense"))
        .with("/owners/1/snils", json!(5));
    let told = faults(portal.send_by(&portal.program().await, &draft).await);
    let pointers: Vec<&str> = told.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/organization/inn", "/owners/1/snils", "/owners/0/csr"]);
}

#[tokio::test]
async fn a_login_without_an_active_contract_may_not_send() {
    let portal = Portal::open().await;
    let partner = portal.partner("forsait").await.id;
    for (login, until, may) in [
        ("its-never", None, false),
        ("its-over", Some("2026-11-17"), false),
        ("its-last-day", Some("2026-11-18"), true),
    ] {
        let program = portal
            .add_login(ItsLogin {
                id: ItsLoginId(0),
                account: PersonId(0),
                login: login.to_owned(),
                partner,
                password_hash: portal.password_hash().await,
                email: format!("{login}@forsait.example"),
                contract_until: until.map(|day| day.parse().unwrap()),
                issued: true,
                since: portal.clock.now(),
                accepted_at: Some(portal.clock.now()),
                blocked_at: None,
                version: 1,
            })
            .await;
        let sent = portal.send_by(&program, &portal.draft()).await;
        assert_eq!(sent.is_ok(), may, "{login}");
        assert!(may || matches!(sent, Err(IntakeFailure::NoContract)));
    }
}

#[tokio::test]
async fn what_the_client_sent_is_kept_byte_for_byte() {
    let portal = Portal::open().await;
    let spaced = Draft::of(7).text().replace(",\"reg_number\"", " ,\n\t\"reg_number\" ");
    let (number, _) = receive(&portal.program().await.desk(), Some("key"), &spaced).await.unwrap();
    let original = applications::original(portal.db(), number).await.unwrap();
    assert_eq!(original.body, spaced);
    assert_eq!(original.revision, 1);
}

#[tokio::test]
async fn the_partner_is_told_by_letter_once() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    portal.run_errands().await;
    portal.run_errands().await;
    assert_eq!(portal.letters(), 2, "one to the partner, one to the client");
    let to_partner =
        format!("letters where recipient = 'help@forsait.example' and application_number = {number}");
    assert_eq!(portal.count(&to_partner).await, 1);
}
