//! Beginning a session, once it is known who it is; or a sign-in that waits for the second factor.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::device::{Device, cut};
use super::newcomer::Newcomer;
use super::{KNOWN_DAYS, OWN_COMPUTER, throttle};
use crate::domain::factor::{Factor, STEP_LIFETIME};
use crate::domain::ids::PersonId;
use crate::gateways::tokens;
use crate::operations::{Failure, House, factor_resets};
use crate::store::sessions::Session;
use crate::store::sign_in_steps::SignInStep;
use crate::store::{
    StoreError, accounts, colleagues, factors, guesses, known_addresses, new_devices, registrations,
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

/// Begins a session, unless the person has a second factor and has not shown it.
pub async fn enter(house: &House, person: PersonId, arrival: &Entrant<'_>) -> Result<Entered, Failure> {
    let shown = match arrival.by {
        Factor::Password | Factor::Cloud => !factors::of_person(&house.db, person).await?.any(),
        Factor::Code | Factor::Passkey | Factor::RecoveryCode => true,
    };
    if shown {
        return Ok(Entered::Signed(Box::new(begin(house, person, arrival).await?)));
    }
    let now = house.clock.now();
    sign_in_steps::sweep(&house.db, now - STEP_LIFETIME).await?;
    let token = tokens::fresh();
    let step = SignInStep {
        token_hash: tokens::digest(&token),
        person,
        foreign_computer: arrival.foreign_computer,
        browser: cut(arrival.browser),
        created_at: now,
    };
    sign_in_steps::begin(&house.db, &step).await?;
    Ok(Entered::Waits(token))
}

/// Begins a session of a person, with a new token.
pub(in crate::operations) async fn begin(
    house: &House,
    person: PersonId,
    arrival: &Entrant<'_>,
) -> Result<(String, Session), Failure> {
    let now = house.clock.now();
    sweep(house, now).await?;
    let Entrant { device, browser, address, .. } = *arrival;
    Newcomer { device, browser, address }.tell(house, person).await?;
    let token = tokens::fresh();
    let session = Session {
        token_hash: tokens::digest(&token),
        person,
        csrf: tokens::fresh(),
        created_at: now,
        seen_at: now,
        foreign_computer: arrival.foreign_computer,
        browser: cut(arrival.browser),
        factor: arrival.by,
        address: arrival.address.to_owned(),
        proven_at: now,
    };
    sessions::begin(&house.db, &session).await?;
    colleagues::seen(&house.db, person, now).await?;
    match arrival.by {
        Factor::Code | Factor::Passkey | Factor::RecoveryCode => {
            factor_resets::cancel_by_owners_factor(house, person, arrival.request_id).await?;
        }
        Factor::Password | Factor::Cloud => {}
    }
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
    let device = before.unwrap_or_else(Device::fresh).with(&account, house.clock.now());
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
