//! What was typed into a draft, as it was typed: nothing is read here, so that nothing is lost.

use serde::{Deserialize, Serialize};

use crate::domain::ids::ItsLoginId;
use crate::domain::submission::{Authority, ChangeFlag, SignatureRole};

/// Everything that was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftAnswers {
    /// The contract by which it is sent, where the account has several.
    pub contract: Option<ItsLoginId>,
    /// What a change application changes.
    pub changes: Vec<ChangeFlag>,
    /// The registration number of the program.
    pub reg_number: String,
    /// The code of the product.
    pub product: String,
    /// The term in months.
    pub term_months: String,
    /// The code of a promotion.
    pub promotion: String,
    /// The requisites.
    pub organization: DraftOrganization,
    /// The controlling bodies.
    pub directions: Vec<DraftDirection>,
    /// The owners of signatures.
    pub owners: Vec<DraftOwner>,
    /// Whether the multi-user mode is wanted.
    pub multi_user: bool,
    /// The users; kept while the mode is off.
    pub users: Vec<DraftUser>,
    /// «Личный кабинет 1С-Отчетность».
    pub cabinet: bool,
    /// «Псевдоним продукта».
    pub alias: String,
    /// The last identity that an entry of a list got.
    pub last_entry: u32,
}

/// The requisites, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftOrganization {
    /// The code of the legal form.
    pub kind: String,
    /// ИНН.
    pub inn: String,
    /// КПП.
    pub kpp: String,
    /// ОГРН or ОГРНИП.
    pub ogrn: String,
    /// «Номер записи об аккредитации».
    pub accreditation: String,
    /// The short name.
    pub short_name: String,
    /// The full name.
    pub full_name: String,
    /// The legal address.
    pub legal_address: String,
    /// The region; that of the tax office when it is empty.
    pub region: String,
    /// The telephone.
    pub phone: String,
    /// The e-mail address.
    pub email: String,
    /// Whether the Treasury serves it.
    pub is_budget: bool,
}

/// A controlling body. An entry of a list has an identity of its own, which outlives changes of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDirection {
    /// Its identity.
    pub id: u32,
    /// The controlling body.
    pub authority: Option<Authority>,
    /// The code of its office.
    pub code: String,
    /// The КПП of the registration there.
    pub kpp: String,
}

/// An owner of a signature.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftOwner {
    /// Its identity.
    pub id: u32,
    /// The code of the post.
    pub kind: String,
    /// The family name.
    pub last_name: String,
    /// The given name.
    pub first_name: String,
    /// The patronymic.
    pub middle_name: String,
    /// The position.
    pub position: String,
    /// СНИЛС.
    pub snils: String,
    /// ИНН.
    pub inn: String,
    /// The e-mail address.
    pub email: String,
    /// The uses of the signature.
    pub roles: Vec<SignatureRole>,
    /// Whether a certificate is to be issued; otherwise the owner has one.
    pub wants_certificate: bool,
    /// The certificate request as text: PEM, or the base64 of DER.
    pub csr: String,
    /// The name of the file from which the request came.
    pub csr_file: String,
    /// What is wrong with the file that was sent last, if it is no request.
    pub csr_refused: String,
}

/// A user of the multi-user mode.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftUser {
    /// Its identity.
    pub id: u32,
    /// СНИЛС.
    pub snils: String,
    /// The e-mail address.
    pub email: String,
    /// The uses of the signature.
    pub roles: Vec<SignatureRole>,
    /// The controlling bodies with which the person works.
    pub authorities: Vec<Authority>,
}

impl DraftAnswers {
    /// The identity of a new entry of a list.
    pub(super) fn next_entry(&mut self) -> u32 {
        self.last_entry += 1;
        self.last_entry
    }

    /// The name of an owner by the СНИЛС, for the list of users.
    #[must_use]
    pub fn owner_with(&self, snils: &str) -> Option<&DraftOwner> {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let wanted = digits(snils);
        self.owners.iter().find(|owner| !wanted.is_empty() && digits(&owner.snils) == wanted)
    }
}

impl DraftOwner {
    /// The family name, the given name and the patronymic.
    #[must_use]
    pub fn full_name(&self) -> String {
        let parts = [&self.last_name, &self.first_name, &self.middle_name];
        let parts = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    }
}
