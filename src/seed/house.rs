//! The tenants' present state: invited and disabled people, new and blocked ITS logins. Their administrators bring it
//! about through the operations.

use std::sync::Arc;

use chrono::Duration;

use super::SeedError;
use super::files::{Files, LoginRow, PersonRow};
use super::office::SeededOffice;
use crate::domain::account::AccountState;
use crate::domain::ids::PartnerId;
use crate::domain::its_login::LoginState;
use crate::domain::role::Role;
use crate::operations::its_logins::{self, TypedLogin};
use crate::operations::people::{self, Successor, TypedPerson};
use crate::operations::{Desk, Failure, House};
use crate::store::{accounts, colleagues, logins};

/// Brings people and ITS logins to the state that their lines name.
pub(super) async fn settle(
    house: &Arc<House>,
    files: &Files,
    office: &SeededOffice,
) -> Result<(), SeedError> {
    for row in &files.people {
        settle_person(house, office, row).await?;
    }
    for row in &files.its_logins {
        settle_login(house, office, row).await?;
    }
    see_people(house, files).await
}

async fn settle_person(house: &Arc<House>, office: &SeededOffice, row: &PersonRow) -> Result<(), SeedError> {
    let done = match row.state {
        None | Some(AccountState::Working) => return Ok(()),
        Some(AccountState::Invited) => {
            let typed = TypedPerson {
                login: row.login.clone(),
                full_name: row.full_name.clone(),
                email: row.email.clone(),
                role: row.role.code().to_owned(),
            };
            people::invite(&administrator(house, office, row.partner.as_deref())?, &typed).await.map(drop)
        }
        Some(AccountState::Disabled) => {
            let desk = administrator(house, office, row.partner.as_deref())?;
            let person = office.person(&row.login)?.id;
            let seen = colleagues::open(&house.db, desk.partner(), person).await?.colleague.version;
            // What they were reviewing is the administrator's now.
            let successor = desk.who().person.map_or(Successor::Queue, Successor::Colleague);
            people::disable(&desk, person, seen, successor).await.map(drop)
        }
    };
    done.map_err(|failure| refused(&row.login, failure))
}

async fn settle_login(house: &Arc<House>, office: &SeededOffice, row: &LoginRow) -> Result<(), SeedError> {
    let done = match row.state {
        None | Some(LoginState::Offered | LoginState::Working | LoginState::Lapsed) => return Ok(()),
        Some(LoginState::Issued) => {
            let until = row.contract_until.map(|day| day.to_string()).unwrap_or_default();
            let typed =
                TypedLogin { login: row.login.clone(), email: row.email.clone(), contract_until: until };
            its_logins::issue(&administrator(house, office, Some(&row.partner))?, &typed).await.map(drop)
        }
        Some(LoginState::Blocked) => {
            let desk = administrator(house, office, Some(&row.partner))?;
            let seen = logins::open(&house.db, office.login(&row.login)?.id).await?;
            its_logins::block(&desk, seen.id, seen.version).await
        }
    };
    done.map_err(|failure| refused(&row.login, failure))
}

/// Records recent visits of everyone with a working account.
async fn see_people(house: &Arc<House>, files: &Files) -> Result<(), SeedError> {
    let mut at = house.clock.now() - Duration::minutes(12);
    for row in files.people.iter().filter(|row| row.state != Some(AccountState::Invited)) {
        if let Some(account) = accounts::find(&house.db, &row.login).await? {
            colleagues::seen(&house.db, account.id, at).await?;
            at -= Duration::minutes(97);
        }
    }
    Ok(())
}

/// The desk of the administrator of a partner's house, or of the operator's.
fn administrator(
    house: &Arc<House>,
    office: &SeededOffice,
    partner: Option<&str>,
) -> Result<Desk, SeedError> {
    let partner: Option<PartnerId> = match partner {
        Some(code) => Some(office.partner(code)?.id),
        None => None,
    };
    let account = office.holder(Role::administrator(partner), partner)?;
    Ok(Desk::of_person(house, account, Vec::new(), "seed-house".to_owned()).proven(house.clock.now()))
}

fn refused(login: &str, failure: Failure) -> SeedError {
    SeedError::Refused { what: format!("the login {login}"), failure }
}
