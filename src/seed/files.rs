//! The seed's files, built into the program and read whole before anything is written.

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
        /// The lines of every file.
        #[derive(Debug)]
        pub(super) struct Files { $($(#[$doc])* pub(super) $name: Vec<$row>),+ }

        impl Files {
            /// Reads the files that are built into the program.
            pub(super) fn read() -> Result<Self, SeedError> {
                Ok(Self { $($name: rows($file, include_str!(concat!("../../seed-data/", $file)))?),+ })
            }
        }
    };
}

files! {
    partners: PartnerRow = "partners.csv",
    contracts: ContractRow = "contracts.csv",
    discounts: DiscountRow = "discounts.csv",
    prices: PriceLine = "prices.csv",
    group_bands: BandRow = "group_bands.csv",
    zones: ZoneRow = "zones.csv",
    promotions: PromotionRow = "promotions.csv",
    vat: VatRow = "vat.csv",
    settings: SettingRow = "settings.csv",
    people: PersonRow = "people.csv",
    its_logins: LoginRow = "its_logins.csv",
    applications: Row = "applications.csv",
    plans: PlanRow = "plans.csv",
}

/// Reads the lines of a file under its heading.
fn rows<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<Vec<T>, SeedError> {
    let read = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect::<Result<_, _>>();
    read.map_err(|error| SeedError::File { file, words: error.to_string() })
}

/// A partner.
#[derive(Debug, Deserialize)]
pub(super) struct PartnerRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) inn: String,
    pub(super) kpp: Option<String>,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) utc_offset_minutes: i32,
}

/// A sublicense contract.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ContractRow {
    pub(super) partner: String,
    pub(super) number: String,
    pub(super) signed_on: NaiveDate,
    pub(super) valid_from: NaiveDate,
    pub(super) valid_to: Option<NaiveDate>,
}

/// A discount of a contract.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct DiscountRow {
    pub(super) partner: String,
    pub(super) contract: String,
    pub(super) product: BilledProduct,
    #[serde(deserialize_with = "percent")]
    pub(super) percent: Rate,
    pub(super) valid_from: NaiveDate,
    pub(super) valid_to: Option<NaiveDate>,
}

/// A line of the price list.
#[derive(Debug, Deserialize)]
pub(super) struct PriceLine {
    pub(super) product: BilledProduct,
    #[serde(deserialize_with = "form_or_any")]
    pub(super) legal_form: Option<OrganizationKind>,
    pub(super) zone: String,
    pub(super) term_months: u32,
    pub(super) tier: Option<Tier>,
    pub(super) group_band: Option<u32>,
    #[serde(deserialize_with = "roubles")]
    pub(super) amount: Money,
    pub(super) valid_from: NaiveDate,
    pub(super) valid_to: Option<NaiveDate>,
}

/// A band of groups of companies.
#[derive(Debug, Deserialize)]
pub(super) struct BandRow {
    pub(super) from_count: u32,
    pub(super) to_count: Option<u32>,
    #[serde(deserialize_with = "percent")]
    pub(super) percent: Rate,
    pub(super) valid_from: NaiveDate,
}

/// The price zone of a region.
#[derive(Debug, Deserialize)]
pub(super) struct ZoneRow {
    pub(super) region: Region,
    pub(super) zone: String,
    pub(super) valid_from: NaiveDate,
}

/// A promotion.
#[derive(Debug, Deserialize)]
pub(super) struct PromotionRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) product: BilledProduct,
    #[serde(deserialize_with = "percent")]
    pub(super) percent: Rate,
    pub(super) valid_from: NaiveDate,
    pub(super) valid_to: Option<NaiveDate>,
}

/// How a product is taxed; without a rate it is exempt.
#[derive(Debug, Deserialize)]
pub(super) struct VatRow {
    pub(super) product: BilledProduct,
    #[serde(deserialize_with = "percent_or_none")]
    pub(super) rate_percent: Option<Rate>,
    pub(super) valid_from: NaiveDate,
}

/// A dated setting of the office.
#[derive(Debug, Deserialize)]
pub(super) struct SettingRow {
    pub(super) key: String,
    pub(super) value: String,
    pub(super) valid_from: NaiveDate,
}

/// What the operator plans for the next month.
#[derive(Debug, Deserialize)]
pub(super) struct PlanRow {
    pub(super) kind: PlanKind,
    pub(super) subject: String,
    pub(super) value: String,
}

/// What a plan is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PlanKind {
    /// The setting that is named.
    Setting,
    /// A row of the price list without its price.
    Price,
    /// The discount of a partner's contract on a product.
    Discount,
}

/// An account; a client's belongs to an organisation.
#[derive(Debug, Deserialize)]
pub(super) struct PersonRow {
    pub(super) login: String,
    pub(super) full_name: String,
    pub(super) email: String,
    pub(super) role: Role,
    pub(super) partner: Option<String>,
    pub(super) organization: Option<String>,
    pub(super) state: Option<AccountState>,
}

/// An ITS login.
#[derive(Debug, Deserialize)]
pub(super) struct LoginRow {
    pub(super) login: String,
    pub(super) partner: String,
    pub(super) contract_until: Option<NaiveDate>,
    pub(super) email: String,
    pub(super) state: Option<LoginState>,
}
