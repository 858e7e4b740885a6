//! The audit's names of what lies between a partner and its clients: questions, documents, archives, sales,
//! payments. A name never changes.

use crate::domain::ids::{ArchiveId, PartnerId, PaymentId, QuestionId, SaleId, SubscriptionId};

/// The audit name of a sale.
#[must_use]
pub fn sale_subject(sale: SaleId) -> String {
    format!("sale:{sale}")
}

/// The audit name of what a partner sells by.
#[must_use]
pub fn seller_subject(partner: PartnerId) -> String {
    format!("seller:{partner}")
}

/// The audit name of a payment.
#[must_use]
pub fn payment_subject(payment: PaymentId) -> String {
    format!("payment:{payment}")
}

/// The audit name of a client's question.
#[must_use]
pub fn question_subject(question: QuestionId) -> String {
    format!("question:{question}")
}

/// The audit name of the documents of an organisation.
#[must_use]
pub fn document_subject(code: &str) -> String {
    format!("document:{code}")
}

/// The audit name of an archive that a client asked for.
#[must_use]
pub fn archive_subject(archive: ArchiveId) -> String {
    format!("archive:{archive}")
}

/// The audit name of a subscription to closing documents.
#[must_use]
pub fn subscription_subject(subscription: SubscriptionId) -> String {
    format!("subscription:{subscription}")
}

/// The audit name of an organisation that a member disowned, by the question about it.
#[must_use]
pub fn disowning_subject(question: QuestionId) -> String {
    format!("disowning:{question}")
}
