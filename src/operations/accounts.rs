//! Accounts: signing in and out, sessions with their limits, guessing throttled.

mod adding;
mod door;
pub(super) mod throttle;

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

pub use adding::{Belongs, add};
use door::Proof;
use throttle::Guess;

use super::{Desk, Failure, House};
use crate::domain::account::Account;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::partner::Partner;
use crate::gateways::tokens;
use crate::store::logins::ItsLogin;
pub use crate::store::sessions::Session;
use crate::store::{StoreError, accounts, colleagues, guesses, logins, partners, sessions};

/// How long a session lives without being used, and at all.
struct Limits {
    idle: Duration,
    absolute: Duration,
}

/// A working day at one's own desk.
const OWN_COMPUTER: Limits = Limits { idle: Duration::hours(4), absolute: Duration::hours(14) };
/// «Чужой компьютер»: short, nothing remembered.
const FOREIGN_COMPUTER: Limits = Limits { idle: Duration::minutes(15), absolute: Duration::hours(2) };

/// How much of what a browser calls itself is kept.
const BROWSER_MOST: usize = 300;

/// An attempt to sign in.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// The login, as typed.
    pub login: &'a str,
    /// The password, as typed.
    pub password: &'a str,
    /// Whether the person said «Чужой компьютер».
    pub foreign_computer: bool,
    /// The address from which it comes.
    pub address: &'a str,
    /// What the browser calls itself.
    pub browser: &'a str,
    /// The request.
    pub request_id: &'a str,
}

/// Why nobody was signed in. It never says which of the two was wrong.
#[derive(Debug, thiserror::Error)]
pub enum SignInFailure {
    /// Login or password is wrong, or the account is closed.
    #[error("wrong login or password")]
    Wrong,
    /// An ИНН was given, and not exactly one account of that organisation has this password.
    #[error("the name does not tell the account")]
    Ambiguous,
    /// The pair is right, but the ITS login is blocked.
    #[error("the login is blocked")]
    Blocked,
    /// Too many failed guesses; wait.
    #[error("too many attempts")]
    Throttled,
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
}

/// Signs a person in: a new token, never an old one. The name is a login, an e-mail that only one person has, or the
/// ИНН of an organisation of which exactly one account has this password.
pub async fn sign_in(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<(String, Session), SignInFailure> {
    printable(attempt)?;
    let claim = door::claim(house, attempt.login.trim()).await?;
    // Whatever names an account, the guesses at it are counted together.
    let at = claim.login().unwrap_or(attempt.login).to_owned();
    let guess = attempt.guess(&at);
    guess.must_be_allowed(house).await?;
    let account = match door::prove(house, claim, attempt.password).await {
        Proof::Account(account) => *account,
        Proof::Wrong => {
            guess.failed(house).await?;
            return Err(SignInFailure::Wrong);
        }
        Proof::Ambiguous => {
            guess.failed(house).await?;
            return Err(SignInFailure::Ambiguous);
        }
    };
    guess.forget(house).await?;
    let now = house.clock.now();
    sessions::sweep(&house.db, now - OWN_COMPUTER.absolute).await?;
    guesses::sweep(&house.db, now - throttle::WINDOW).await?;
    let token = tokens::fresh();
    let session = Session {
        token_hash: tokens::digest(&token),
        person: account.id,
        csrf: tokens::fresh(),
        created_at: now,
        seen_at: now,
        foreign_computer: attempt.foreign_computer,
        browser: attempt.browser.chars().take(BROWSER_MOST).collect(),
    };
    sessions::begin(&house.db, &session).await?;
    colleagues::seen(&house.db, account.id, now).await?;
    Ok((token, session))
}

/// Somebody signed in: the account, the organisations that it belongs to, the session.
pub type SignedIn = (Account, Vec<OrganizationId>, Session);

/// Who is signed in with this token, if the session still lives; it is used by this.
pub async fn signed_in(house: &Arc<House>, token: &str) -> Result<Option<SignedIn>, Failure> {
    let found = still_signed_in(house, token).await?;
    if let Some((account, _, session)) = &found {
        let now = house.clock.now();
        if now - session.seen_at >= Duration::minutes(1) {
            sessions::touch(&house.db, &session.token_hash, now).await?;
            colleagues::seen(&house.db, account.id, now).await?;
        }
    }
    Ok(found)
}

/// The same, and the session is not used by it: a page that asks by itself is nobody at work.
pub async fn still_signed_in(house: &Arc<House>, token: &str) -> Result<Option<SignedIn>, Failure> {
    let Some(session) = sessions::find(&house.db, &tokens::digest(token)).await? else { return Ok(None) };
    let now = house.clock.now();
    if !lives(&session, now) {
        sessions::end(&house.db, &session.token_hash).await?;
        return Ok(None);
    }
    let account = accounts::open(&house.db, session.person).await?;
    if account.disabled {
        sessions::end(&house.db, &session.token_hash).await?;
        return Ok(None);
    }
    let memberships = accounts::memberships(&house.db, account.id).await?;
    Ok(Some((account, memberships, session)))
}

/// The partner in whose house somebody works, when it is one's.
pub async fn own_partner(desk: &Desk) -> Result<Option<Partner>, Failure> {
    match desk.partner() {
        Some(partner) => Ok(Some(partners::open(desk.db(), partner).await?)),
        None => Ok(None),
    }
}

/// Signs out: the session is gone, whatever the browser keeps.
pub async fn sign_out(house: &Arc<House>, session: &Session) -> Result<(), Failure> {
    Ok(sessions::end(&house.db, &session.token_hash).await?)
}

/// Ends the session of a token, if there is one: whoever signs in again in the same browser leaves nothing behind.
pub async fn leave(house: &Arc<House>, token: &str) -> Result<(), Failure> {
    Ok(sessions::end(&house.db, &tokens::digest(token)).await?)
}

/// The ITS login of a pair, if the pair is right.
///
/// A pair that was right a few minutes ago is right without the effort, and nobody else's guesses hold it up.
pub async fn its_login(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<ItsLogin, SignInFailure> {
    printable(attempt)?;
    let login = logins::find(&house.db, attempt.login).await?;
    let login = match login {
        Some(known) if house.passwords.remembers(attempt.password, &known.password_hash) => {
            return not_blocked(known);
        }
        other => other,
    };
    let guess = attempt.guess(attempt.login);
    guess.must_be_allowed(house).await?;
    let hash = login.as_ref().map(|login| login.password_hash.as_str());
    if !house.passwords.verify_and_remember(attempt.password, hash).await {
        guess.failed(house).await?;
        return Err(SignInFailure::Wrong);
    }
    guess.forget(house).await?;
    not_blocked(login.ok_or(SignInFailure::Wrong)?)
}

/// That a login is blocked is told only to whoever has its password; the row was read just now, so a blocking counts
/// from its instant on.
fn not_blocked(login: ItsLogin) -> Result<ItsLogin, SignInFailure> {
    if login.blocked_at.is_some() { Err(SignInFailure::Blocked) } else { Ok(login) }
}

/// The sessions of a person that still live, the last used first.
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

/// No login of ours has characters that cannot be seen; a database cannot even be asked for some of them.
fn printable(attempt: &Attempt<'_>) -> Result<(), SignInFailure> {
    if attempt.login.contains(char::is_control) { Err(SignInFailure::Wrong) } else { Ok(()) }
}

impl Attempt<'_> {
    fn guess<'a>(&'a self, at: &'a str) -> Guess<'a> {
        Guess { at, typed: self.login, address: Some(self.address), request_id: self.request_id }
    }
}
