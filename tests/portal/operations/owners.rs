//! Owners: a person keeps the same identity in every revision; a certificate belongs to the request that it answers.

use chrono::Duration;
use registrar::domain::certificate::Certificate;
use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use registrar::gateways::ca::SigningRequest;
use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::forwarding::{self, ErrandOutcome};
use registrar::operations::{Desk, attention, mending};
use registrar::store::outbox::{self, Kept};
use serde_json::{Value, json};

use crate::support::{Draft, Portal, Workshop, snils};
use crate::tampering::older;

const LEASE: Duration = Duration::seconds(90);

fn worker_desk(portal: &Portal) -> Desk {
    Desk::of_worker(&portal.house, "test-worker".to_owned())
}

async fn claim(portal: &Portal) -> Vec<Kept> {
    let due = outbox::claim(portal.db(), portal.clock.now(), LEASE, 100).await.unwrap();
    due.into_iter().filter(|kept| !matches!(kept.errand, Errand::Letter { .. })).collect()
}

/// An application with two owners at the authority, and the two requests, both claimed by a worker.
async fn two_asked(portal: &Portal, draft: &Draft) -> (ApplicationNumber, [Kept; 2]) {
    let number = portal.forwarded(&owned_by(draft, &[1, 2])).await;
    portal.clock.advance(Duration::seconds(10));
    forwarding::submit(&worker_desk(portal), &claim(portal).await[0]).await.unwrap();
    (number, claim(portal).await.try_into().unwrap())
}

/// The authority's answer to a request.
async fn answer(portal: &Portal, errand: &Kept) -> Certificate {
    let csr_der = forwarding::request(&worker_desk(portal), errand).await.unwrap().unwrap();
    let request = SigningRequest { id: errand.key.clone(), csr_der };
    portal.authority().submit(&request, portal.clock.now()).await.unwrap()
}

/// A draft with three people, not all of whom are owners at first.
fn three(portal: &Portal) -> Draft {
    portal.draft().owners(3)
}

/// The same application with these people as owners, each with the request from the draft.
fn owned_by(draft: &Draft, people: &[usize]) -> Draft {
    let all: Value = serde_json::from_str(&draft.text()).unwrap();
    let owners: Vec<Value> = people.iter().map(|person| all["owners"][person - 1].clone()).collect();
    draft.clone().with("/owners", json!(owners))
}

/// The partner returns the application and the client mends it.
async fn mend(portal: &Portal, number: ApplicationNumber, draft: &Draft) {
    portal.clock.advance(Duration::minutes(1));
    let given = GivenReason { code: "users", own_words: "" };
    let seen = portal.see(number).await.version;
    decisions::return_to_client(&portal.staff().await.desk(), number, seen, given).await.unwrap();
    let program = portal.program().await;
    mending::mend(&program.desk(), number, seen + 1, &draft.text()).await.unwrap();
}

/// The owners of the stored certificates, and whether each certificate is current.
async fn held(portal: &Portal, number: ApplicationNumber) -> Vec<(String, bool)> {
    let mut held: Vec<_> = portal.see_certificates(number).await;
    held.sort_by(|one, other| one.owner_snils.cmp(&other.owner_snils));
    held.into_iter().map(|one| (one.owner_snils, one.current)).collect()
}

async fn refused_by_the_clerk(portal: &Portal, number: ApplicationNumber) {
    attention::refuse(&portal.clerk().await.desk(), number, "Нет доверенности").await.unwrap();
}

#[tokio::test]
async fn a_late_certificate_of_whoever_was_replaced_is_theirs_and_counts_for_nobody() {
    let portal = Portal::open().await;
    let (staff, draft) = (portal.staff().await, three(&portal));
    let (number, [_, second]) = two_asked(&portal, &draft).await;
    let late = answer(&portal, &second).await;
    refused_by_the_clerk(&portal, number).await;
    mend(&portal, number, &owned_by(&draft, &[1, 3])).await;
    assert_eq!(
        forwarding::note_certificate(&worker_desk(&portal), &second, late).await.unwrap(),
        ErrandOutcome::Done
    );
    assert_eq!(held(&portal, number).await, [(snils(2), false)]);
    let card = portal.visit(&staff).await.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("выпущен по запросу, которого в заявлении больше нет"), "{}", card.text());
    assert!(card.says("такого запроса в заявлении больше нет"), "the history says it: {}", card.text());
    let api = portal.api(&portal.program().await);
    assert_eq!(api.application(number).await.json()["certificates"], json!([]));
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(held(&portal, number).await, [(snils(1), true), (snils(2), false), (snils(3), true)]);
    assert_eq!(api.application(number).await.json()["certificates"].as_array().unwrap().len(), 2);
    portal.verify().await;
}

#[tokio::test]
async fn whoever_is_named_again_with_the_same_request_has_their_certificate() {
    let portal = Portal::open().await;
    let (staff, draft) = (portal.staff().await, three(&portal));
    let (number, [_, second]) = two_asked(&portal, &draft).await;
    let late = answer(&portal, &second).await;
    refused_by_the_clerk(&portal, number).await;
    mend(&portal, number, &owned_by(&draft, &[1, 3])).await;
    forwarding::note_certificate(&worker_desk(&portal), &second, late).await.unwrap();
    mend(&portal, number, &owned_by(&draft, &[2, 1])).await;
    assert_eq!(held(&portal, number).await, [(snils(2), true)]);
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(held(&portal, number).await, [(snils(1), true), (snils(2), true)]);
    assert_eq!(portal.issued(), 2, "nobody was asked for twice");
    portal.verify().await;
}

#[tokio::test]
async fn whoever_has_a_certificate_stays_in_whatever_place() {
    let portal = Portal::open().await;
    let draft = three(&portal);
    let (number, [first, _]) = two_asked(&portal, &draft).await;
    let certificate = answer(&portal, &first).await;
    forwarding::note_certificate(&worker_desk(&portal), &first, certificate).await.unwrap();
    refused_by_the_clerk(&portal, number).await;
    let given = GivenReason { code: "users", own_words: "" };
    let seen = portal.see(number).await.version;
    decisions::return_to_client(&portal.staff().await.desk(), number, seen, given).await.unwrap();
    let program = portal.program().await;
    let without = owned_by(&draft, &[2, 3]).text();
    assert!(mending::mend(&program.desk(), number, seen + 1, &without).await.is_err());
    let turned = owned_by(&draft, &[3, 1]).text();
    mending::mend(&program.desk(), number, seen + 1, &turned).await.unwrap();
    assert_eq!(held(&portal, number).await, [(snils(1), true)]);
    portal.verify().await;
}

#[tokio::test]
async fn a_refusal_of_whoever_was_replaced_moves_nothing() {
    let portal = Portal::open().await;
    let (staff, draft) = (portal.staff().await, three(&portal));
    let (number, [_, second]) = two_asked(&portal, &draft).await;
    refused_by_the_clerk(&portal, number).await;
    mend(&portal, number, &owned_by(&draft, &[1, 3])).await;
    portal.forward(&staff, number).await;
    portal.clock.advance(Duration::seconds(10));
    for errand in claim(&portal).await {
        forwarding::submit(&worker_desk(&portal), &errand).await.unwrap();
    }
    let desk = worker_desk(&portal);
    for outcome in [ErrandOutcome::Done, ErrandOutcome::Moot] {
        assert_eq!(forwarding::note_refusal(&desk, &second, "СНИЛС неверен").await.unwrap(), outcome);
    }
    assert_eq!(portal.see(number).await.stage.code(), StageCode::CertRequest);
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    portal.verify().await;
}

#[tokio::test]
async fn what_is_for_another_key_goes_to_a_person_and_is_kept_nowhere() {
    let portal = Portal::open().await;
    let (number, [first, _]) = two_asked(&portal, &three(&portal)).await;
    let workshop = Workshop::open();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem"];
    let new = ["req", "-new", "-config", "request.cnf", "-outform", "DER", "-out", "other.der"];
    workshop.says(&[&new[..], &key[..]].concat());
    let request = SigningRequest { id: "another".to_owned(), csr_der: workshop.read("other.der") };
    let foreign = portal.authority().submit(&request, portal.clock.now()).await.unwrap();
    let noted = forwarding::note_certificate(&worker_desk(&portal), &first, foreign).await.unwrap();
    assert_eq!(noted, ErrandOutcome::GivenUp);
    assert_eq!(portal.see_certificates(number).await, []);
    let words = portal.see(number).await.attention.unwrap().words;
    assert!(words.contains("для другого ключа") && words.contains("Петрова"), "{words}");
    portal.verify().await;
}

#[tokio::test]
async fn an_errand_of_before_requests_were_named_means_the_revision_of_its_day() {
    let portal = Portal::open().await;
    let draft = three(&portal);
    let (number, [_, second]) = two_asked(&portal, &draft).await;
    let old = format!(r#"{{"kind":"issue","application":{number},"owner":1}}"#);
    let second = Kept { errand: serde_json::from_str(&old).unwrap(), ..second };
    let late = answer(&portal, &second).await;
    refused_by_the_clerk(&portal, number).await;
    mend(&portal, number, &owned_by(&draft, &[1, 3])).await;
    assert_eq!(forwarding::request(&worker_desk(&portal), &second).await.unwrap(), None);
    forwarding::note_certificate(&worker_desk(&portal), &second, late).await.unwrap();
    assert_eq!(held(&portal, number).await, [(snils(2), false)]);
}

/// How many migrations to undo to reach the schema before certificates belonged to requests.
async fn steps_back(portal: &Portal) -> u32 {
    u32::try_from(portal.count("seaql_migrations").await).unwrap() - 17
}

#[tokio::test]
async fn an_office_of_before_knows_whose_each_certificate_is() {
    let portal = Portal::open().await;
    let (draft, workshop) = (three(&portal), Workshop::open());
    let draft = draft.with("/owners/1/csr", json!(workshop.gost_request()));
    let (number, [_, second]) = two_asked(&portal, &draft).await;
    let late = answer(&portal, &second).await;
    refused_by_the_clerk(&portal, number).await;
    mend(&portal, number, &owned_by(&draft, &[1, 3])).await;
    forwarding::note_certificate(&worker_desk(&portal), &second, late).await.unwrap();
    portal.forward(&portal.staff().await, number).await;
    portal.run_errands_after_the_undo_window().await;
    let whole = held(&portal, number).await;
    assert_eq!(whole, [(snils(1), true), (snils(2), false), (snils(3), true)]);
    older::put_sales_aside(&portal).await;
    portal.db().migrate_down(Some(steps_back(&portal).await)).await.unwrap();
    // The program of that version stored the late certificate under the person who had that position then.
    let misfiled = format!(
        "update certificates set owner_snils = '{}', owner_name = 'Другой' where owner_snils = '{}'",
        snils(3),
        snils(2)
    );
    portal.sql(&misfiled).await;
    portal.db().migrate().await.unwrap();
    older::put_sales_back(&portal).await;
    older::rewrite(&portal).await;
    assert_eq!(held(&portal, number).await, whole);
    portal.verify().await;
}

#[tokio::test]
async fn the_certificate_of_another_request_is_found_when_the_office_is_verified() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft().owners(2)).await;
    portal.unguard("certificates").await;
    portal
        .sql(&format!("update certificates set request_sha256 = 'x' where owner_snils = '{}'", snils(2)))
        .await;
    assert_eq!(held(&portal, number).await, [(snils(1), true), (snils(2), false)]);
    let found = registrar::operations::verification::verify(portal.db()).await.unwrap();
    let broken: Vec<_> = found.into_iter().filter(|one| one.broken.is_some()).map(|one| one.name).collect();
    assert!(
        broken.contains(&"every owner's request of an approved application has its certificate"),
        "{broken:?}"
    );
}
