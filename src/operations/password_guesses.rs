//! Guesses at a password that ran out: what the owner of the account is told, by letter and beside their sessions.

use chrono::{DateTime, Utc};

use super::letters::{NoticeMatter, notice};
use super::{Desk, Failure};
use crate::domain::errand::{Errand, GuessedAt};
use crate::domain::month::moscow_day;
use crate::policy::Permission;
use crate::store::accounts;
use crate::store::outbox::Kept;
use crate::store::password_guesses::{ToldGuesses, of_person};

/// What a letter about guesses at a password tells.
#[derive(Debug)]
pub struct GuessedMatter {
    /// To whom.
    pub to: NoticeMatter,
    /// The name as it was typed.
    pub name: String,
    /// Where the guesses ran out.
    pub place: GuessedAt,
    /// When they ran out.
    pub at: DateTime<Utc>,
    /// Until when no password is looked at there.
    pub until: DateTime<Utc>,
    /// Whom to write or call; `None` for people of desks, who have an administrator.
    pub contact: Option<String>,
}

/// What the letter tells the owner of the account; nothing when there is none or the account was disabled since.
pub async fn matter(desk: &Desk, errand: &Kept) -> Result<Option<GuessedMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Errand::PasswordGuesses { person: Some(person), name, place, until } = &errand.errand else {
        return Ok(None);
    };
    let account = accounts::open(desk.db(), *person).await?;
    if account.disabled {
        return Ok(None);
    }
    let settings = desk.house().settings().await?;
    let support = format!("{}, {}", settings.client_support_phone, settings.client_support_email);
    let contact = (!account.is_of_desk()).then_some(support);
    let (to, at) = (notice(desk, *person).await?, errand.created_at);
    Ok(Some(GuessedMatter { to, name: name.clone(), place: *place, at, until: *until, contact }))
}

/// When guesses at the viewer's own password or second factor ran out, the latest day first.
pub(super) async fn own(desk: &Desk) -> Result<Vec<ToldGuesses>, Failure> {
    Ok(of_person(desk.db(), desk.person()?, moscow_day(desk.now())).await?)
}
