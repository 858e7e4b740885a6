//! Adding people from the console.

use clap::Args;
use std::io::{IsTerminal as _, Read as _};

use super::{Misuse, partner_with_code, say};
use crate::app::{self, Stop};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::role::Role;
use crate::gateways::passwords::Cost;
use crate::operations::accounts::{self, Belongs};
use crate::operations::people::TypedPerson;
use crate::operations::{Desk, Failure, factor_resets};

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
    /// The partner, by its code, for a role at a partner
    #[arg(long)]
    partner: Option<String>,
    /// The organisation, by its subscriber code, for a client
    #[arg(long)]
    organization: Option<String>,
    /// The full name; the login otherwise
    #[arg(long)]
    name: Option<String>,
}

/// Adds a person; the password is asked for on the terminal or read from standard input.
pub(super) async fn add(config: &Config, asked: Add) -> Result<(), Stop> {
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    let partner = match must_be_whole(&asked)? {
        Some(code) => Some(partner_with_code(&house.db, code).await?.id),
        None => None,
    };
    let belongs = match (partner, asked.organization.as_deref()) {
        (Some(partner), _) => Belongs::Partner(partner),
        (None, Some(code)) => Belongs::Organization(code),
        (None, None) => Belongs::Operator,
    };
    let typed = TypedPerson {
        full_name: asked.name.clone().unwrap_or_else(|| asked.login.clone()),
        login: asked.login.clone(),
        email: asked.email.clone(),
        role: asked.role.code().to_owned(),
    };
    let desk = Desk::of_console(&house, "console-user".to_owned());
    match accounts::add(&desk, &typed, belongs, &password()?).await {
        Ok(_) => say("added"),
        Err(Failure::Invalid(faults)) => {
            let told: Vec<String> =
                faults.into_iter().map(|(field, words)| format!("--{field}: {words}")).collect();
            Err(Misuse(told.join("; ")).into())
        }
        Err(Failure::NotFound) => {
            Err(Misuse("--organization: no organisation has this subscriber code".to_owned()).into())
        }
        Err(other) => Err(other.to_string().into()),
    }
}

/// Whose second factors are taken off.
#[derive(Debug, Args)]
pub(super) struct ResetFactors {
    /// What the person signs in with
    #[arg(long)]
    login: String,
}

/// Takes the second factors off somebody at once, for when nobody else can.
pub(super) async fn reset_factors(config: &Config, asked: ResetFactors) -> Result<(), Stop> {
    let house = app::house(app::working_database(config).await?, Clock::real(), Cost::OWASP).await?;
    let desk = Desk::of_console(&house, "console-user".to_owned());
    match factor_resets::take_off(&desk, &asked.login).await {
        Ok(()) => say("the second factors are taken off, all sessions are ended"),
        Err(Failure::NotFound) => Err(Misuse("--login: nobody signs in with this".to_owned()).into()),
        Err(other) => Err(other.to_string().into()),
    }
}

/// Checks that the role and its tenant fit; returns the partner's code for a role in a partner.
fn must_be_whole(asked: &Add) -> Result<Option<&str>, Misuse> {
    let fault = |words: &str| Err(Misuse(words.to_owned()));
    let of_partner = Role::OF_PARTNER.contains(&asked.role);
    let of_client = asked.role == Role::Client;
    match (asked.partner.as_deref(), asked.organization.as_deref()) {
        (Some(_), _) if !of_partner => fault("this role belongs to no partner: leave out --partner"),
        (None, _) if of_partner => fault("this role belongs to a partner: name it with --partner"),
        (_, Some(_)) if !of_client => {
            fault("only a client belongs to an organisation: leave out --organization")
        }
        (_, None) if of_client => fault("a client belongs to an organisation: name it with --organization"),
        (partner, _) => Ok(partner),
    }
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
