//! The people who will own signatures, as the application describes them.

use serde::{Deserialize, Serialize};

use super::fault::Need;
use super::limits;
use super::members::Members;
use crate::domain::identity::{Email, IdentityFault, Inn, Snils};

codes! {
    /// Who the owner of a signature is in the organisation.
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
    /// What a signature may be used for.
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
    /// Who the owner is in the organisation.
    pub kind: OwnerKind,
    /// The family name.
    pub last_name: String,
    /// The given name.
    pub first_name: String,
    /// The patronymic, when there is one.
    pub middle_name: Option<String>,
    /// The position.
    pub position: String,
    /// The personal insurance number.
    pub snils: Snils,
    /// The person's taxpayer number, of twelve digits.
    pub inn: Inn,
    /// The person's address.
    pub email: Email,
    /// What the signature may be used for.
    pub roles: Vec<SignatureRole>,
    /// The certificate request exactly as it was sent; none with an existing, Treasury or cloud certificate.
    pub csr: Option<String>,
}

impl Owner {
    /// The given name with the patronymic, as certificates carry them.
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

/// Reads the owners; one person cannot be named twice.
pub(super) fn owners(root: &mut Members<'_>, need: Need) -> Vec<Owner> {
    let fewest = usize::from(need == Need::Required);
    let mut seen = Vec::new();
    root.each("owners", fewest..=limits::OWNERS, |owner| {
        let snils = owner.new_person(&mut seen);
        one(owner, snils)
    })
}

/// Reads one owner: everything before anything is given up, so that all faults are found.
fn one(owner: &mut Members<'_>, snils: Option<Snils>) -> Option<Owner> {
    let kind = owner.code("kind", Need::Required, OwnerKind::ALL, OwnerKind::code);
    let last_name = owner.text("last_name", Need::Required, limits::PERSON_NAME);
    let first_name = owner.text("first_name", Need::Required, limits::PERSON_NAME);
    let middle_name = owner.text("middle_name", Need::Optional, limits::PERSON_NAME);
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
    /// A personal insurance number that was not named before in this list.
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
