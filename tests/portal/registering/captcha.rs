//! The captcha: good once, for one form, for ten minutes; and never the only wall.

use axum::http::StatusCode;
use chrono::Duration;

use crate::support::{GuessingWay, PHRASE, Page, Portal, REGISTRATION, answer, asked};

const WRONG: &str = "Символы не совпали";
const RECOVERY: &str = "/portal/recovery";
const KNOWN: &str = "staff@forsait.example";

fn id(page: &Page) -> String {
    page.values("input[name=captcha]", "value").pop().unwrap()
}

#[tokio::test]
async fn the_picture_has_an_address_of_its_own_and_the_answer_stays_here() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let form = visitor.open(REGISTRATION).await;
    let address = form.values(".captcha img", "src").pop().unwrap();
    let picture = visitor.open(&address).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let sum = answer(&form);
    assert_eq!(portal.count(&format!("captchas where sum = '{sum}' or length(symbols) < 64")).await, 0);
    assert_eq!(visitor.open("/captcha/0").await.status, StatusCode::NOT_FOUND);
    portal.clock.advance(Duration::minutes(10));
    assert_eq!(visitor.open(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_answer_uses_the_captcha_up() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let form = visitor.open(RECOVERY).await;
    let sum = answer(&form);
    let values = |sum: &str| [("email", "a@b.example".to_owned()), ("sum", sum.to_owned())];
    let wrong = values("999");
    let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(visitor.press(&form, RECOVERY, &wrong).await.says(WRONG));
    let right = values(&sum);
    let right: Vec<_> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(visitor.press(&form, RECOVERY, &right).await.says(WRONG), "its one try is over");
}

#[tokio::test]
async fn a_captcha_is_good_for_ten_minutes_for_one_form_and_once() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let late = visitor.open(RECOVERY).await;
    portal.clock.advance(Duration::minutes(10));
    let sum = answer(&late);
    assert!(visitor.press(&late, RECOVERY, &[("email", "a@b.example"), ("sum", &sum)]).await.says(WRONG));

    let other = visitor.open(REGISTRATION).await;
    let (captcha, sum) = (id(&other), answer(&other));
    let form = visitor.open(RECOVERY).await;
    let values = [("email", "a@b.example"), ("captcha", captcha.as_str()), ("sum", sum.as_str())];
    assert!(visitor.press(&form, RECOVERY, &values).await.says(WRONG), "it was of another form");

    let form = visitor.open(RECOVERY).await;
    let sum = answer(&form);
    let values = [("email", "a@b.example"), ("sum", sum.as_str())];
    assert!(visitor.press(&form, RECOVERY, &values).await.says("отправлено письмо"));
    assert!(visitor.press(&form, RECOVERY, &values).await.says(WRONG), "it was used");
}

#[tokio::test]
async fn what_was_solved_is_not_asked_again_until_it_is_used() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by();
    let solved = visitor.register("", "a@b.example", &[]).await;
    assert!(solved.says("Проверка пройдена") && solved.texts("#symbols").is_empty());
    let whole = [
        ("login", "romashka"),
        ("password", PHRASE),
        ("email", "a@b.example"),
        ("agreement", "on"),
        ("personal_data", "on"),
    ];
    assert!(visitor.press(&solved, REGISTRATION, &whole).await.says("Требуется подтвердить"));
    let again: Vec<_> = whole.into_iter().skip(1).chain([("login", "another")]).collect();
    assert!(
        visitor.press(&solved, REGISTRATION, &again).await.says(WRONG),
        "one registration for one answer"
    );
}

#[tokio::test]
async fn a_hundred_guesses_find_nothing_and_are_stopped() {
    let portal = Portal::open().await;
    let mut visitor = portal.passer_by().at("203.0.113.66");
    let (mut refused, mut stopped) = (0, 0);
    let mut form = visitor.open(RECOVERY).await;
    for guess in 0..100 {
        let symbols = format!("ACE{guess:03}");
        let page = visitor.press(&form, RECOVERY, &[("email", "a@b.example"), ("symbols", &symbols)]).await;
        match page.status {
            StatusCode::UNPROCESSABLE_ENTITY => {
                refused += 1;
                form = page;
            }
            StatusCode::TOO_MANY_REQUESTS => stopped += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!((refused, stopped), (60, 40));
    assert_eq!(portal.count("security_events where kind = 'captcha_answered'").await, 1, "the owner is told");
    let mut honest = portal.passer_by();
    let form = honest.open(RECOVERY).await;
    let sum = answer(&form);
    let served = honest.press(&form, RECOVERY, &[("email", "a@b.example"), ("sum", &sum)]).await;
    assert!(served.says("отправлено письмо"), "{}", served.text());
}

/// Six symbols of those that stand on pictures: of 34 million combinations another one for each guess.
fn symbols(guess: usize) -> String {
    let all: Vec<char> = "ACEFHKMNPRTWXY3479".chars().collect();
    (0..6).map(|place| all[(guess * 7919 / 18_usize.pow(place) + guess) % all.len()]).collect()
}

/// Guesses the captcha of a recovery; every second guess is the right answer, to a captcha that the guess before has used
/// up. Answers how many were looked at.
async fn guess_captchas(portal: &Portal, way: GuessingWay) -> usize {
    let mut visitor = portal.passer_by();
    let (mut captcha, mut sum) = asked(&visitor.open(RECOVERY).await);
    let mut looked_at = 0;
    for (guess, from) in way.guesses(&portal.clock) {
        visitor = visitor.at(&from);
        let late = guess % 2 == 1;
        let symbols = symbols(guess);
        let typed = if late { ("sum", sum.as_str()) } else { ("symbols", symbols.as_str()) };
        let page = visitor.send(RECOVERY, &[("email", KNOWN), ("captcha", &captcha), typed]).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            continue;
        }
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{way:?} {guess}");
        looked_at += 1;
        if late {
            assert!(page.says(WRONG), "{way:?} {guess}: {}", page.text());
            (captcha, sum) = asked(&page);
        }
    }
    looked_at
}

#[tokio::test]
async fn however_many_guess_a_captcha_none_is_solved_and_an_honest_visitor_is_served() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        portal.staff().await;
        let most = if way == GuessingWay::OneAddress { 60 } else { usize::MAX };
        let looked_at = way.looked_at(most, Duration::minutes(15));
        assert_eq!(guess_captchas(&portal, way).await, looked_at, "{way:?}");
        assert_eq!(portal.count("password_links").await, 0, "{way:?}: nothing was asked for");
        let mut honest = portal.passer_by();
        let form = honest.open(RECOVERY).await;
        let sum = answer(&form);
        let served = honest.press(&form, RECOVERY, &[("email", KNOWN), ("sum", &sum)]).await;
        assert!(served.says("отправлено письмо"), "{way:?}: {}", served.text());
        assert_eq!(portal.count("password_links").await, 1, "{way:?}");
    }
}
