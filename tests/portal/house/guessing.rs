//! Guessing passwords and the links that set them: whoever guesses, from wherever and however fast, finds nothing, and
//! whoever is meant is served.

use axum::http::StatusCode;
use chrono::{DateTime, Duration, Utc};
use registrar::gateways::tokens;

use crate::support::{Api, GuessingWay, PASSWORD, PHRASE, Portal, Reply, Visitor, beside};

const HOME: &str = "192.0.2.7";
const ELSEWHERE: &str = "192.0.2.99";
const LOGIN: &str = "manager";
/// How many guesses at a name are looked at, and within which time.
const MOST: usize = 5;
const WINDOW: Duration = Duration::minutes(15);

/// What to type: while no password is looked at, the right one, which must make no difference.
fn typed(guess: usize, shut: bool) -> String {
    if shut { PASSWORD.to_owned() } else { format!("wrong-wrong-{guess}") }
}

/// Until when nothing is looked at, as an answer says.
fn shut_until(portal: &Portal, retry_after: &str) -> DateTime<Utc> {
    portal.clock.now() + Duration::seconds(retry_after.parse().unwrap())
}

/// The second stream was told of each window once.
async fn noted_once_a_window(portal: &Portal, way: GuessingWay) {
    let noted = portal.count("security_events where kind = 'sign_in_throttled'").await;
    assert_eq!(usize::try_from(noted).unwrap(), way.windows(WINDOW), "{way:?}");
}

/// The owner was told once a Moscow day.
async fn told_once_a_day(portal: &Portal, way: GuessingWay, email: &str) {
    portal.run_errands().await;
    let told = format!("letters where recipient = '{email}' and subject like '%подбирал пароль%'");
    let days = way.days_spent(MOST, WINDOW);
    assert_eq!(usize::try_from(portal.count(&told).await).unwrap(), days, "{way:?}");
}

/// Guesses at the password; answers how many guesses were looked at.
async fn guess_in_browser(portal: &Portal, way: GuessingWay) -> usize {
    let mut guesser = portal.passer_by();
    guesser.open("/sign-in").await;
    let (mut looked_at, mut until) = (0, portal.clock.now());
    for (guess, from) in way.guesses(&portal.clock) {
        guesser = guesser.at(&from);
        let password = typed(guess, portal.clock.now() < until);
        let answer = guesser.send("/sign-in", &[("login", LOGIN), ("password", &password)]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            until = shut_until(portal, answer.header("retry-after"));
        } else {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{way:?} {guess}");
            looked_at += 1;
        }
    }
    looked_at
}

async fn signs_in(visitor: &mut Visitor, login: &str) -> bool {
    visitor.sign_in(login, PASSWORD).await.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn however_many_guess_a_password_it_is_not_found_and_its_owner_enters() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        let manager = portal.manager().await;
        portal.staff().await;
        let mut own = portal.passer_by().at(HOME);
        assert!(signs_in(&mut own, LOGIN).await);
        assert_eq!(guess_in_browser(&portal, way).await, way.looked_at(MOST, WINDOW), "{way:?}");
        assert_eq!(portal.count("sessions").await, 1, "{way:?}: only the owner's");
        noted_once_a_window(&portal, way).await;
        told_once_a_day(&portal, way, &manager.account.email).await;
        assert!(signs_in(&mut own, LOGIN).await, "{way:?}: the owner is known");
        assert!(signs_in(&mut portal.passer_by().at(ELSEWHERE), "staff").await, "{way:?}: others are served");
        portal.clock.advance(WINDOW);
        assert!(signs_in(&mut portal.passer_by().at(ELSEWHERE), LOGIN).await, "{way:?}: at a new computer");
    }
}

/// A program's call from an address.
async fn call(api: &Api, password: &str, from: &str) -> Reply {
    let api = api.typing("its-demo", password);
    api.ask("GET", "/api/v1/applications/1", &[("x-forwarded-for", from)], "").await
}

#[tokio::test]
async fn however_many_guess_the_password_of_a_program_it_is_not_found_and_the_program_works_on() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        let program = portal.program().await;
        let api = portal.api_for_all();
        assert_eq!(call(&api, PASSWORD, HOME).await.status, StatusCode::NOT_FOUND, "the pair is right");
        let (mut looked_at, mut until) = (0, portal.clock.now());
        for (guess, from) in way.guesses(&portal.clock) {
            let answer = call(&api, &typed(guess, portal.clock.now() < until), &from).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                until = shut_until(&portal, answer.header("retry-after"));
            } else {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{way:?} {guess}");
                looked_at += 1;
            }
        }
        assert_eq!(looked_at, way.looked_at(MOST, WINDOW), "{way:?}");
        noted_once_a_window(&portal, way).await;
        told_once_a_day(&portal, way, &program.login.email).await;
        let portal = portal.restarted().await;
        let answer = call(&portal.api_for_all(), PASSWORD, HOME).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{way:?}: its own address is known");
    }
}

#[tokio::test]
async fn however_many_guess_a_link_that_sets_a_password_nothing_is_set_and_the_owner_sets_one() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        let manager = portal.manager().await;
        let mut own = portal.passer_by().at(HOME);
        let link = asked_for(&portal, &mut own, &manager.account.email).await;
        let (token, asked_at) = (link.trim_start_matches("/password/"), portal.clock.now());
        let mut guesser = portal.passer_by();
        guesser.open("/sign-in").await;
        let kept = tokens::digest(token);
        for (guess, from) in way.guesses(&portal.clock) {
            guesser = guesser.at(&from);
            let word = if guess == 0 { kept.clone() } else { beside(token, guess) };
            let link = format!("/password/{word}");
            let page = if guess % 2 == 0 {
                guesser.open(&link).await
            } else {
                guesser.send(&link, &[("password", PHRASE)]).await
            };
            assert_eq!(page.status, StatusCode::GONE, "{way:?} {guess}");
        }
        assert!(signs_in(&mut portal.passer_by().at(HOME), LOGIN).await, "{way:?}: the password is the same");
        let still = portal.clock.now() < asked_at + Duration::hours(24);
        let link = if still { link } else { asked_for(&portal, &mut own, &manager.account.email).await };
        let form = own.open(&link).await;
        let done = own.press(&form, &link, &[("password", PHRASE)]).await;
        assert!(done.says("Пароль задан"), "{way:?}: {}", done.text());
    }
}

/// The link that whoever forgot the password gets.
async fn asked_for(portal: &Portal, visitor: &mut Visitor, email: &str) -> String {
    let form = visitor.open("/password").await;
    visitor.press(&form, "/password", &[("name", LOGIN)]).await;
    portal.run_errands().await;
    portal.link_to(email).await
}
