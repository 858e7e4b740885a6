//! Deliveries: copies of products as they were sold, each with the registration number and the PIN that register it.

use chrono::NaiveDate;

use super::change::{Change, Subject};
use super::cleaning::cleaned;
use super::identity::RegNumber;

/// How many digits a PIN may have; as a rule it has sixteen.
pub const PIN_DIGITS: std::ops::RangeInclusive<usize> = 6..=32;

/// A PIN in clear: it is read, compared by its digest and forgotten.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// A delivery as it is kept: of its PIN only a keyed digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductDelivery {
    /// The registration number.
    pub number: RegNumber,
    /// The name of the product.
    pub name: String,
    /// «Комплект поставки».
    pub kit: String,
    /// How many digits the PIN has.
    pub pin_length: usize,
    /// The keyed digest of the PIN.
    pub pin_digest: String,
}

/// Deliveries that are published together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryBatch {
    /// The day.
    pub day: NaiveDate,
    /// The deliveries.
    pub list: Vec<ProductDelivery>,
}

events! {
    /// An event of deliveries.
    pub enum DeliveriesEvent, named DeliveriesEventName {
        /// The operator published deliveries.
        DeliveriesPublished = "deliveries_published" {
            /// Their registration numbers.
            numbers: Vec<String>,
        },
    }
}

impl Subject for DeliveryBatch {
    type Event = DeliveriesEvent;
}

impl DeliveryBatch {
    /// Publishes them: from now on they can be registered.
    pub fn publish(self) -> Change<Self> {
        let numbers = self.list.iter().map(|delivery| delivery.number.to_string()).collect();
        Change::new(self, DeliveriesEvent::DeliveriesPublished { numbers })
    }
}

impl Pin {
    /// Reads a PIN; spaces and hyphens between its digits do not count.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = cleaned(text).replace([' ', '-', '‐', '‑', '–'], "");
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        (plain && PIN_DIGITS.contains(&digits.len())).then_some(Self(digits))
    }

    /// Its digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Pin({} digits)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pin_is_read_with_the_marks_between_its_digits() {
        for typed in ["1234567890123456", " 1234 5678 9012 3456 ", "1234-5678-9012-3456"] {
            assert_eq!(Pin::parse(typed).unwrap().digits(), "1234567890123456", "{typed}");
        }
        assert_eq!(Pin::parse("123456789012345").unwrap().digits().len(), 15, "the delivery says its length");
        for wrong in ["", "12345", "123456789012345x", "١٢٣٤٥٦", &"1".repeat(33)] {
            assert_eq!(Pin::parse(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{:?}", Pin::parse("1234567890123456").unwrap()), "Pin(16 digits)");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = Pin::parse(&text);
        }
    }
}
