//! The application as the client sent it: read once at the edge, with every fault that it has.

mod card;
mod directions;
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
pub use fault::Fault;
pub use organization::{Difference, OrganizationKind, Requisites, StatedRequisites};
pub use owners::{Owner, OwnerKind, SignatureRole};
pub use terms::{ApplicationType, Cabinet, ChangeFlag, License, Product};
pub use users::{MultiUserDeclaration, User};

use crate::domain::identity::RegNumber;

/// What the client asks for, in the client's own words; nobody at the partner may change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// What kind of application it is.
    #[serde(rename = "type")]
    pub kind: ApplicationType,
    /// What a change application changes; empty for the other kinds.
    pub changes: Vec<ChangeFlag>,
    /// The registration number of the client's program.
    pub reg_number: RegNumber,
    /// What is bought and for how long; the main product for a year when the client did not say.
    pub license: License,
    /// The code of the promotion that the client names.
    pub promotion: Option<String>,
    /// The organisation, as far as the application states it.
    pub organization: StatedRequisites,
    /// The bodies to which the organisation will report.
    pub directions: Vec<Direction>,
    /// The people who will own signatures.
    pub owners: Vec<Owner>,
    /// Whether several people will work, and who they are.
    pub multi_user: MultiUserDeclaration,
    /// The client's cabinet, when it is wanted.
    pub cabinet: Option<Cabinet>,
    /// Where in the original stand members that nobody knows; they are shown, not used.
    pub unknown: Vec<String>,
}

impl Submission {
    /// Reads an application from JSON; when anything is wrong, answers with all faults at once.
    pub fn read(document: &serde_json::Value) -> Result<Self, Vec<Fault>> {
        reading::read(document)
    }

    /// Whether it asks for a connection to this body.
    #[must_use]
    pub fn reports_to(&self, authority: Authority) -> bool {
        self.directions.iter().any(|direction| direction.authority == authority)
    }

    /// The requisites after this application: what it states, and for the rest what is known.
    #[must_use]
    pub fn requisites(&self, known: Option<&Requisites>) -> Option<Requisites> {
        self.organization.over(known)
    }

    /// What this application states otherwise than the organisation's card.
    #[must_use]
    pub fn differences(&self, known: &Requisites) -> Vec<Difference> {
        self.organization.differences(known)
    }
}
