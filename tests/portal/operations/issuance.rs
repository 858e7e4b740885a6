//! Issuance: one certificate per owner, whatever is refused or repeated and whenever a worker dies; an approval is
//! written once.

use chrono::Duration;
use registrar::domain::errand::Errand;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::{Stage, StageCode};
use registrar::gateways::ca::SigningRequest;
use registrar::operations::forwarding::{self, ErrandOutcome};
use registrar::operations::{Desk, cabinet, inspection, review};
use registrar::store::outbox::{self, Kept};
use registrar::store::{certificates, installation, licences};
use serde_json::{Value, json};

use crate::support::{Portal, nameless, rounds};

const LEASE: Duration = Duration::seconds(90);

fn worker_desk(portal: &Portal) -> Desk {
    Desk::of_worker(&portal.house, "test-worker".to_owned())
}

/// Claims the due errands of an application, without its letters.
async fn claimed(portal: &Portal, number: ApplicationNumber) -> Vec<Kept> {
    let due = outbox::claim(portal.db(), portal.clock.now(), LEASE, 100).await.unwrap();
    let work = due.into_iter().filter(|kept| !matches!(kept.errand, Errand::Letter { .. }));
    work.filter(|kept| kept.errand.application() == Some(number)).collect()
}

/// Submits a forwarded application to the authority and returns the errands of its owners.
async fn at_the_authority(portal: &Portal, number: ApplicationNumber) -> Vec<Kept> {
    portal.clock.advance(Duration::seconds(10));
    let due = claimed(portal, number).await;
    assert_eq!(forwarding::submit(&worker_desk(portal), &due[0]).await.unwrap(), ErrandOutcome::Done);
    claimed(portal, number).await
}

/// Asks the authority for an owner's certificate and notes it.
async fn issue(portal: &Portal, errand: &Kept) -> ErrandOutcome {
    let desk = worker_desk(portal);
    let csr_der = forwarding::request(&desk, errand).await.unwrap().unwrap();
    let request = SigningRequest { id: errand.key.clone(), csr_der };
    let certificate = portal.authority().submit(&request, desk.now()).await.unwrap();
    forwarding::note_certificate(&desk, errand, certificate).await.unwrap()
}

async fn owners_with_certificates(portal: &Portal, number: ApplicationNumber) -> Vec<u32> {
    let issued = certificates::of_application(portal.db(), number).await.unwrap();
    issued.into_iter().map(|issued| issued.owner).collect()
}

#[tokio::test]
async fn every_owner_gets_one_certificate_and_then_the_application_is_approved_once() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft().owners(4)).await;
    assert_eq!(owners_with_certificates(&portal, number).await, [0, 1, 2, 3]);
    let approved = portal.see(number).await;
    assert!(matches!(approved.stage, Stage::Approved { at, .. } if at == portal.clock.now()));
    assert_eq!(portal.count("licences").await, 2);
    assert_eq!(portal.count("charges").await, 2);
    assert_eq!(portal.count("errands where state <> 'done'").await, 0);
    assert_eq!(portal.letters(), 4, "one to the partner; to the client: received, forwarded, approved");
    portal.verify().await;
}

#[tokio::test]
async fn without_requests_there_is_no_issuance() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft().with("/owners/0/csr", Value::Null)).await;
    assert_eq!(owners_with_certificates(&portal, number).await, Vec::<u32>::new());
    assert_eq!(portal.count("errands where kind = 'issue'").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn a_refusal_returns_the_application_with_the_authoritys_words() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft().with("/owners/0/csr", json!(nameless()))).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::InReview);
    let card = inspection::card(&portal.staff().await.desk(), number).await.unwrap();
    assert_eq!(card.history[0].verb, "authority_refused");
    assert!(card.history[0].details.contains("нет сведений о владельце"), "{}", card.history[0].details);
    assert_eq!(portal.count("licences").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn certificates_stay_and_only_the_refused_owner_is_sent_again() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&portal.draft().owners(3)).await;
    let errands = at_the_authority(&portal, number).await;
    assert_eq!(errands.len(), 3);
    assert_eq!(issue(&portal, &errands[0]).await, ErrandOutcome::Done);
    let refused = forwarding::note_refusal(&worker_desk(&portal), &errands[1], "Нет доверенности").await;
    assert_eq!(refused.unwrap(), ErrandOutcome::Done);
    assert_eq!(forwarding::request(&worker_desk(&portal), &errands[2]).await.unwrap(), None);
    forwarding::settle_moot(&worker_desk(&portal), &errands[2]).await.unwrap();
    assert_eq!(portal.see(number).await.stage, Stage::InReview { reviewer: staff.id() });
    let mut browser = portal.visit(&staff).await;
    let card = format!("/partner/applications/{number}");
    let told = browser.open(&card).await.texts("#progress .notice").join(" ");
    assert!(told.contains("Удостоверяющий центр отказал: ") && told.contains("Нет доверенности"), "{told}");
    portal.forward(&staff, number).await;
    assert_eq!(browser.open(&card).await.texts("#progress .notice"), [""; 0]);
    let page = browser.open(&card).await;
    let back = browser.press(&page, &format!("{card}/forwarding/undo"), &[]).await;
    assert_eq!(back.texts("#progress .notice").len(), 1, "what was taken back was not forwarded");
    portal.forward(&staff, number).await;
    let again = at_the_authority(&portal, number).await;
    let owners: Vec<_> = again
        .iter()
        .map(|kept| match kept.errand {
            Errand::Issue { owner, .. } => owner,
            Errand::Submit { .. }
            | Errand::Register { .. }
            | Errand::Expire { .. }
            | Errand::Wake { .. }
            | Errand::Letter { .. }
            | Errand::PasswordLetter { .. }
            | Errand::ConfirmationLetter { .. }
            | Errand::PasswordNotice { .. }
            | Errand::LoginRenamed { .. }
            | Errand::OfferLetter { .. }
            | Errand::ClientInvitation { .. }
            | Errand::PinGuesses { .. }
            | Errand::JournalHead { .. } => panic!("{kept:?}"),
        })
        .collect();
    assert_eq!(owners, [1, 2]);
    assert_eq!(issue(&portal, &again[0]).await, ErrandOutcome::Done);
    assert_eq!(issue(&portal, &again[1]).await, ErrandOutcome::Done);
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(owners_with_certificates(&portal, number).await, [0, 1, 2]);
    portal.verify().await;
}

#[tokio::test]
async fn a_certificate_that_comes_after_another_owners_refusal_is_kept() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&portal.draft().owners(2)).await;
    let errands = at_the_authority(&portal, number).await;
    let desk = worker_desk(&portal);
    let csr_der = forwarding::request(&desk, &errands[0]).await.unwrap().unwrap();
    let request = SigningRequest { id: errands[0].key.clone(), csr_der };
    let certificate = portal.authority().submit(&request, desk.now()).await.unwrap();
    forwarding::note_refusal(&desk, &errands[1], "Нет доверенности").await.unwrap();
    let late = forwarding::note_certificate(&desk, &errands[0], certificate).await.unwrap();
    assert_eq!(late, ErrandOutcome::Done);
    let returned = portal.see(number).await;
    assert_eq!(returned.stage, Stage::InReview { reviewer: staff.id() });
    assert_eq!(returned.attention, None);
    assert_eq!(owners_with_certificates(&portal, number).await, [0]);
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    assert_eq!(owners_with_certificates(&portal, number).await, [0, 1]);
    portal.verify().await;
}

#[tokio::test]
async fn whoever_dies_between_certificate_and_note_gets_the_same_certificate_again() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    let errands = at_the_authority(&portal, number).await;
    let desk = worker_desk(&portal);
    let csr_der = forwarding::request(&desk, &errands[0]).await.unwrap().unwrap();
    let code = installation::read(portal.db()).await.unwrap().code;
    let request = SigningRequest { id: errands[0].key.clone(), csr_der }.of_installation(&code);
    let issued = portal.authority().submit(&request, desk.now()).await.unwrap();
    portal.clock.advance(LEASE);
    portal.run_errands().await;
    let kept = certificates::of_application(portal.db(), number).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].certificate, issued);
    portal.verify().await;
}

#[tokio::test]
async fn the_same_errand_twice_does_its_work_once() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    let errands = at_the_authority(&portal, number).await;
    assert_eq!(issue(&portal, &errands[0]).await, ErrandOutcome::Done);
    let first = certificates::of_application(portal.db(), number).await.unwrap().remove(0);
    let again =
        forwarding::note_certificate(&worker_desk(&portal), &errands[0], first.certificate).await.unwrap();
    assert_eq!(again, ErrandOutcome::Moot);
    let due = claimed(&portal, number).await;
    assert_eq!(forwarding::register(&worker_desk(&portal), &due[0]).await.unwrap(), ErrandOutcome::Done);
    assert_eq!(forwarding::register(&worker_desk(&portal), &due[0]).await.unwrap(), ErrandOutcome::Moot);
    assert_eq!((portal.count("licences").await, portal.count("charges").await), (2, 2));
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_with_the_same_errand_approve_once() {
    let portal = Portal::open().await;
    for round in 0..rounds() / 5 {
        let number = portal.forwarded(&portal.draft()).await;
        let errands = at_the_authority(&portal, number).await;
        issue(&portal, &errands[0]).await;
        let due = claimed(&portal, number).await.remove(0);
        let working = [(); 2].map(|()| {
            let (desk, due) = (worker_desk(&portal), due.clone());
            tokio::spawn(async move { forwarding::register(&desk, &due).await })
        });
        let mut done = 0;
        for outcome in working {
            done += usize::from(matches!(outcome.await.unwrap(), Ok(ErrandOutcome::Done)));
        }
        assert_eq!(done, 1, "round {round}");
        assert_eq!(portal.count(&format!("charges where application_number = {number}")).await, 2);
    }
    portal.run_errands().await;
    portal.verify().await;
}

#[tokio::test]
async fn an_errand_before_its_time_is_put_off_to_the_end_of_the_undo_window() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft()).await;
    let Stage::Forwarded { undo_until, .. } = portal.see(number).await.stage else { panic!("forwarded") };
    portal.clock.advance(Duration::seconds(10));
    let due = claimed(&portal, number).await;
    portal.clock.advance(Duration::seconds(-5));
    assert_eq!(forwarding::submit(&worker_desk(&portal), &due[0]).await.unwrap(), ErrandOutcome::PutOff);
    let open = outbox::open_of(portal.db(), number).await.unwrap();
    assert!(open.iter().any(|kept| kept.id == due[0].id && kept.due_at == undo_until));
}

#[tokio::test]
async fn approval_brings_the_card_up_to_date_and_nothing_before_it_does() {
    let portal = Portal::open().await;
    let (staff, draft) = (portal.staff().await, portal.draft());
    let first = portal.approved(&draft).await;
    let organization = portal.see(first).await.organization;
    let renamed = draft.with("/type", json!("renew")).with("/organization/short_name", json!("ООО «Ирис»"));
    let number = portal.send(&renamed).await;
    let card = inspection::card(&staff.desk(), number).await.unwrap();
    assert_eq!(card.organization.requisites.short_name, "ООО «Ромашка 1»");
    assert_eq!(card.differences.len(), 1, "{:?}", card.differences);
    portal.take(&staff, number).await;
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    let card = inspection::card(&staff.desk(), number).await.unwrap();
    assert_eq!(
        (card.organization.id, card.organization.requisites.short_name.as_str()),
        (organization, "ООО «Ирис»")
    );
    assert_eq!(licences::of_organization(portal.db(), organization).await.unwrap().len(), 4);
}

#[tokio::test]
async fn the_clients_program_completes_what_is_approved_once() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    let number = portal.send(&portal.draft()).await;
    assert!(cabinet::complete(&program.desk(), number).await.is_err(), "it is not approved yet");
    let number = portal.approved(&portal.draft()).await;
    let at = portal.clock.now();
    let completed = cabinet::complete(&program.desk(), number).await.unwrap();
    assert!(matches!(completed.stage, Stage::Completed { approved_at, .. } if approved_at == at));
    assert!(cabinet::complete(&program.desk(), number).await.is_err());
    let undone = review::undo(&portal.staff().await.desk(), number, completed.version).await;
    assert!(undone.is_err());
    portal.verify().await;
}
