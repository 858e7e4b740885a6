//! A registration: a portal account that somebody asked for, and that waits until its letter's link is followed or the
//! code of its SMS is typed.

mod channel;
mod profile;

use chrono::{DateTime, Duration, Utc};

pub use channel::Channel;
pub use profile::Profile;

use super::account::{Account, Assignment};
use super::consent::Accepted;
use super::form::FieldFaults;
use super::identity::{Inn, Login, Phone, RegNumber};
use super::ids::{PersonId, RegistrationId};
use super::role::Role;

/// How long a registration waits to be confirmed. Then it lapses, and its login is free again.
pub const LIFETIME: Duration = Duration::hours(24);

/// The fields of the form, in the order in which they are asked.
pub const FIELDS: &[&str] = &[
    "login",
    "password",
    "email",
    "mobile",
    "last_name",
    "first_name",
    "middle_name",
    "place_of_work",
    "city",
    "phone",
    "symbols",
    "agreement",
    "personal_data",
];

/// What was typed, but the password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedRegistration {
    /// The login.
    pub login: String,
    /// The address or the number, as typed.
    pub channel: Channel,
    /// What the person says of themselves.
    pub profile: Profile,
    /// Whether the user agreement was accepted.
    pub agreement: bool,
    /// Whether the processing of personal data was consented to.
    pub personal_data: bool,
}

/// Who wants an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The login.
    pub login: String,
    /// The address or the number: the proof goes there.
    pub channel: Channel,
    /// What they say of themselves.
    pub profile: Profile,
}

/// A registration that waits, or has just become an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Its identity.
    pub id: RegistrationId,
    /// Who wants the account.
    pub applicant: Applicant,
    /// The hash of the password.
    pub password_hash: String,
    /// Which versions of the documents were accepted.
    pub accepted: Accepted,
    /// How many letters or messages were owed.
    pub letters: i32,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it lapses.
    pub expires_at: DateTime<Utc>,
    /// The account to which it adds an address; where there is none, it becomes one.
    pub of: Option<PersonId>,
    /// Whose account it has become, or whose address was confirmed.
    pub person: Option<PersonId>,
}

impl TypedRegistration {
    /// Reads what was typed; all that is wrong is told at once.
    pub fn read(&self) -> Result<Applicant, FieldFaults> {
        let mut faults = FieldFaults::new();
        let login = self.login().map_err(|words| faults.push(("login", words))).ok();
        let channel = self.channel.read().map_err(|words| faults.push((self.channel.field(), words))).ok();
        let profile = self.profile.noting(&mut faults);
        if !self.agreement {
            let words = "Отметьте, что согласны с условиями Пользовательского соглашения";
            faults.push(("agreement", words.to_owned()));
        }
        if !self.personal_data {
            let words = "Отметьте согласие на обработку персональных данных";
            faults.push(("personal_data", words.to_owned()));
        }
        match (login, channel) {
            (Some(login), Some(channel)) if faults.is_empty() => Ok(Applicant { login, channel, profile }),
            _ => Err(faults),
        }
    }

    /// The login, or what is wrong with it: it may be the registration number of a program, but never be taken for an ИНН
    /// or a mobile number, which are names of others at the door.
    pub fn login(&self) -> Result<String, String> {
        let login = self.login.trim();
        if login.is_empty() {
            return Err("Логин не указан".to_owned());
        }
        if Inn::parse(login).is_ok() {
            return Err("Этот номер может быть чьим-то ИНН: придумайте другой логин".to_owned());
        }
        if Phone::parse(login).is_ok_and(|phone| phone.is_mobile()) {
            return Err("Этот номер может быть чьим-то телефоном: придумайте другой логин".to_owned());
        }
        let number = RegNumber::parse(login).ok().filter(|number| number.as_str().len() >= 3);
        match number {
            Some(number) => Ok(number.into()),
            None => Login::parse(login).map(String::from).map_err(|fault| fault.detail.to_owned()),
        }
    }
}

impl Registration {
    /// Whether it still waits.
    #[must_use]
    pub fn waits(&self, now: DateTime<Utc>) -> bool {
        self.person.is_none() && now < self.expires_at
    }

    /// The account that it becomes.
    #[must_use]
    pub fn account(&self) -> Account {
        let Applicant { login, channel, profile } = &self.applicant;
        let name = profile.full_name();
        Account {
            id: PersonId(0),
            login: login.clone(),
            email: channel.email().unwrap_or_default().to_owned(),
            full_name: if name.is_empty() { login.clone() } else { name },
            password_hash: self.password_hash.clone(),
            disabled: false,
            roles: vec![Assignment { role: Role::Client, partner: None }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(login: &str) -> TypedRegistration {
        TypedRegistration {
            login: login.to_owned(),
            channel: Channel::Email("buh@romashka.example".to_owned()),
            agreement: true,
            personal_data: true,
            ..TypedRegistration::default()
        }
    }

    #[test]
    fn a_login_may_be_a_registration_number_and_is_never_an_inn() {
        assert_eq!(typed(" 800123456 ").read().unwrap().login, "800123456");
        assert_eq!(typed("Romashka").read().unwrap().login, "romashka");
        for (wrong, words) in [
            ("", "Логин не указан"),
            ("9900815901", "ИНН"),
            ("990000661323", "ИНН"),
            ("89990000001", "телефоном"),
            ("9990000002", "телефоном"),
            ("ромашка", "латинских"),
            ("12", "от 3 до 50"),
        ] {
            let faults = typed(wrong).read().unwrap_err();
            assert!(faults.len() == 1 && faults[0].0 == "login" && faults[0].1.contains(words), "{faults:?}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let profile = Profile {
            last_name: "я".repeat(61),
            city: "Иркутск\u{7}2".to_owned(),
            phone: "112".to_owned(),
            ..Profile::default()
        };
        let wrong = TypedRegistration { profile, ..TypedRegistration::default() };
        let fields: Vec<_> = wrong.read().unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["login", "email", "last_name", "city", "phone", "agreement", "personal_data"]);
        assert!(fields.iter().all(|field| FIELDS.contains(field)));
    }

    #[test]
    fn whoever_registers_by_phone_gives_a_mobile_number_and_no_email() {
        let by_phone = |number: &str| TypedRegistration {
            channel: Channel::Phone(number.to_owned()),
            ..typed("romashka")
        };
        let applicant = by_phone("8 (999) 000-00-01").read().unwrap();
        assert_eq!(applicant.channel, Channel::Phone("+79990000001".to_owned()));
        for (wrong, words) in
            [("", "Телефон не указан"), ("+7 495 000-00-01", "мобильный"), ("112", "российский")]
        {
            let faults = by_phone(wrong).read().unwrap_err();
            assert!(
                faults.len() == 1 && faults[0].0 == "mobile" && faults[0].1.contains(words),
                "{faults:?}"
            );
        }
    }

    #[test]
    fn an_account_is_named_by_its_person_or_by_its_login() {
        let named =
            Profile {
                last_name: "Петрова".to_owned(), first_name: "Анна".to_owned(), ..Profile::default()
            };
        assert_eq!(named.full_name(), "Петрова Анна");
        let at: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
        let registration = Registration {
            id: RegistrationId(1),
            applicant: typed("romashka").read().unwrap(),
            password_hash: "hash".to_owned(),
            accepted: Accepted::on(at.date_naive()),
            letters: 1,
            asked_at: at,
            expires_at: at + LIFETIME,
            of: None,
            person: None,
        };
        assert_eq!(registration.account().full_name, "romashka");
        assert_eq!(registration.account().role(), Role::Client);
        assert!(registration.waits(at) && !registration.waits(at + LIFETIME));
        assert!(!Registration { person: Some(PersonId(1)), ..registration }.waits(at));
    }
}
