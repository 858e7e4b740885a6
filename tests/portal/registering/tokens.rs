//! Attacks on the link of the letter: used twice, too old, of another registration, tampered with, two at once.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::gateways::tokens;
use registrar::operations::Failure;
use registrar::operations::registration;

use crate::support::{GuessingWay, Portal, beside, rounds};

const EMAIL: &str = "buh@romashka.example";

fn token(link: &str) -> &str {
    link.trim_start_matches("/portal/confirmation/")
}

#[tokio::test]
async fn a_link_confirms_once_and_a_damaged_one_never() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let link = portal.registered(&mut visitor, "romashka", EMAIL).await;
    let whole = token(&link).to_owned();
    assert_eq!(whole.len(), 64);
    assert_eq!(portal.count(&format!("registrations where digest = '{whole}'")).await, 0, "only a digest");
    let turned = whole.replacen(|letter: char| letter.is_ascii_digit(), "f", 1);
    for damaged in [turned, whole.to_uppercase(), whole[1..].to_owned(), format!("{whole}0"), "0".repeat(64)]
    {
        if damaged != whole {
            let gone = visitor.open(&format!("/portal/confirmation/{damaged}")).await;
            assert_eq!(gone.status, StatusCode::GONE, "{damaged}");
            assert!(gone.says("Ссылка не действует"));
        }
    }
    let asked = visitor.open(&link).await;
    assert!(visitor.press(&asked, &link, &[]).await.says("Адрес подтвержден"));
    let twice = visitor.press(&asked, &link, &[]).await;
    assert_eq!(twice.status, StatusCode::GONE);
    assert!(twice.says("Ею уже воспользовались"), "{}", twice.text());
    assert_eq!(portal.count("people where login = 'romashka'").await, 1);
}

#[tokio::test]
async fn a_link_is_good_to_the_last_moment_of_its_day() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let link = portal.registered(&mut visitor, "romashka", EMAIL).await;
    portal.clock.advance(Duration::hours(24) - Duration::microseconds(1));
    let asked = visitor.open(&link).await;
    assert_eq!(asked.status, StatusCode::OK);
    portal.clock.advance(Duration::microseconds(1));
    assert_eq!(visitor.press(&asked, &link, &[]).await.status, StatusCode::GONE);
    assert_eq!(portal.count("people").await, 0);
}

#[tokio::test]
async fn the_link_of_one_registration_confirms_no_other_and_no_link_does_anothers_work() {
    let portal = Portal::open().await;
    let (mut one, mut other) = (portal.passer_by(), portal.passer_by());
    let first = portal.registered(&mut one, "first", "first@romashka.example").await;
    portal.registered(&mut other, "second", "second@romashka.example").await;
    other.confirm(&first).await;
    assert_eq!(portal.count("people where login = 'first'").await, 1);
    assert_eq!(portal.count("people where login = 'second'").await, 0);
    let waiting = other.open("/portal/confirmation").await;
    assert!(!other.press(&waiting, "/portal/confirmation", &[]).await.says("Мои продукты"));
    let as_password = other.open(&format!("/password/{}", token(&first))).await;
    assert_eq!(as_password.status, StatusCode::GONE);
}

#[tokio::test]
async fn of_two_who_follow_one_link_at_once_one_makes_the_account() {
    let portal = Portal::open().await;
    for round in 0..(rounds() / 10).max(1) {
        let (login, email) = (format!("login-{round}"), format!("login-{round}@romashka.example"));
        let address = format!("198.51.100.{}", round % 200);
        let link = portal.registered(&mut portal.passer_by().at(&address), &login, &email).await;
        let (one, two) = tokio::join!(
            registration::confirm(&portal.house, token(&link), "test-1"),
            registration::confirm(&portal.house, token(&link), "test-2"),
        );
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
        assert!(matches!(one.and(two), Err(Failure::NotFound)));
        assert_eq!(portal.count(&format!("people where login = '{login}'")).await, 1);
    }
    portal.verify().await;
}

#[tokio::test]
async fn of_two_who_registered_with_one_email_the_first_has_it_and_the_other_is_told() {
    let portal = Portal::open().await;
    for round in 0..(rounds() / 10).max(1) {
        let email = format!("shared-{round}@romashka.example");
        let mut links = Vec::new();
        for name in ["one", "two"] {
            let address = format!("198.51.100.{}", round % 200);
            let login = format!("{name}-{round}");
            portal.clock.advance(Duration::seconds(1));
            links.push(portal.registered(&mut portal.passer_by().at(&address), &login, &email).await);
        }
        let (one, two) = tokio::join!(
            registration::confirm(&portal.house, token(&links[0]), "test-1"),
            registration::confirm(&portal.house, token(&links[1]), "test-2"),
        );
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
        let Err(Failure::Invalid(faults)) = one.and(two) else { panic!("the other one is told") };
        assert_eq!(faults, [("email", "Такой e-mail уже использован при регистрации".to_owned())]);
        assert_eq!(portal.count(&format!("people where confirmed_email = '{email}'")).await, 1);
    }
    let mut late = portal.passer_by();
    let told = late.confirm(&portal.link_to("shared-0@romashka.example").await).await;
    assert!(told.says("Ссылка не действует") || told.says("уже использован"), "{}", told.text());
    portal.verify().await;
}

#[tokio::test]
async fn however_many_guess_a_link_nobody_is_confirmed_and_whoever_has_it_is() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        let link = portal.registered(&mut portal.passer_by(), "romashka", EMAIL).await;
        let (kept, asked_at) = (tokens::digest(token(&link)), portal.clock.now());
        let mut guesser = portal.passer_by();
        guesser.open("/portal/sign-in").await;
        for (guess, from) in way.guesses(&portal.clock) {
            guesser = guesser.at(&from);
            let word = if guess == 0 { kept.clone() } else { beside(token(&link), guess) };
            let address = format!("/portal/confirmation/{word}");
            let page =
                if guess % 2 == 0 { guesser.open(&address).await } else { guesser.send(&address, &[]).await };
            assert_eq!(page.status, StatusCode::GONE, "{way:?} {guess}");
        }
        assert_eq!(portal.count("people").await, 0, "{way:?}");
        let still = portal.clock.now() < asked_at + Duration::hours(24);
        let link =
            if still { link } else { portal.registered(&mut portal.passer_by(), "romashka", EMAIL).await };
        assert!(portal.passer_by().confirm(&link).await.says("Адрес подтвержден"), "{way:?}");
    }
}
