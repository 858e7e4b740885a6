//! A tally: how much of an invariant was looked at, and what breaks it.

use super::Invariant;

/// How many of those that break an invariant are named.
const NAMED: usize = 20;

/// An invariant while it is looked at.
#[derive(Debug)]
pub struct Tally {
    name: &'static str,
    mend: &'static str,
    checked: u64,
    named: Vec<String>,
    broken: usize,
}

impl Tally {
    /// Nothing was looked at yet.
    #[must_use]
    pub fn of(name: &'static str, mend: &'static str) -> Self {
        Self { name, mend, checked: 0, named: Vec::new(), broken: 0 }
    }

    /// Looks at one thing: it holds, or it is broken as the words say.
    pub fn look(&mut self, holds: bool, words: impl FnOnce() -> String) {
        self.checked += 1;
        if holds {
            return;
        }
        self.broken += 1;
        if self.named.len() < NAMED {
            self.named.push(words());
        }
    }

    /// What was found; of many that break it only the first are named.
    #[must_use]
    pub fn found(self) -> Invariant {
        let named = self.named.join(", ");
        let broken = match self.broken - self.named.len() {
            _ if self.broken == 0 => None,
            0 => Some(named),
            more => Some(format!("{named} and {more} more")),
        };
        Invariant { name: self.name, checked: self.checked, broken, mend: self.mend }
    }
}
