//! The second factor: at a sign-in whose first one was right, and again in a session before what needs a fresh proof.

use std::sync::Arc;

use super::device::Device;
use super::throttle::{Budget, Guess, OpenGuess};
use super::{Entrant, Session, SignInFailure, begin};
use crate::domain::account::Account;
use crate::domain::factor::{Factor, Factors, STEP_LIFETIME, SecondCode};
use crate::gateways::tokens;
use crate::operations::codes::{self, TakenCode};
use crate::operations::{Failure, House, Requester};
use crate::store::sign_in_steps::SignInStep;
use crate::store::{StoreError, accounts, factors, sign_in_steps};

/// An answer to the question for the second factor.
#[derive(Clone, Copy, Debug)]
pub struct SecondStep<'a> {
    /// The token of the sign-in that waits.
    pub token: &'a str,
    /// The code as typed, or the answer of a key.
    pub typed: &'a str,
    /// The value of the device cookie; the caller has verified its signature.
    pub device: Option<&'a str>,
    /// Who asks.
    pub caller: Requester<'a>,
}

/// Why the second factor was not taken.
#[derive(Debug, thiserror::Error)]
pub enum StepFailure {
    /// The sign-in does not wait any more: it begins anew.
    #[error("the sign-in is over")]
    Over,
    /// What was typed is no code, or not the right one; in words.
    #[error("wrong: {0}")]
    Wrong(&'static str),
    /// Too many failures; the next guess is allowed after this many seconds.
    #[error("too many attempts; again in {0} seconds")]
    Throttled(u64),
    /// Another failure.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<StoreError> for StepFailure {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

/// Who signs in with this token and waits for the second factor, and which factors they have.
pub async fn waiting(house: &Arc<House>, token: &str) -> Result<Option<(Account, Factors)>, Failure> {
    let Some((_, account)) = find(house, token).await? else { return Ok(None) };
    let factors = factors::of_person(&house.db, account.id).await?;
    Ok(Some((account, factors)))
}

/// Signs in with a code of the app, or a recovery code.
pub async fn take_step(
    house: &Arc<House>,
    answer: &SecondStep<'_>,
) -> Result<(String, Session), StepFailure> {
    let (_, account) = find(house, answer.token).await?.ok_or(StepFailure::Over)?;
    let typed = SecondCode::read(answer.typed).map_err(StepFailure::Wrong)?;
    let device = answer.device.and_then(Device::read);
    let known = device.filter(|device| device.has_seen_factor(&account, house.clock.now()));
    let budget = match known {
        Some(device) => Budget::of_codes_on_device(device.id(), account.id),
        None => Budget::of_codes(&account),
    };
    let factor = guess(house, &account, budget, &typed, &answer.caller).await?;
    finish_step(house, answer, factor).await
}

/// Signs in whoever showed the second factor.
pub(in crate::operations) async fn finish_step(
    house: &Arc<House>,
    answer: &SecondStep<'_>,
    factor: Factor,
) -> Result<(String, Session), StepFailure> {
    let (step, account) = find(house, answer.token).await?.ok_or(StepFailure::Over)?;
    let arrival = Entrant {
        foreign_computer: step.foreign_computer,
        browser: &step.browser,
        device: answer.device,
        address: answer.caller.address,
        by: factor,
        request_id: answer.caller.request_id,
    };
    match begin(house, &account, &arrival, Some(&step)).await {
        Err(Failure::NotFound) => Err(StepFailure::Over),
        begun => Ok(begun?),
    }
}

/// Looks at a code in a session, as at a guess at the password there.
pub(in crate::operations) async fn prove_again(
    house: &Arc<House>,
    account: &Account,
    typed: &str,
    caller: &Requester<'_>,
) -> Result<Factor, StepFailure> {
    let typed = SecondCode::read(typed).map_err(StepFailure::Wrong)?;
    guess(house, account, Budget::of_session(account.id), &typed, caller).await
}

async fn find(house: &Arc<House>, token: &str) -> Result<Option<(SignInStep, Account)>, StoreError> {
    let since = house.clock.now() - STEP_LIFETIME;
    let Some(step) = sign_in_steps::find(&house.db, &tokens::digest(token), since).await? else {
        return Ok(None);
    };
    let account = accounts::open(&house.db, step.person).await?;
    Ok((!account.disabled).then_some((step, account)))
}

async fn guess(
    house: &Arc<House>,
    account: &Account,
    budget: Budget,
    typed: &SecondCode,
    caller: &Requester<'_>,
) -> Result<Factor, StepFailure> {
    let (login, from) = (account.login.clone(), caller.address.to_owned());
    let guess = Guess { typed: login, from, request_id: caller.request_id.to_owned() };
    let hold = match OpenGuess::take(house, budget, guess).await {
        Ok(hold) => hold,
        Err(SignInFailure::Throttled(seconds)) => return Err(StepFailure::Throttled(seconds)),
        Err(SignInFailure::Store(error)) => return Err(error.into()),
        Err(
            SignInFailure::Wrong
            | SignInFailure::Ambiguous
            | SignInFailure::Unconfirmed(_)
            | SignInFailure::Blocked
            | SignInFailure::ProgramPasswordNeeded
            | SignInFailure::NoContract,
        ) => return Err(StepFailure::Over),
    };
    match codes::take(house, account, typed, caller).await? {
        TakenCode::Right(factor) => {
            hold.right().await?;
            Ok(factor)
        }
        // No guess: whoever knows a code that was right saw it.
        TakenCode::Used => {
            hold.free().await?;
            Err(StepFailure::Wrong(codes::USED))
        }
        TakenCode::Wrong(words) => {
            hold.wrong().await?;
            Err(StepFailure::Wrong(words))
        }
    }
}
