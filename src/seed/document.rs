//! The document that a client's program would have sent for a line of `applications.csv`.

use serde_json::{Value, json};

use super::SeedError;
use super::applications::{Requests, Row};
use super::cells::parts;
use crate::domain::identity::Snils;
use crate::domain::subject::SubjectField;
use crate::domain::submission::OrganizationKind;
use crate::gateways::csr;

/// An owner's cell: `kind|name|position|snils|inn|roles`.
#[derive(Clone)]
struct OwnerCell<'a> {
    kind: &'a str,
    last_name: &'a str,
    first_name: &'a str,
    middle_name: Option<&'a str>,
    position: &'a str,
    snils: &'a str,
    inn: &'a str,
    email: String,
    roles: Vec<&'a str>,
}

/// The document of the intake API.
pub(super) fn of(row: &Row) -> Result<String, SeedError> {
    let owners = owners(row)?;
    let authorities: Vec<&str> = parts(&row.directions, '+').map(|one| halves(one, ':').0).collect();
    let mut document = json!({
        "type": row.kind_of_application,
        "reg_number": row.reg_number,
        "promotion": row.promotion,
        "organization": organization(row),
        "directions": parts(&row.directions, '+').map(|one| direction(row, one)).collect::<Vec<_>>(),
        "owners": owners.iter().enumerate().map(|(place, one)| {
            one.document(request(row, one, place + 1 == owners.len(), place == 0).as_deref())
        }).collect::<Vec<_>>(),
        "multi_user": { "enabled": row.declared.is_set(), "users": users(row, &owners, &authorities) },
        "cabinet": { "enabled": row.alias.is_some(), "alias": row.alias },
    });
    if !row.changes.is_empty() {
        document["changes"] = parts(&row.changes, '+').collect();
    }
    if let (Some(product), Some(term)) = (row.product, row.term_months) {
        document["license"] = json!({ "product": product, "term_months": term });
    }
    Ok(format!("{document:#}"))
}

fn organization(row: &Row) -> Value {
    json!({
        "kind": row.kind, "short_name": row.short_name, "full_name": row.full_name,
        "inn": row.inn, "kpp": row.kpp, "ogrn": row.ogrn,
        "legal_address": row.address, "region": row.region, "phone": row.phone, "email": row.email,
        "is_budget": row.is_budget.is_set(),
    })
}

/// Only the tax office's direction has the organisation's КПП.
fn direction(row: &Row, cell: &str) -> Value {
    let (authority, code) = halves(cell, ':');
    let kpp = row.kpp.as_ref().filter(|_| authority == "fns");
    json!({ "authority": authority, "code": code, "kpp": kpp })
}

/// The owners first, then colleagues whom nobody else knows, as many as the line says.
fn users(row: &Row, owners: &[OwnerCell<'_>], authorities: &[&str]) -> Vec<Value> {
    let count = row.users.unwrap_or(0);
    let owning = owners.iter().map(|owner| {
        json!({
            "snils": owner.snils, "email": owner.email, "roles": owner.roles, "authorities": authorities
        })
    });
    let colleagues = (1_u32..).zip(authorities.iter().cycle()).map(|(place, authority)| {
        json!({
            "snils": colleague(owners, place), "email": format!("user{place}@{}", domain(row)),
            "roles": ["sign"], "authorities": [authority],
        })
    });
    owning.chain(colleagues).take(count).collect()
}

/// The made-up СНИЛС of a colleague: the same person in every application of an organisation.
fn colleague(owners: &[OwnerCell<'_>], place: u32) -> Option<String> {
    let head: String = owners.first()?.snils.chars().filter(char::is_ascii_digit).take(9).collect();
    let number = 900_000_000 + head.parse::<u32>().ok()? % 10_000 * 1_000 + place;
    let checked = (0..=99).find_map(|check| Snils::parse(&format!("{number}{check:02}")).ok());
    checked.map(|snils| snils.to_string())
}

fn owners(row: &Row) -> Result<Vec<OwnerCell<'_>>, SeedError> {
    let read = parts(&row.owners, ';').enumerate().map(|(place, cell)| owner(row, place, cell));
    read.collect::<Option<_>>().ok_or_else(|| SeedError::File {
        file: "applications.csv",
        words: format!("{}: an owner is kind|name|position|snils|inn|roles", row.key),
    })
}

fn owner<'a>(row: &Row, place: usize, cell: &'a str) -> Option<OwnerCell<'a>> {
    let fields: Vec<&str> = cell.split('|').collect();
    let [kind, name, position, snils, inn, roles] = fields[..] else { return None };
    let mut names = name.splitn(3, ' ');
    Some(OwnerCell {
        kind,
        last_name: names.next()?,
        first_name: names.next()?,
        middle_name: names.next(),
        position,
        snils,
        inn,
        email: format!("owner{}@{}", place + 1, domain(row)),
        roles: parts(roles, '+').collect(),
    })
}

impl OwnerCell<'_> {
    fn document(&self, csr: Option<&str>) -> Value {
        json!({
            "kind": self.kind, "last_name": self.last_name, "first_name": self.first_name,
            "middle_name": self.middle_name, "position": self.position, "snils": self.snils, "inn": self.inn,
            "email": self.email, "roles": self.roles, "csr": csr,
        })
    }

    fn given_names(&self) -> String {
        [Some(self.first_name), self.middle_name].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The certificate request of an owner, made anew with a key of its own.
fn request(row: &Row, owner: &OwnerCell<'_>, last: bool, first: bool) -> Option<String> {
    match row.requests {
        Some(Requests::Omitted) => None,
        Some(Requests::Nameless) if last => Some(csr::draw_up(&[])),
        Some(Requests::Differ) if first => {
            let acting = OwnerCell {
                position: "Исполняющий обязанности директора", ..owner.clone()
            };
            Some(csr::draw_up(&subject(row, &acting)))
        }
        Some(Requests::Nameless | Requests::Differ) | None => Some(csr::draw_up(&subject(row, owner))),
    }
}

fn subject(row: &Row, owner: &OwnerCell<'_>) -> Vec<(SubjectField, String)> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut subject = vec![
        (SubjectField::CommonName, format!("{} {}", owner.last_name, owner.given_names())),
        (SubjectField::Surname, owner.last_name.to_owned()),
        (SubjectField::GivenName, owner.given_names()),
        (SubjectField::Title, owner.position.to_owned()),
        (SubjectField::Organization, row.short_name.clone()),
        (SubjectField::Email, owner.email.clone()),
        (SubjectField::Inn, owner.inn.to_owned()),
        (SubjectField::Snils, digits(owner.snils)),
    ];
    match row.kind {
        OrganizationKind::LegalEntity => {
            subject.extend([(SubjectField::InnLe, row.inn.clone()), (SubjectField::Ogrn, row.ogrn.clone())]);
        }
        OrganizationKind::SoleProprietor | OrganizationKind::PrivatePractice => {
            subject.push((SubjectField::Ogrnip, row.ogrn.clone()));
        }
    }
    subject
}

/// The domain of the organisation's e-mail address.
fn domain(row: &Row) -> &str {
    halves(&row.email, '@').1
}

fn halves(text: &str, mark: char) -> (&str, &str) {
    text.split_once(mark).unwrap_or((text, ""))
}
