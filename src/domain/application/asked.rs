//! The part of a request that lists show.

use super::Asked;
use crate::domain::billing::renews;
use crate::domain::organization::Organization;
use crate::domain::submission::{Authority, Submission};

impl Asked {
    /// Whether the request prolongs what the account holds.
    #[must_use]
    pub fn renews(&self) -> bool {
        renews(self.kind, &self.changes)
    }

    /// Takes what lists show from an application. What a change application does not state comes from the
    /// organisation's card.
    #[must_use]
    pub fn of(submission: &Submission, organization: &Organization) -> Self {
        let (stated, card) = (&submission.organization, &organization.requisites);
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Self {
            kind: submission.kind,
            directions: directions(submission),
            changes: submission.changes.clone(),
            organization_name: stated.short_name.clone().unwrap_or_else(|| card.short_name.clone()),
            inn: card.inn.as_str().to_owned(),
            kpp: organization.kpp().to_owned(),
            legal_form: card.kind,
            region: stated.region.as_ref().unwrap_or(&card.region).clone(),
            reg_number: submission.reg_number.as_str().to_owned(),
            product: submission.license.product,
            term_months: submission.license.term_months,
            promotion: submission.promotion.clone(),
            alias: submission.cabinet.as_ref().map(|cabinet| cabinet.alias.clone()),
            multi_user: submission.multi_user.enabled,
            users: count(submission.multi_user.users.len()),
            owners: count(submission.owners.len()),
            requests: count(submission.owners.iter().filter(|owner| owner.csr.is_some()).count()),
            email: Some(stated.email.as_ref().unwrap_or(&card.email).as_str().to_owned()),
        }
    }
}

impl Asked {
    /// Whether it matches an application in everything that the application states itself.
    #[must_use]
    pub fn fits(&self, submission: &Submission) -> bool {
        let stated = &submission.organization;
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let requests = submission.owners.iter().filter(|owner| owner.csr.is_some()).count();
        let counted =
            (count(submission.owners.len()), count(requests), count(submission.multi_user.users.len()));
        (self.kind, &self.changes, &self.directions)
            == (submission.kind, &submission.changes, &directions(submission))
            && (self.product, self.term_months, &self.promotion)
                == (submission.license.product, submission.license.term_months, &submission.promotion)
            && self.alias.as_ref() == submission.cabinet.as_ref().map(|cabinet| &cabinet.alias)
            && self.reg_number == submission.reg_number.as_str()
            && self.inn == stated.inn.as_str()
            && stated.short_name.as_ref().is_none_or(|name| *name == self.organization_name)
            && stated.region.as_ref().is_none_or(|region| *region == self.region)
            && self.multi_user == submission.multi_user.enabled
            && (self.owners, self.requests, self.users) == counted
    }
}

/// The controlling bodies that the application names, without duplicates.
fn directions(submission: &Submission) -> Vec<Authority> {
    let mut bodies: Vec<Authority> =
        submission.directions.iter().map(|direction| direction.authority).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}
