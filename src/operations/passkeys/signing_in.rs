//! Signing in with a key alone. Nobody is named before the key is right, so the door tells nothing of anybody.

use std::sync::Arc;

use chrono::Duration;
use serde_json::Value;

use super::proving::{KeyAsking, ask, prove, taken};
use super::{KeyFailure, spent};
use crate::domain::factor::Factor;
use crate::domain::passkey::KeyPurpose;
use crate::operations::accounts::throttle::{Budget, Guess, OpenGuess};
use crate::operations::accounts::{Entrant, Session, begin};
use crate::operations::caller::{Limit, Requester};
use crate::operations::{Failure, House};

/// So many challenges are made for one address.
const ASKED: Limit = Limit { what: "passkey_asked", most: 120, window: Duration::minutes(15) };

/// An attempt to sign in with a key.
#[derive(Clone, Copy, Debug)]
pub struct KeyAttempt<'a> {
    /// The word that only this browser knows.
    pub word: &'a str,
    /// The answer of the device, as the browser wrote it.
    pub answer: &'a str,
    /// Whether the person chose «Чужой компьютер».
    pub foreign_computer: bool,
    /// The browser's `User-Agent`.
    pub browser: &'a str,
    /// The value of the device cookie; the caller has verified its signature.
    pub device: Option<&'a str>,
}

/// Asks for any key that the device keeps; the options for the browser.
pub async fn ask_at_the_door(
    house: &Arc<House>,
    caller: &Requester<'_>,
    word: &str,
) -> Result<Value, Failure> {
    ASKED.count(house, caller, &caller.network()).await?;
    let asking = KeyAsking { purpose: KeyPurpose::SigningIn, word, request_id: caller.request_id };
    ask(house, &asking, None, &[]).await
}

/// Signs a person in by the answer of their key, with a new token. What fails counts for the address, as wrong passwords do.
pub async fn sign_in(
    house: &Arc<House>,
    caller: &Requester<'_>,
    attempt: &KeyAttempt<'_>,
) -> Result<(String, Session), KeyFailure> {
    let guess = Guess {
        typed: "passkey".to_owned(),
        from: caller.address.to_owned(),
        request_id: caller.request_id.to_owned(),
    };
    let hold = OpenGuess::take(house, Budget::of_address(caller.address), guess).await.map_err(spent)?;
    let asked = taken(house, KeyPurpose::SigningIn, attempt.word).await?;
    let proven = match asked {
        Some(asked) => prove(house, &asked, attempt.answer, caller.request_id).await,
        None => Err(KeyFailure::Late),
    };
    match proven {
        Ok((_, account)) => {
            hold.right().await?;
            let Requester { address, request_id, .. } = *caller;
            let KeyAttempt { foreign_computer, browser, device, .. } = *attempt;
            let arrival =
                Entrant { foreign_computer, browser, device, address, by: Factor::Passkey, request_id };
            Ok(begin(house, &account, &arrival, None).await?)
        }
        Err(failure) => {
            hold.wrong().await?;
            Err(failure)
        }
    }
}
