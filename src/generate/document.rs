//! The document of a made-up client's program.

use serde_json::{Value, json};

use super::chance::Chance;
use super::client::{Client, Person};
use super::{numbers, places, words};
use crate::domain::multi_user::Tier;
use crate::domain::submission::{ApplicationType, OrganizationKind};

/// The request that a document expresses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub(super) kind: ApplicationType,
    /// The tier of the multi-user extension, if requested.
    pub(super) tier: Option<Tier>,
}

/// The minimum length of a document, in bytes.
pub(super) const SHORTEST: usize = 2048;
/// The changes of change applications, without users, which may be charged.
const CHANGES: &[&str] =
    &["org_requisites", "certificate_owner", "key_storage", "directions", "notifications", "connect_edo"];

/// The document of a client, as a value and as the original's text.
pub(super) fn of(client: &Client, wish: Wish, chance: &mut Chance) -> (Value, String) {
    let mut directions = directions(client, chance);
    let users = users(client, wish, chance);
    let alias = chance.percent(60).then(|| chance.one(words::ALIASES));
    let mut document = json!({
        "type": wish.kind,
        "reg_number": client.reg_number,
        "license": { "product": product(chance), "term_months": if chance.percent(85) { 12 } else { 24 } },
        "promotion": chance.percent(6).then_some("dobro-pozhalovat"),
        "organization": organization(client),
        "directions": directions,
        "owners": client.people.iter().enumerate().map(|(nth, one)| owner(one, nth)).collect::<Vec<_>>(),
        "multi_user": { "enabled": wish.tier.is_some(), "users": users },
        "cabinet": { "enabled": alias.is_some(), "alias": alias },
    });
    if wish.kind == ApplicationType::Change {
        document["changes"] = json!([chance.one(CHANGES)]);
    }
    let mut text = format!("{document:#}");
    while text.len() < SHORTEST {
        directions.push(further(client, directions.len()));
        document["directions"] = json!(directions);
        text = format!("{document:#}");
    }
    (document, text)
}

fn product(chance: &mut Chance) -> &'static str {
    match chance.below(100) {
        0..=84 => "main",
        85..=93 => "hr",
        _ => "authorized_rep",
    }
}

fn organization(client: &Client) -> Value {
    let card = &client.organization.requisites;
    json!({
        "kind": card.kind, "short_name": card.short_name, "full_name": card.full_name,
        "inn": card.inn, "kpp": card.kpp, "ogrn": card.ogrn, "legal_address": card.legal_address,
        "region": card.region, "phone": card.phone, "email": card.email, "is_budget": card.is_budget,
    })
}

fn directions(client: &Client, chance: &mut Chance) -> Vec<Value> {
    let (region, _, _, fund) = places::TOWNS[client.town];
    let mut all = vec![further(client, 0), json!({ "authority": "sfr", "code": fund, "kpp": null })];
    if chance.percent(70) {
        let code = format!("{region}-{:02}", 1 + chance.below(40));
        all.push(json!({ "authority": "rosstat", "code": code, "kpp": null }));
    }
    for authority in ["fsrar", "rpn", "fts"] {
        if chance.percent(12) {
            all.push(json!({ "authority": authority, "code": region, "kpp": null }));
        }
    }
    all
}

/// Another tax office, for a branch of the client.
fn further(client: &Client, nth: usize) -> Value {
    let (region, ..) = places::TOWNS[client.town];
    let legal = client.organization.requisites.kind == OrganizationKind::LegalEntity;
    let kpp = legal.then(|| format!("99{:02}01001", nth % 100));
    json!({ "authority": "fns", "code": format!("{region}{:02}", nth + 1), "kpp": kpp })
}

fn owner(person: &Person, nth: usize) -> Value {
    json!({
        "kind": match nth { 0 => "head", 1 => "chief_accountant", _ => "employee" },
        "last_name": person.last_name, "first_name": person.first_name, "middle_name": person.middle_name,
        "position": person.position, "snils": person.snils, "inn": person.inn, "email": person.email,
        "roles": if nth == 0 { json!(["sign", "encrypt", "admin"]) } else { json!(["sign", "encrypt"]) },
        "csr": null,
    })
}

/// The users: the signers, then colleagues, as many as the tier requires.
fn users(client: &Client, wish: Wish, chance: &mut Chance) -> Vec<Value> {
    let count = match wish.tier {
        None => 0,
        Some(Tier::TwoToNine) => 2 + chance.place(5),
        Some(Tier::TenPlus) => 10 + chance.place(6),
    };
    let first = u64::try_from(client.organization.id.0).unwrap_or(0) * 20;
    let domain = client.organization.requisites.email.as_str().split('@').nth(1).unwrap_or("k.example");
    let known = client.people.iter().map(|person| (person.snils.clone(), person.email.clone()));
    let colleagues =
        (1_u64..).map(|nth| (numbers::snils(50_000_000 + first + nth), format!("user{nth}@{domain}")));
    let all = known.chain(colleagues).take(count).enumerate();
    all.map(|(nth, (snils, email))| {
        let roles = if nth == 0 { json!(["sign", "encrypt", "admin"]) } else { json!(["sign"]) };
        json!({ "snils": snils, "email": email, "roles": roles, "authorities": ["fns", "sfr"] })
    })
    .collect()
}
