//! A partner: the organisation that serves clients and answers for their applications.

use chrono::FixedOffset;

use super::ids::PartnerId;
use super::month::moscow;

/// A partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its identity.
    pub id: PartnerId,
    /// The code under which it stands in addresses and commands.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its ИНН.
    pub inn: String,
    /// Where clients call.
    pub phone: String,
    /// Where letters about new applications go.
    pub email: String,
    /// Its zone, in minutes east of UTC.
    pub utc_offset_minutes: i32,
}

impl Partner {
    /// Its zone; Moscow's when the stored offset is not one.
    #[must_use]
    pub fn zone(&self) -> FixedOffset {
        FixedOffset::east_opt(self.utc_offset_minutes.saturating_mul(60)).unwrap_or_else(moscow)
    }
}
