//! The organisation's requisites: complete on its card, partial in an application.

use serde::{Deserialize, Serialize};

use crate::domain::identity::{Email, Inn, Kpp, Ogrn, Phone, Region};

codes! {
    /// The legal form of a subscriber.
    pub enum OrganizationKind {
        /// «Юридическое лицо».
        LegalEntity = "legal_entity",
        /// «Индивидуальный предприниматель».
        SoleProprietor = "sole_proprietor",
    }
}

/// The requisites on the card of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requisites {
    /// The legal form.
    pub kind: OrganizationKind,
    /// The short name.
    pub short_name: String,
    /// The full name.
    pub full_name: String,
    /// The taxpayer number.
    pub inn: Inn,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<Kpp>,
    /// The state registration number: ОГРН or ОГРНИП.
    pub ogrn: Ogrn,
    /// The legal address.
    pub legal_address: String,
    /// The region of the legal address, which sets the price zone.
    pub region: Region,
    /// The organisation's telephone.
    pub phone: Phone,
    /// The organisation's e-mail address.
    pub email: Email,
    /// Whether it is served by the Treasury.
    pub is_budget: bool,
}

/// The requisites that an application states; a change application need only identify the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedRequisites {
    /// The legal form, which follows from the length of the ИНН.
    pub kind: OrganizationKind,
    /// The taxpayer number.
    pub inn: Inn,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<Kpp>,
    /// The short name.
    pub short_name: Option<String>,
    /// The full name.
    pub full_name: Option<String>,
    /// The state registration number: ОГРН or ОГРНИП.
    pub ogrn: Option<Ogrn>,
    /// The legal address.
    pub legal_address: Option<String>,
    /// The region of the legal address; by default that of the tax office.
    pub region: Option<Region>,
    /// The organisation's telephone.
    pub phone: Option<Phone>,
    /// The organisation's e-mail address.
    pub email: Option<Email>,
    /// Whether it is served by the Treasury.
    pub is_budget: Option<bool>,
}

impl From<Requisites> for StatedRequisites {
    fn from(card: Requisites) -> Self {
        Self {
            kind: card.kind,
            inn: card.inn,
            kpp: card.kpp,
            short_name: Some(card.short_name),
            full_name: Some(card.full_name),
            ogrn: Some(card.ogrn),
            legal_address: Some(card.legal_address),
            region: Some(card.region),
            phone: Some(card.phone),
            email: Some(card.email),
            is_budget: Some(card.is_budget),
        }
    }
}

/// A requisite in which an application differs from the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The requisite, by its name in the application.
    pub field: &'static str,
    /// The card's value.
    pub was: String,
    /// The application's value.
    pub now: String,
}

impl StatedRequisites {
    /// The complete requisites: stated ones first, the rest from the card; `None` when one is missing.
    #[must_use]
    pub fn over(&self, known: Option<&Requisites>) -> Option<Requisites> {
        let sent = self.clone();
        let card = || known.cloned();
        Some(Requisites {
            kind: sent.kind,
            inn: sent.inn,
            kpp: sent.kpp,
            short_name: sent.short_name.or_else(|| card().map(|card| card.short_name))?,
            full_name: sent.full_name.or_else(|| card().map(|card| card.full_name))?,
            ogrn: sent.ogrn.or_else(|| card().map(|card| card.ogrn))?,
            legal_address: sent.legal_address.or_else(|| card().map(|card| card.legal_address))?,
            region: sent.region.or_else(|| card().map(|card| card.region))?,
            phone: sent.phone.or_else(|| card().map(|card| card.phone))?,
            email: sent.email.or_else(|| card().map(|card| card.email))?,
            is_budget: sent.is_budget.or_else(|| card().map(|card| card.is_budget))?,
        })
    }

    /// The differences from the card; a requisite that is not stated is no difference.
    #[must_use]
    pub fn differences(&self, card: &Requisites) -> Vec<Difference> {
        let Some(after) = self.over(Some(card)) else { return Vec::new() };
        let differs = |((field, was), (_, now)): ((&'static str, String), (&'static str, String))| {
            (was != now).then_some(Difference { field, was, now })
        };
        card.listed().into_iter().zip(after.listed()).filter_map(differs).collect()
    }
}

impl Requisites {
    /// All requisites as text, under their names in the application.
    fn listed(&self) -> [(&'static str, String); 11] {
        [
            ("kind", self.kind.code().to_owned()),
            ("short_name", self.short_name.clone()),
            ("full_name", self.full_name.clone()),
            ("inn", self.inn.to_string()),
            ("kpp", self.kpp.as_ref().map(Kpp::to_string).unwrap_or_default()),
            ("ogrn", self.ogrn.to_string()),
            ("legal_address", self.legal_address.clone()),
            ("region", self.region.to_string()),
            ("phone", self.phone.to_string()),
            ("email", self.email.to_string()),
            ("is_budget", self.is_budget.to_string()),
        ]
    }
}
