//! The common form of identifiers: a validated text that is stored, sent and shown unchanged.

use crate::domain::cleaning::cleaned;

/// Declares an identifier of text; deserialisation validates it again, by `parse` or by the named reader of what was kept.
macro_rules! identifiers {
    (@again $text:ident) => { Self::parse(&$text) };
    (@again $text:ident $kept:ident) => { Self::$kept(&$text) };
    ($($(#[$doc:meta])* $name:ident $(as $kept:ident)?),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as it is stored and sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(identifier: $name) -> Self {
                identifier.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::domain::identity::IdentityFault;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                identifiers!(@again text $($kept)?)
            }
        }
    )+};
}

/// The cleaned text without white space.
pub(super) fn without_spaces(text: &str) -> String {
    cleaned(text).replace(' ', "")
}

/// Whether the text consists of ASCII digits only; true for the empty text.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The values of a text of ASCII digits.
pub(super) fn digits(text: &str) -> impl Iterator<Item = u32> {
    text.bytes().map(|byte| u32::from(byte.wrapping_sub(b'0')))
}

/// The weighted sum of the digits; digits beyond the weights are ignored.
pub(super) fn weighted(text: &str, weights: &[u32]) -> u32 {
    digits(text).zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The digit at this place, from 0.
pub(super) fn digit_at(text: &str, place: usize) -> Option<u32> {
    digits(text).nth(place)
}
