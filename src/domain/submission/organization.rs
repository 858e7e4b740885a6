//! The organisation's requisites: complete on its card, partial in an application.

use serde::{Deserialize, Serialize};

use crate::domain::cleaning::cleaned;
use crate::domain::identity::{Accreditation, Email, Inn, Kpp, Ogrn, Phone, Region};

codes! {
    /// The legal form of a subscriber.
    pub enum OrganizationKind {
        /// «Юридическое лицо».
        LegalEntity = "legal_entity",
        /// «Индивидуальный предприниматель».
        SoleProprietor = "sole_proprietor",
        /// «Частная практика»: a notary or an advocate, registered with the tax service as a person only.
        PrivatePractice = "private_practice",
    }
}

impl OrganizationKind {
    /// Whether the subscriber is a person: with an ИНН of twelve digits and without a КПП.
    #[must_use]
    pub const fn is_a_person(self) -> bool {
        match self {
            Self::SoleProprietor | Self::PrivatePractice => true,
            Self::LegalEntity => false,
        }
    }

    /// The sentence about a КПП that a person states.
    pub(super) const fn without_kpp(self) -> &'static str {
        match self {
            Self::PrivatePractice => "У нотариуса, адвоката и другой частной практики нет КПП",
            Self::SoleProprietor | Self::LegalEntity => "У индивидуального предпринимателя нет КПП",
        }
    }

    /// The legal form by whose prices it pays.
    #[must_use]
    pub const fn priced_as(self) -> Self {
        match self {
            Self::LegalEntity => Self::LegalEntity,
            Self::SoleProprietor | Self::PrivatePractice => Self::SoleProprietor,
        }
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
    /// The state registration number: ОГРН or ОГРНИП. A private practice and a foreign branch have none.
    pub ogrn: Option<Ogrn>,
    /// «Номер записи об аккредитации», of the branch of a foreign organisation only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accreditation: Option<Accreditation>,
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
    /// «Номер записи об аккредитации», of the branch of a foreign organisation only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accreditation: Option<Accreditation>,
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
            ogrn: card.ogrn,
            accreditation: card.accreditation,
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
            ogrn: sent.ogrn.or_else(|| card()?.ogrn),
            accreditation: sent.accreditation.or_else(|| card()?.accreditation),
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
            (cleaned(&was) != cleaned(&now)).then_some(Difference { field, was, now })
        };
        card.listed().into_iter().zip(after.listed()).filter_map(differs).collect()
    }
}

impl Requisites {
    /// The ОГРН or ОГРНИП, empty when there is none.
    #[must_use]
    pub fn ogrn(&self) -> &str {
        self.ogrn.as_ref().map_or("", Ogrn::as_str)
    }

    /// The number of the accreditation, empty when there is none.
    #[must_use]
    pub fn accreditation(&self) -> &str {
        self.accreditation.as_ref().map_or("", Accreditation::as_str)
    }

    /// All requisites as text, under their names in the application.
    fn listed(&self) -> [(&'static str, String); 12] {
        [
            ("kind", self.kind.code().to_owned()),
            ("short_name", self.short_name.clone()),
            ("full_name", self.full_name.clone()),
            ("inn", self.inn.to_string()),
            ("kpp", self.kpp.as_ref().map(Kpp::to_string).unwrap_or_default()),
            ("ogrn", self.ogrn().to_owned()),
            ("accreditation", self.accreditation().to_owned()),
            ("legal_address", self.legal_address.clone()),
            ("region", self.region.to_string()),
            ("phone", self.phone.to_string()),
            ("email", self.email.to_string()),
            ("is_budget", self.is_budget.to_string()),
        ]
    }
}
