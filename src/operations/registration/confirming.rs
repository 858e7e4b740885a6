//! Confirming a registration: by the link of its letter, or by the code of its SMS, it becomes an account, and the browser
//! that asked for it may enter.

use std::sync::Arc;

use chrono::Duration;

use super::{EMAIL_TAKEN, LOGIN_TAKEN, may_reach};
use crate::domain::colleague::Colleague;
use crate::domain::factor::Factor;
use crate::domain::ids::{PersonId, RegistrationId};
use crate::domain::phone_code::PhoneCode;
use crate::domain::registration::Registration;
use crate::domain::role::Role;
use crate::gateways::tokens;
use crate::operations::accounts::{self, Entered, Entrant};
use crate::operations::caller::{Limit, Requester};
use crate::operations::{Failure, House, phone_codes};
use crate::store::{self, Keeper, StoreError, Tx, consents, keep, registrations};

/// What is said of a number to whoever has just proven that it is theirs.
const PHONE_TAKEN: &str = "Учетная запись с этим номером уже есть: войдите по номеру или восстановите пароль";

/// How often another letter of one registration may be asked for.
const AGAIN: Limit = Limit { what: "registration_letter", most: 1, window: Duration::minutes(1) };

/// Where the registration of a browser stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its letter's link was not followed yet, or the code of its SMS was not typed.
    Waiting(Registration, Option<PhoneCode>),
    /// It is an account.
    Confirmed(Registration),
    /// There is none, or it has lapsed.
    Nothing,
}

/// Where the registration of a browser stands, by the word that only this browser knows.
pub async fn standing(house: &Arc<House>, browser: &str) -> Result<Standing, Failure> {
    let found = registrations::of_browser(&house.db, &tokens::digest(browser)).await?;
    let now = house.clock.now();
    Ok(match found.filter(|registration| now < registration.expires_at) {
        None => Standing::Nothing,
        Some(registration) if registration.person.is_some() => Standing::Confirmed(registration),
        Some(registration) => {
            let code = store::phone_codes::of_registration(&house.db, registration.id).await?;
            Standing::Waiting(registration, code)
        }
    })
}

/// Lets this browser ask where a registration stands: whoever is before it has just typed its password.
pub async fn tie(house: &Arc<House>, id: RegistrationId, browser: &str) -> Result<(), Failure> {
    Ok(registrations::tie(&house.db, id, &tokens::digest(browser)).await?)
}

/// Owes another letter or code to whoever waits in this browser.
pub async fn send_again(house: &Arc<House>, caller: &Requester<'_>, browser: &str) -> Result<(), Failure> {
    let Standing::Waiting(registration, _) = standing(house, browser).await? else {
        return Err(Failure::NotFound);
    };
    AGAIN.count(house, caller, &registration.id.to_string()).await?;
    may_reach(house, caller, &registration.applicant.channel).await?;
    let tx = house.db.begin().await?;
    let found = registrations::find_to_change(&tx, registration.id).await?;
    let now = house.clock.now();
    let registration = found.filter(|registration| registration.waits(now)).ok_or(Failure::NotFound)?;
    registrations::owe_again(&tx, &registration, &tokens::digest(browser), now).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(())
}

/// «ОК»: whoever registered in this browser enters, once, if the address is confirmed and the password is still the same.
pub async fn enter(
    house: &Arc<House>,
    browser: &str,
    agent: &str,
    caller: &Requester<'_>,
) -> Result<Option<Entered>, Failure> {
    let Standing::Confirmed(registration) = standing(house, browser).await? else { return Ok(None) };
    let Some(person) = registration.person else { return Ok(None) };
    let account = store::accounts::open(&house.db, person).await?;
    // Of two who press at once one enters.
    if !registrations::untie(&house.db, registration.id, &tokens::digest(browser)).await? {
        return Ok(None);
    }
    if account.disabled || account.password_hash != registration.password_hash {
        return Ok(None);
    }
    let Requester { address, request_id, .. } = *caller;
    let arrival = Entrant {
        foreign_computer: false,
        browser: agent,
        device: None,
        address,
        by: Factor::Password,
        request_id,
    };
    Ok(Some(accounts::enter(house, &account, &arrival).await?))
}

/// What would be confirmed by this link; looking at it does not use it.
pub async fn look(house: &Arc<House>, token: &str) -> Result<Registration, Failure> {
    waiting(house, registrations::with_digest(&house.db, &tokens::digest(token)).await?)
}

/// Makes an account of the registration whose letter carries this link, or adds the address to one, once. Of several who
/// gave one e-mail, the first who follows the link has it.
pub async fn confirm(house: &Arc<House>, token: &str, request_id: &str) -> Result<Registration, Failure> {
    let digest = tokens::digest(token);
    let found = waiting(house, registrations::with_digest(&house.db, &digest).await?)?;
    let tx = house.db.begin().await?;
    // Whoever came second waited here, and finds it confirmed.
    let registration = waiting(house, registrations::find_to_change(&tx, found.id).await?)?;
    match registration.of {
        Some(person) => add_address(house, &tx, &registration, person, request_id).await?,
        None => account_of(house, &tx, &registration, request_id).await?,
    }
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(registration)
}

/// Makes an account of the registration that waits in this browser, by the code of its SMS.
pub async fn confirm_by_code(
    house: &Arc<House>,
    caller: &Requester<'_>,
    browser: &str,
    typed: &str,
) -> Result<(), Failure> {
    let Standing::Waiting(found, Some(code)) = standing(house, browser).await? else {
        return Err(Failure::NotFound);
    };
    phone_codes::check(house, caller, &code, typed).await?;
    let tx = house.db.begin().await?;
    let registration = waiting(house, registrations::find_to_change(&tx, found.id).await?)?;
    phone_codes::spend(&tx, &code, house.clock.now()).await?;
    account_of(house, &tx, &registration, caller.request_id).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(())
}

/// Adds the address to an account.
async fn add_address(
    house: &House,
    tx: &Tx,
    registration: &Registration,
    person: PersonId,
    request_id: &str,
) -> Result<(), Failure> {
    let at = house.clock.now();
    let email = registration.applicant.channel.as_str();
    let colleague = store::colleagues::oneself(tx, person).await?;
    match store::accounts::confirm_email(tx, person, email).await {
        Err(StoreError::Duplicate(words)) => return Err(taken(&words)),
        written => written?,
    }
    let account = &colleague.account;
    let (actor, role) = (account.login.clone(), account.role());
    let keeper = Keeper { actor, role, request_id: request_id.to_owned(), at, instead_of: None };
    let change = colleague.confirm_email(email.to_owned()).map_err(|_| Failure::NotFound)?;
    keep(tx, &keeper, change).await?;
    Ok(registrations::confirm(tx, registration.id, person, at).await?)
}

async fn account_of(
    house: &House,
    tx: &Tx,
    registration: &Registration,
    request_id: &str,
) -> Result<(), Failure> {
    let (account, at) = (registration.account(), house.clock.now());
    let channel = &registration.applicant.channel;
    let id = match store::accounts::add_confirmed(tx, &account, channel, at).await {
        Err(StoreError::Duplicate(words)) => return Err(taken(&words)),
        added => added?,
    };
    let keeper = Keeper {
        actor: account.login.clone(),
        role: Role::Client,
        request_id: request_id.to_owned(),
        at,
        instead_of: None,
    };
    let account = crate::domain::account::Account { id, ..account };
    let colleague = Colleague { house: None, account, disabled_at: None, version: 1 };
    keep(tx, &keeper, colleague.register(registration.accepted)).await?;
    let (accepted, at) = (registration.accepted, registration.asked_at);
    consents::add(tx, id, registration.applicant.profile.clone(), accepted, at).await?;
    Ok(registrations::confirm(tx, registration.id, id, at).await?)
}

/// Which of two names somebody else has got meanwhile, by the rule that the database names.
fn taken(words: &str) -> Failure {
    let fault = if words.contains("confirmed_email") {
        ("email", EMAIL_TAKEN)
    } else if words.contains("confirmed_phone") {
        ("code", PHONE_TAKEN)
    } else {
        ("login", LOGIN_TAKEN)
    };
    Failure::Invalid(vec![(fault.0, fault.1.to_owned())])
}

fn waiting(house: &House, found: Option<Registration>) -> Result<Registration, Failure> {
    found.filter(|registration| registration.waits(house.clock.now())).ok_or(Failure::NotFound)
}
