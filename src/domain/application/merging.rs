//! Merging the connection parameters of two people who edited the same version, field by field.

use super::ConnectionParameters;
use crate::domain::billing::Basis;
use crate::domain::multi_user::Tier;

/// A field of two edits of the same version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge<T> {
    /// Neither changed it, or both made the same change.
    Agreed(T),
    /// Only this editor changed it.
    Mine(T),
    /// Only the other editor changed it.
    Theirs(T),
    /// A conflict: both changed it, in different ways.
    Both {
        /// This editor's value.
        mine: T,
        /// The other editor's value.
        theirs: T,
    },
}

/// The multi-user mode, merged as one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// Whether it is on.
    pub enabled: bool,
    /// Its tier, once chosen.
    pub tier: Option<Tier>,
}

/// The basis with the band of its group, merged as one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasisChoice {
    /// The basis.
    pub basis: Basis,
    /// The least number of organisations of the band, for a group of companies.
    pub band: Option<u32>,
}

/// The merge of each field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The multi-user mode.
    pub mode: Merge<Mode>,
    /// The basis.
    pub basis: Merge<BasisChoice>,
}

impl<T: Copy + PartialEq> Merge<T> {
    /// Merges two edits of the value `was`.
    pub fn of(was: T, mine: T, theirs: T) -> Self {
        match (mine == was, theirs == was) {
            _ if mine == theirs => Self::Agreed(mine),
            (false, true) => Self::Mine(mine),
            (true, _) => Self::Theirs(theirs),
            (false, false) => Self::Both { mine, theirs },
        }
    }

    /// The merged value, unless there is a conflict.
    #[must_use]
    pub fn settled(self) -> Option<T> {
        match self {
            Self::Agreed(value) | Self::Mine(value) | Self::Theirs(value) => Some(value),
            Self::Both { .. } => None,
        }
    }
}

impl ConnectionParameters {
    /// Merges two edits of the parameters `was`, field by field.
    #[must_use]
    pub fn merged(was: &Self, mine: &Self, theirs: &Self) -> Merged {
        Merged {
            mode: Merge::of(was.mode(), mine.mode(), theirs.mode()),
            basis: Merge::of(was.basis(), mine.basis(), theirs.basis()),
        }
    }

    /// The multi-user mode.
    #[must_use]
    pub const fn mode(&self) -> Mode {
        Mode { enabled: self.enabled, tier: self.tier }
    }

    /// The basis with its band.
    #[must_use]
    pub const fn basis(&self) -> BasisChoice {
        BasisChoice { basis: self.basis, band: self.group_band }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_only_one_side_changed_needs_no_choice() {
        assert_eq!(Merge::of(1, 2, 1), Merge::Mine(2));
        assert_eq!(Merge::of(1, 1, 2), Merge::Theirs(2));
        assert_eq!(Merge::of(1, 2, 2), Merge::Agreed(2));
        assert_eq!(Merge::of(1, 2, 3), Merge::Both { mine: 2, theirs: 3 });
    }

    proptest! {
        #[test]
        fn no_change_of_either_side_is_lost(was in 0..3_u8, mine in 0..3_u8, theirs in 0..3_u8) {
            let merge = Merge::of(was, mine, theirs);
            match merge.settled() {
                None => prop_assert!(mine != was && theirs != was && mine != theirs),
                Some(value) => {
                    prop_assert!(mine == was || value == mine);
                    prop_assert!(theirs == was || value == theirs);
                }
            }
        }

        #[test]
        fn sides_that_change_places_differ_only_in_whose_it_is(was in 0..3_u8, one in 0..3_u8, other in 0..3_u8) {
            prop_assert_eq!(Merge::of(was, one, other).settled(), Merge::of(was, other, one).settled());
        }
    }
}
