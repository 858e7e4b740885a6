//! A made-up client: an organisation with its people and its ITS login.

use chrono::{DateTime, Utc};

use super::chance::Chance;
use super::{numbers, places, words};
use crate::domain::application::{Application, Approval};
use crate::domain::identity::{Email, Inn, Kpp, Ogrn, Phone, Region};
use crate::domain::ids::{ItsLoginId, OrganizationId, PersonId};
use crate::domain::organization::{Licence, Organization};
use crate::domain::partner::Partner;
use crate::domain::submission::{ApplicationType, OrganizationKind, Requisites};
use crate::store::logins::ItsLogin;
use crate::store::organizations::subscriber_code;

/// A client of a partner.
#[derive(Clone, Debug)]
pub(super) struct Client {
    /// The index of its partner.
    pub(super) house: usize,
    pub(super) login: String,
    pub(super) organization: Organization,
    /// Its signers, the head first.
    pub(super) people: Vec<Person>,
    /// The index of its town in the list.
    pub(super) town: usize,
    /// The registration number of its program.
    pub(super) reg_number: String,
    /// Its licences so far.
    pub(super) licences: Vec<Licence>,
}

/// A made-up person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) last_name: String,
    pub(super) first_name: String,
    pub(super) middle_name: String,
    pub(super) position: String,
    pub(super) snils: String,
    pub(super) inn: String,
    pub(super) email: String,
}

/// Ids of generated rows begin here, above those of the demo.
const FIRST: i64 = 1000;
/// Their accounts begin above those of however many people partners have.
const FIRST_ACCOUNT: i64 = 1_000_000;

impl Client {
    /// The client with this index, created at an instant.
    pub(super) fn new(
        place: u64,
        house: usize,
        partner: &Partner,
        at: DateTime<Utc>,
        chance: &mut Chance,
    ) -> Self {
        let domain = format!("k{place}.example");
        let count = 1 + chance.place(3);
        let people: Vec<Person> =
            (0..count).map(|nth| Person::new(place * 20 + nth as u64, nth, &domain, chance)).collect();
        let town = chance.place(places::TOWNS.len());
        let id = FIRST + i64::try_from(place).unwrap_or(0);
        Self {
            house,
            login: format!("its-{place}"),
            organization: Organization {
                id: OrganizationId(id),
                partner: partner.id,
                bound_login: ItsLoginId(id),
                bound_at: at,
                subscriber_code: subscriber_code(OrganizationId(id)),
                requisites: requisites(place, &people[0], town, chance),
                created_at: at,
            },
            people,
            town,
            reg_number: reg_number(place),
            licences: Vec::new(),
        }
    }

    /// Its ITS login, with the demo's password.
    pub(super) fn its_login(&self, password_hash: &str) -> ItsLogin {
        ItsLogin {
            id: self.organization.bound_login,
            account: self.account(),
            login: self.login.clone(),
            partner: self.organization.partner,
            password_hash: password_hash.to_owned(),
            email: self.organization.requisites.email.as_str().to_owned(),
            contract_until: chrono::NaiveDate::from_ymd_opt(2035, 12, 31),
            issued: true,
            since: self.organization.created_at,
            accepted_at: Some(self.organization.created_at),
            blocked_at: None,
            version: 1,
        }
    }

    /// What comes with the approval of its application.
    pub(super) fn approval(&self, application: &Application, charges: String, periods: String) -> Approval {
        let client_email = self.organization.requisites.email.as_str().to_owned();
        Approval { client_email, charges, periods, joined: self.joins_by(application) }
    }

    /// Who acts for it once this application is approved: whoever connected it.
    pub(super) fn joins_by(&self, application: &Application) -> Option<PersonId> {
        (application.asked.kind == ApplicationType::Connect).then(|| self.account())
    }

    /// The account behind its ITS login.
    fn account(&self) -> PersonId {
        PersonId(FIRST_ACCOUNT + self.organization.id.0)
    }
}

impl Person {
    fn new(place: u64, nth: usize, domain: &str, chance: &mut Chance) -> Self {
        let family = chance.one(words::FAMILIES);
        let (first, father) = words::MEN[chance.place(words::MEN.len())];
        let woman = chance.percent(60);
        let positions = if nth == 0 { words::HEADS } else { words::SIGNERS };
        Self {
            last_name: if woman { format!("{family}а") } else { family.to_owned() },
            first_name: if woman { chance.one(words::WOMEN) } else { first }.to_owned(),
            middle_name: format!("{father}{}", if woman { "на" } else { "ич" }),
            position: chance.one(positions).to_owned(),
            snils: numbers::snils(place),
            inn: numbers::inn_of_person(place),
            email: format!("podpis{}@{domain}", nth + 1),
        }
    }

    fn initials(&self) -> String {
        let initial = |name: &str| name.chars().next().map(|letter| format!("{letter}.")).unwrap_or_default();
        format!("{} {} {}", self.last_name, initial(&self.first_name), initial(&self.middle_name))
    }

    fn full_name(&self) -> String {
        format!("{} {} {}", self.last_name, self.first_name, self.middle_name)
    }
}

fn requisites(place: u64, head: &Person, town: usize, chance: &mut Chance) -> Requisites {
    let kind =
        if chance.percent(70) { OrganizationKind::LegalEntity } else { OrganizationKind::SoleProprietor };
    let (region, post, named, _) = places::TOWNS[town];
    let legal = kind == OrganizationKind::LegalEntity;
    let name = name(chance);
    let (short_name, full_name) = if legal {
        (format!("ООО «{name}»"), format!("Общество с ограниченной ответственностью «{name}»"))
    } else {
        (format!("ИП {}", head.initials()), format!("Индивидуальный предприниматель {}", head.full_name()))
    };
    let inn = if legal { numbers::inn_of_organization(place) } else { head.inn.clone() };
    let ogrn = if legal { numbers::ogrn(place) } else { numbers::ogrnip(place) };
    let street = chance.one(places::STREETS);
    let address = format!("{post}, {named}, {street}, д. {}", 1 + chance.below(140));
    Requisites {
        kind,
        short_name,
        full_name,
        inn: Inn::parse(&inn).expect("made-up numbers have valid check digits"),
        kpp: legal.then(|| Kpp::parse("990001001").expect("it is written like one")),
        ogrn: Some(Ogrn::parse(&ogrn).expect("made-up numbers have valid check digits")),
        accreditation: None,
        legal_address: address,
        region: Region::parse(region).expect("towns lie in regions"),
        phone: Phone::parse(&format!("+7999{:07}", place % 10_000_000)).expect("it is written like one"),
        email: Email::parse(&format!("buh@k{place}.example")).expect("it is written like one"),
        is_budget: false,
    }
}

/// A name such as «Северный ветер плюс» or «Ясная долина».
fn name(chance: &mut Chance) -> String {
    let stem = chance.one(words::ADJECTIVES);
    let (noun, gender) = words::NOUNS[chance.place(words::NOUNS.len())];
    let soft = stem.ends_with(['к', 'г', 'х', 'ш']);
    let ending = match gender {
        'f' => "ая",
        'n' => "ое",
        _ if soft => "ий",
        _ => "ый",
    };
    format!("{stem}{ending} {noun}{}", chance.one(words::ADDITIONS))
}

/// The registration number of the n-th client's program. Every fourth begins with zeros, which belong to it.
fn reg_number(place: u64) -> String {
    let first = if place.is_multiple_of(4) { 1_000_000 } else { 8_001_000_000 };
    format!("{:010}", first + place * 7 % 900_000_000)
}
