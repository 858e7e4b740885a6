//! The names of the documents from which postings follow, as the papers themselves say them.

use std::collections::HashMap;

use crate::domain::document::DocumentKind;
use crate::domain::ids::{PaymentId, SaleId};
use crate::domain::numbered::NumberedDocument;
use crate::domain::payment::Payment;
use crate::domain::role::Scope;
use crate::store::{Reach, StoreError, numbering, payments};

/// Where the documents of postings are looked up.
pub(in crate::operations) struct PostingNames {
    sales: HashMap<SaleId, Vec<NumberedDocument>>,
    payments: HashMap<PaymentId, Payment>,
}

impl PostingNames {
    /// The documents of these sources, in the scope in which their postings were read.
    pub(in crate::operations) async fn of(
        reach: &impl Reach,
        scope: &Scope,
        sources: &[&str],
    ) -> Result<Self, StoreError> {
        let sales: Vec<SaleId> = sources.iter().filter_map(|source| sale_of(source)).collect();
        let paid: Vec<PaymentId> = sources.iter().filter_map(|source| payment_of(source)).collect();
        Ok(Self {
            sales: numbering::of_sales(reach, &sales).await?,
            payments: payments::with_ids(reach, scope, &paid).await?,
        })
    }

    /// The document of a source: «Акт № Ф-1 от 07.10.2026», «Оплата, п/п № 77».
    pub(in crate::operations) fn document(&self, source: &str, reverses: bool) -> Result<String, StoreError> {
        self.known(source, reverses).ok_or(StoreError::Broken("the document of a posting"))
    }

    fn known(&self, source: &str, reverses: bool) -> Option<String> {
        if let Some(sale) = sale_of(source) {
            let handed_over = self.sales.get(&sale)?.iter().find(|one| one.kind.hands_over())?;
            let name = match (reverses, handed_over.kind) {
                (true, _) => "Корректировочный акт",
                (false, DocumentKind::Upd) => "УПД",
                (false, DocumentKind::Act | DocumentKind::Invoice | DocumentKind::Reconciliation) => "Акт",
            };
            let day = handed_over.day.format("%d.%m.%Y");
            return Some(format!("{name} № {} от {day}", handed_over.number));
        }
        let paid = self.payments.get(&payment_of(source)?)?;
        let name = if reverses { "Отмена оплаты" } else { "Оплата" };
        Some(format!("{name}, п/п № {}", paid.number))
    }
}

/// The sale from which a posting follows.
pub(in crate::operations) fn sale_of(source: &str) -> Option<SaleId> {
    source.strip_prefix("sale:")?.parse().ok().map(SaleId)
}

fn payment_of(source: &str) -> Option<PaymentId> {
    source.strip_prefix("payment:")?.split(':').next()?.parse().ok().map(PaymentId)
}
