//! Keeping what a partner sells: sales, what it sells by, and payments. They stand in the chain of the partner.

use chrono::{DateTime, Utc};

use super::Keepable;
use crate::domain::errand::Errand;
use crate::domain::ids::PartnerId;
use crate::domain::payment::{Payment, PaymentTurn};
use crate::domain::sale::{Sale, SaleEvent, SaleTurn};
use crate::domain::seller::{Seller, SellerTurn};
use crate::store::audit::Keeper;
use crate::store::outbox::Owed;
use crate::store::{StoreError, Tx, audit, payments, sales, sellers};

impl Keepable for SaleTurn {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        sales::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { sale: Sale { version: self.sale.version + 1, ..self.sale }, ..self }
    }

    /// Each document that took its number is to be printed.
    fn owed(&self, _: &SaleEvent, at: DateTime<Utc>) -> Vec<Owed> {
        let printed = self.documents.iter().map(|document| {
            let errand = Errand::PrintDocument { sale: self.sale.id, paper: document.kind };
            Owed { key: errand.deduplication(0), errand, partner: self.sale.partner, due_at: at, at }
        });
        printed.collect()
    }

    fn chain(&self) -> PartnerId {
        self.sale.partner
    }

    fn subject(&self) -> String {
        audit::sale_subject(self.sale.id)
    }
}

impl Keepable for SellerTurn {
    async fn write(&self, tx: &Tx, keeper: &Keeper) -> Result<(), StoreError> {
        sellers::write(tx, self, keeper.at).await
    }

    fn after_writing(self) -> Self {
        Self { seller: Seller { version: self.seller.version + 1, ..self.seller }, ..self }
    }

    fn chain(&self) -> PartnerId {
        self.seller.partner
    }

    fn subject(&self) -> String {
        audit::seller_subject(self.seller.partner)
    }
}

impl Keepable for PaymentTurn {
    async fn write(&self, tx: &Tx, _: &Keeper) -> Result<(), StoreError> {
        payments::write(tx, self).await
    }

    fn after_writing(self) -> Self {
        Self { payment: Payment { version: self.payment.version + 1, ..self.payment }, ..self }
    }

    fn chain(&self) -> PartnerId {
        self.payment.partner
    }

    fn subject(&self) -> String {
        audit::payment_subject(self.payment.id)
    }
}
