//! The rules of settings, as sentences.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(setting: Setting, from: &str, value: &str) -> SettingRow {
    SettingRow {
        key: setting.code().to_owned(),
        from: day(from),
        value: value.to_owned(),
        set_by: None,
        set_at: None,
    }
}

const TODAY: &str = "2026-11-18";

fn faults(book: &SettingsBook, setting: Setting, value: &str, from: Option<&str>) -> Vec<&'static str> {
    match book.plan(setting, value, from.map(day), day(TODAY)) {
        Ok(_) => vec![],
        Err(faults) => faults.into_iter().map(|(field, _)| field).collect(),
    }
}

#[test]
fn nonsense_keeps_the_default_and_the_undo_window_is_at_most_thirty_seconds() {
    let stored = [
        ("undo_seconds", "31"),
        ("working_day_from", "20"),
        ("working_day_to", "8"),
        ("take_within_hours", "x"),
        ("silence_is_agreement", "maybe"),
    ];
    let values = stored.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    assert_eq!(BusinessSettings::read(&values), BusinessSettings::default());
}

#[test]
fn the_defaults_are_those_of_the_table_and_read_by_their_own_rule() {
    for setting in Setting::ALL {
        assert_eq!(setting.read(setting.declared().1).as_deref(), Ok(setting.declared().1));
    }
    let default = BusinessSettings::default();
    assert_eq!((default.take_within_hours, default.forward_within_hours), (4, 8));
    assert_eq!((default.expire_days, default.hold_max_days, default.agreement_due_days), (30, 60, 3));
    assert_eq!((default.silence_is_agreement, default.ca_circuit_failures), (false, 5));
}

#[test]
fn the_latest_value_that_has_begun_holds() {
    let hours = Setting::TakeWithinHours;
    let book = SettingsBook::new(vec![row(hours, "2026-12-01", "2"), row(hours, "2026-01-01", "6")]);
    assert_eq!(book.on(day("2025-12-31")).take_within_hours, 4);
    assert_eq!(book.on(day("2026-11-30")).take_within_hours, 6);
    assert_eq!(book.on(day("2026-12-01")).take_within_hours, 2);
    assert!(book.holding(hours, day("2025-12-31")).is_none());
}

#[test]
fn a_value_is_planned_from_today_on_and_never_into_the_past() {
    let book = SettingsBook::default();
    let hours = Setting::TakeWithinHours;
    assert!(faults(&book, hours, " 6 ", Some(TODAY)).is_empty());
    assert!(faults(&book, hours, "6", Some("2027-01-01")).is_empty());
    assert_eq!(faults(&book, hours, "6", Some("2026-11-17")), ["from"]);
    assert_eq!(faults(&book, hours, "6", Some("2040-01-01")), ["from"]);
    assert_eq!(faults(&book, hours, "шесть", None), ["value", "from"], "all faults at once");
    assert_eq!(faults(&book, hours, "1000", Some(TODAY)), ["value"]);
    assert_eq!(faults(&book, hours, "4", Some(TODAY)), ["value"], "it holds already");
}

#[test]
fn each_kind_is_checked_by_its_own_rule() {
    let book = SettingsBook::default();
    assert!(faults(&book, Setting::SilenceIsAgreement, "yes", Some(TODAY)).is_empty());
    assert_eq!(faults(&book, Setting::SilenceIsAgreement, "да", Some(TODAY)), ["value"]);
    assert!(faults(&book, Setting::PartnerSupportPhone, "8 (495) 000-00-01", Some(TODAY)).is_empty());
    assert_eq!(faults(&book, Setting::PartnerSupportPhone, "звоните", Some(TODAY)), ["value"]);
}

#[test]
fn a_working_day_never_ends_before_it_begins_on_any_day_to_come() {
    let book = SettingsBook::new(vec![row(Setting::WorkingDayTo, "2027-01-01", "12")]);
    assert_eq!(faults(&book, Setting::WorkingDayFrom, "18", Some(TODAY)), ["value"]);
    assert_eq!(faults(&book, Setting::WorkingDayFrom, "12", Some(TODAY)), ["value"], "from January on");
    assert!(faults(&book, Setting::WorkingDayFrom, "11", Some(TODAY)).is_empty());
}

proptest! {
    #[test]
    fn what_was_planned_holds_from_its_day_and_the_days_before_are_as_they_were(
        seconds in 0_u32..=30, ahead in 0_u64..1000, look in 0_u64..1000,
    ) {
        let book = SettingsBook::new(vec![row(Setting::UndoSeconds, "2027-03-01", "7")]);
        let (today, from) = (day(TODAY), day(TODAY) + chrono::Days::new(ahead));
        let seen = today + chrono::Days::new(look);
        if let Ok(change) = book.plan(Setting::UndoSeconds, &seconds.to_string(), Some(from), today) {
            let planned = change.after();
            let after = book.clone_with(planned);
            if seen < from {
                prop_assert_eq!(after.on(seen), book.on(seen));
            }
            prop_assert_eq!(after.on(from).undo.num_seconds(), i64::from(seconds));
        }
    }

    #[test]
    fn no_text_breaks_the_reading(text in ".*") {
        for setting in Setting::ALL {
            let _ = setting.read(&text);
        }
    }
}

impl SettingsBook {
    fn clone_with(&self, planned: &PlannedSetting) -> Self {
        let rows = Setting::ALL.iter().flat_map(|setting| self.of(*setting)).cloned();
        let new = SettingRow {
            key: planned.setting.code().to_owned(),
            from: planned.from,
            value: planned.value.clone(),
            set_by: None,
            set_at: None,
        };
        Self::new(rows.filter(|row| row.from != planned.from).chain([new]).collect())
    }
}
