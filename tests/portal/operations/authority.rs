//! The authority is a real `cfssl serve`: what it issues, refuses, drops and loses, and that each request is sent at
//! most once.

use chrono::Duration;
use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::{Stage, StageCode};
use registrar::operations::{Desk, attention, circuit, forwarding, inspection};
use registrar::store::outbox::{self, Kept};
use serde_json::json;

use crate::support::{Cfssl, Draft, Portal, Workshop};

const LEASE: Duration = Duration::seconds(90);

async fn portal_asking(cfssl: &Cfssl) -> Portal {
    Portal::open().await.asking(&cfssl.setting())
}

/// An application, and a worker that has claimed the request to the authority.
async fn claimed(portal: &Portal) -> (ApplicationNumber, Desk, Kept) {
    let number = portal.forwarded(&portal.draft()).await;
    portal.clock.advance(Duration::seconds(10));
    let desk = || Desk::of_worker(&portal.house, "test-worker".to_owned());
    let claim = async || {
        let due = outbox::claim(portal.db(), portal.clock.now(), LEASE, 100).await.unwrap();
        due.into_iter().find(|kept| !matches!(kept.errand, Errand::Letter { .. })).unwrap()
    };
    forwarding::submit(&desk(), &claim().await).await.unwrap();
    (number, desk(), claim().await)
}

async fn history(portal: &Portal, number: ApplicationNumber) -> Vec<(String, String)> {
    let card = inspection::card(&portal.staff().await.desk(), number).await.unwrap();
    card.history.into_iter().map(|entry| (entry.verb, entry.details)).collect()
}

fn with_gost(draft: &Draft, owner: usize) -> Draft {
    let request = Workshop::open().gost_request();
    draft.clone().with(&format!("/owners/{owner}/csr"), json!(request))
}

#[tokio::test]
async fn what_it_issues_is_delivered() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let number = portal.approved(&portal.draft().owners(3)).await;
    let issued = portal.see_certificates(number).await;
    assert_eq!((issued.len(), cfssl.signed()), (3, 3));
    assert!(issued.iter().all(|one| cfssl.has_issued(&one.certificate.der)));
    portal.verify().await;
}

#[tokio::test]
async fn a_profile_is_asked_for_by_its_name() {
    let cfssl = Cfssl::serve().await;
    let portal = Portal::open().await.asking(&format!("{}/?profile=short", cfssl.setting()));
    let number = portal.approved(&portal.draft()).await;
    let certificate = portal.see_certificates(number).await.remove(0).certificate;
    assert_eq!(certificate.not_after - certificate.not_before, Duration::days(1));
}

#[tokio::test]
async fn with_a_key_it_knows_us_and_without_the_right_one_nothing_is_lost() {
    let cfssl = Cfssl::serve_with_key().await;
    let portal = portal_asking(&cfssl).await;
    let number = portal.approved(&portal.draft()).await;
    assert!(cfssl.has_issued(&portal.see_certificates(number).await[0].certificate.der));
    let wrong = cfssl.setting().replace("0011", "1100");
    let portal = portal.asking(&wrong);
    let number = portal.forwarded(&portal.draft()).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::CertRequest);
    let waiting = outbox::open_of(portal.db(), number).await.unwrap().remove(0);
    assert!(waiting.last_error.unwrap().contains("invalid token"));
    let portal = portal.asking(&cfssl.setting());
    portal.clock.turn_to(waiting.due_at);
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    portal.verify().await;
}

#[tokio::test]
async fn a_refused_gost_request_comes_back_to_the_partner_with_its_words() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&with_gost(&portal.draft(), 0)).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage, Stage::InReview { reviewer: staff.id() });
    let card = portal.visit(&staff).await.open(&format!("/partner/applications/{number}")).await;
    let words = "Удостоверяющий центр не может проверить запрос по ГОСТ: x509: cannot verify signature";
    assert!(card.says(words), "{}", card.text());
    assert_eq!((cfssl.asked(), cfssl.signed()), (1, 0));
    portal.verify().await;
}

#[tokio::test]
async fn certificates_of_the_others_stay_and_only_the_refused_owner_is_asked_for_again() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&with_gost(&portal.draft().owners(3), 1)).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::InReview);
    // The owners whose requests were still unsent at the refusal are served now. A second refusal finds all others
    // served.
    for _ in 0..2 {
        portal.forward(&staff, number).await;
        portal.run_errands_after_the_undo_window().await;
        assert_eq!(portal.see(number).await.stage.code(), StageCode::InReview);
    }
    let served: Vec<u32> = portal.see_certificates(number).await.iter().map(|issued| issued.owner).collect();
    assert_eq!((served, cfssl.signed()), (vec![0, 2], 2));
    let history = history(&portal, number).await;
    let submitted = history.iter().find(|(verb, _)| verb == "submitted").unwrap();
    let submitted: serde_json::Value = serde_json::from_str(&submitted.1).unwrap();
    assert_eq!((&submitted["owners"], submitted["requests"].as_array().unwrap().len()), (&json!([1]), 1));
    portal.verify().await;
}

#[tokio::test]
async fn what_it_dropped_from_the_subject_is_shown() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let number = portal.approved(&portal.draft()).await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let card = staff.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("В сертификате нет: "), "{}", card.text());
    let note = card.text().split("В сертификате нет: ").nth(1).unwrap().to_owned();
    for name in ["фамилия", "ИНН", "ИНН организации", "ОГРН", "СНИЛС"] {
        assert!(note.contains(name), "{name}: {note}");
    }
    let portal = portal.asking("builtin:");
    let number = portal.approved(&portal.draft()).await;
    let card = staff.open(&format!("/partner/applications/{number}")).await;
    assert!(!card.says("В сертификате нет"), "{}", card.text());
}

#[tokio::test]
async fn a_lost_answer_waits_for_a_person_and_nobody_asks_again() {
    let cfssl = Cfssl::serve().await;
    let portal = Portal::open().await.asking(&cfssl.setting_by(cfssl.swallowing_answers().await));
    let number = portal.forwarded(&portal.draft()).await;
    portal.run_errands_after_the_undo_window().await;
    let parked = portal.see(number).await;
    assert_eq!(parked.stage.code(), StageCode::CertRequest);
    let words = parked.attention.unwrap().words;
    assert!(words.starts_with("Ответ удостоверяющего центра не получен"), "{words}");
    portal.clock.advance(Duration::days(1));
    portal.run_errands().await;
    assert_eq!((cfssl.asked(), cfssl.signed()), (1, 1), "the certificate is there, and it is not ours");
    portal.verify().await;
    // A person decides that a second certificate does no harm.
    let portal = portal.asking(&cfssl.setting());
    attention::resend(&portal.clerk().await.desk(), number, "Первый отозван").await.unwrap();
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!((cfssl.signed(), portal.see_certificates(number).await.len()), (2, 1));
    portal.verify().await;
}

#[tokio::test]
async fn after_a_worker_died_the_question_is_not_asked_again() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let (number, desk, errand) = claimed(&portal).await;
    assert!(circuit::note_asked(&desk, &errand).await.unwrap());
    assert!(!circuit::note_asked(&desk, &errand).await.unwrap(), "another worker must not ask");
    // The worker dies here. Its lease expires, and the worker that takes the errand over finds the mark.
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    assert_eq!(cfssl.asked(), 0);
    let parked = portal.see(number).await;
    assert!(parked.attention.unwrap().words.starts_with("Ответ удостоверяющего центра не получен"));
    portal.verify().await;
}

#[tokio::test]
async fn an_answer_that_comes_after_all_is_kept_and_ends_the_call_for_a_person() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let (number, desk, errand) = claimed(&portal).await;
    assert!(circuit::note_asked(&desk, &errand).await.unwrap());
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    assert!(portal.see(number).await.attention.is_some());
    let csr_der = forwarding::request(&desk, &errand).await.unwrap().unwrap();
    let request = registrar::gateways::ca::SigningRequest { id: errand.key.clone(), csr_der };
    let certificate = portal.authority().submit(&request, desk.now()).await.unwrap();
    forwarding::note_certificate(&desk, &errand, certificate).await.unwrap();
    assert_eq!(portal.see(number).await.attention, None);
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(cfssl.signed(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn whoever_waits_for_an_answer_is_not_asked_for_when_another_owner_was_refused() {
    let cfssl = Cfssl::serve().await;
    let portal = portal_asking(&cfssl).await;
    let (staff, clerk) = (portal.staff().await, portal.clerk().await);
    let number = portal.forwarded(&portal.draft().owners(2)).await;
    portal.clock.advance(Duration::seconds(10));
    let desk = Desk::of_worker(&portal.house, "test-worker".to_owned());
    let due = outbox::claim(portal.db(), portal.clock.now(), LEASE, 100).await.unwrap();
    let submit = due.iter().find(|kept| matches!(kept.errand, Errand::Submit { .. })).unwrap();
    forwarding::submit(&desk, submit).await.unwrap();
    let asked = outbox::claim(portal.db(), portal.clock.now(), LEASE, 100).await.unwrap();
    for errand in &asked {
        assert!(circuit::note_asked(&desk, errand).await.unwrap());
    }
    // The authority refuses one request. The worker of the other one dies.
    forwarding::note_refusal(&desk, &asked[0], "Нет доверенности").await.unwrap();
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(cfssl.asked(), 1, "only the refused one");
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    let parked = portal.see(number).await;
    assert_eq!((parked.stage.code(), cfssl.asked()), (StageCode::CertRequest, 1));
    assert!(parked.attention.is_some());
    portal.verify().await;
    attention::resend(&clerk.desk(), number, "Сертификата нет").await.unwrap();
    portal.run_errands().await;
    assert_eq!((portal.see(number).await.stage.code(), cfssl.asked()), (StageCode::Approved, 2));
    portal.verify().await;
}
