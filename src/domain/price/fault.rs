//! Why there is no price.

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
    /// The partner has no contract, and the days of grace after the last one are over.
    #[error("the partner has no contract")]
    NoContract,
    /// No VAT rule is in force; an exemption is a rule of its own.
    #[error("no rule of value-added tax is in force for the item")]
    NoVat,
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
            Self::NoContract => "no_contract",
            Self::NoVat => "no_vat",
        }
    }

    /// Whether other connection parameters may have a price.
    #[must_use]
    pub const fn is_of_the_choice(self) -> bool {
        match self {
            Self::NoZone | Self::NoPrice | Self::NoTier | Self::NoBand => true,
            Self::NoContract | Self::NoVat => false,
        }
    }
}
