//! What a printed document shows, as data: an invoice, an act, an УПД, a correction, a reconciliation act.
//!
//! A sheet is frozen when its document is issued and is kept for ever as JSON, so its form never changes: a new field is
//! optional, anything else is a new [`Version`]. A sheet holds no markup; how it looks is the matter of the templates.

mod amount;
mod faults;
mod parties;
mod reconciliation;
mod sale;
pub mod samples;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use amount::{Roubles, TooFine};
pub use faults::{SheetFault, UnknownVersion};
pub use parties::{BankAccount, Party, Signatory, Signatures};
pub use reconciliation::{Reconciliation, Row, Side};
pub use sale::{Corrected, Correction, Line, Sale, Totals, Vat};

/// The version of the form of a sheet. In JSON it is the number 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Version;

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

impl TryFrom<u32> for Version {
    type Error = UnknownVersion;
    fn try_from(number: u32) -> Result<Self, UnknownVersion> {
        if number == 1 { Ok(Self) } else { Err(UnknownVersion(number)) }
    }
}

/// A document as it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The form in which it is written.
    pub version: Version,
    /// Its number, as people read it: `2026-000005`.
    pub number: String,
    /// Its day. A reconciliation act has the day on which it was drawn up.
    pub day: NaiveDate,
    /// Whose document it is.
    pub seller: Party,
    /// For whom it is.
    pub buyer: Party,
    /// What it rests on, in words: the contract, the application.
    pub basis: Option<String>,
    /// What kind it is, and what that kind shows.
    pub content: Content,
    /// Who signs.
    pub signatures: Signatures,
    /// What the seller says at the end, in its own words.
    pub closing: Option<String>,
    /// The seller's logo: a PNG or a JPEG in base64. A sheet that waits to be printed names its hash instead, see
    /// [`logo_by_hash`].
    pub logo: Option<String>,
}

/// What stands before the hash of a logo.
const BY_HASH: &str = "sha256:";

/// A logo that is kept beside the sheet, by the SHA-256 of its bytes in hex. Whoever prints the sheet puts the bytes there.
#[must_use]
pub fn logo_by_hash(sha256: &str) -> String {
    format!("{BY_HASH}{sha256}")
}

/// The kind of a document and what only that kind shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// «Счет на оплату»: asks for money, posts nothing.
    Invoice(Sale),
    /// «Акт»: the primary document of what was handed over.
    Act(Sale),
    /// «УПД» of status 2: only a primary document, no счет-фактура.
    Upd(Sale),
    /// «Корректировочный акт»: by how much an earlier document changes.
    Correction(Correction),
    /// «Акт сверки взаимных расчетов».
    Reconciliation(Reconciliation),
}

/// The kind of a document, alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// «Счет на оплату».
    Invoice,
    /// «Акт».
    Act,
    /// «УПД».
    Upd,
    /// «Корректировочный акт».
    Correction,
    /// «Акт сверки взаимных расчетов».
    Reconciliation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Invoice, Self::Act, Self::Upd, Self::Correction, Self::Reconciliation];

    /// Its code, as in JSON; a template has the same name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Act => "act",
            Self::Upd => "upd",
            Self::Correction => "correction",
            Self::Reconciliation => "reconciliation",
        }
    }
}

impl Sheet {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.content {
            Content::Invoice(_) => Kind::Invoice,
            Content::Act(_) => Kind::Act,
            Content::Upd(_) => Kind::Upd,
            Content::Correction(_) => Kind::Correction,
            Content::Reconciliation(_) => Kind::Reconciliation,
        }
    }

    /// The SHA-256 of its logo, where that is kept beside the sheet.
    #[must_use]
    pub fn logo_hash(&self) -> Option<&str> {
        self.logo.as_deref()?.strip_prefix(BY_HASH)
    }

    /// What it sells; a reconciliation act sells nothing.
    #[must_use]
    pub fn sale(&self) -> Option<&Sale> {
        match &self.content {
            Content::Invoice(sale) | Content::Act(sale) | Content::Upd(sale) => Some(sale),
            Content::Correction(correction) => Some(&correction.sale),
            Content::Reconciliation(_) => None,
        }
    }

    /// Reads a frozen sheet, and refuses one whose sums do not add up.
    pub fn read(json: &str) -> Result<Self, SheetFault> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        let head: Head = serde_json::from_str(json)?;
        Version::try_from(head.version)?;
        let sheet: Self = serde_json::from_str(json)?;
        sheet.check()?;
        Ok(sheet)
    }

    /// Its JSON, in one line. The same sheet always gives the same bytes.
    pub fn written(&self) -> Result<String, SheetFault> {
        self.check()?;
        Ok(serde_json::to_string(self)?)
    }

    /// Whether its sums add up; every fault at once.
    pub fn check(&self) -> Result<(), SheetFault> {
        let mut faults = match &self.content {
            Content::Invoice(sale) | Content::Act(sale) | Content::Upd(sale) => sale.faults(),
            Content::Correction(correction) => correction.sale.faults(),
            Content::Reconciliation(reconciliation) => reconciliation.faults(),
        };
        if self.number.trim().is_empty() {
            faults.push("the number is empty".to_owned());
        }
        if faults.is_empty() { Ok(()) } else { Err(SheetFault::Sums(faults)) }
    }
}

#[cfg(test)]
mod tests;
