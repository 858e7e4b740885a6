//! What a key proves. A challenge is taken before its answer is looked at, so that no answer counts twice; the key is then
//! read under the lock of its owner, so that two answers with one counter are told apart.

use std::sync::Arc;

use serde_json::Value;

use super::{KeyFailure, impossible};
use crate::domain::account::Account;
use crate::domain::ids::{PasskeyId, PersonId};
use crate::domain::passkey::KeyPurpose;
use crate::gateways::passkeys::{DeviceAnswer, PasskeyFault};
use crate::gateways::tokens;
use crate::operations::{Desk, Failure, House};
use crate::store::passkeys::{self, Challenge, KeptPasskey};
use crate::store::{StoreError, colleagues, keep, sessions};

/// An asking of somebody who is known already.
#[derive(Clone, Copy, Debug)]
pub struct KeyAsking<'a> {
    /// What for.
    pub purpose: KeyPurpose,
    /// The word that only whoever may answer knows: of the browser, or of the session.
    pub word: &'a str,
    /// The request.
    pub request_id: &'a str,
}

/// Asks a person for one of their keys; the options for the browser, or nothing when there is no key that could answer.
pub async fn challenge_for(
    house: &Arc<House>,
    person: PersonId,
    asking: &KeyAsking<'_>,
) -> Result<Option<Value>, Failure> {
    let held = passkeys::of_person(&house.db, person).await?;
    let held = held.into_iter().filter(|held| held.own.suspended_at.is_none());
    let credentials: Vec<String> = held.map(|held| held.credential).collect();
    if credentials.is_empty() || !house.passkeys.are_possible() {
        return Ok(None);
    }
    ask(house, asking, Some(person), &credentials).await.map(Some)
}

/// Checks the answer of a person who was asked; the key that they proved.
pub async fn verify_for(
    house: &Arc<House>,
    person: PersonId,
    asking: &KeyAsking<'_>,
    answer: &str,
) -> Result<PasskeyId, KeyFailure> {
    let asked = taken(house, asking.purpose, asking.word).await?;
    let asked = asked.filter(|asked| asked.person == Some(person)).ok_or(KeyFailure::Late)?;
    prove(house, &asked, answer, asking.request_id).await.map(|proven| proven.0)
}

/// Keeps a challenge, for one of these keys or for any; the options for the browser.
pub(super) async fn ask(
    house: &House,
    asking: &KeyAsking<'_>,
    person: Option<PersonId>,
    credentials: &[String],
) -> Result<Value, Failure> {
    let question = house.passkeys.ask_to_prove(credentials).map_err(impossible)?;
    let KeyAsking { purpose, word, .. } = *asking;
    let challenge = Challenge { key: digest_of(purpose, word), purpose, person, state: question.state };
    passkeys::ask(&house.db, challenge, house.clock.now()).await?;
    Ok(question.options)
}

/// The key of a challenge: for each purpose one waits for a word.
pub(super) fn digest_of(purpose: KeyPurpose, word: &str) -> String {
    tokens::digest(&format!("{} {word}", purpose.code()))
}

/// Takes the challenge that waits, if its time is not over. It is gone before its answer is looked at.
pub(super) async fn taken(
    house: &House,
    purpose: KeyPurpose,
    word: &str,
) -> Result<Option<Challenge>, Failure> {
    let tx = house.db.begin().await?;
    let taken = passkeys::take(&tx, &digest_of(purpose, word)).await?;
    let now = house.clock.now();
    tx.commit().await?;
    let good = taken.filter(|(challenge, until)| challenge.purpose == purpose && now < *until);
    Ok(good.map(|(challenge, _)| challenge))
}

/// Checks an answer to a challenge that was taken: which key it is, and the account whose it is.
pub(super) async fn prove(
    house: &Arc<House>,
    asked: &Challenge,
    answer: &str,
    request_id: &str,
) -> Result<(PasskeyId, Account), KeyFailure> {
    let answer = DeviceAnswer::read(answer).map_err(|_| KeyFailure::Unproven)?;
    let named = passkeys::named(&house.db, &answer.credential_id()).await?;
    let named = named.filter(|key| may_answer(key, asked, &answer)).ok_or(KeyFailure::Unproven)?;
    let (id, owner) = (named.own.id, named.own.owner);
    let tx = house.db.begin().await?;
    let colleague = colleagues::oneself(&tx, owner).await?;
    let key = match passkeys::open(&tx, owner, id).await {
        Err(StoreError::NotFound) => return Err(KeyFailure::Unproven),
        found => found?,
    };
    if colleague.account.disabled {
        return Err(KeyFailure::Unproven);
    }
    match house.passkeys.proven(&asked.state, &answer, &key.credential) {
        Ok(_) | Err(PasskeyFault::Copied) if key.own.suspended_at.is_some() => Err(KeyFailure::Suspended),
        Ok(credential) => {
            passkeys::note_used(&tx, id, credential, house.clock.now()).await?;
            tx.commit().await?;
            Ok((id, colleague.account))
        }
        Err(PasskeyFault::Copied) => {
            let desk = Desk::of_person(house, &colleague.account, Vec::new(), request_id.to_owned());
            passkeys::suspend(&tx, id, desk.now()).await?;
            keep(&tx, &desk.keeper(), colleague.suspend_passkey(id)).await?;
            // One of them may be the copy's.
            sessions::end_all(&tx, owner, None).await?;
            desk.commit(tx).await?;
            Err(KeyFailure::Suspended)
        }
        Err(PasskeyFault::Unproven | PasskeyFault::Impossible) => Err(KeyFailure::Unproven),
    }
}

/// Whether this key may answer: of whoever was asked; at the door, of whomever the device names with it.
fn may_answer(key: &KeptPasskey, asked: &Challenge, answer: &DeviceAnswer) -> bool {
    let said = answer.user_handle();
    match asked.person {
        Some(person) => key.own.owner == person && said.is_none_or(|said| said == key.user_handle),
        None => said.is_some_and(|said| said == key.user_handle),
    }
}
