//! Inviting a person into the tenant: the form is parsed as a whole, with every fault beside its field.

use serde::Deserialize;

use super::{house, steward};
use crate::domain::account::{Account, Assignment};
use crate::domain::cleaning::{cleaned, turns_direction};
use crate::domain::identity::{Email, Login};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::role::Role;
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{StoreError, colleagues, keep};

/// The maximum length of a name, in characters.
const NAME_MOST: usize = 150;

/// The fields of an invitation's form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TypedPerson {
    /// The login.
    pub login: String,
    /// The full name.
    pub full_name: String,
    /// The e-mail.
    pub email: String,
    /// The code of the role.
    #[serde(default)]
    pub role: String,
}

/// Invites a person; a link that sets the password is mailed.
pub async fn invite(desk: &Desk, typed: &TypedPerson) -> Result<PersonId, Failure> {
    desk.may(Permission::AppointPeople).await?;
    desk.must_be_proven().await?;
    let (house, by) = (house(desk)?, steward(desk)?);
    let account = read_person(typed, house, Role::of_house(house)).map_err(Failure::Invalid)?;
    let tx = desk.begin().await?;
    let colleague = match colleagues::add(&tx, house, &account, desk.now()).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::Invalid(vec![("login", "Такой логин уже есть".to_owned())]));
        }
        other => other?,
    };
    let kept = keep(&tx, &desk.keeper(), colleague.invite(by)?).await?;
    desk.commit(tx).await?;
    Ok(kept.account.id)
}

/// Parses the form into an account with one of these roles; the error names all faults.
pub(in crate::operations) fn read_person(
    typed: &TypedPerson,
    house: Option<PartnerId>,
    roles: &[Role],
) -> Result<Account, Vec<(&'static str, String)>> {
    let login = Login::parse(&typed.login).map_err(|fault| ("login", fault.detail.to_owned()));
    let email = Email::parse(&typed.email).map_err(|fault| ("email", fault.detail.to_owned()));
    let full_name = name(&typed.full_name).map_err(|words| ("full_name", words.to_owned()));
    let role = Role::from_code(&typed.role)
        .filter(|role| roles.contains(role))
        .ok_or(("role", "Выберите роль".to_owned()));
    match (login, full_name, email, role) {
        (Ok(login), Ok(full_name), Ok(email), Ok(role)) => Ok(Account {
            id: PersonId(0),
            login: login.into(),
            email: email.into(),
            full_name,
            password_hash: String::new(),
            disabled: false,
            roles: vec![Assignment { role, partner: house }],
        }),
        (login, full_name, email, role) => {
            Err([login.err(), full_name.err(), email.err(), role.err()].into_iter().flatten().collect())
        }
    }
}

/// A name with single spaces between its parts.
fn name(typed: &str) -> Result<String, &'static str> {
    if turns_direction(typed) {
        return Err("Уберите из имени знаки направления письма: из-за них оно читается иначе");
    }
    let name = cleaned(typed);
    if name.is_empty() {
        return Err("Укажите фамилию, имя и отчество");
    }
    if name.chars().count() > NAME_MOST {
        return Err("Не больше 150 символов");
    }
    if name.contains(char::is_control) {
        Err("В имени недопустимый знак")
    } else {
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_at_once() {
        let faults = read_person(&TypedPerson::default(), None, Role::OF_OPERATOR).unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["login", "full_name", "email", "role"]);
    }

    #[test]
    fn a_role_is_one_of_the_house() {
        let typed = TypedPerson {
            login: "Vetrov".to_owned(),
            full_name: " Ветров  Игорь ".to_owned(),
            email: "vetrov@forsait.example".to_owned(),
            role: "partner_admin".to_owned(),
        };
        assert_eq!(read_person(&typed, None, Role::OF_OPERATOR).unwrap_err()[0].0, "role");
        let account = read_person(&typed, Some(PartnerId(1)), Role::OF_PARTNER).unwrap();
        assert_eq!((account.login.as_str(), account.full_name.as_str()), ("vetrov", "Ветров Игорь"));
    }
}
