//! Why no price can be told.

/// Why the tariffs give no price for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceFault {
    /// The price depends on the zone, and the region has none on that day.
    #[error("the region belongs to no price zone")]
    NoZone,
    /// No price is in force for the item on that day.
    #[error("no price is in force for the item")]
    NoPrice,
    /// The price of the extension depends on its tier.
    #[error("the multi-user extension needs a tier")]
    NoTier,
    /// The basis is a group of companies, and its band was not chosen or is not in force.
    #[error("the group of companies needs a band")]
    NoBand,
}

impl PriceFault {
    /// The code of the fault, for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoZone => "no_zone",
            Self::NoPrice => "no_price",
            Self::NoTier => "no_tier",
            Self::NoBand => "no_band",
        }
    }
}
