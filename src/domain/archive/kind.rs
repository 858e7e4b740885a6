//! The kinds of archives: which documents are in each, and how they lie there.

use crate::domain::document::DocumentKind;

codes! {
    /// What is asked for.
    pub enum ArchiveKind {
        /// «Архив счетов».
        Invoices = "invoices",
        /// «Архив закрывающих документов»: acts and УПД.
        Closing = "closing",
        /// «Пакет документов»: every document of the period, each kind in a folder of its own.
        Package = "package",
        /// «Акт сверки», which a person of the partner checks.
        Reconciliation = "reconciliation",
    }
}

impl ArchiveKind {
    /// Whether a person of the partner must look at it first.
    #[must_use]
    pub const fn is_checked(self) -> bool {
        match self {
            Self::Invoices | Self::Closing | Self::Package => false,
            Self::Reconciliation => true,
        }
    }

    /// The kinds of documents in it.
    #[must_use]
    pub const fn documents(self) -> &'static [DocumentKind] {
        match self {
            Self::Invoices => &[DocumentKind::Invoice],
            Self::Closing => &[DocumentKind::Act, DocumentKind::Upd],
            Self::Package => DocumentKind::ALL,
            Self::Reconciliation => &[DocumentKind::Reconciliation],
        }
    }

    /// The folder in which documents of a kind lie; none where all lie together.
    #[must_use]
    pub const fn folder(self, kind: DocumentKind) -> Option<&'static str> {
        match (self, kind) {
            (Self::Invoices | Self::Closing | Self::Reconciliation, _) => None,
            (Self::Package, DocumentKind::Invoice) => Some("Счета"),
            (Self::Package, DocumentKind::Act) => Some("Акты"),
            (Self::Package, DocumentKind::Upd) => Some("УПД"),
            (Self::Package, DocumentKind::Reconciliation) => Some("Акты сверки"),
        }
    }
}
