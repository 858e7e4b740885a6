//! Support: the line looks up any organisation, read-only; each look is noted.

use super::organizations::{OrganizationCard, OrganizationList, card, find};
use super::{Desk, Failure};
use crate::domain::ids::OrganizationId;
use crate::domain::organization::search_terms;
use crate::domain::partner::Partner;
use crate::policy::Permission;
use crate::store::audit::{self, Note};
use crate::store::partners;

/// Organisations that have every word of `asked`, and the partners by name; nothing until something is asked.
pub async fn search(
    desk: &Desk,
    asked: &str,
    after: Option<(&str, OrganizationId)>,
) -> Result<(OrganizationList, Vec<Partner>), Failure> {
    desk.may(Permission::LookUpOrganization).await?;
    if search_terms(asked).is_empty() {
        return Ok((OrganizationList::default(), Vec::new()));
    }
    note(desk, audit::OPERATOR_CHAIN, "searched", &format!("search:{}", cut(asked))).await?;
    Ok((find(desk, asked, after).await?, partners::all(desk.db()).await?))
}

/// The card of an organisation; the look is noted in the chain of its partner.
pub async fn open(desk: &Desk, code: &str) -> Result<OrganizationCard, Failure> {
    desk.may(Permission::LookUpOrganization).await?;
    let card = card(desk, code).await?;
    note(desk, card.partner.id, "looked_up", &format!("organization:{code}")).await?;
    Ok(card)
}

async fn note(
    desk: &Desk,
    chain: crate::domain::ids::PartnerId,
    verb: &str,
    subject: &str,
) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    audit::note(&tx, &desk.keeper(), chain, Note { verb, subject, details: "{}".to_owned() }).await?;
    Ok(desk.commit(tx).await?)
}

fn cut(asked: &str) -> String {
    asked.trim().chars().take(100).collect()
}
