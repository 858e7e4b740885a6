//! The links in the letters about archives.

use chrono::{DateTime, Utc};

use crate::domain::ids::ArchiveId;

codes! {
    /// What a link is for.
    pub enum LinkPurpose {
        /// It confirms the address.
        Confirm = "confirm",
        /// It gives the archive out.
        Take = "take",
    }
}

/// A link of a letter. Its holder has the token; only the token's digest is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveLink {
    /// The archive.
    pub archive: ArchiveId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// In which of the archive's letters it stands.
    pub letter: i32,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}
