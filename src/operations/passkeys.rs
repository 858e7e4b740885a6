//! Passkeys: one's own keys, added, renamed and removed; and what a key proves, at the door or to whoever knows already
//! whose it must be. One's own keys need no permission and reach no other account.

mod proving;
mod second_step;
mod signing_in;

use serde_json::Value;

pub use proving::{KeyAsking, challenge_for, verify_for};
pub use second_step::{ask_at_the_second_step, take_at_the_second_step};
pub use signing_in::{KeyAttempt, ask_at_the_door, sign_in};

use super::accounts::{Session, SignInFailure};
use super::{Desk, Failure, codes};
use crate::domain::colleague::may_hold_another_passkey;
use crate::domain::form::is_same_name;
use crate::domain::ids::{PasskeyId, PersonId};
use crate::domain::passkey::{KeyPurpose, OwnPasskey, read_name};
use crate::gateways::passkeys::{KeyOwner, PasskeyFault};
use crate::gateways::tokens;
use crate::store::passkeys::{self, Challenge, NewPasskey};
use crate::store::{Reach, StoreError, accounts, factors, keep, sessions};
use proving::{digest_of, taken};

/// What is said of a name that another key has.
const TAKEN: &str = "Ключ с таким названием уже есть";
/// What is said of a key that somebody has already.
const KNOWN: &str = "Этот ключ уже добавлен";
/// What is said where no keys are possible.
const IMPOSSIBLE: &str = "По IP-адресу ключи доступа не работают: откройте портал по имени сайта";

/// Why the answer of a key is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum KeyFailure {
    /// Nothing was asked, or the time for the answer is over, or it was answered already.
    #[error("no challenge waits for this answer")]
    Late,
    /// It proves nothing, or the account is disabled.
    #[error("the answer proves nothing")]
    Unproven,
    /// It is right, but the key is suspended.
    #[error("the key is suspended")]
    Suspended,
    /// Too many failures; the next try is allowed after this many seconds.
    #[error("too many attempts; again in {0} seconds")]
    Throttled(u64),
    /// Another failure.
    #[error(transparent)]
    Failure(Failure),
}

impl<T: Into<Failure>> From<T> for KeyFailure {
    fn from(failure: T) -> Self {
        Self::Failure(failure.into())
    }
}

/// The viewer's own keys, the oldest first.
pub async fn own(desk: &Desk) -> Result<Vec<OwnPasskey>, Failure> {
    let kept = passkeys::of_person(desk.db(), desk.person()?).await?;
    Ok(kept.into_iter().map(|kept| kept.own).collect())
}

/// Asks for a new key under a name; the options for the browser. What would refuse the key is said before a device makes it.
pub async fn ask_for_another(desk: &Desk, session: &Session, typed: &str) -> Result<Value, Failure> {
    let person = desk.person()?;
    let name = read_name(typed).map_err(Failure::Invalid)?;
    must_be_free(desk.db(), person, &name, None).await?;
    let account = accounts::open(desk.db(), person).await?;
    let held = passkeys::of_person(desk.db(), person).await?;
    may_hold_another_passkey(held.len())?;
    // All keys of a person belong to one name of theirs, by which a device tells its accounts apart.
    let handle = held.first().map_or_else(tokens::guid, |first| first.user_handle.clone());
    let owner = KeyOwner { handle: &handle, login: &account.login, name: account.called() };
    let credentials: Vec<String> = held.into_iter().map(|held| held.credential).collect();
    let question = desk.house().passkeys.ask_to_make(&owner, &credentials).map_err(impossible)?;
    let challenge = Challenge {
        key: digest_of(KeyPurpose::Adding, &session.csrf),
        purpose: KeyPurpose::Adding,
        person: Some(person),
        state: format!("{handle} {}", question.state),
    };
    passkeys::ask(desk.db(), challenge, desk.now()).await?;
    Ok(question.options)
}

/// Adds the key that a device has made. With the first second factor, all other sessions end. Returns the recovery codes,
/// if there were none.
pub async fn add(
    desk: &Desk,
    session: &Session,
    typed: &str,
    answer: &str,
) -> Result<Option<Vec<String>>, KeyFailure> {
    let person = desk.person()?;
    let name = read_name(typed).map_err(Failure::Invalid)?;
    desk.must_be_proven().await?;
    let asked = taken(desk.house(), KeyPurpose::Adding, &session.csrf).await?;
    let asked = asked.filter(|asked| asked.person == Some(person)).ok_or(KeyFailure::Late)?;
    let (handle, state) = asked.state.split_once(' ').ok_or(KeyFailure::Late)?;
    let made = desk.house().passkeys.made(state, answer).map_err(|_| KeyFailure::Unproven)?;
    let fresh = codes::codes(desk.house()).await;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    let had = factors::of_person(&tx, person).await?;
    let held = passkeys::of_person(&tx, person).await?.len();
    may_hold_another_passkey(held)?;
    must_be_free(&tx, person, &name, None).await?;
    let new = NewPasskey {
        owner: person,
        name,
        credential_id: made.credential_id,
        user_handle: handle.to_owned(),
        credential: made.credential,
    };
    let id = match passkeys::add(&tx, new, desk.now()).await {
        Err(StoreError::Duplicate(_)) => return Err(invalid(KNOWN).into()),
        added => added?,
    };
    let colleague = keep(&tx, &desk.keeper(), colleague.add_passkey(id, held)?).await?;
    let given = codes::first_codes(&tx, &desk, colleague, fresh).await?;
    if !had.asked() {
        sessions::end_all(&tx, person, Some(&session.token_hash)).await?;
    }
    desk.commit(tx).await?;
    Ok(given)
}

/// Gives one of the viewer's keys another name.
pub async fn rename(desk: &Desk, id: PasskeyId, typed: &str) -> Result<(), Failure> {
    let name = read_name(typed).map_err(Failure::Invalid)?;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    let key = passkeys::open(&tx, desk.person()?, id).await?;
    if key.own.name == name {
        return Ok(());
    }
    must_be_free(&tx, key.own.owner, &name, Some(id)).await?;
    passkeys::rename(&tx, id, name).await?;
    keep(&tx, &desk.keeper(), colleague.rename_passkey(id)).await?;
    Ok(desk.commit(tx).await?)
}

/// Removes one of the viewer's keys; all other sessions end, since one of them may have begun by it.
pub async fn remove(desk: &Desk, session: &Session, id: PasskeyId) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    passkeys::open(&tx, desk.person()?, id).await?;
    // Before the row is gone: the letter tells its name.
    keep(&tx, &desk.keeper(), colleague.remove_passkey(id)).await?;
    passkeys::remove(&tx, id).await?;
    codes::must_not_be_the_last(&tx, &desk).await?;
    sessions::end_all(&tx, desk.person()?, Some(&session.token_hash)).await?;
    Ok(desk.commit(tx).await?)
}

fn impossible(fault: PasskeyFault) -> Failure {
    match fault {
        PasskeyFault::Impossible => invalid(IMPOSSIBLE),
        // What we wrote ourselves cannot be read.
        PasskeyFault::Unproven | PasskeyFault::Copied => {
            Failure::Store(StoreError::Broken("a passkey that can be read"))
        }
    }
}

/// Refuses a name that another key of the person has: nobody could tell the two apart.
async fn must_be_free(
    reach: &impl Reach,
    person: PersonId,
    name: &str,
    but: Option<PasskeyId>,
) -> Result<(), Failure> {
    let held = passkeys::of_person(reach, person).await?;
    let taken = held.iter().any(|key| Some(key.own.id) != but && is_same_name(&key.own.name, name));
    if taken { Err(invalid(TAKEN)) } else { Ok(()) }
}

fn invalid(words: &str) -> Failure {
    Failure::Invalid(vec![("name", words.to_owned())])
}

/// What a full budget of guesses says.
fn spent(failure: SignInFailure) -> KeyFailure {
    match failure {
        SignInFailure::Throttled(seconds) => KeyFailure::Throttled(seconds),
        SignInFailure::Store(error) => KeyFailure::Failure(error.into()),
        SignInFailure::Wrong
        | SignInFailure::Ambiguous
        | SignInFailure::Unconfirmed(_)
        | SignInFailure::Blocked
        | SignInFailure::ProgramPasswordNeeded
        | SignInFailure::NoContract => KeyFailure::Unproven,
    }
}
