//! Documents that 1С puts into a partner's folder: invoices, acts, УПД and reconciliation acts of its organisations.

mod name;

use chrono::{DateTime, NaiveDate, Utc};

pub(in crate::domain) use name::is_of_number;
pub use name::{DocumentName, read_document_number};

use super::change::{Change, Subject};
use super::ids::{DocumentId, OrganizationId, PartnerId};

/// How large a document is at most, in bytes.
pub const LARGEST_DOCUMENT: u64 = 20 * 1024 * 1024;

codes! {
    /// The kind of a document.
    pub enum DocumentKind {
        /// An invoice: «Счет».
        Invoice = "invoice",
        /// An act: «Акт».
        Act = "act",
        /// A universal transfer document: «УПД».
        Upd = "upd",
        /// A reconciliation act: «Акт сверки».
        Reconciliation = "reconciliation",
    }
}

impl DocumentKind {
    /// Whether the debt of a client arises with it.
    #[must_use]
    pub const fn hands_over(self) -> bool {
        match self {
            Self::Act | Self::Upd => true,
            Self::Invoice | Self::Reconciliation => false,
        }
    }
}

/// A document of an organisation. Its bytes, a PDF, lie in the store of files, under their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its identity.
    pub id: DocumentId,
    /// The partner in whose folder it lay.
    pub partner: PartnerId,
    /// The organisation that it is for.
    pub organization: OrganizationId,
    /// The code of that organisation, by which the audit names its documents.
    pub code: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number, as 1С gave it.
    pub number: String,
    /// Its day.
    pub day: NaiveDate,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// When it was taken out of the folder.
    pub at: DateTime<Utc>,
}

events! {
    /// What happened to a document.
    pub enum DocumentEvent, named DocumentEventName {
        /// It was taken out of the partner's folder.
        DocumentTaken = "document_taken" {
            /// Its kind.
            kind: DocumentKind,
            /// Its number.
            number: String,
            /// Its day.
            day: NaiveDate,
            /// Its size in bytes.
            size: u64,
            /// The SHA-256 of its bytes.
            sha256: String,
        },
    }
}

codes! {
    /// Why a file stays in the folder.
    #[derive(thiserror::Error)]
    pub enum DropFault {
        /// Its name is not `kind_YYYY-MM-DD_number_ИНН[-КПП].pdf`.
        #[error("the name does not follow the pattern")]
        StrangeName = "name",
        /// Its name begins with no known kind.
        #[error("no such kind")]
        UnknownKind = "kind",
        /// The day in its name is no day.
        #[error("no such day")]
        NoSuchDay = "day",
        /// The day in its name is more than a year ahead.
        #[error("too far ahead")]
        TooFarAhead = "too_far_ahead",
        /// The ИНН and КПП in its name are not those of one organisation of the partner.
        #[error("no such organisation of the partner")]
        NotYourOrganization = "organization",
        /// It is a link, a folder or a device.
        #[error("not a file")]
        NotAFile = "not_a_file",
        /// It is larger than [`LARGEST_DOCUMENT`].
        #[error("too large")]
        TooLarge = "too_large",
        /// It is no PDF.
        #[error("no PDF")]
        NotPdf = "not_pdf",
        /// Its end has been missing for long.
        #[error("never finished")]
        Unfinished = "unfinished",
        /// It cannot be read.
        #[error("unreadable")]
        Unreadable = "unreadable",
        /// Another document has its kind, number, year and organisation.
        #[error("there is another document with this number")]
        NumberTaken = "number_taken",
    }
}

/// A file that stays in a partner's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyFile {
    /// Its name.
    pub name: String,
    /// Why it stays.
    pub fault: DropFault,
}

impl Subject for Document {
    type Event = DocumentEvent;
}

impl Document {
    /// Accepts a document, beside the one that has its kind, number, year and organisation already, given by its SHA-256;
    /// `None` when that is the same.
    pub fn accept(self, known: Option<&str>) -> Result<Option<Change<Self>>, DropFault> {
        match known {
            Some(known) if known == self.sha256 => return Ok(None),
            Some(_) => return Err(DropFault::NumberTaken),
            None => {}
        }
        let event = DocumentEvent::DocumentTaken {
            kind: self.kind,
            number: self.number.clone(),
            day: self.day,
            size: self.size,
            sha256: self.sha256.clone(),
        };
        Ok(Some(Change::new(self, event)))
    }
}
