//! The application that a draft becomes: the same document that a client's program sends.

use serde_json::{Map, Value, json};

use super::Draft;
use super::answers::{DraftDirection, DraftOrganization, DraftOwner, DraftUser};
use super::steps::DraftStep;
use crate::domain::submission::{ApplicationType, ChangeFlag, Requisites};

impl Draft {
    /// The document. A change application leaves out what is on the organisation's card already.
    #[must_use]
    pub fn document(&self, card: Option<&Requisites>) -> Value {
        let answers = &self.answers;
        let partial = self.kind == ApplicationType::Change;
        let mut document = Map::new();
        let mut set = |name: &str, value: Value| drop(document.insert(name.to_owned(), value));
        set("type", json!(self.kind));
        if partial {
            set("changes", json!(answers.changes));
        }
        set("reg_number", json!(answers.reg_number));
        if !partial || answers.changes.contains(&ChangeFlag::RenewLicense) {
            set(
                "license",
                json!({ "product": answers.product, "term_months": number(&answers.term_months) }),
            );
            set("promotion", stated(&answers.promotion));
        }
        set("organization", self.organization_stated(card));
        if self.has(DraftStep::Directions) {
            set("directions", answers.directions.iter().map(direction).collect());
        }
        if self.has(DraftStep::Owners) {
            set("owners", answers.owners.iter().map(owner).collect());
        }
        if self.has(DraftStep::Users) {
            let users: Value = answers.users.iter().filter(|_| answers.multi_user).map(user).collect();
            set("multi_user", json!({ "enabled": answers.multi_user, "users": users }));
        }
        if self.has(DraftStep::Cabinet) {
            let alias = if answers.cabinet { json!(answers.alias) } else { Value::Null };
            set("cabinet", json!({ "enabled": answers.cabinet, "alias": alias }));
        }
        Value::Object(document)
    }

    fn organization_stated(&self, card: Option<&Requisites>) -> Value {
        let (typed, partial) = (&self.answers.organization, self.kind == ApplicationType::Change);
        let mut said = json!({ "kind": typed.kind, "inn": typed.inn, "kpp": stated(&typed.kpp) });
        if !self.has(DraftStep::Requisites) {
            return said;
        }
        let known = card.filter(|_| partial).map(DraftOrganization::from);
        for (name, text) in typed.texts() {
            let same = known.as_ref().is_some_and(|known| known.texts().contains(&(name, text)));
            let blank = text.trim().is_empty() && (partial || matches!(name, "region" | "accreditation"));
            if !same && !blank {
                said[name] = json!(text);
            }
        }
        if known.is_none_or(|known| known.is_budget != typed.is_budget) {
            said["is_budget"] = json!(typed.is_budget);
        }
        said
    }
}

impl DraftOrganization {
    /// The requisites that are plain texts, beside those that identify the organisation, under their names in the document.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, &str); 8] {
        [
            ("short_name", &self.short_name),
            ("full_name", &self.full_name),
            ("ogrn", &self.ogrn),
            ("accreditation", &self.accreditation),
            ("legal_address", &self.legal_address),
            ("region", &self.region),
            ("phone", &self.phone),
            ("email", &self.email),
        ]
    }
}

/// A text that may be left out.
fn stated(text: &str) -> Value {
    if text.trim().is_empty() { Value::Null } else { json!(text) }
}

/// A whole number, or what was typed instead of one.
fn number(text: &str) -> Value {
    text.trim().parse::<u32>().map_or_else(|_| json!(text), Value::from)
}

fn direction(direction: &DraftDirection) -> Value {
    let authority = direction.authority.map_or(Value::Null, |authority| json!(authority));
    json!({ "authority": authority, "code": stated(&direction.code), "kpp": stated(&direction.kpp) })
}

fn owner(owner: &DraftOwner) -> Value {
    let csr = if owner.wants_certificate { stated(&owner.csr) } else { Value::Null };
    json!({
        "kind": owner.kind, "last_name": owner.last_name, "first_name": owner.first_name,
        "middle_name": stated(&owner.middle_name), "position": owner.position, "snils": owner.snils,
        "inn": owner.inn, "email": owner.email, "roles": owner.roles, "csr": csr
    })
}

fn user(user: &DraftUser) -> Value {
    json!({
        "snils": user.snils, "email": user.email, "roles": user.roles, "authorities": user.authorities
    })
}
