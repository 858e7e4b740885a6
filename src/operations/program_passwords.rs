//! Passwords of one's own programs: made, shown once, ended. Only the intake API takes them.

use serde::{Deserialize, Serialize};

use super::letters::{NoticeMatter, notice};
use super::{Desk, Failure};
use crate::domain::errand::Errand;
use crate::domain::form::is_same_name;
use crate::domain::ids::ProgramPasswordId;
use crate::domain::program_password::{self, ProgramPassword};
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::program_passwords::{self, NewProgramPassword};
use crate::store::{accounts, colleagues, keep};

/// A password that was just made.
#[derive(Debug, Deserialize, Serialize)]
pub struct MadeProgramPassword {
    /// What the person calls the program.
    pub name: String,
    /// Its word, which is shown once and kept nowhere.
    pub word: String,
}

/// What a letter about a new password tells.
#[derive(Debug)]
pub struct ProgramPasswordMatter {
    /// To whom.
    pub to: NoticeMatter,
    /// The password.
    pub password: ProgramPassword,
}

/// What is said of a name that another good password has.
const TAKEN: &str = "Пароль с таким названием уже есть. Назовите программу иначе";

/// The good passwords of one's own programs, the oldest first.
pub async fn list(desk: &Desk) -> Result<Vec<ProgramPassword>, Failure> {
    desk.may(Permission::ManageProgramPasswords).await?;
    Ok(program_passwords::living(desk.db(), desk.person()?).await?)
}

/// The same for the profile, which is everybody's: nothing for whoever has no programs.
pub(super) async fn own(desk: &Desk) -> Result<Option<Vec<ProgramPassword>>, Failure> {
    if !desk.allows(Permission::ManageProgramPasswords) {
        return Ok(None);
    }
    Ok(Some(program_passwords::living(desk.db(), desk.person()?).await?))
}

/// Makes a password for a program of this name.
pub async fn make(desk: &Desk, name: &str) -> Result<MadeProgramPassword, Failure> {
    desk.may(Permission::ManageProgramPasswords).await?;
    desk.must_be_proven().await?;
    let name = program_password::read_name(name).map_err(Failure::Invalid)?;
    let word = tokens::program_password();
    let tx = desk.begin().await?;
    // Locks the account, so that two who make one at once are counted one after the other.
    let colleague = colleagues::oneself(&tx, desk.person()?).await?;
    let desk = desk.at_present();
    let person = colleague.account.id;
    let living = program_passwords::living(&tx, person).await?;
    if living.iter().any(|other| is_same_name(&other.name, &name)) {
        return Err(Failure::Invalid(vec![("name", TAKEN.to_owned())]));
    }
    let new =
        NewProgramPassword { person, name: &name, digest: &tokens::program_digest(&word), at: desk.now() };
    let id = program_passwords::add(&tx, &new).await?;
    keep(&tx, &desk.keeper(), colleague.make_program_password(id, living.len())?).await?;
    desk.commit(tx).await?;
    Ok(MadeProgramPassword { name, word })
}

/// Ends a password: the program that has it is refused from now on.
pub async fn end(desk: &Desk, id: ProgramPasswordId) -> Result<(), Failure> {
    desk.may(Permission::ManageProgramPasswords).await?;
    let tx = desk.begin().await?;
    let colleague = colleagues::oneself(&tx, desk.person()?).await?;
    let desk = desk.at_present();
    program_passwords::end(&tx, colleague.account.id, id, desk.now()).await?;
    keep(&tx, &desk.keeper(), colleague.end_program_password(id)).await?;
    Ok(desk.commit(tx).await?)
}

/// What the letter about a new password tells its owner; nothing when the account was disabled since.
pub async fn matter(desk: &Desk, errand: &Kept) -> Result<Option<ProgramPasswordMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let Errand::ProgramPasswordNotice { person, password } = errand.errand else { return Ok(None) };
    if accounts::open(desk.db(), person).await?.disabled {
        return Ok(None);
    }
    let password = program_passwords::open(desk.db(), password).await?;
    Ok(Some(ProgramPasswordMatter { to: notice(desk, person).await?, password }))
}
