//! Support: the line looks up any organisation, read-only; each look is noted.

use super::organizations::{OrganizationCard, OrganizationList, card, find};
use super::{Desk, Failure};
use crate::policy::Permission;
use crate::store::audit::{self, Note};

/// Organisations that have every word of `asked`; nothing until something is asked.
pub async fn search(desk: &Desk, asked: &str) -> Result<OrganizationList, Failure> {
    desk.may(Permission::LookUpOrganization).await?;
    if asked.trim().is_empty() {
        return Ok(OrganizationList { rows: Vec::new(), next: None });
    }
    note(desk, audit::OPERATOR_CHAIN, "searched", &format!("search:{}", cut(asked))).await?;
    find(desk, asked, None).await
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
