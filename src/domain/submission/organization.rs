//! The organisation's requisites: whole as on its card, and as far as an application states them.

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

/// The requisites of an organisation, as its card keeps them.
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
    /// The organisation's address for letters.
    pub email: Email,
    /// Whether it is served by the Treasury.
    pub is_budget: bool,
}

/// The requisites as far as an application states them; a change application need only say who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedRequisites {
    /// The legal form, which the length of the taxpayer number gives away.
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
    /// The region of the legal address; when it is not stated, that of the tax office.
    pub region: Option<Region>,
    /// The organisation's telephone.
    pub phone: Option<Phone>,
    /// The organisation's address for letters.
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

/// One requisite that an application states otherwise than the organisation's card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The requisite, by its name in the application.
    pub field: &'static str,
    /// What the card says.
    pub was: String,
    /// What the application says.
    pub now: String,
}

impl StatedRequisites {
    /// The whole requisites: what is stated, and for the rest what is known; `None` when something stays open.
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

    /// What is stated otherwise than on the card; what is not stated does not differ.
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
    /// Every requisite as text, under its name in the application.
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
