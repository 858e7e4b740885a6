//! A key as the second factor of a sign-in whose password was right.

use std::sync::Arc;

use serde_json::Value;

use super::KeyFailure;
use super::proving::{KeyAsking, challenge_for, verify_for};
use crate::domain::factor::Factor;
use crate::domain::passkey::KeyPurpose;
use crate::operations::accounts::{self, SecondStep, Session, StepFailure};
use crate::operations::{Failure, House, Requester};

/// Asks whoever waits for the second factor for one of their keys; the options for the browser.
pub async fn ask_at_the_second_step(
    house: &Arc<House>,
    caller: &Requester<'_>,
    token: &str,
) -> Result<Value, Failure> {
    let (account, _) = accounts::waiting(house, token).await?.ok_or(Failure::NotFound)?;
    let asked = challenge_for(house, account.id, &asking(token, caller.request_id)).await?;
    asked.ok_or(Failure::NotFound)
}

/// Signs in by the answer of a key, which stands in the place of the code.
pub async fn take_at_the_second_step(
    house: &Arc<House>,
    answer: &SecondStep<'_>,
) -> Result<(String, Session), KeyFailure> {
    let waiting = accounts::waiting(house, answer.token).await?;
    let (account, _) = waiting.ok_or(KeyFailure::Late)?;
    let asking = asking(answer.token, answer.caller.request_id);
    verify_for(house, account.id, &asking, answer.typed).await?;
    match accounts::finish_step(house, answer, Factor::Passkey).await {
        Ok(signed) => Ok(signed),
        Err(StepFailure::Failure(failure)) => Err(failure.into()),
        Err(StepFailure::Over | StepFailure::Wrong(_) | StepFailure::Throttled(_)) => Err(KeyFailure::Late),
    }
}

fn asking<'a>(token: &'a str, request_id: &'a str) -> KeyAsking<'a> {
    KeyAsking { purpose: KeyPurpose::SecondStep, word: token, request_id }
}
