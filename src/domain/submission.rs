//! The application as the client sent it, parsed once at the edge; all faults are reported.

mod card;
mod directions;
mod document;
mod fault;
#[cfg(test)]
mod hostile;
pub mod limits;
mod members;
mod organization;
mod owners;
mod reading;
#[cfg(test)]
pub(in crate::domain) mod samples;
mod terms;
#[cfg(test)]
mod tests;
mod users;
mod values;

use serde::{Deserialize, Serialize};

pub use directions::{Authority, Direction};
pub use document::JsonDocument;
pub use fault::Fault;
pub use organization::{Difference, OrganizationKind, Requisites, StatedRequisites};
pub use owners::{Owner, OwnerKind, SignatureRole};
pub use terms::{ApplicationType, Cabinet, ChangeFlag, License, Product};
pub use users::{MultiUserDeclaration, User};

use crate::domain::identity::RegNumber;

/// The client's request in the client's own words; the partner may not change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The kind of application.
    #[serde(rename = "type")]
    pub kind: ApplicationType,
    /// The changes of a change application; empty for the other kinds.
    pub changes: Vec<ChangeFlag>,
    /// The registration number of the client's program.
    pub reg_number: RegNumber,
    /// The licence; the main product for a year by default.
    pub license: License,
    /// The promotion code given by the client.
    pub promotion: Option<String>,
    /// The organisation, as far as it is stated.
    pub organization: StatedRequisites,
    /// The controlling bodies to which the organisation will report.
    pub directions: Vec<Direction>,
    /// The owners of signatures.
    pub owners: Vec<Owner>,
    /// The declaration of the multi-user mode.
    pub multi_user: MultiUserDeclaration,
    /// The client's cabinet, if it is wanted.
    pub cabinet: Option<Cabinet>,
    /// The JSON pointers of unknown members; they are shown, not used.
    pub unknown: Vec<String>,
}

impl Submission {
    /// Parses an application from JSON; the error names all faults at once.
    pub fn read(document: &serde_json::Value) -> Result<Self, Vec<Fault>> {
        reading::read(document)
    }

    /// Whether it asks for a connection to this controlling body.
    #[must_use]
    pub fn reports_to(&self, authority: Authority) -> bool {
        self.directions.iter().any(|direction| direction.authority == authority)
    }

    /// Whether a number of the registration is missing: ОГРНИП, or the accreditation of a foreign branch. What a change
    /// application leaves out stays as it is.
    #[must_use]
    pub fn is_unregistered(&self) -> bool {
        let stated = &self.organization;
        self.kind != ApplicationType::Change
            && stated.kind != OrganizationKind::PrivatePractice
            && stated.ogrn.is_none()
            && stated.accreditation.is_none()
    }

    /// The requisites after this application: stated ones first, the rest from the card.
    #[must_use]
    pub fn requisites(&self, known: Option<&Requisites>) -> Option<Requisites> {
        self.organization.over(known)
    }

    /// The differences from the organisation's card.
    #[must_use]
    pub fn differences(&self, known: &Requisites) -> Vec<Difference> {
        self.organization.differences(known)
    }
}
