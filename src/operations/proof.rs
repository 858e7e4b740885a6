//! Proving again who one is, in a session whose last proof is not recent enough for what is asked for.

use serde_json::Value;

use super::accounts::{Session, StepFailure, prove_again};
use super::passkeys::{KeyAsking, KeyFailure, challenge_for, verify_for};
use super::profile::{ChangeFailure, must_know};
use super::{Desk, Failure, Requester, factor_resets};
use crate::domain::factor::Factor;
use crate::domain::passkey::KeyPurpose;
use crate::gateways::tokens;
use crate::store::{accounts, factors, sessions};

/// What is said of a password that does not fit.
const WRONG_PASSWORD: &str = "Пароль не подошел";

/// Looks at what the viewer typed: a code where they have a second factor, else the password. The session goes on under
/// the token that is returned.
pub async fn prove(
    desk: &Desk,
    session: &Session,
    typed: &str,
    caller: &Requester<'_>,
) -> Result<String, StepFailure> {
    let account = accounts::open(desk.db(), desk.person()?).await?;
    let factor = if factors::of_person(desk.db(), account.id).await?.asked() {
        Some(prove_again(desk.house(), &account, typed, caller).await?)
    } else {
        must_know(desk, &account, typed).await.map_err(told)?;
        None
    };
    Ok(renew(desk, session, factor).await?)
}

/// Asks the viewer for one of their keys; the options for the browser.
pub async fn ask_for_key(desk: &Desk, session: &Session) -> Result<Value, Failure> {
    let asked = challenge_for(desk.house(), desk.person()?, &asking(desk, session)).await?;
    asked.ok_or(Failure::NotFound)
}

/// Like [`prove`], by the answer of a key.
pub async fn prove_by_key(desk: &Desk, session: &Session, answer: &str) -> Result<String, KeyFailure> {
    verify_for(desk.house(), desk.person()?, &asking(desk, session), answer).await?;
    Ok(renew(desk, session, Some(Factor::Passkey)).await?)
}

fn asking<'a>(desk: &'a Desk, session: &'a Session) -> KeyAsking<'a> {
    KeyAsking { purpose: KeyPurpose::StepUp, word: &session.csrf, request_id: desk.request_id() }
}

async fn renew(desk: &Desk, session: &Session, factor: Option<Factor>) -> Result<String, Failure> {
    let token = tokens::fresh();
    let tx = desk.begin().await?;
    let at = desk.at_present().now();
    sessions::renew(&tx, &session.token_hash, &tokens::digest(&token), factor, at).await?;
    desk.commit(tx).await?;
    if factor.is_some() {
        factor_resets::cancel_by_owners_factor(desk.house(), desk.person()?, desk.request_id()).await?;
    }
    Ok(token)
}

fn told(failure: ChangeFailure) -> StepFailure {
    match failure {
        ChangeFailure::Throttled(seconds) => StepFailure::Throttled(seconds),
        ChangeFailure::Failure(Failure::Invalid(_)) => StepFailure::Wrong(WRONG_PASSWORD),
        ChangeFailure::Failure(failure) => StepFailure::Failure(failure),
    }
}
