//! Parses the whole application: the order of its parts, and the rules between them.

use serde_json::Value;

use super::fault::{Fault, Findings, Need};
use super::members::Members;
use super::{ApplicationType, Submission, card, directions, limits, owners, terms, users};
use crate::domain::identity::RegNumber;

/// Parses an application; the error names all faults at once.
pub(super) fn read(document: &Value) -> Result<Submission, Vec<Fault>> {
    let mut findings = Findings::default();
    let submission = Members::within(document, String::new(), &mut findings, root);
    match submission {
        Some(submission) if findings.faults.is_empty() => {
            Ok(Submission { unknown: findings.unknown, ..submission })
        }
        Some(_) | None => Err(findings.faults),
    }
}

/// Parses the members of the document; only a change application may leave out what does not change.
fn root(root: &mut Members<'_>) -> Option<Submission> {
    let kind = root.code("type", Need::Required, ApplicationType::ALL, ApplicationType::code);
    let need = if kind == Some(ApplicationType::Change) { Need::Optional } else { Need::Required };
    let changes = terms::changes(root, kind);
    let reg_number = root.identifier("reg_number", Need::Required, RegNumber::parse);
    let license = terms::license(root);
    let promotion = root.text("promotion", Need::Optional, limits::PROMOTION);
    let organization = root.section("organization", Need::Required, |card| card::stated(card, need));
    let directions = directions::directions(root, need, organization.as_ref().map(|card| card.kind));
    let owners = owners::owners(root, need);
    let multi_user = users::multi_user(root);
    let cabinet = terms::cabinet(root);
    let organization = organization.map(|card| card::with_region(root, card, need, &directions));
    Some(Submission {
        kind: kind?,
        changes,
        reg_number: reg_number?,
        license,
        promotion,
        organization: organization?,
        directions,
        owners,
        multi_user,
        cabinet,
        unknown: Vec::new(),
    })
}
