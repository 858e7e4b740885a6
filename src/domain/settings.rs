//! Business settings: what the office decides, with the defaults that hold until it does.

use std::collections::BTreeMap;

use chrono::Duration;

/// The settings that hold on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusinessSettings {
    /// Within how many working hours an application should be taken.
    pub take_within_hours: u32,
    /// Within how many working hours it should be forwarded.
    pub forward_within_hours: u32,
    /// The hour at which the working day begins, in the partner's zone.
    pub working_day_from: u32,
    /// The hour at which it ends.
    pub working_day_to: u32,
    /// How long a forwarding can be undone.
    pub undo: Duration,
    /// In how many days the client must have mended what was returned.
    pub expire_days: u32,
    /// For how many days at most an application may lie aside.
    pub hold_max_days: u32,
    /// Where partners call for help.
    pub partner_support_phone: String,
}

impl Default for BusinessSettings {
    fn default() -> Self {
        Self {
            take_within_hours: 4,
            forward_within_hours: 8,
            working_day_from: 9,
            working_day_to: 18,
            undo: Duration::seconds(10),
            expire_days: 30,
            hold_max_days: 60,
            partner_support_phone: "8-800-500-94-76".to_owned(),
        }
    }
}

impl BusinessSettings {
    /// Reads stored values; what is missing or makes no sense keeps its default.
    #[must_use]
    pub fn read(values: &BTreeMap<String, String>) -> Self {
        let number = |key: &str, default: u32, most: u32| {
            values
                .get(key)
                .and_then(|value| value.parse().ok())
                .filter(|value| *value <= most)
                .unwrap_or(default)
        };
        let default = Self::default();
        let from = number("working_day_from", default.working_day_from, 23);
        let to = number("working_day_to", default.working_day_to, 24);
        let (from, to) =
            if from < to { (from, to) } else { (default.working_day_from, default.working_day_to) };
        Self {
            take_within_hours: number("take_within_hours", default.take_within_hours, 1000),
            forward_within_hours: number("forward_within_hours", default.forward_within_hours, 1000),
            working_day_from: from,
            working_day_to: to,
            undo: Duration::seconds(i64::from(number("undo_seconds", 10, 30))),
            expire_days: number("expire_days", default.expire_days, 366),
            hold_max_days: number("hold_max_days", default.hold_max_days, 366),
            partner_support_phone: values
                .get("partner_support_phone")
                .cloned()
                .unwrap_or(default.partner_support_phone),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_keeps_the_default_and_the_undo_window_is_at_most_thirty_seconds() {
        let stored = [
            ("undo_seconds", "31"),
            ("working_day_from", "20"),
            ("working_day_to", "8"),
            ("take_within_hours", "x"),
        ];
        let values = stored.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        assert_eq!(BusinessSettings::read(&values), BusinessSettings::default());
    }
}
