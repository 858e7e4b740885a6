//! Guessing codes by SMS: whoever guesses, from wherever and however fast, opens nothing, and whoever has the number is
//! served. Codes confirm registrations and open the form of another password; nobody signs in by one.

use axum::http::{StatusCode, header};
use chrono::{DateTime, Duration, Utc};

use super::PHONE;
use crate::support::{CODE, GuessingWay, PHRASE, Page, Portal, Visitor, answer};

const RECOVERY: &str = "/portal/recovery/phone";
const RECOVERY_CODE: &str = "/portal/recovery/code";
const AGAIN: &str = "/portal/confirmation/letter";
const DAY: Duration = Duration::hours(24);
const MINUTE: Duration = Duration::minutes(1);
/// How many tries a code has.
const TRIES: usize = 5;
/// How many codes a day go to a number; another one is sent after a minute at the earliest.
const CODES: usize = 5;

/// What a code is guessed for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Another password of the account that has the number.
    Password,
    /// An account with a number of somebody else.
    Account,
}

impl Purpose {
    fn address(self) -> &'static str {
        match self {
            Self::Password => RECOVERY_CODE,
            Self::Account => CODE,
        }
    }

    /// Asks for a code; answers with the page, or with the refusal to send another one yet.
    async fn ask(self, guesser: &mut Visitor) -> Page {
        if self == Self::Account {
            let waiting = guesser.open("/portal/confirmation").await;
            if waiting.offers(AGAIN) {
                return guesser.press(&waiting, AGAIN, &[]).await;
            }
            return guesser.register_by_phone("thief", PHONE, &[]).await;
        }
        let form = guesser.open(RECOVERY).await;
        let sum = answer(&form);
        guesser.press(&form, RECOVERY, &[("mobile", PHONE), ("sum", &sum)]).await
    }
}

/// The codes of a guesser.
struct Guessing {
    purpose: Purpose,
    guesser: Visitor,
    /// The digits of the last code that was sent.
    right: String,
    /// How many tries the last code has.
    left: usize,
    /// Until when no other code is sent.
    until: DateTime<Utc>,
}

impl Guessing {
    async fn begin(portal: &Portal, purpose: Purpose) -> Self {
        let mut guesser = portal.passer_by();
        guesser.open("/portal/sign-in").await;
        Self { purpose, guesser, right: String::new(), left: 0, until: portal.clock.now() }
    }

    /// Asks for another code as soon as one is sent; the guesser is told how it reads when it has run out.
    async fn ask(&mut self, portal: &Portal) {
        let now = portal.clock.now();
        if self.left > 0 || now < self.until {
            return;
        }
        let page = self.purpose.ask(&mut self.guesser).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            self.until = now + Duration::seconds(page.header("retry-after").parse().unwrap());
            return;
        }
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        (self.right, self.left) = (portal.code_to(PHONE).await, TRIES);
    }

    /// Types a code that is not right, or when none is looked at the right one; answers whether it was looked at.
    async fn guess(&mut self, guess: usize) -> bool {
        let right: usize = self.right.parse().unwrap();
        let typed = if self.left > 0 { (right + 1 + guess % 999_999) % 1_000_000 } else { right };
        let address = self.purpose.address();
        let page = self.guesser.send(address, &[("code", &format!("{typed:06}"))]).await;
        let to = page.headers.get(header::LOCATION).map(|to| to.to_str().unwrap());
        assert!(matches!(to, None | Some(RECOVERY)), "{guess}: {to:?}");
        let looked_at = page.says("Код не подошел");
        assert_eq!(looked_at, self.left > 0, "{guess}: {} {}", page.status, page.text());
        self.left = self.left.saturating_sub(1);
        looked_at
    }
}

/// Guesses codes; answers how many were looked at.
async fn guess_codes(portal: &Portal, way: GuessingWay, purpose: Purpose) -> usize {
    let mut guessing = Guessing::begin(portal, purpose).await;
    let mut looked_at = 0;
    for (guess, from) in way.guesses(&portal.clock) {
        guessing.guesser = guessing.guesser.at(&from);
        guessing.ask(portal).await;
        looked_at += usize::from(guessing.guess(guess).await);
    }
    looked_at
}

/// How many guesses are looked at: a code every minute at the most, and so many codes a day.
fn most(way: GuessingWay) -> usize {
    match way {
        GuessingWay::OneAddress | GuessingWay::ThousandAddresses => way.looked_at(TRIES, MINUTE),
        GuessingWay::OneAMinute => way.looked_at(TRIES * CODES, DAY),
    }
}

#[tokio::test]
async fn however_many_guess_a_code_of_recovery_no_password_is_opened_and_the_holder_sets_one() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        portal.registered_by_phone(&mut portal.passer_by(), "romashka", PHONE).await;
        portal.clock.advance(DAY);
        assert_eq!(guess_codes(&portal, way, Purpose::Password).await, most(way), "{way:?}");
        assert_eq!(portal.count("password_links").await, 0, "{way:?}: no form was opened");
        let told = portal.count("errands where kind = 'code_guesses'").await;
        assert_eq!(
            usize::try_from(told).unwrap(),
            way.windows(DAY),
            "{way:?}: the holder is told once a day"
        );
        let entered = portal.passer_by().sign_in(PHONE, PHRASE).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{way:?}: the password is the same");
        portal.clock.advance(DAY);
        let mut holder = portal.passer_by();
        let page = Purpose::Password.ask(&mut holder).await;
        let form = holder.type_code(&page, &portal.code_to(PHONE).await).await;
        assert!(form.says("romashka"), "{way:?}: {}", form.text());
    }
}

#[tokio::test]
async fn however_many_guess_a_code_of_registration_nobody_is_confirmed_and_the_holder_registers() {
    for way in GuessingWay::ALL {
        let portal = Portal::open().await;
        assert_eq!(guess_codes(&portal, way, Purpose::Account).await, most(way), "{way:?}");
        assert_eq!(portal.count("people").await, 0, "{way:?}");
        let other = "+79990000002";
        portal.registered_by_phone(&mut portal.passer_by(), "lutik", other).await;
        portal.clock.advance(DAY);
        portal.registered_by_phone(&mut portal.passer_by(), "romashka", PHONE).await;
        assert_eq!(portal.count("people").await, 2, "{way:?}");
    }
}
