//! What a key proves to whoever asks a person who is known: the second step of a sign-in, a step-up.

use registrar::domain::ids::PasskeyId;
use registrar::domain::passkey::KeyPurpose;
use registrar::operations::passkeys::{KeyAsking, KeyFailure, challenge_for, verify_for};
use registrar::store::factors;

use crate::support::Portal;

const STEP: KeyAsking<'static> =
    KeyAsking { purpose: KeyPurpose::SecondStep, word: "browser", request_id: "test" };

#[tokio::test]
async fn a_person_proves_one_of_their_own_keys_for_one_purpose() {
    let portal = Portal::open().await;
    let (staff, colleague) = (portal.staff().await, portal.colleague().await);
    let nobodys = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap();
    assert!(nobodys.is_none() && !factors::of_person(portal.db(), staff.id()).await.unwrap().asked());
    let mut device = portal.with_key(&staff, 1, "Ноутбук").await;
    let mut other = portal.with_key(&colleague, 2, "Телефон").await;
    assert!(factors::of_person(portal.db(), staff.id()).await.unwrap().usable());

    let asked = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
    assert_eq!(asked["allowCredentials"].as_array().unwrap().len(), 1, "only one's own");
    let answer = device.prove(&asked);
    let step_up = KeyAsking { purpose: KeyPurpose::StepUp, ..STEP };
    let failed = verify_for(&portal.house, staff.id(), &step_up, &answer).await;
    assert!(matches!(failed, Err(KeyFailure::Late)), "for another purpose: {failed:?}");
    let proven = verify_for(&portal.house, staff.id(), &STEP, &answer).await.unwrap();
    assert_eq!(proven, PasskeyId(1));
    let again = verify_for(&portal.house, staff.id(), &STEP, &answer).await;
    assert!(matches!(again, Err(KeyFailure::Late)), "{again:?}");

    let asked = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
    let failed = verify_for(&portal.house, staff.id(), &STEP, &other.prove(&asked)).await;
    assert!(matches!(failed, Err(KeyFailure::Unproven)), "the key of another person: {failed:?}");
    let asked = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
    let failed = verify_for(&portal.house, colleague.id(), &STEP, &device.prove(&asked)).await;
    assert!(matches!(failed, Err(KeyFailure::Late)), "another person was asked: {failed:?}");

    // A key that says no owner is good enough where the owner is known.
    device.handle = None;
    let asked = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
    assert!(verify_for(&portal.house, staff.id(), &STEP, &device.prove(&asked)).await.is_ok());
    device.counter = 0;
    let asked = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
    let failed = verify_for(&portal.house, staff.id(), &STEP, &device.prove(&asked)).await;
    assert!(matches!(failed, Err(KeyFailure::Suspended)), "{failed:?}");
    let left = factors::of_person(portal.db(), staff.id()).await.unwrap();
    assert!(!left.usable() && left.asked(), "a copy is no reason to ask for less");
    assert!(challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().is_none());
    portal.verify().await;
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let mut device = portal.with_key(&staff, 1, "Ноутбук").await;
    for _ in 0..10 {
        let asked = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
        let answer = device.prove(&asked);
        let verify = || verify_for(&portal.house, staff.id(), &STEP, &answer);
        let (one, other) = tokio::join!(verify(), verify());
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    }
    // A copy that answers another challenge at the same time has the same counter: it is found.
    let elsewhere = KeyAsking { word: "elsewhere", ..STEP };
    let here = challenge_for(&portal.house, staff.id(), &STEP).await.unwrap().unwrap();
    let there = challenge_for(&portal.house, staff.id(), &elsewhere).await.unwrap().unwrap();
    let (mine, copied) = (device.clone().prove(&here), device.prove(&there));
    let (one, other) = tokio::join!(
        verify_for(&portal.house, staff.id(), &STEP, &mine),
        verify_for(&portal.house, staff.id(), &elsewhere, &copied)
    );
    let suspended = |failed: &Result<PasskeyId, KeyFailure>| matches!(failed, Err(KeyFailure::Suspended));
    assert!(suspended(&one) != suspended(&other), "{one:?} {other:?}");
    portal.verify().await;
}
