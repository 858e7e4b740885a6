//! The reasons that a person gave last: they are offered first.

use super::CannedReason;

/// How many are remembered.
const REMEMBERED: usize = 3;

/// The codes of the reasons that a person gave last for one purpose, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastGiven(Vec<String>);

impl LastGiven {
    /// Reads what [`Self::written`] wrote.
    #[must_use]
    pub fn read(written: &str) -> Self {
        Self(written.split_whitespace().map(str::to_owned).collect())
    }

    /// The codes as one line.
    #[must_use]
    pub fn written(&self) -> String {
        self.0.join(" ")
    }

    /// The same after a reason was given.
    #[must_use]
    pub fn then(&self, code: &str) -> Self {
        let earlier = self.0.iter().filter(|known| *known != code).cloned();
        Self(std::iter::once(code.to_owned()).chain(earlier).take(REMEMBERED).collect())
    }

    /// The reasons with these first; the others keep their order.
    #[must_use]
    pub fn first<'a>(&self, mut reasons: Vec<&'a CannedReason>) -> Vec<&'a CannedReason> {
        let place = |code: &str| self.0.iter().position(|known| known == code).unwrap_or(REMEMBERED);
        reasons.sort_by_key(|reason| place(&reason.code));
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_three_are_remembered_the_latest_first() {
        let given = ["a", "b", "c", "b", "d"].iter().fold(LastGiven::default(), |last, code| last.then(code));
        assert_eq!(given.written(), "d b c");
        assert_eq!(LastGiven::read("d b c"), given);
        assert_eq!(given.then("d"), given);
    }
}
