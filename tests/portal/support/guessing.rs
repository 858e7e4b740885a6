//! Whoever guesses: how often, from where and how fast, and words that lie beside a secret.

use std::collections::HashSet;

use chrono::Duration;
use registrar::clock::Clock;

/// From where and how fast guesses come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GuessingWay {
    /// All at once, from one address.
    OneAddress,
    /// All at once, in turn from a thousand addresses.
    ThousandAddresses,
    /// One a minute, from one address.
    OneAMinute,
}

impl GuessingWay {
    /// Every way.
    pub(crate) const ALL: [Self; 3] = [Self::OneAddress, Self::ThousandAddresses, Self::OneAMinute];

    /// The guesses, each with its address: 20, or as many as `REGISTRAR_GUESSES` says. The clock goes on with them.
    pub(crate) fn guesses(self, clock: &Clock) -> impl Iterator<Item = (usize, String)> {
        let clock = clock.clone();
        (0..many()).map(move |guess| {
            if self == Self::OneAMinute && guess > 0 {
                clock.advance(Duration::minutes(1));
            }
            (guess, self.address(guess))
        })
    }

    /// How many of the guesses are looked at when `most` are in a window that begins with its first one.
    pub(crate) fn looked_at(self, most: usize, window: Duration) -> usize {
        let minutes = usize::try_from(window.num_minutes()).unwrap();
        match self {
            Self::OneAddress | Self::ThousandAddresses => most.min(many()),
            Self::OneAMinute => (0..many()).filter(|guess| guess % minutes < most).count(),
        }
    }

    /// In how many such windows the guesses come.
    pub(crate) fn windows(self, window: Duration) -> usize {
        self.looked_at(1, window)
    }

    /// On how many Moscow days the last of `most` guesses in a window comes, when the first guess of all comes at noon.
    pub(crate) fn days_spent(self, most: usize, window: Duration) -> usize {
        const DAY: usize = 24 * 60;
        let minutes = usize::try_from(window.num_minutes()).unwrap();
        let last = (0..many()).filter(|guess| guess % minutes == most - 1);
        match self {
            Self::OneAddress | Self::ThousandAddresses => usize::from(many() >= most),
            Self::OneAMinute => last.map(|guess| (DAY / 2 + guess) / DAY).collect::<HashSet<_>>().len(),
        }
    }

    fn address(self, guess: usize) -> String {
        match self {
            Self::OneAddress | Self::OneAMinute => "203.0.113.66".to_owned(),
            Self::ThousandAddresses => format!("198.51.{}.{}", guess % 1000 / 250, guess % 250 + 1),
        }
    }
}

fn many() -> usize {
    std::env::var("REGISTRAR_GUESSES").ok().and_then(|guesses| guesses.parse().ok()).unwrap_or(20)
}

/// A word that differs from a token of hexadecimal digits in one of them, or in two; each guess has another one.
pub(crate) fn beside(token: &str, guess: usize) -> String {
    let (length, more) = (token.len(), guess / (token.len() * 15));
    let (place, by) = (guess % length, guess / length % 15 + 1);
    let turned = |(at, digit): (usize, char)| {
        let value = digit.to_digit(16).unwrap();
        let by = if at == place {
            u32::try_from(by).unwrap()
        } else {
            u32::from(more > 0 && at == (place + more) % length)
        };
        char::from_digit((value + by) % 16, 16).unwrap()
    };
    token.chars().enumerate().map(turned).collect()
}

#[test]
fn the_words_beside_a_token_are_many_and_none_is_the_token() {
    let token = "0f".repeat(32);
    let words: HashSet<String> = (0..10_000).map(|guess| beside(&token, guess)).collect();
    assert_eq!(words.len(), 10_000);
    assert!(!words.contains(&token) && words.iter().all(|word| word.len() == token.len()));
}
