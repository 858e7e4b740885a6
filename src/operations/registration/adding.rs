//! Adding an address to an account that has none: its letter confirms it, as that of a registration does.

use super::may_reach;
use crate::domain::consent::Accepted;
use crate::domain::month::moscow_day;
use crate::domain::registration::{Applicant, Channel, Profile};
use crate::operations::caller::Requester;
use crate::operations::profile::{ChangeFailure, must_know};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{accounts, registrations};

/// Owes a letter to an address; whoever adds it knows the password. Whether others have the address is told to its holder
/// alone.
pub async fn add_email(
    desk: &Desk,
    caller: &Requester<'_>,
    email: &str,
    password: &str,
) -> Result<(), ChangeFailure> {
    desk.may(Permission::EditOwnProfile).await?;
    let account = accounts::open(desk.db(), desk.person()?).await?;
    if !account.email.is_empty() {
        return Err(Failure::NotFound.into());
    }
    let read = Channel::Email(email.to_owned()).read();
    let channel = read.map_err(|words| Failure::Invalid(vec![("email", words)]))?;
    must_know(desk, &account, password).await?;
    may_reach(desk.house(), caller, &channel).await?;
    let new = registrations::New {
        applicant: Applicant { login: account.login, channel, profile: Profile::default() },
        password_hash: String::new(),
        accepted: Accepted::on(moscow_day(desk.now())),
        browser: String::new(),
        of: Some(account.id),
        at: desk.now(),
    };
    let tx = desk.begin().await?;
    registrations::add(&tx, &new).await?;
    Ok(desk.commit(tx).await?)
}
