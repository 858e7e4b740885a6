//! Guesses at the password of a program: counted as those at the account's own, from wherever and however fast.

use axum::http::StatusCode;
use chrono::{DateTime, Duration, Utc};

use super::{HOME, LOGIN, call, holder, made};
use crate::support::{GuessingWay, PASSWORD, Portal};

const ELSEWHERE: &str = "192.0.2.99";
/// How many guesses at a name are looked at, and within which time.
const MOST: usize = 5;
const WINDOW: Duration = Duration::minutes(15);

/// A word beside the right one: one letter is another.
fn beside(word: &str, guess: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut letters: Vec<u8> = word.bytes().filter(|letter| *letter != b'-').collect();
    let place = guess % letters.len();
    let is = LETTERS.iter().position(|letter| *letter == letters[place]).unwrap();
    letters[place] = LETTERS[(is + 1 + guess / letters.len() % 31) % 32];
    String::from_utf8(letters).unwrap()
}

#[tokio::test]
async fn however_many_guess_it_is_not_found_its_owner_is_told_and_the_program_works_on() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        let holder = holder(&portal).await;
        let word = made(&portal, &holder, "Склад").await;
        let api = portal.api_for_all();
        assert_eq!(call(&api, &word, HOME).await.status, StatusCode::NOT_FOUND, "the pair is right");
        let (mut looked_at, mut until): (usize, DateTime<Utc>) = (0, portal.clock.now());
        for (guess, from) in way.guesses(&portal.clock) {
            // While no password is looked at, the right ones make no difference.
            let shut = portal.clock.now() < until;
            let typed = match (shut, guess % 2) {
                (true, 0) => word.clone(),
                (true, _) => PASSWORD.to_owned(),
                (false, _) => beside(&word, guess),
            };
            let answer = call(&api, &typed, &from).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                until = portal.clock.now() + Duration::seconds(answer.header("retry-after").parse().unwrap());
            } else {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{way:?} {guess}");
                looked_at += 1;
            }
        }
        assert_eq!(looked_at, way.looked_at(MOST, WINDOW), "{way:?}");
        let noted = portal.count("security_events where kind = 'sign_in_throttled'").await;
        assert_eq!(usize::try_from(noted).unwrap(), way.windows(WINDOW), "{way:?}");
        portal.run_errands().await;
        let told = format!(
            "letters where recipient = '{}' and subject like '%подбирал пароль%'",
            holder.account.email
        );
        assert_eq!(
            usize::try_from(portal.count(&told).await).unwrap(),
            way.days_spent(MOST, WINDOW),
            "{way:?}"
        );
        let portal = portal.restarted().await;
        let answer = call(&portal.api_for_all(), &word, HOME).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{way:?}: its own pair is known there");
    }
}

#[tokio::test]
async fn guesses_at_both_kinds_and_at_the_browser_are_counted_together() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let api = portal.api_for_all();
    for guess in 0..3 {
        assert_eq!(call(&api, &beside(&word, guess), ELSEWHERE).await.status, StatusCode::UNAUTHORIZED);
    }
    for _ in 0..2 {
        let wrong = portal.passer_by().at(ELSEWHERE).sign_in(LOGIN, "wrong-wrong").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for right in [&word, PASSWORD] {
        assert_eq!(call(&api, right, ELSEWHERE).await.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn one_who_guesses_beside_the_program_does_not_shut_it_out() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    assert_eq!(call(&portal.api_for_all(), &word, HOME).await.status, StatusCode::NOT_FOUND);
    let portal = portal.restarted().await;
    let api = portal.api_for_all();
    for guess in 0..MOST {
        assert_eq!(call(&api, &beside(&word, guess), HOME).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(call(&api, &beside(&word, MOST), HOME).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(call(&api, &word, HOME).await.status, StatusCode::NOT_FOUND);
    portal.clock.advance(Duration::days(30) + Duration::seconds(1));
    let portal = portal.restarted().await;
    for guess in 0..MOST {
        call(&portal.api_for_all(), &beside(&word, guess), ELSEWHERE).await;
    }
    let late = call(&portal.api_for_all(), &word, HOME).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "a month later the address is not known");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_right_calls_is_never_a_guess() {
    let portal = Portal::open().await;
    let holder = holder(&portal).await;
    let word = made(&portal, &holder, "Склад").await;
    let calls = (0..30).map(|_| {
        let (api, word) = (portal.api_for_all(), word.clone());
        tokio::spawn(async move { call(&api, &word, HOME).await.status })
    });
    for answered in calls.collect::<Vec<_>>() {
        assert_eq!(answered.await.unwrap(), StatusCode::NOT_FOUND, "the pair is right");
    }
}
