//! The scopes of requirements of a second factor.

use registrar::domain::factor_rule::FactorRule;
use registrar::domain::ids::{FactorRuleId, PartnerId};
use registrar::domain::role::Scope;
use registrar::store::{Tx, factor_rules};

use super::{Holding, is_there};
use crate::support::Portal;

/// A requirement of a partner's people.
pub(super) async fn required(portal: &Portal, partner: PartnerId) -> FactorRuleId {
    let from = "2036-12-31".parse().unwrap();
    let rule = FactorRule {
        id: FactorRuleId(0),
        partner: Some(partner),
        role: None,
        from,
        ended_at: None,
        version: 1,
    };
    let tx = portal.db().begin().await.unwrap();
    let added = factor_rules::add(&tx, rule).await.unwrap();
    tx.commit().await.unwrap();
    added.id
}

/// The same for requirements.
pub(super) async fn of_factor_rules(tx: &Tx, scope: &Scope, wanted: &Holding) -> [(&'static str, bool); 1] {
    let found = factor_rules::open_to_change(tx, scope, wanted.factor_rule).await;
    [("factor_rules::open_to_change", is_there(found))]
}
