//! Closing a month: the state of every partner, for the operator.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::ids::PartnerId;
use crate::domain::month::Month;
use crate::domain::partner::Partner;
use crate::domain::statement::{Deadline, Statement, Totals};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{charges, partners, settings, statements};

/// The state of one partner's month.
#[derive(Clone, Debug)]
pub struct PartnerMonth {
    /// The partner.
    pub partner: Arc<Partner>,
    /// Its statement, once it is formed.
    pub statement: Option<Statement>,
    /// The sums of the statement; before it is formed, those of the charges so far.
    pub totals: Totals,
    /// The deadline of the partner's answer, while the statement is on review.
    pub deadline: Option<Deadline>,
    /// How many charges belong to no statement.
    pub left_out: u64,
}

/// Every partner that has a statement or charges in a month, in the order of their codes.
pub async fn closing(desk: &Desk, month: Month) -> Result<Vec<PartnerMonth>, Failure> {
    desk.may(Permission::FormStatement).await?;
    let formed = statements::of_month(desk.db(), desk.scope(), month).await?;
    let loose = charges::loose(desk.db(), month).await?;
    let partners = partners::all(desk.db()).await?;
    let book = settings::book(desk.db()).await?;
    let found = partners.into_iter().filter_map(|partner| of_partner(partner, &formed, &loose));
    let dated = found.map(|found| {
        let statement = found.statement.as_ref();
        let deadline = statement.and_then(|one| one.deadline(&book, &desk.house().calendar));
        PartnerMonth { deadline, ..found }
    });
    Ok(dated.collect())
}

fn of_partner(
    partner: Partner,
    formed: &[Statement],
    loose: &HashMap<PartnerId, Totals>,
) -> Option<PartnerMonth> {
    let statement = formed.iter().find(|statement| statement.partner == partner.id).cloned();
    let loose = loose.get(&partner.id).copied();
    let totals = statement.as_ref().map(|statement| statement.totals).or(loose)?;
    let left_out = loose.map_or(0, |loose| loose.lines);
    Some(PartnerMonth { partner: Arc::new(partner), statement, totals, deadline: None, left_out })
}
