//! The multi-user mode: its two tiers, and whether a list of users fits the chosen one.

codes! {
    /// The tier of the multi-user extension, by the number of users.
    pub enum Tier {
        /// «от 2 до 9»: two to nine users.
        TwoToNine = "2_9",
        /// «10 и более»: ten users and more.
        TenPlus = "10_plus",
    }
}

impl Tier {
    /// Whether this number of users belongs to the tier.
    #[must_use]
    pub const fn holds(self, users: usize) -> bool {
        match self {
            Self::TwoToNine => matches!(users, 2..=9),
            Self::TenPlus => users >= 10,
        }
    }

    /// The tier suggested for this number of users; none up to one user.
    #[must_use]
    pub const fn suggested(users: usize) -> Option<Self> {
        match users {
            0 | 1 => None,
            2..=9 => Some(Self::TwoToNine),
            10.. => Some(Self::TenPlus),
        }
    }

    /// How a list of this length fits the tier.
    #[must_use]
    pub const fn fit(self, users: usize) -> Fit {
        match (self, users) {
            (_, 0) => Fit::ListEmpty,
            (Self::TwoToNine, 1) | (Self::TenPlus, 1..=9) => Fit::TooFew,
            (Self::TwoToNine, 10..) => Fit::TooMany,
            (Self::TwoToNine, 2..=9) | (Self::TenPlus, 10..) => Fit::Fits,
        }
    }
}

codes! {
    /// The partner's choice of the multi-user mode: off, or on with a tier.
    pub enum ModeChoice {
        /// The mode is off.
        Off = "off",
        /// On, «от 2 до 9».
        TwoToNine = "2_9",
        /// On, «10 и более».
        TenPlus = "10_plus",
    }
}

impl ModeChoice {
    /// The chosen tier; `None` when the mode is off.
    #[must_use]
    pub const fn tier(self) -> Option<Tier> {
        match self {
            Self::Off => None,
            Self::TwoToNine => Some(Tier::TwoToNine),
            Self::TenPlus => Some(Tier::TenPlus),
        }
    }
}

codes! {
    /// How the client's list of users fits the tier; only the client can mend the list.
    pub enum Fit {
        /// The number of users belongs to the tier.
        Fits = "fits",
        /// The mode is on, but the list is empty.
        ListEmpty = "list_empty",
        /// Fewer users than the tier needs.
        TooFew = "too_few",
        /// More users than the tier allows.
        TooMany = "too_many",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_and_one_person_need_no_tier() {
        assert_eq!(Tier::suggested(0), None);
        assert_eq!(Tier::suggested(1), None);
        assert_eq!(Tier::TwoToNine.fit(0), Fit::ListEmpty);
        assert_eq!(Tier::TenPlus.fit(0), Fit::ListEmpty);
        assert_eq!(Tier::TwoToNine.fit(1), Fit::TooFew);
    }

    #[test]
    fn nine_users_end_the_lower_tier_and_ten_begin_the_higher() {
        assert_eq!(Tier::suggested(2), Some(Tier::TwoToNine));
        assert_eq!(Tier::suggested(9), Some(Tier::TwoToNine));
        assert_eq!(Tier::suggested(10), Some(Tier::TenPlus));
        assert_eq!(Tier::TwoToNine.fit(10), Fit::TooMany);
        assert_eq!(Tier::TenPlus.fit(9), Fit::TooFew);
    }

    #[test]
    fn the_tiers_are_ordered_and_keep_their_codes() {
        assert!(Tier::TwoToNine < Tier::TenPlus);
        assert_eq!(Tier::from_code("2_9"), Some(Tier::TwoToNine));
        assert_eq!(Tier::TenPlus.code(), "10_plus");
        assert_eq!(serde_json::to_string(&Tier::TenPlus).unwrap(), r#""10_plus""#);
    }

    proptest! {
        #[test]
        fn the_suggested_tier_is_the_only_one_that_fits(users in 0_usize..2_000) {
            for &tier in Tier::ALL {
                prop_assert_eq!(tier.holds(users), Tier::suggested(users) == Some(tier));
                prop_assert_eq!(tier.holds(users), tier.fit(users) == Fit::Fits);
            }
        }
    }
}
