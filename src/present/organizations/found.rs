//! What a search leads to: suggestions while one types, and the only one that was found.

use templates::components::{Suggestion, Suggestions};
use templates::paths;

use super::{OrganizationsAsked, kpp};
use crate::domain::organization::Organization;
use crate::operations::Desk;
use crate::operations::organizations::{LeadBy, OrganizationList};

/// What the search box suggests.
#[must_use]
pub fn suggestions(desk: &Desk, found: &[Organization], asked: &str) -> Suggestions {
    let card = |code: &str| match desk.partner() {
        Some(_) => paths::organization(code),
        None => paths::with_query(&paths::support_organization(code), &[("q", asked)]),
    };
    let suggestion = |organization: &Organization| Suggestion {
        href: card(&organization.subscriber_code),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
    };
    Suggestions { list: found.iter().map(suggestion).collect() }
}

/// Where the only one that was found opens at once: the application that was named, or the organisation.
#[must_use]
pub fn only(found: &OrganizationList, asked: &OrganizationsAsked) -> Option<String> {
    let [only] = found.rows.as_slice() else { return None };
    if asked.q.trim().is_empty() || found.total != Some(1) || found.nearest {
        return None;
    }
    let named = only.lead.as_ref().filter(|lead| lead.by == LeadBy::Number);
    Some(match named {
        Some(lead) => paths::application(&lead.application.number.to_string()),
        None => paths::organization(&only.organization.subscriber_code),
    })
}
