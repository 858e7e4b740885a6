//! Captchas: a picture of six symbols, and a sum for whoever cannot read it. Drawn here, no foreign service is asked.

use captcha::Captcha;
use captcha::filters::{Dots, Wave};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::domain::sum::{self, Addition};

/// The symbols that nobody takes for one another.
const SYMBOLS: &str = "ACEFHKMNPRTWXY3479";
/// So many stand on a picture.
const LENGTH: u32 = 6;

/// The size of a picture, in pixels.
pub const WIDTH: u32 = 280;
/// Its height.
pub const HEIGHT: u32 = 100;

/// A captcha with its answers.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The symbols on the picture.
    pub symbols: String,
    /// The picture, as PNG.
    pub picture: Vec<u8>,
    /// The sum.
    pub sum: Addition,
}

/// Makes a captcha, away from other work.
///
/// # Panics
/// When the machine has no randomness, or the picture cannot be written into memory.
pub async fn draw() -> Drawn {
    tokio::task::spawn_blocking(drawn).await.expect("the drawing does not panic, and nobody cancels it")
}

fn drawn() -> Drawn {
    let symbols: Vec<char> = SYMBOLS.chars().collect();
    let mut captcha = Captcha::new();
    captcha
        .set_chars(&symbols)
        .add_chars(LENGTH)
        .apply_filter(Wave::new(2.0, 8.0).horizontal())
        .apply_filter(Wave::new(2.0, 8.0).vertical())
        .view(WIDTH, HEIGHT)
        .apply_filter(Dots::new(4).max_radius(4).min_radius(2));
    let picture = captcha.as_png().expect("a picture can be written into memory");
    Drawn { symbols: captcha.chars_as_string(), picture, sum: Addition(addend(), addend()) }
}

fn addend() -> u8 {
    let mut byte = [0_u8];
    SystemRandom::new().fill(&mut byte).expect("the machine gives random bytes");
    1 + byte[0] % (sum::MOST - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_captcha_has_six_symbols_that_can_be_told_apart_and_a_small_sum() {
        let (one, other) = (draw().await, draw().await);
        assert_ne!(one.symbols, other.symbols);
        for Drawn { symbols, picture, sum } in [one, other] {
            assert_eq!(symbols.chars().count(), 6);
            assert!(symbols.chars().all(|symbol| SYMBOLS.contains(symbol)));
            assert!(picture.starts_with(b"\x89PNG") && picture.len() < 20_000, "{}", picture.len());
            assert!((1..20).contains(&sum.0) && (1..20).contains(&sum.1));
        }
    }
}
