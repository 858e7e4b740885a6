//! Keeping requirements of a second factor: a partner's stand in its chain, those of all in the operator's.

use super::Keepable;
use crate::domain::factor_rule::FactorRule;
use crate::domain::ids::PartnerId;
use crate::store::audit::{Keeper, OPERATOR_CHAIN};
use crate::store::{StoreError, Tx, audit, factor_rules};

impl Keepable for FactorRule {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        factor_rules::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { version: self.version + 1, ..self }
    }

    fn chain(&self) -> PartnerId {
        self.partner.unwrap_or(OPERATOR_CHAIN)
    }

    fn subject(&self) -> String {
        audit::factor_rule_subject(self.id)
    }
}
