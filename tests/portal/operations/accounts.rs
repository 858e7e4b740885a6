//! Accounts: sessions, how long they last, and the limit on guesses.

use std::sync::Arc;

use chrono::Duration;
use registrar::operations::accounts::{self, Attempt, Belongs, Entered, Session, SignInFailure, Viewer};
use registrar::operations::people::TypedPerson;
use registrar::operations::{Desk, Failure};

use crate::support::{PASSWORD, Portal};

fn attempt<'a>(login: &'a str, password: &'a str) -> Attempt<'a> {
    Attempt { login, password, address: "192.0.2.1", request_id: "test", ..Attempt::default() }
}

fn signed(entered: Result<Entered, SignInFailure>) -> (String, Session) {
    match entered.unwrap() {
        Entered::Signed(signed) => *signed,
        Entered::Waits(_) => panic!("nobody set up a second factor"),
    }
}

#[tokio::test]
async fn a_right_pair_signs_in_and_a_wrong_one_does_not_say_what_is_wrong() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let (token, session) = signed(accounts::sign_in(&portal.house, &attempt(" staff ", PASSWORD)).await);
    assert_eq!(session.person, staff.id());
    let Viewer { account, session: found, .. } =
        accounts::signed_in(&portal.house, &token).await.unwrap().unwrap();
    assert_eq!((account.login.as_str(), found.csrf), ("staff", session.csrf));
    for (login, password) in [("staff", "wrong-wrong"), ("nobody-here", PASSWORD), ("staff\0", PASSWORD)] {
        let refused = accounts::sign_in(&portal.house, &attempt(login, password)).await;
        assert!(matches!(refused, Err(SignInFailure::Wrong)), "{login:?}");
    }
    assert_eq!(portal.count("sessions").await, 1);
    assert_eq!(
        portal.count(&format!("sessions where token_hash = '{token}'")).await,
        0,
        "only a digest is kept"
    );
}

#[tokio::test]
async fn five_wrong_guesses_close_the_login_for_a_quarter_of_an_hour() {
    let portal = Portal::open().await;
    portal.staff().await;
    for _ in 0..5 {
        let wrong = accounts::sign_in(&portal.house, &attempt("staff", "wrong-wrong")).await;
        assert!(matches!(wrong, Err(SignInFailure::Wrong)));
    }
    for login in ["staff", "STAFF "] {
        let throttled = accounts::sign_in(&portal.house, &attempt(login, PASSWORD)).await;
        assert!(matches!(throttled, Err(SignInFailure::Throttled(900))), "{login}");
    }
    assert_eq!(portal.count("security_events where kind = 'sign_in_failed'").await, 5);
    assert_eq!(portal.count("security_events where kind = 'sign_in_throttled'").await, 1, "once in a window");
    portal.manager().await;
    assert!(accounts::sign_in(&portal.house, &attempt("manager", PASSWORD)).await.is_ok(), "others go on");
    portal.clock.advance(Duration::minutes(15) + Duration::microseconds(1));
    assert!(accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await.is_ok());
}

#[tokio::test]
async fn of_thirty_guesses_at_once_no_more_than_five_are_tried() {
    let portal = Portal::open().await;
    portal.staff().await;
    let guesses = (0..30).map(|_| {
        let house = Arc::clone(&portal.house);
        tokio::spawn(async move { accounts::sign_in(&house, &attempt("staff", "wrong-wrong")).await })
    });
    let mut tried = 0;
    for guess in guesses.collect::<Vec<_>>() {
        match guess.await.unwrap() {
            Err(SignInFailure::Wrong) => tried += 1,
            other => assert!(matches!(other, Err(SignInFailure::Throttled(900)))),
        }
    }
    assert_eq!(tried, 5);
    assert_eq!(portal.count("security_events where kind = 'sign_in_failed'").await, 5);
    assert_eq!(portal.count("security_events where kind = 'sign_in_throttled'").await, 1);
    portal.manager().await;
    assert!(accounts::sign_in(&portal.house, &attempt("manager", PASSWORD)).await.is_ok(), "others go on");
    let counted = portal.count("sign_in_attempts where key = 'address:192.0.2.1' and failures = 5").await;
    assert_eq!(counted, 1, "neither what was not tried nor what was right counts");
}

#[tokio::test]
async fn a_success_in_a_browser_forgets_what_was_guessed_wrong_and_a_programs_does_not() {
    let portal = Portal::open().await;
    portal.program().await;
    portal.staff().await;
    for _ in 0..2 {
        for _ in 0..4 {
            let wrong = accounts::sign_in(&portal.house, &attempt("staff", "wrong-wrong")).await;
            assert!(matches!(wrong, Err(SignInFailure::Wrong)));
        }
        accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await.unwrap();
    }
    assert_eq!(portal.count("sign_in_attempts where key = 'login:staff' and failures = 0").await, 1);
    assert_eq!(portal.count("sign_in_attempts where key like 'address:%' and failures = 8").await, 1);
    for _ in 0..4 {
        accounts::its_login(&portal.house, &attempt("its-demo", "wrong-wrong")).await.unwrap_err();
    }
    accounts::its_login(&portal.house, &attempt("its-demo", PASSWORD)).await.unwrap();
    assert_eq!(portal.count("sign_in_attempts where key = 'login:its-demo' and failures = 4").await, 1);
    assert_eq!(portal.count("sign_in_attempts where trying <> 0").await, 0, "every place was given back");
    portal.clock.advance(Duration::minutes(15) + Duration::microseconds(1));
    accounts::sign_in(&portal.house, &attempt("manager", PASSWORD)).await.unwrap_err();
    accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await.unwrap();
    let swept = portal.count("sign_in_attempts where key = 'login:its-demo'").await;
    assert_eq!(swept, 0, "old windows are swept");
}

#[tokio::test]
async fn a_session_ends_when_it_rests_too_long_and_at_the_end_of_the_day() {
    for (foreign, idle, absolute) in
        [(false, Duration::hours(4), Duration::hours(14)), (true, Duration::minutes(15), Duration::hours(2))]
    {
        let portal = Portal::open().await;
        portal.staff().await;
        let attempt = Attempt { foreign_computer: foreign, ..attempt("staff", PASSWORD) };
        let (rested, _) = signed(accounts::sign_in(&portal.house, &attempt).await);
        portal.clock.advance(idle - Duration::microseconds(1));
        assert!(accounts::signed_in(&portal.house, &rested).await.unwrap().is_some());
        portal.clock.advance(idle);
        assert!(accounts::signed_in(&portal.house, &rested).await.unwrap().is_none());
        let (busy, session) = signed(accounts::sign_in(&portal.house, &attempt).await);
        while portal.clock.now() + idle / 2 < session.created_at + absolute {
            portal.clock.advance(idle / 2);
            assert!(accounts::signed_in(&portal.house, &busy).await.unwrap().is_some());
        }
        portal.clock.turn_to(session.created_at + absolute);
        assert!(accounts::signed_in(&portal.house, &busy).await.unwrap().is_none());
        assert_eq!(portal.count("sessions").await, 0);
    }
}

#[tokio::test]
async fn a_page_that_asks_by_itself_does_not_keep_the_session_alive() {
    let portal = Portal::open().await;
    portal.staff().await;
    let (token, _) = signed(accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await);
    for _ in 0..3 {
        portal.clock.advance(Duration::hours(1));
        assert!(accounts::still_signed_in(&portal.house, &token).await.unwrap().is_some());
    }
    portal.clock.advance(Duration::hours(1));
    assert!(accounts::still_signed_in(&portal.house, &token).await.unwrap().is_none());
}

#[tokio::test]
async fn signing_out_or_closing_the_account_ends_the_session_at_once() {
    let portal = Portal::open().await;
    portal.staff().await;
    let (token, session) = signed(accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await);
    let (other, _) = signed(accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await);
    accounts::sign_out(&portal.house, &session).await.unwrap();
    assert!(accounts::signed_in(&portal.house, &token).await.unwrap().is_none());
    assert!(accounts::signed_in(&portal.house, &other).await.unwrap().is_some());
    portal.sql("update people set disabled_at = created_at where login = 'staff'").await;
    assert!(accounts::signed_in(&portal.house, &other).await.unwrap().is_none());
    let refused = accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await;
    assert!(matches!(refused, Err(SignInFailure::Wrong)));
}

#[tokio::test]
async fn a_program_is_known_by_its_own_pair_only() {
    let portal = Portal::open().await;
    let program = portal.program().await;
    portal.staff().await;
    let known = accounts::its_login(&portal.house, &attempt("its-demo", PASSWORD)).await.unwrap();
    assert_eq!(known, program.login);
    for (login, password) in [("its-demo", "wrong-wrong"), ("staff", PASSWORD)] {
        let refused = accounts::its_login(&portal.house, &attempt(login, password)).await;
        assert!(matches!(refused, Err(SignInFailure::Wrong)), "{login}");
    }
}

#[tokio::test]
async fn a_login_is_given_once_and_a_password_has_a_length() {
    const GOOD: &str = "синий трактор едет";
    let portal = Portal::open().await;
    let console = Desk::of_console(&portal.house, "console-user".to_owned());
    let belongs = Belongs::Partner(portal.partner("forsait").await.id);
    let new = TypedPerson {
        login: " New ".to_owned(),
        email: "new@forsait.example".to_owned(),
        full_name: "Новый  Сотрудник".to_owned(),
        role: "partner_staff".to_owned(),
    };
    let short = accounts::add(&console, &new, belongs, "short").await;
    assert!(matches!(short, Err(Failure::Invalid(faults)) if faults[0].0 == "password"));
    let wrong =
        TypedPerson { login: "два слова".to_owned(), email: "нет".to_owned(), ..new.clone() };
    let wrong = accounts::add(&console, &wrong, belongs, GOOD).await;
    assert!(matches!(wrong, Err(Failure::Invalid(faults)) if faults.len() == 2));
    let id = accounts::add(&console, &new, belongs, GOOD).await.unwrap();
    let twice = accounts::add(&console, &new, belongs, GOOD).await;
    assert!(matches!(twice, Err(Failure::Invalid(faults)) if faults[0].0 == "login"));
    let noted = format!(
        "audit where verb = 'person_added' and subject = 'person:{id}' and actor = 'console' and chain = 1"
    );
    assert_eq!(portal.count(&noted).await, 1);
    portal.verify().await;
    assert!(accounts::sign_in(&portal.house, &attempt("new", GOOD)).await.is_ok());
}

#[tokio::test]
async fn a_guess_that_is_given_up_counts_as_failed() {
    let portal = Portal::open().await;
    portal.staff().await;
    for _ in 0..5 {
        let house = Arc::clone(&portal.house);
        let guess =
            tokio::spawn(async move { accounts::sign_in(&house, &attempt("staff", "wrong-wrong")).await });
        while portal.count("sign_in_attempts where key = 'login:staff' and trying > 0").await == 0
            && !guess.is_finished()
        {
            tokio::task::yield_now().await;
        }
        guess.abort();
        let _ = guess.await;
        while portal.count("sign_in_attempts where trying > 0").await > 0 {
            tokio::task::yield_now().await;
        }
    }
    let refused = accounts::sign_in(&portal.house, &attempt("staff", PASSWORD)).await;
    assert!(matches!(refused, Err(SignInFailure::Throttled(900))));
}
