//! The owners of signatures, as the application describes them.

use serde::{Deserialize, Serialize};

use super::fault::Need;
use super::limits;
use super::members::Members;
use crate::domain::identity::{Email, IdentityFault, Inn, Snils};

codes! {
    /// The owner's post in the organisation.
    pub enum OwnerKind {
        /// «Руководитель».
        Head = "head",
        /// «Главный бухгалтер».
        ChiefAccountant = "chief_accountant",
        /// «Сотрудник».
        Employee = "employee",
    }
}

codes! {
    /// A use of a signature.
    pub enum SignatureRole {
        /// «Подписание».
        Sign = "sign",
        /// «Шифрование»: receives the messages of the tax service.
        Encrypt = "encrypt",
        /// «Администрирование».
        Admin = "admin",
    }
}

/// The owner of a signature (владелец КЭП).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The owner's post in the organisation.
    pub kind: OwnerKind,
    /// The family name.
    pub last_name: String,
    /// The given name.
    pub first_name: String,
    /// The patronymic, if there is one.
    pub middle_name: Option<String>,
    /// The position.
    pub position: String,
    /// The personal insurance number.
    pub snils: Snils,
    /// The person's taxpayer number, of twelve digits.
    pub inn: Inn,
    /// The person's e-mail address.
    pub email: Email,
    /// The uses of the signature.
    pub roles: Vec<SignatureRole>,
    /// The certificate request, byte for byte; `None` with an existing, Treasury or cloud certificate.
    pub csr: Option<String>,
}

impl Owner {
    /// The given name with the patronymic, as in certificates.
    #[must_use]
    pub fn given_names(&self) -> String {
        self.middle_name
            .as_ref()
            .map_or_else(|| self.first_name.clone(), |middle| format!("{} {middle}", self.first_name))
    }

    /// The family name, the given name and the patronymic.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.last_name, self.given_names())
    }
}

/// Parses the owners; a person may be named once.
pub(super) fn owners(root: &mut Members<'_>, need: Need) -> Vec<Owner> {
    let fewest = usize::from(need == Need::Required);
    let mut seen = Vec::new();
    root.each("owners", fewest..=limits::OWNERS, |owner| {
        let snils = owner.new_person(&mut seen);
        one(owner, snils)
    })
}

/// Parses an owner. All members are read before any fault stops it, so that all faults are found.
fn one(owner: &mut Members<'_>, snils: Option<Snils>) -> Option<Owner> {
    let kind = owner.code("kind", Need::Required, OwnerKind::ALL, OwnerKind::code);
    let last_name = owner.name("last_name", Need::Required, limits::PERSON_NAME);
    let first_name = owner.name("first_name", Need::Required, limits::PERSON_NAME);
    let middle_name = owner.name("middle_name", Need::Optional, limits::PERSON_NAME);
    let position = owner.text("position", Need::Required, limits::POSITION);
    let inn = owner.identifier("inn", Need::Required, inn_of_person);
    let email = owner.identifier("email", Need::Required, Email::parse);
    let roles = owner.codes("roles", Need::Required, SignatureRole::ALL, SignatureRole::code);
    let csr = owner.verbatim("csr", limits::CSR);
    Some(Owner {
        kind: kind?,
        last_name: last_name?,
        first_name: first_name?,
        middle_name,
        position: position?,
        snils: snils?,
        inn: inn?,
        email: email?,
        roles,
        csr,
    })
}

fn inn_of_person(text: &str) -> Result<Inn, IdentityFault> {
    let inn = Inn::parse(text)?;
    let of_organization = IdentityFault::new("inn_length", "ИНН владельца состоит из 12 цифр");
    if inn.is_of_person() { Ok(inn) } else { Err(of_organization) }
}

impl Members<'_> {
    /// A СНИЛС that does not occur earlier in the list.
    pub(super) fn new_person(&mut self, seen: &mut Vec<Snils>) -> Option<Snils> {
        let snils = self.identifier("snils", Need::Required, Snils::parse)?;
        if seen.contains(&snils) {
            self.fault("snils", "snils_duplicate", "Этот СНИЛС уже указан выше в списке");
            return None;
        }
        seen.push(snils.clone());
        Some(snils)
    }
}
