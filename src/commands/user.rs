//! Adding people from the console.

use std::io::{IsTerminal as _, Read as _};

use clap::Args;

use super::{Misuse, partner_with_code, say};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::account::{Account, Assignment};
use crate::domain::ids::PersonId;
use crate::domain::role::Role;
use crate::gateways::passwords::Cost;
use crate::operations::{Failure, accounts};

/// Who is to be added.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// What the person signs in with
    #[arg(long)]
    login: String,
    /// Where letters go
    #[arg(long)]
    email: String,
    /// The role, such as `partner_staff`
    #[arg(long, value_parser = role)]
    role: Role,
    /// The partner, by its code; without it the role is at the operator
    #[arg(long)]
    partner: Option<String>,
    /// The full name; the login otherwise
    #[arg(long)]
    name: Option<String>,
}

/// Adds a person; the password is asked for on the terminal or read from standard input.
pub(super) async fn add(config: &Config, asked: Add) -> Result<(), Stop> {
    let house = app::house(app::current_database(config).await?, Clock::real(), Cost::OWASP).await?;
    let of_partner = matches!(asked.role, Role::PartnerStaff | Role::PartnerManager | Role::PartnerAdmin);
    let partner = match &asked.partner {
        Some(code) if of_partner => Some(partner_with_code(&house.db, code).await?.id),
        None if !of_partner => None,
        Some(_) => return Err(misuse("this role belongs to no partner: leave out --partner")),
        None => return Err(misuse("this role belongs to a partner: name it with --partner")),
    };
    let account = Account {
        id: PersonId(0),
        full_name: asked.name.unwrap_or_else(|| asked.login.clone()),
        login: asked.login,
        email: asked.email,
        password_hash: String::new(),
        disabled: false,
        roles: vec![Assignment { role: asked.role, partner }],
    };
    match accounts::add(&house, account, &password()?).await {
        Ok(_) => say("added"),
        Err(Failure::Invalid(faults)) => {
            Err(faults.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("; ").into())
        }
        Err(other) => Err(other.to_string().into()),
    }
}

fn misuse(words: &str) -> Stop {
    Misuse(words.to_owned()).into()
}

fn password() -> Result<String, Stop> {
    if std::io::stdin().is_terminal() {
        return Ok(rpassword::prompt_password("Password: ")?);
    }
    let mut typed = String::new();
    std::io::stdin().read_to_string(&mut typed)?;
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}

fn role(code: &str) -> Result<Role, String> {
    let people = |role: &Role| !matches!(role, Role::ItsLogin | Role::Worker | Role::Console);
    Role::from_code(code).filter(people).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().filter(|role| people(role)).map(|role| role.code()).collect();
        format!("`{code}` is no role; known are {}", known.join(", "))
    })
}
