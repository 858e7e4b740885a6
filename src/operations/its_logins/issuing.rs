//! Issuing an ITS login: the form is parsed as a whole, with every fault beside its field.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::domain::form::FieldFaults;
use crate::domain::identity::{Email, Login};
use crate::domain::ids::{ItsLoginId, PartnerId, PersonId};
use crate::domain::its_login::ItsLogin;
use crate::domain::month::moscow_day;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{StoreError, keep, logins};

/// The fields of the form of a new login.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TypedLogin {
    /// The login.
    pub login: String,
    /// The client's e-mail address.
    pub email: String,
    /// The last day of the contract: `31.12.2026`.
    pub contract_until: String,
}

/// Issues a login; the client gets a link that sets the password.
pub async fn issue(desk: &Desk, typed: &TypedLogin) -> Result<ItsLoginId, Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    desk.must_be_proven().await?;
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let new = read(typed, partner, desk.now()).map_err(Failure::Invalid)?;
    let tx = desk.begin().await?;
    let added = match logins::add(&tx, &new).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::Invalid(vec![("login", "Такой логин уже есть".to_owned())]));
        }
        added => added?,
    };
    let kept = keep(&tx, &desk.keeper(), added.issue()).await?;
    desk.commit(tx).await?;
    Ok(kept.id)
}

fn read(typed: &TypedLogin, partner: PartnerId, now: DateTime<Utc>) -> Result<ItsLogin, FieldFaults> {
    let today = moscow_day(now);
    let login = Login::parse(&typed.login).map_err(|fault| ("login", fault.detail.to_owned()));
    let email = Email::parse(&typed.email).map_err(|fault| ("email", fault.detail.to_owned()));
    let until = typed_day(&typed.contract_until, today).map_err(|words| ("contract_until", words.to_owned()));
    match (login, email, until) {
        (Ok(login), Ok(email), Ok(until)) => Ok(ItsLogin {
            id: ItsLoginId(0),
            account: PersonId(0),
            login: login.into(),
            partner,
            password_hash: String::new(),
            email: email.into(),
            contract_until: Some(until),
            issued: true,
            since: now,
            accepted_at: Some(now),
            blocked_at: None,
            version: 1,
        }),
        (login, email, until) => Err([login.err(), email.err(), until.err()].into_iter().flatten().collect()),
    }
}

/// Parses a day as people or browsers write it; it must not be in the past.
pub fn typed_day(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let text = text.trim();
    let day = ["%d.%m.%Y", "%Y-%m-%d"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    match day {
        Some(day) if day < today => Err("Этот день уже прошел"),
        Some(day) if chrono::Datelike::year(&day) > 2100 => Err("Проверьте год"),
        Some(day) => Ok(day),
        None => Err("Укажите день как 31.12.2026"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it_and_never_lies_behind() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        assert_eq!(typed_day(" 18.11.2026 ", today), Ok(today));
        assert_eq!(typed_day("2026-11-18", today), Ok(today));
        for wrong in ["", "31.02.2027", "17.11.2026", "18.11.20260", "завтра", "31/12/2026"] {
            assert!(typed_day(wrong, today).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let now = "2026-11-18T09:00:00Z".parse().unwrap();
        let faults = read(&TypedLogin::default(), PartnerId(1), now).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["login", "email", "contract_until"]);
    }
}
