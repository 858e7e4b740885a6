//! The seed's files: compiled into the program and parsed before anything is written.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::SeedError;
use super::applications::Row;
use super::cells::{form_or_any, percent, percent_or_none, roubles};
use crate::domain::account::AccountState;
use crate::domain::billing::BilledProduct;
use crate::domain::identity::Region;
use crate::domain::its_login::LoginState;
use crate::domain::money::{Money, Rate};
use crate::domain::multi_user::Tier;
use crate::domain::role::Role;
use crate::domain::submission::OrganizationKind;

macro_rules! files {
    ($($(#[$doc:meta])* $name:ident: $row:ty = $file:literal),+ $(,)?) => {
        /// The lines of all files.
        #[derive(Debug)]
        pub(crate) struct Files { $($(#[$doc])* pub(crate) $name: Vec<$row>),+ }

        impl Files {
            /// Parses the files.
            pub(crate) fn read() -> Result<Self, SeedError> {
                Ok(Self { $($name: rows($file, include_str!(concat!("../../seed-data/", $file)))?),+ })
            }
        }
    };
}

files! {
    partners: SeededPartner = "partners.csv",
    contracts: ContractRow = "contracts.csv",
    discounts: DiscountRow = "discounts.csv",
    prices: PriceLine = "prices.csv",
    group_bands: BandRow = "group_bands.csv",
    zones: ZoneRow = "zones.csv",
    promotions: PromotionRow = "promotions.csv",
    vat: VatRow = "vat.csv",
    settings: SeededSetting = "settings.csv",
    people: PersonRow = "people.csv",
    its_logins: LoginRow = "its_logins.csv",
    applications: Row = "applications.csv",
    plans: PlanRow = "plans.csv",
    deliveries: DeliveryRow = "deliveries.csv",
}

/// Parses a file with a heading.
fn rows<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<T>, SeedError> {
    let read = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect::<Result<_, _>>();
    read.map_err(|error| SeedError::File { file, words: error.to_string() })
}

/// A partner.
#[derive(Debug, Deserialize)]
pub(crate) struct SeededPartner {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) inn: String,
    pub(crate) kpp: Option<String>,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) utc_offset_minutes: i32,
}

/// A sublicense contract.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ContractRow {
    pub(crate) partner: String,
    pub(crate) number: String,
    pub(crate) signed_on: NaiveDate,
    pub(crate) valid_from: NaiveDate,
    pub(crate) valid_to: Option<NaiveDate>,
}

/// A discount of a contract.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct DiscountRow {
    pub(crate) partner: String,
    pub(crate) contract: String,
    pub(crate) product: BilledProduct,
    #[serde(deserialize_with = "percent")]
    pub(crate) percent: Rate,
    pub(crate) valid_from: NaiveDate,
    pub(crate) valid_to: Option<NaiveDate>,
}

/// A line of the price list.
#[derive(Debug, Deserialize)]
pub(crate) struct PriceLine {
    pub(crate) product: BilledProduct,
    #[serde(deserialize_with = "form_or_any")]
    pub(crate) legal_form: Option<OrganizationKind>,
    pub(crate) zone: String,
    pub(crate) term_months: u32,
    pub(crate) tier: Option<Tier>,
    pub(crate) group_band: Option<u32>,
    #[serde(deserialize_with = "roubles")]
    pub(crate) amount: Money,
    pub(crate) valid_from: NaiveDate,
    pub(crate) valid_to: Option<NaiveDate>,
}

/// A band of groups of companies.
#[derive(Debug, Deserialize)]
pub(crate) struct BandRow {
    pub(crate) from_count: u32,
    pub(crate) to_count: Option<u32>,
    #[serde(deserialize_with = "percent")]
    pub(crate) percent: Rate,
    pub(crate) valid_from: NaiveDate,
}

/// The price zone of a region.
#[derive(Debug, Deserialize)]
pub(crate) struct ZoneRow {
    pub(crate) region: Region,
    pub(crate) zone: String,
    pub(crate) valid_from: NaiveDate,
}

/// A promotion.
#[derive(Debug, Deserialize)]
pub(crate) struct PromotionRow {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) product: BilledProduct,
    #[serde(deserialize_with = "percent")]
    pub(crate) percent: Rate,
    pub(crate) valid_from: NaiveDate,
    pub(crate) valid_to: Option<NaiveDate>,
}

/// The VAT of a product; without a rate it is exempt.
#[derive(Debug, Deserialize)]
pub(crate) struct VatRow {
    pub(crate) product: BilledProduct,
    #[serde(deserialize_with = "percent_or_none")]
    pub(crate) rate_percent: Option<Rate>,
    pub(crate) valid_from: NaiveDate,
}

/// A dated business setting.
#[derive(Debug, Deserialize)]
pub(crate) struct SeededSetting {
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) valid_from: NaiveDate,
}

/// A change that the operator plans for the next month.
#[derive(Debug, Deserialize)]
pub(crate) struct PlanRow {
    pub(crate) kind: PlanKind,
    pub(crate) subject: String,
    pub(crate) value: String,
}

/// The subject of a plan.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PlanKind {
    /// A setting.
    Setting,
    /// A price: the key of a row of the price list.
    Price,
    /// A discount of a partner's contract on a product.
    Discount,
}

/// An account; a client's belongs to an organisation.
#[derive(Debug, Deserialize)]
pub(crate) struct PersonRow {
    pub(crate) login: String,
    pub(crate) full_name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) partner: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) state: Option<AccountState>,
}

/// An ITS login.
#[derive(Debug, Deserialize)]
pub(crate) struct LoginRow {
    pub(crate) login: String,
    pub(crate) partner: String,
    pub(crate) contract_until: Option<NaiveDate>,
    pub(crate) email: String,
    pub(crate) state: Option<LoginState>,
}

/// A delivery with its PIN in clear.
#[derive(Debug, Deserialize)]
pub(crate) struct DeliveryRow {
    pub(crate) number: String,
    pub(crate) pin: String,
    pub(crate) name: String,
    pub(crate) kit: String,
}
