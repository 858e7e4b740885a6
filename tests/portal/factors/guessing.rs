//! Guesses at a second factor by whoever knows the password: five in a window and twenty a day, from wherever.

use std::collections::HashSet;

use axum::http::StatusCode;
use chrono::{DateTime, Duration, Utc};

use super::signing_in::answered;
use crate::support::{GuessingWay, PASSWORD, Persona, Portal, Visitor};

/// Minutes of an hour and of a day; a window has fifteen, and five guesses may fail in it.
const HOUR: usize = 60;
const DAY: usize = 24 * HOUR;

/// What is guessed.
#[derive(Clone, Copy, Debug)]
enum Secret {
    /// A code of the app: six digits.
    AppCode,
    /// A recovery code: twelve signs.
    RecoveryCode,
}

impl Secret {
    const ALL: [Self; 2] = [Self::AppCode, Self::RecoveryCode];

    /// A code that is none of the right ones.
    fn wrong(self, guess: usize, right: &[String]) -> String {
        let code = match self {
            Self::AppCode => format!("{:06}", guess * 7_919 % 1_000_000),
            Self::RecoveryCode => format!("{guess:012}"),
        };
        if right.contains(&code) { self.wrong(guess + 1, right) } else { code }
    }
}

/// Whether a guess of those that come once a minute is looked at: the first five of each window, until twenty of the day are.
fn is_looked_at(way: GuessingWay, guess: usize) -> bool {
    match way {
        GuessingWay::OneAMinute => guess % DAY < HOUR && guess % HOUR % 15 < 5,
        GuessingWay::OneAddress | GuessingWay::ThousandAddresses => guess < 5,
    }
}

/// Guesses after the right password; while no guess is looked at, the right code makes no difference. Answers which were.
async fn guess(
    portal: &Portal,
    owner: &Persona,
    way: GuessingWay,
    secret: Secret,
    right: impl Fn() -> Vec<String>,
) -> Vec<usize> {
    let mut thief = portal.at_the_second_step(owner).await;
    let (mut looked_at, mut since) = (vec![], portal.clock.now());
    let mut until: DateTime<Utc> = since;
    for (guess, from) in way.guesses(&portal.clock) {
        let now = portal.clock.now();
        if now - since > Duration::minutes(9) {
            // The sign-in is soon over; another browser begins anew.
            (thief, since) = (portal.at_the_second_step(owner).await, now);
        }
        thief = thief.at(&from);
        let right = right();
        let typed = if now < until { right[0].clone() } else { secret.wrong(guess, &right) };
        let answer = thief.send("/sign-in/code", &[("code", &typed)]).await;
        let shut = answer.status == StatusCode::TOO_MANY_REQUESTS;
        assert_eq!(shut, !is_looked_at(way, guess), "{way:?} {secret:?} {guess}: {}", answer.text());
        if shut {
            until = now + Duration::seconds(answer.header("retry-after").parse().unwrap());
        } else {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{way:?} {guess}: {}", answer.text());
            looked_at.push(guess);
        }
    }
    looked_at
}

async fn enters(browser: &mut Visitor, login: &str, code: &str) -> bool {
    browser.sign_in(login, PASSWORD).await;
    browser.open("/sign-in/code").await;
    answered(browser, code).await == StatusCode::SEE_OTHER
}

async fn nothing_is_found(way: GuessingWay, secret: Secret) {
    let portal = Portal::open().await;
    let (owner, colleague) = (portal.staff().await, portal.manager().await);
    let mut home = portal.visit(&owner).await;
    let (app, on_paper) = portal.set_up_app(&mut home).await;
    let (another, _) = portal.set_up_app(&mut portal.visit(&colleague).await).await;
    home.send("/sign-out", &[]).await;
    let clock = portal.clock.clone();
    let right = || match secret {
        Secret::AppCode => [0, -30, 30].map(|skew| app.code(clock.now() + Duration::seconds(skew))).to_vec(),
        Secret::RecoveryCode => on_paper.clone(),
    };
    let looked_at = guess(&portal, &owner, way, secret, right).await;
    let entered = portal.count(&format!("sessions where person_id = {}", owner.id().0)).await;
    assert_eq!(entered, 0, "{way:?} {secret:?}: nobody entered");
    // The owner is told once a Moscow day on which a window's last guess failed; the first one of all is made at noon.
    let spent = looked_at.iter().filter(|guess| *guess % 15 == 4).map(|guess| (DAY / 2 + guess) / DAY);
    let days: HashSet<usize> = spent.collect();
    portal.run_errands().await;
    let told = portal.count("letters where recipient = 'staff@forsait.example' and subject like 'Кто-то знает пароль и подбирал код%'").await;
    assert_eq!(usize::try_from(told).unwrap(), days.len(), "{way:?} {secret:?}");
    let code = another.code(portal.clock.now());
    assert!(
        enters(&mut portal.passer_by().at("203.0.113.66"), "manager", &code).await,
        "a colleague is not held up"
    );
    assert!(
        enters(&mut home, "staff", &app.code(portal.clock.now())).await,
        "nor the owner on a known computer"
    );
}

#[tokio::test]
async fn however_many_guess_a_code_it_is_not_found_the_owner_is_told_and_enters() {
    for secret in Secret::ALL {
        for way in GuessingWay::ALL {
            nothing_is_found(way, secret).await;
        }
    }
}
