//! Registration in the portal: asked for, and confirmed by the link of its letter. Whoever does so is not signed in.

mod adding;
mod confirming;

use std::sync::Arc;

use chrono::Duration;

pub use adding::add_email;
pub use confirming::{Standing, confirm, confirm_by_code, enter, look, send_again, standing, tie};

use super::caller::{Limit, Requester, over};
use super::captcha::{CaptchaAnswer, CaptchaForm, WRONG, solve, spend};
use super::{Failure, House, phone_codes};
use crate::domain::consent::Accepted;
use crate::domain::form::FieldFaults;
use crate::domain::month::moscow_day;
use crate::domain::registration::{Applicant, Channel, FIELDS, Profile, TypedRegistration};
use crate::domain::role::Role;
use crate::gateways::tokens;
use crate::store::guesses::{self, Allowance};
use crate::store::{StoreError, accounts, colleagues, registrations};

/// So many registrations are kept from one address.
const KEPT: Limit = Limit { what: "registration_asked", most: 20, window: Duration::hours(24) };
/// So often one address asks whether a login is taken.
const LOGINS_ASKED: Limit = Limit { what: "login_asked", most: 60, window: Duration::hours(24) };
/// So often one address is told that an e-mail is taken.
const TOLD: Limit = Limit { what: "email_taken_told", most: 5, window: Duration::hours(24) };
/// So many letters of registrations go to one e-mail.
const LETTERS: Limit = Limit { what: "registration_letters", most: 5, window: Duration::hours(24) };

/// What is said of an e-mail with which somebody has registered.
pub const EMAIL_TAKEN: &str = "Такой e-mail уже использован при регистрации";
/// What is said of a login that is not free.
pub(super) const LOGIN_TAKEN: &str = "Такой логин уже занят: придумайте другой";

/// A form that was sent.
#[derive(Debug)]
pub struct RegistrationAsked<'a> {
    /// What was typed.
    pub typed: &'a TypedRegistration,
    /// The password, as typed.
    pub password: &'a str,
    /// The answer to the captcha.
    pub captcha: &'a CaptchaAnswer,
    /// The word that only this browser knows.
    pub browser: &'a str,
}

/// Keeps a registration and owes its letter or its code. All that is wrong is told at once; what others have done here is told only to
/// whoever solved the captcha. A form that this browser has sent already is kept once, and its second press succeeds too.
pub async fn register(
    house: &Arc<House>,
    caller: &Requester<'_>,
    asked: &RegistrationAsked<'_>,
) -> Result<(), Failure> {
    match register_once(house, caller, asked).await {
        Err(Failure::Invalid(_)) if is_kept(house, asked).await? => Ok(()),
        done => done,
    }
}

/// Whether what was typed waits already, sent from this browser with this password.
async fn is_kept(house: &Arc<House>, asked: &RegistrationAsked<'_>) -> Result<bool, Failure> {
    let Ok(applicant) = asked.typed.read() else { return Ok(false) };
    let found = match standing(house, asked.browser).await? {
        Standing::Waiting(registration, _) | Standing::Confirmed(registration) => registration,
        Standing::Nothing => return Ok(false),
    };
    Ok(found.applicant == applicant
        && house.passwords.verify(asked.password, Some(&found.password_hash)).await)
}

async fn register_once(
    house: &Arc<House>,
    caller: &Requester<'_>,
    asked: &RegistrationAsked<'_>,
) -> Result<(), Failure> {
    let (applicant, mut faults) = match asked.typed.read() {
        Ok(applicant) => (Some(applicant), FieldFaults::new()),
        Err(faults) => (None, faults),
    };
    if let Some(words) = weakness(house, asked).await {
        faults.push(("password", words));
    }
    if solve(house, caller, CaptchaForm::Registration, asked.captcha).await? {
        taken(house, caller, asked.typed, &mut faults).await?;
    } else {
        faults.push(("symbols", WRONG.to_owned()));
    }
    let Some(applicant) = applicant.filter(|_| faults.is_empty()) else { return Err(invalid(faults)) };
    KEPT.count(house, caller, &caller.network()).await?;
    may_reach(house, caller, &applicant.channel).await?;
    keep(house, asked, applicant).await
}

/// What is wrong with the password, if anything is.
async fn weakness(house: &Arc<House>, asked: &RegistrationAsked<'_>) -> Option<String> {
    if asked.password.is_empty() {
        return Some("Пароль не указан".to_owned());
    }
    let TypedRegistration { login, channel, profile, .. } = asked.typed;
    let Profile { last_name, first_name, middle_name, place_of_work, city, .. } = profile;
    let own = [login, channel.as_str(), last_name, first_name, middle_name, place_of_work, city];
    house
        .passwords
        .judge(asked.password, own.map(str::to_owned).into())
        .await
        .err()
        .map(|fault| fault.to_string())
}

/// What others have already; so often one address is told of e-mails, and then nothing is done for it at all, so that its
/// being refused tells nothing. That a number is taken is told to its holder alone, by SMS.
async fn taken(
    house: &Arc<House>,
    caller: &Requester<'_>,
    typed: &TypedRegistration,
    faults: &mut FieldFaults,
) -> Result<(), Failure> {
    let now = house.clock.now();
    if let Ok(login) = typed.login() {
        LOGINS_ASKED.count(house, caller, &caller.network()).await?;
        if is_taken(house, &login).await? {
            faults.push(("login", LOGIN_TAKEN.to_owned()));
        }
    }
    let Ok(Channel::Email(email)) = typed.channel.read() else { return Ok(()) };
    let key = TOLD.key(&caller.network());
    match guesses::take(&house.db, &key, TOLD.most, now, TOLD.window).await? {
        Allowance::Taken => {}
        Allowance::Busy => return Err(Failure::TooOften(1)),
        Allowance::Spent(until) => return Err(over(until, now)),
    }
    if belongs_to_a_client(house, &email).await? {
        guesses::failed(&house.db, &key).await?;
        caller.note(house, TOLD.what, &email).await?;
        faults.push(("email", EMAIL_TAKEN.to_owned()));
    } else {
        guesses::free(&house.db, &key).await?;
    }
    Ok(())
}

async fn is_taken(house: &House, login: &str) -> Result<bool, StoreError> {
    Ok(accounts::find(&house.db, login).await?.is_some()
        || registrations::reserves(&house.db, login, house.clock.now()).await?)
}

/// Whether somebody of the client's side has this address; people of desks may share theirs.
async fn belongs_to_a_client(house: &House, email: &str) -> Result<bool, StoreError> {
    if accounts::with_confirmed_email(&house.db, email).await?.is_some() {
        return Ok(true);
    }
    let clients = colleagues::with_email(&house.db, email, SHARERS).await?;
    Ok(clients.iter().any(|account| account.role() == Role::Client))
}

/// So many people who share an address are looked at.
const SHARERS: u64 = 50;

async fn may_reach(house: &Arc<House>, caller: &Requester<'_>, channel: &Channel) -> Result<(), Failure> {
    let email = match channel {
        Channel::Phone(phone) => return phone_codes::may_send(house, caller, phone).await,
        Channel::Email(email) => email,
    };
    match LETTERS.count(house, caller, &email.to_lowercase()).await {
        Err(Failure::TooOften(_)) => Err(Failure::Invalid(vec![("email", MANY_LETTERS.to_owned())])),
        counted => counted,
    }
}

const MANY_LETTERS: &str =
    "На этот адрес за сутки отправлено 5 писем. Попробуйте завтра или укажите другой e-mail";

async fn keep(
    house: &Arc<House>,
    asked: &RegistrationAsked<'_>,
    applicant: Applicant,
) -> Result<(), Failure> {
    let hash = house.passwords.hash(asked.password).await;
    let password_hash = hash.map_err(|fault| invalid(vec![("password", fault.to_string())]))?;
    let now = house.clock.now();
    let new = registrations::New {
        applicant,
        password_hash,
        accepted: Accepted::on(moscow_day(now)),
        browser: tokens::digest(asked.browser),
        of: None,
        at: now,
    };
    let tx = house.db.begin().await?;
    registrations::sweep(&tx, now).await?;
    match registrations::add(&tx, &new).await {
        Err(StoreError::Duplicate(_)) => return Err(invalid(vec![("login", LOGIN_TAKEN.to_owned())])),
        added => added?,
    };
    if !spend(&tx, asked.captcha).await? {
        return Err(invalid(vec![("symbols", WRONG.to_owned())]));
    }
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(())
}

/// The faults in the order of the form; a password is never shown again, so it is to be typed once more.
fn invalid(mut faults: FieldFaults) -> Failure {
    if !faults.iter().any(|(field, _)| *field == "password") {
        faults.push(("password", "Введите пароль еще раз".to_owned()));
    }
    faults.sort_by_key(|(field, _)| FIELDS.iter().position(|known| known == field));
    Failure::Invalid(faults)
}
