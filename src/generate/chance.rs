//! Seeded randomness: the same seed gives the same choices on every machine.

/// A random number generator (`SplitMix64`).
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// An independent generator for each purpose under a seed.
    pub(super) fn of(seed: u64, matter: u64) -> Self {
        let mut chance = Self(seed);
        Self(chance.next() ^ matter.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; zero when `end` is zero.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(u64::try_from(to - from + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// An index into a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap_or(u64::MAX))).unwrap_or(0)
    }

    /// An item of a list, which must not be empty.
    pub(super) fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.place(list.len())]
    }

    /// True with a probability of `share` percent.
    pub(super) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// True with the probability `wanted / of`. Asked for all remaining items, it is true exactly `wanted` times.
    pub(super) fn quota(&mut self, wanted: usize, of: usize) -> bool {
        self.place(of) < wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_choices_and_another_one_others() {
        let drawn = |seed, matter| {
            let mut chance = Chance::of(seed, matter);
            [(); 8].map(|()| chance.below(1_000_000))
        };
        assert_eq!(drawn(7, 1), drawn(7, 1));
        assert_ne!(drawn(7, 1), drawn(8, 1));
        assert_ne!(drawn(7, 1), drawn(7, 2));
    }

    #[test]
    fn a_quota_is_met_exactly() {
        let mut chance = Chance::of(1, 1);
        let (mut wanted, mut met) = (30, 0);
        for left in (1..=100).rev() {
            if chance.quota(wanted, left) {
                (wanted, met) = (wanted - 1, met + 1);
            }
        }
        assert_eq!((wanted, met), (0, 30));
    }
}
