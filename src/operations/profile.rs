//! The profile: the viewer's own sessions and password. It needs no permission and reaches no other account.

use super::accounts::throttle::{Budget, Guess, OpenGuess};
use super::accounts::{Session, SignInFailure, living, own_words};
use super::{Desk, Failure, password_guesses, program_passwords};
use crate::domain::account::Account;
use crate::domain::factor::Factors;
use crate::domain::password_link::Holder;
use crate::domain::program_password::ProgramPassword;
use crate::domain::registration::Profile;
use crate::domain::standing_in::StandingIn;
pub use crate::store::consents::Consent;
use crate::store::password_guesses::ToldGuesses;
use crate::store::{Tx, accounts, colleagues, consents, factors, keep, links, sessions, standing_in};

/// The viewer's own account.
#[derive(Debug)]
pub struct Own {
    /// The account.
    pub account: Account,
    /// Its second factors.
    pub factors: Factors,
    /// Its sessions, the last used first.
    pub sessions: Vec<Session>,
    /// When guesses at the password ran out, in the last days.
    pub guessed: Vec<ToldGuesses>,
    /// What somebody of the portal said of themselves.
    pub profile: Option<Profile>,
    /// What they accepted.
    pub consents: Vec<Consent>,
    /// The passwords of their programs; `None` of whoever has no programs.
    pub programs: Option<Vec<ProgramPassword>>,
    /// What they handed over and stand in for, at a desk.
    pub standing: Option<Vec<StandingIn>>,
}

/// Why the password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeFailure {
    /// Too many wrong guesses at the old password; the next is allowed after this many seconds.
    #[error("too many attempts; again in {0} seconds")]
    Throttled(u64),
    /// Another failure.
    #[error(transparent)]
    Failure(Failure),
}

impl<T: Into<Failure>> From<T> for ChangeFailure {
    fn from(failure: T) -> Self {
        Self::Failure(failure.into())
    }
}

/// The viewer's own account.
pub async fn own(desk: &Desk) -> Result<Own, Failure> {
    let account = accounts::open(desk.db(), desk.person()?).await?;
    let sessions = living(desk.house(), account.id, desk.now()).await?;
    let profile = consents::profile(desk.db(), account.id).await?;
    let consents = consents::of_person(desk.db(), account.id).await?;
    let guessed = password_guesses::own(desk).await?;
    let factors = factors::of_person(desk.db(), account.id).await?;
    let programs = program_passwords::own(desk).await?;
    let standing = if account.is_of_desk() {
        Some(standing_in::of_person(desk.db(), account.house(), account.id).await?)
    } else {
        None
    };
    Ok(Own { account, factors, sessions, guessed, profile, consents, programs, standing })
}

/// Changes the viewer's password after verifying the old one; all other sessions end.
pub async fn change_password(
    desk: &Desk,
    session: &Session,
    old: &str,
    new: &str,
) -> Result<(), ChangeFailure> {
    let account = accounts::open(desk.db(), desk.person()?).await?;
    must_know(desk, &account, old).await?;
    if old == new {
        return Err(invalid("password", "Новый пароль совпадает со старым").into());
    }
    let own = own_words::of_person(desk.house(), &account).await?;
    let hashed = desk.house().passwords.choose(new, own).await;
    let hash = hashed.map_err(|fault| invalid("password", &fault.to_string()))?;
    let tx = desk.begin().await?;
    let colleague = colleagues::oneself(&tx, account.id).await?;
    // The password was changed concurrently, so the verified old one is outdated.
    if colleague.account.password_hash != account.password_hash {
        return Err(invalid("old", WRONG).into());
    }
    let change = colleague.change_password(hash).map_err(Failure::from)?;
    keep(&tx, &desk.keeper(), change).await?;
    links::close_all(&tx, Holder::Person(account.id), desk.now()).await?;
    sessions::end_all(&tx, account.id, Some(&session.token_hash)).await?;
    Ok(desk.commit(tx).await?)
}

const WRONG: &str = "Текущий пароль не подходит";

/// Throttled, since a person at an abandoned session must not find the password out by guessing. Guesses at sign-in are
/// counted separately.
///
/// The password alone proves nothing where there is a second factor.
pub(super) async fn must_know(desk: &Desk, account: &Account, old: &str) -> Result<(), ChangeFailure> {
    if factors::of_person(desk.db(), account.id).await?.asked() {
        desk.must_be_proven().await?;
    }
    let (typed, from) = (account.login.clone(), "profile".to_owned());
    let guess = Guess { typed, from, request_id: desk.request_id().to_owned() };
    let hold = match OpenGuess::take(desk.house(), Budget::of_session(account.id), guess).await {
        Ok(hold) => hold,
        Err(SignInFailure::Store(error)) => return Err(error.into()),
        Err(SignInFailure::Throttled(seconds)) => return Err(ChangeFailure::Throttled(seconds)),
        Err(
            SignInFailure::Wrong
            | SignInFailure::Ambiguous
            | SignInFailure::Blocked
            | SignInFailure::ProgramPasswordNeeded
            | SignInFailure::NoContract
            | SignInFailure::Unconfirmed(_),
        ) => {
            return Err(invalid("old", WRONG).into());
        }
    };
    if desk.house().passwords.verify(old, Some(&account.password_hash)).await {
        return Ok(hold.right().await?);
    }
    hold.wrong().await?;
    Err(invalid("old", WRONG).into())
}

fn invalid(field: &'static str, words: &str) -> Failure {
    Failure::Invalid(vec![(field, words.to_owned())])
}

/// Ends one of the viewer's sessions.
pub async fn end_session(desk: &Desk, mark: &str) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    if !sessions::end_marked(&tx, desk.person()?, mark).await? {
        return Err(Failure::NotFound);
    }
    note_ended(desk, tx, 1).await
}

/// Ends all of the viewer's sessions but this one; returns how many there were.
pub async fn end_others(desk: &Desk, session: &Session) -> Result<u64, Failure> {
    let tx = desk.begin().await?;
    let ended = sessions::end_all(&tx, desk.person()?, Some(&session.token_hash)).await?;
    if ended > 0 {
        note_ended(desk, tx, ended).await?;
    }
    Ok(ended)
}

async fn note_ended(desk: &Desk, tx: Tx, sessions: u64) -> Result<(), Failure> {
    let colleague = colleagues::oneself(&tx, desk.person()?).await?;
    keep(&tx, &desk.keeper(), colleague.end_sessions(sessions)).await?;
    Ok(desk.commit(tx).await?)
}
