//! Beginning a session, once it is known who it is; or a sign-in that waits for the second factor.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::device::{Device, cut};
use super::newcomer::Newcomer;
use super::{KNOWN_DAYS, OWN_COMPUTER, throttle};
use crate::domain::account::Account;
use crate::domain::colleague::Colleague;
use crate::domain::factor::{Factor, STEP_LIFETIME};
use crate::domain::ids::PersonId;
use crate::gateways::tokens;
use crate::operations::{Failure, House, factor_resets};
use crate::store::sessions::Session;
use crate::store::sign_in_steps::SignInStep;
use crate::store::{
    StoreError, Tx, accounts, colleagues, factors, guesses, known_addresses, new_devices, registrations,
    sessions, sign_in_steps,
};

/// Nothing is counted for longer.
const DAY: Duration = Duration::hours(24);

/// How somebody comes whose name and first factor were right.
#[derive(Clone, Copy, Debug)]
pub struct Entrant<'a> {
    /// Whether the person chose «Чужой компьютер».
    pub foreign_computer: bool,
    /// The browser's `User-Agent`.
    pub browser: &'a str,
    /// The value of the device cookie; the caller has verified its signature.
    pub device: Option<&'a str>,
    /// The client's address.
    pub address: &'a str,
    /// By what they proved who they are.
    pub by: Factor,
    /// The id of the request.
    pub request_id: &'a str,
}

/// What a sign-in leads to.
#[derive(Debug)]
pub enum Entered {
    /// A session, with its token.
    Signed(Box<(String, Session)>),
    /// The second factor is asked for; the token of the waiting sign-in.
    Waits(String),
}

/// Begins a session of whoever has shown the first factor, unless there is a second one. `proven` is the account as it was
/// when that was looked at; nobody enters who was disabled or whose password was changed since.
pub async fn enter(house: &House, proven: &Account, arrival: &Entrant<'_>) -> Result<Entered, Failure> {
    let (tx, who) = locked(house, proven).await?;
    if factors::of_person(&tx, proven.id).await?.asked() {
        let token = wait(&tx, house.clock.now(), proven.id, arrival).await?;
        tx.commit().await?;
        return Ok(Entered::Waits(token));
    }
    let signed = sign_in(&tx, house, &who, arrival).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(Entered::Signed(Box::new(signed)))
}

/// Begins a session of whoever has shown what is asked of them, in the place of the sign-in that waited, if one did.
pub(in crate::operations) async fn begin(
    house: &House,
    proven: &Account,
    arrival: &Entrant<'_>,
    waited: Option<&SignInStep>,
) -> Result<(String, Session), Failure> {
    let (tx, who) = locked(house, proven).await?;
    // Of two answers at the same time one signs in.
    if let Some(step) = waited
        && !sign_in_steps::end(&tx, &step.token_hash).await?
    {
        return Err(Failure::NotFound);
    }
    let signed = sign_in(&tx, house, &who, arrival).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    factor_resets::cancel_by_owners_factor(house, proven.id, arrival.request_id).await?;
    Ok(signed)
}

/// Begins a transaction under the lock of the person: what ends their sessions takes the same lock, and so ends this one
/// too or is seen here.
async fn locked(house: &House, proven: &Account) -> Result<(Tx, Colleague), Failure> {
    sweep(house, house.clock.now()).await?;
    let tx = house.db.begin().await?;
    let who = colleagues::oneself(&tx, proven.id).await?;
    let same = !who.account.disabled && who.account.password_hash == proven.password_hash;
    same.then_some((tx, who)).ok_or(Failure::NotFound)
}

/// Keeps a sign-in that waits for the second factor, with a new token.
async fn wait(
    tx: &Tx,
    now: DateTime<Utc>,
    person: PersonId,
    arrival: &Entrant<'_>,
) -> Result<String, StoreError> {
    sign_in_steps::sweep(tx, now - STEP_LIFETIME).await?;
    let token = tokens::fresh();
    let step = SignInStep {
        token_hash: tokens::digest(&token),
        person,
        foreign_computer: arrival.foreign_computer,
        browser: cut(arrival.browser),
        created_at: now,
    };
    sign_in_steps::begin(tx, &step).await?;
    Ok(token)
}

/// Keeps a session with a new token.
async fn sign_in(
    tx: &Tx,
    house: &House,
    who: &Colleague,
    arrival: &Entrant<'_>,
) -> Result<(String, Session), StoreError> {
    let (now, person) = (house.clock.now(), who.account.id);
    let Entrant { device, browser, address, .. } = *arrival;
    Newcomer { device, browser, address }.tell(tx, who, now).await?;
    let token = tokens::fresh();
    let session = Session {
        token_hash: tokens::digest(&token),
        person,
        csrf: tokens::fresh(),
        created_at: now,
        seen_at: now,
        foreign_computer: arrival.foreign_computer,
        browser: cut(browser),
        factor: arrival.by,
        address: address.to_owned(),
        proven_at: now,
    };
    sessions::begin(tx, &session).await?;
    colleagues::seen(tx, person, now).await?;
    Ok((token, session))
}

/// The device cookie after a sign-in. A person's own computer remembers them for [`KNOWN_DAYS`]; a foreign one forgets
/// them. `None` on a foreign computer without a cookie.
pub async fn device_after(
    house: &Arc<House>,
    device: Option<&str>,
    session: &Session,
) -> Result<Option<String>, Failure> {
    let before = device.and_then(Device::read);
    if session.foreign_computer {
        return Ok(before.map(|device| device.without(session.person).write()));
    }
    let account = accounts::open(&house.db, session.person).await?;
    let device = before.unwrap_or_else(Device::fresh).with(&account, session.factor, house.clock.now());
    Ok(Some(device.write()))
}

pub(super) async fn sweep(house: &House, now: DateTime<Utc>) -> Result<(), StoreError> {
    sessions::sweep(&house.db, now - OWN_COMPUTER.absolute).await?;
    guesses::sweep(&house.db, now - throttle::WINDOW, now - DAY).await?;
    registrations::sweep(&house.db, now).await?;
    known_addresses::sweep(&house.db, now - Duration::days(KNOWN_DAYS)).await?;
    new_devices::sweep(&house.db, now - Duration::days(KNOWN_DAYS)).await?;
    Ok(())
}
