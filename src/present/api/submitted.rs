//! The schema of an application as a client's program sends it. These structs only describe it: the domain parses the
//! document itself, so that it can report all faults at once.

use utoipa::ToSchema;
use utoipa::openapi::schema::{Array, Object};

use super::{one_of, types};
use crate::domain::submission::{Authority, ChangeFlag, OrganizationKind, OwnerKind, Product, SignatureRole};

/// The description of the document.
const DOCUMENT: &str = "Заявление. Реквизиты организации, направления и владельцы обязательны во всех заявлениях, \
    кроме изменения: в нем указывают changes и только то, что меняется. Незнакомые члены сохраняются и \
    показываются партнеру.";
/// The description of the organisation.
const ORGANIZATION: &str = "Организация, предприниматель или частная практика. Кроме заявления на изменение, обязательно \
    все, кроме region, accreditation и того, чего у такого абонента нет: kpp обязателен у юридического лица, ogrn у него же, \
    кроме филиала иностранной организации (ИНН начинается с 9909).";

/// An application as it is sent.
#[derive(ToSchema)]
#[schema(as = SubmittedApplication, description = DOCUMENT)]
pub struct SubmittedApplication {
    /// Its type.
    #[schema(schema_with = types)]
    pub r#type: String,
    /// What an application of change changes.
    #[schema(schema_with = changes, required = false)]
    pub changes: Vec<String>,
    /// The registration number of the 1C program.
    pub reg_number: String,
    /// What is bought.
    #[schema(nullable = false)]
    pub license: Option<SubmittedLicense>,
    /// The promotion.
    pub promotion: Option<String>,
    /// The organisation.
    pub organization: SubmittedOrganization,
    /// Where it will report.
    #[schema(required = false, min_items = 1)]
    pub directions: Vec<SubmittedDirection>,
    /// Who will own signatures.
    #[schema(required = false, min_items = 1)]
    pub owners: Vec<SubmittedOwner>,
    /// The multi-user mode.
    #[schema(nullable = false)]
    pub multi_user: Option<SubmittedMultiUser>,
    /// The client's cabinet.
    #[schema(nullable = false)]
    pub cabinet: Option<SubmittedCabinet>,
}

/// What is bought.
#[derive(ToSchema)]
#[schema(as = SubmittedLicense, description = "Лицензия; без нее основная на 12 месяцев")]
pub struct SubmittedLicense {
    /// The product.
    #[schema(schema_with = products)]
    pub product: String,
    /// The term.
    #[schema(minimum = 12, maximum = 24, multiple_of = 12)]
    pub term_months: u32,
}

/// The organisation.
#[derive(ToSchema)]
#[schema(as = SubmittedOrganization, description = ORGANIZATION)]
pub struct SubmittedOrganization {
    /// The legal form.
    #[schema(required = false, schema_with = kinds)]
    pub kind: String,
    /// The short name.
    #[schema(required = false)]
    pub short_name: String,
    /// The full name.
    #[schema(required = false)]
    pub full_name: String,
    /// The ИНН.
    #[schema(pattern = "^([0-9]{10}|[0-9]{12})$")]
    pub inn: String,
    /// The КПП.
    #[schema(pattern = "^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$")]
    pub kpp: Option<String>,
    /// The ОГРН.
    #[schema(pattern = "^([0-9]{13}|[0-9]{15})$")]
    pub ogrn: Option<String>,
    /// The number of the accreditation.
    #[schema(pattern = "^[0-9]{11}$")]
    pub accreditation: Option<String>,
    /// The legal address.
    #[schema(required = false)]
    pub legal_address: String,
    /// The region.
    #[schema(pattern = "^[0-9]{2}$")]
    pub region: Option<String>,
    /// The phone.
    #[schema(required = false)]
    pub phone: String,
    /// The e-mail.
    #[schema(required = false)]
    pub email: String,
    /// Whether the state's budget pays for it.
    #[schema(required = false)]
    pub is_budget: bool,
}

/// A body to which the organisation reports.
#[derive(ToSchema)]
#[schema(as = SubmittedDirection, description = "Направление: контролирующий орган")]
pub struct SubmittedDirection {
    /// The body.
    #[schema(schema_with = authority)]
    pub authority: String,
    /// Its code.
    pub code: Option<String>,
    /// The КПП by which the organisation is known there.
    pub kpp: Option<String>,
}

/// The owner of a signature.
#[derive(ToSchema)]
#[schema(as = SubmittedOwner, description = "Владелец электронной подписи")]
pub struct SubmittedOwner {
    /// Who the owner is.
    #[schema(schema_with = owner_kinds)]
    pub kind: String,
    /// The family name.
    pub last_name: String,
    /// The given name.
    pub first_name: String,
    /// The patronymic.
    pub middle_name: Option<String>,
    /// The position.
    pub position: String,
    /// The СНИЛС.
    pub snils: String,
    /// The ИНН.
    #[schema(pattern = "^[0-9]{12}$")]
    pub inn: String,
    /// The e-mail.
    pub email: String,
    /// What the signature is for.
    #[schema(schema_with = roles)]
    pub roles: Vec<String>,
    /// The certificate request.
    pub csr: Option<String>,
}

/// The multi-user mode as the client declares it.
#[derive(ToSchema)]
#[schema(as = SubmittedMultiUser, description = "Многопользовательский режим, как его указал клиент")]
pub struct SubmittedMultiUser {
    /// Whether it is on.
    pub enabled: bool,
    /// The users.
    #[schema(required = false)]
    pub users: Vec<SubmittedUser>,
}

/// A user.
#[derive(ToSchema)]
#[schema(as = SubmittedUser, description = "Пользователь; список ведет только клиент")]
pub struct SubmittedUser {
    /// The СНИЛС.
    pub snils: String,
    /// The e-mail.
    pub email: String,
    /// What the signature is for.
    #[schema(schema_with = roles, required = false)]
    pub roles: Vec<String>,
    /// The bodies with which the user works.
    #[schema(schema_with = authorities, required = false)]
    pub authorities: Vec<String>,
}

/// The client's cabinet.
#[derive(ToSchema)]
#[schema(as = SubmittedCabinet, description = "Личный кабинет 1С-Отчетность")]
pub struct SubmittedCabinet {
    /// Whether it is wanted.
    pub enabled: bool,
    /// The alias.
    pub alias: Option<String>,
}

fn changes() -> Array {
    Array::new(one_of(ChangeFlag::ALL.iter().map(|flag| flag.code())))
}

fn products() -> Object {
    one_of(Product::ALL.iter().map(|product| product.code()))
}

fn kinds() -> Object {
    one_of(OrganizationKind::ALL.iter().map(|kind| kind.code()))
}

fn authority() -> Object {
    one_of(Authority::ALL.iter().map(|authority| authority.code()))
}

fn authorities() -> Array {
    Array::new(authority())
}

fn owner_kinds() -> Object {
    one_of(OwnerKind::ALL.iter().map(|kind| kind.code()))
}

fn roles() -> Array {
    Array::new(one_of(SignatureRole::ALL.iter().map(|role| role.code())))
}
