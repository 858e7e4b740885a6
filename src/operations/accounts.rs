//! Accounts: signing in and out, sessions with their limits, throttled guesses.

mod adding;
mod beginning;
mod device;
mod door;
mod newcomer;
pub(super) mod own_words;
mod programs;
mod second_step;
mod telling;
pub(super) mod throttle;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};

pub use adding::{Belongs, add};
pub(super) use beginning::begin;
pub use beginning::{Entered, Entrant, device_after, enter};
use device::Device;
pub use device::KNOWN_DAYS;
use door::Proven;
pub use programs::its_login;
pub use second_step::{SecondStep, StepFailure, take_step, waiting};
pub(super) use second_step::{finish_step, prove_again};
use throttle::{Budget, Guess, OpenGuess};

use super::{Desk, Failure, House, factor_rules};
use crate::domain::account::Account;
use crate::domain::factor::Factor;
use crate::domain::ids::{PersonId, RegistrationId};
use crate::domain::month::moscow_day;
use crate::domain::standing_in::Lending;
use crate::gateways::tokens;
pub use crate::store::sessions::Session;
pub use crate::store::viewers::Viewer;
use crate::store::{StoreError, colleagues, sessions, viewers};

/// How long a session lives without being used, and at all.
struct SessionLimits {
    idle: Duration,
    absolute: Duration,
}

/// A working day at one's own desk.
const OWN_COMPUTER: SessionLimits = SessionLimits { idle: Duration::hours(4), absolute: Duration::hours(14) };
/// «Чужой компьютер»: short, nothing remembered.
const FOREIGN_COMPUTER: SessionLimits =
    SessionLimits { idle: Duration::minutes(15), absolute: Duration::hours(2) };

/// An attempt to sign in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attempt<'a> {
    /// The login, as typed.
    pub login: &'a str,
    /// The password, as typed.
    pub password: &'a str,
    /// Whether the person chose «Чужой компьютер».
    pub foreign_computer: bool,
    /// The client's address.
    pub address: &'a str,
    /// The browser's `User-Agent`.
    pub browser: &'a str,
    /// The value of the device cookie; the caller has verified its signature.
    pub device: Option<&'a str>,
    /// The key of the digests of known addresses.
    pub secret: &'a [u8],
    /// The id of the request.
    pub request_id: &'a str,
}

/// Why a sign-in failed. It never reveals whether login or password was wrong.
#[derive(Debug, thiserror::Error)]
pub enum SignInFailure {
    /// Login or password is wrong, or the account is disabled.
    #[error("wrong login or password")]
    Wrong,
    /// An ИНН was given, and the account that it denotes does not have this password.
    #[error("the name does not tell the account")]
    Ambiguous,
    /// The pair is right, but the letter of this registration was not answered yet.
    #[error("the registration is not confirmed")]
    Unconfirmed(RegistrationId),
    /// The password is right, but the ITS login is blocked.
    #[error("the login is blocked")]
    Blocked,
    /// The pair is right, but the account has no ITS contract.
    #[error("no ITS contract")]
    NoContract,
    /// The pair is right, but the account has a second factor: its programs need passwords of their own.
    #[error("a program needs a password of its own")]
    ProgramPasswordNeeded,
    /// Too many failures; the next guess is allowed after this many seconds.
    #[error("too many attempts; again in {0} seconds")]
    Throttled(u64),
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
}

impl From<Failure> for SignInFailure {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => Self::Store(error),
            // Of an account that was found nothing else fails.
            Failure::NotFound
            | Failure::Forbidden(_)
            | Failure::Unproven(_)
            | Failure::NotAPerson
            | Failure::Stale(_)
            | Failure::Refused(_)
            | Failure::Invalid(_)
            | Failure::TooOften(_) => Self::Wrong,
        }
    }
}

/// Signs a person in with a new token, or lets the sign-in wait for the second factor. The name is a login, an e-mail address that is confirmed or that only one person
/// has, or the ИНН of an organisation, which denotes the member whom it named for that.
pub async fn sign_in(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<Entered, SignInFailure> {
    printable(attempt)?;
    let (hold, claim) = at_the_door(house, attempt).await?;
    let by_inn = claim.by_inn;
    let Some(proven) = door::prove(house, claim, attempt.password).await else {
        hold.wrong().await?;
        return Err(if by_inn { SignInFailure::Ambiguous } else { SignInFailure::Wrong });
    };
    hold.right().await?;
    let account = match proven {
        Proven::Account(account) => account,
        Proven::Waiting(registration) => return Err(SignInFailure::Unconfirmed(registration)),
    };
    Ok(enter(house, &account, &attempt.arrival()).await?)
}

/// Takes a place for the guess and looks the name up. On a device known for the person the guess counts there. In a
/// browser without a device cookie the place is taken before the look-up, so that the time reveals nothing.
async fn at_the_door(
    house: &Arc<House>,
    attempt: &Attempt<'_>,
) -> Result<(OpenGuess, door::Claim), SignInFailure> {
    let name = attempt.login.trim();
    let strangers = Budget::of_strangers(attempt.address, name);
    let Some(device) = attempt.device.and_then(Device::read) else {
        let hold = OpenGuess::take(house, strangers, attempt.guess()).await?;
        return Ok((hold, door::claim(house, name).await?));
    };
    let claim = door::claim(house, name).await?;
    let known = claim.account.as_ref().filter(|account| device.knows(account, house.clock.now()));
    let budget = known.map_or(strangers, |account| Budget::of_device(device.id(), account.id));
    Ok((OpenGuess::take(house, budget, attempt.guess()).await?, claim))
}

/// The viewer of a token whose session is alive; extends the session.
pub async fn signed_in(house: &Arc<House>, token: &str) -> Result<Option<Viewer>, Failure> {
    let found = still_signed_in(house, token).await?;
    if let Some(Viewer { account, session, .. }) = &found {
        let now = house.clock.now();
        if now - session.seen_at >= Duration::minutes(1) {
            sessions::touch(&house.db, &session.token_hash, now).await?;
            colleagues::seen(&house.db, account.id, now).await?;
        }
    }
    Ok(found)
}

/// Like [`signed_in`], but does not extend the session: used for polling.
pub async fn still_signed_in(house: &Arc<House>, token: &str) -> Result<Option<Viewer>, Failure> {
    viewer(house, &tokens::digest(token)).await
}

/// The desk of whoever is signed in with this session, if it still lives; it does not extend the session.
pub async fn desk_of(house: &Arc<House>, session: &Session, request: &str) -> Result<Option<Desk>, Failure> {
    let found = viewer(house, &session.token_hash).await?;
    let desk = |who: Viewer| {
        let desk = Desk::of_person(house, &who.account, who.memberships, request.to_owned());
        desk.proven(who.session.proven_at).standing_in(&who.lent)
    };
    Ok(found.map(desk))
}

async fn viewer(house: &Arc<House>, token_hash: &str) -> Result<Option<Viewer>, Failure> {
    let Some(viewer) = viewers::find(&house.db, token_hash, moscow_day(house.clock.now())).await? else {
        return Ok(None);
    };
    if viewer.account.disabled || !lives(&viewer.session, house.clock.now()) {
        sessions::end(&house.db, &viewer.session.token_hash).await?;
        return Ok(None);
    }
    Ok(Some(viewer))
}

/// From which day on whoever is signed in needs a second factor, for their own roles or for those that are lent to them, while
/// they have none.
pub async fn owes_factor(
    desk: &Desk,
    account: &Account,
    lent: &[Lending],
) -> Result<Option<NaiveDate>, Failure> {
    Ok(factor_rules::owed_by(desk.house(), account, lent).await?)
}

/// Signs out by deleting the session.
pub async fn sign_out(house: &Arc<House>, session: &Session) -> Result<(), Failure> {
    Ok(sessions::end(&house.db, &session.token_hash).await?)
}

/// Ends the session of a token, if there is one, when another sign-in in the browser replaces it.
pub async fn leave(house: &Arc<House>, token: &str) -> Result<(), Failure> {
    Ok(sessions::end(&house.db, &tokens::digest(token)).await?)
}

/// The sessions of a person that are alive, the last used first.
pub(super) async fn living(
    house: &Arc<House>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, StoreError> {
    let mut found = sessions::of_person(&house.db, person, now - OWN_COMPUTER.absolute).await?;
    found.retain(|session| lives(session, now));
    Ok(found)
}

fn lives(session: &Session, now: DateTime<Utc>) -> bool {
    let limits = if session.foreign_computer { FOREIGN_COMPUTER } else { OWN_COMPUTER };
    now - session.seen_at < limits.idle && now - session.created_at < limits.absolute
}

/// Refuses control characters: no login contains them, and some are invalid in a query.
fn printable(attempt: &Attempt<'_>) -> Result<(), SignInFailure> {
    if attempt.login.contains(char::is_control) { Err(SignInFailure::Wrong) } else { Ok(()) }
}

impl Attempt<'_> {
    fn arrival(&self) -> Entrant<'_> {
        let Self { foreign_computer, browser, device, address, request_id, .. } = *self;
        Entrant { foreign_computer, browser, device, address, by: Factor::Password, request_id }
    }

    fn guess(&self) -> Guess {
        let (typed, from) = (self.login.to_owned(), self.address.to_owned());
        Guess { typed, from, request_id: self.request_id.to_owned() }
    }
}
