//! Accounts: signing in and out, sessions with their limits, guessing throttled.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::{Desk, Failure, House};
use crate::domain::account::Account;
use crate::domain::ids::{OrganizationId, PersonId};
use crate::domain::partner::Partner;
use crate::gateways::tokens;
use crate::store::logins::ItsLogin;
pub use crate::store::sessions::Session;
use crate::store::{StoreError, accounts, audit, logins, partners, sessions};

/// How long a session lives without being used, and at all.
struct Limits {
    idle: Duration,
    absolute: Duration,
}

/// A working day at one's own desk.
const OWN_COMPUTER: Limits = Limits { idle: Duration::hours(4), absolute: Duration::hours(14) };
/// «Чужой компьютер»: short, nothing remembered.
const FOREIGN_COMPUTER: Limits = Limits { idle: Duration::minutes(15), absolute: Duration::hours(2) };

/// How long failed guesses are remembered.
const WINDOW: Duration = Duration::minutes(15);
/// So many failed guesses at one login are enough.
const PER_LOGIN: i32 = 5;
/// So many failed guesses from one address are enough; an office may share it.
const PER_ADDRESS: i32 = 50;

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
    /// The request.
    pub request_id: &'a str,
}

/// Why nobody was signed in. It never says which of the two was wrong.
#[derive(Debug, thiserror::Error)]
pub enum SignInFailure {
    /// Login or password is wrong, or the account is closed.
    #[error("wrong login or password")]
    Wrong,
    /// Too many failed guesses; wait.
    #[error("too many attempts")]
    Throttled,
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
}

/// Signs a person in: a new token, never an old one.
pub async fn sign_in(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<(String, Session), SignInFailure> {
    printable(attempt)?;
    guard(house, attempt).await?;
    let login = attempt.login.trim();
    let account = accounts::find(&house.db, login).await?.filter(|account| !account.disabled);
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    if !house.passwords.verify(attempt.password, hash).await {
        count(house, attempt).await?;
        return Err(SignInFailure::Wrong);
    }
    let account = account.ok_or(SignInFailure::Wrong)?;
    sessions::forget_failures(&house.db, &login_key(login)).await?;
    let now = house.clock.now();
    sessions::sweep(&house.db, now - OWN_COMPUTER.absolute).await?;
    let token = tokens::fresh();
    let session = Session {
        token_hash: tokens::digest(&token),
        person: account.id,
        csrf: tokens::fresh(),
        created_at: now,
        seen_at: now,
        foreign_computer: attempt.foreign_computer,
    };
    sessions::begin(&house.db, &session).await?;
    Ok((token, session))
}

/// Who is signed in with this token, if the session still lives.
pub async fn signed_in(
    house: &Arc<House>,
    token: &str,
) -> Result<Option<(Account, Vec<OrganizationId>, Session)>, Failure> {
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
    if now - session.seen_at >= Duration::minutes(1) {
        sessions::touch(&house.db, &session.token_hash, now).await?;
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

/// The ITS login of a pair, if the pair is right.
///
/// A pair that was right a few minutes ago is right without the effort, and nobody else's guesses hold it up.
pub async fn its_login(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<ItsLogin, SignInFailure> {
    printable(attempt)?;
    let login = logins::find(&house.db, attempt.login).await?;
    let login = match login {
        Some(known) if house.passwords.remembers(attempt.password, &known.password_hash) => return Ok(known),
        other => other,
    };
    guard(house, attempt).await?;
    let hash = login.as_ref().map(|login| login.password_hash.as_str());
    if !house.passwords.verify_and_remember(attempt.password, hash).await {
        count(house, attempt).await?;
        return Err(SignInFailure::Wrong);
    }
    login.ok_or(SignInFailure::Wrong)
}

/// Adds a person with a password.
pub async fn add(house: &Arc<House>, account: Account, password: &str) -> Result<PersonId, Failure> {
    let hash = house
        .passwords
        .hash(password)
        .await
        .map_err(|fault| Failure::Invalid(vec![("password", fault.to_string())]))?;
    let tx = house.db.begin().await?;
    let account = Account { password_hash: hash, ..account };
    let added = accounts::add(&tx, &account, house.clock.now()).await;
    let id = match added {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::Invalid(vec![("login", "Такой логин уже есть".to_owned())]));
        }
        other => other?,
    };
    tx.commit().await?;
    Ok(id)
}

fn lives(session: &Session, now: DateTime<Utc>) -> bool {
    let limits = if session.foreign_computer { FOREIGN_COMPUTER } else { OWN_COMPUTER };
    now - session.seen_at < limits.idle && now - session.created_at < limits.absolute
}

/// No login of ours has characters that cannot be seen; a database cannot even be asked for some of them.
fn printable(attempt: &Attempt<'_>) -> Result<(), SignInFailure> {
    if attempt.login.contains(char::is_control) { Err(SignInFailure::Wrong) } else { Ok(()) }
}

async fn guard(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<(), SignInFailure> {
    let since = house.clock.now() - WINDOW;
    let by_login = sessions::failures(&house.db, &login_key(attempt.login), since).await?;
    let by_address = sessions::failures(&house.db, &address_key(attempt.address), since).await?;
    if by_login < PER_LOGIN && by_address < PER_ADDRESS {
        return Ok(());
    }
    note(house, attempt, "sign_in_throttled").await?;
    Err(SignInFailure::Throttled)
}

async fn count(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<(), StoreError> {
    let now = house.clock.now();
    sessions::count_failure(&house.db, &login_key(attempt.login), now, WINDOW).await?;
    sessions::count_failure(&house.db, &address_key(attempt.address), now, WINDOW).await?;
    note(house, attempt, "sign_in_failed").await
}

async fn note(house: &Arc<House>, attempt: &Attempt<'_>, kind: &str) -> Result<(), StoreError> {
    let refused = audit::Refused {
        at: house.clock.now(),
        kind,
        who: attempt.login,
        request_id: attempt.request_id,
        details: attempt.address,
    };
    audit::note_refused(&house.db, &refused).await
}

fn login_key(login: &str) -> String {
    format!("login:{}", login.trim().to_lowercase().chars().take(100).collect::<String>())
}

fn address_key(address: &str) -> String {
    format!("address:{address}")
}
