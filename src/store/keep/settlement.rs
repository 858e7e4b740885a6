//! Keeping what a settlement changes besides statements: the month of a charge, and the use of a credit by an invoice.

use super::Keepable;
use crate::domain::charge::Charge;
use crate::domain::credit::CreditUse;
use crate::domain::ids::PartnerId;
use crate::store::audit::Keeper;
use crate::store::{StoreError, Tx, audit, charges, credits};

impl Keepable for Charge {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        charges::write_month(tx, self).await
    }

    fn after_writing(self) -> Self {
        self
    }

    fn chain(&self) -> PartnerId {
        self.partner
    }

    fn subject(&self) -> String {
        audit::charge_subject(self.id)
    }
}

impl Keepable for CreditUse {
    async fn write(&self, tx: &Tx, keeper: &Keeper) -> Result<(), StoreError> {
        credits::write_use(tx, self, keeper.at).await
    }

    fn after_writing(self) -> Self {
        self
    }

    fn chain(&self) -> PartnerId {
        self.credit.partner
    }

    fn subject(&self) -> String {
        audit::month_subject(self.credit.partner, self.credit.month)
    }
}
