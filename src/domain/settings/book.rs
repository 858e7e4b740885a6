//! The book of settings: all values, past, current and planned, and the planning of new ones.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{BusinessSettings, Setting};
use crate::domain::change::{Change, Subject};
use crate::domain::dated::furthest;
use crate::domain::form::FieldFaults;

/// A value and the first day on which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// The code of the setting.
    pub key: String,
    /// The first day.
    pub from: NaiveDate,
    /// The value.
    pub value: String,
    /// The login that set it; `None` when it came with the installation.
    pub set_by: Option<String>,
    /// When it was set.
    pub set_at: Option<DateTime<Utc>>,
}

/// A value planned from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSetting {
    /// The setting.
    pub setting: Setting,
    /// The first day.
    pub from: NaiveDate,
    /// The value.
    pub value: String,
}

events! {
    /// An event of a setting.
    pub enum SettingEvent, named SettingEventName {
        /// A value was planned from a day on.
        SettingPlanned = "setting_planned" {
            /// The first day.
            from: NaiveDate,
            /// The value.
            value: String,
            /// The value that would have held on that day.
            was: String,
        },
    }
}

impl Subject for PlannedSetting {
    type Event = SettingEvent;
}

/// All dated values of all settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SettingsBook {
    rows: Vec<SettingRow>,
}

impl SettingsBook {
    /// A book of these rows, in any order.
    #[must_use]
    pub fn new(mut rows: Vec<SettingRow>) -> Self {
        rows.sort_by_key(|row| row.from);
        Self { rows }
    }

    /// The settings that hold on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> BusinessSettings {
        BusinessSettings::read(&self.values(day))
    }

    fn values(&self, day: NaiveDate) -> BTreeMap<String, String> {
        let holding = self.rows.iter().filter(|row| row.from <= day);
        holding.map(|row| (row.key.clone(), row.value.clone())).collect()
    }

    /// The values of a setting, the earliest first.
    #[must_use]
    pub fn of(&self, setting: Setting) -> impl DoubleEndedIterator<Item = &SettingRow> {
        self.rows.iter().filter(move |row| row.key == setting.code())
    }

    /// The row that holds on a day; `None` when the default holds.
    #[must_use]
    pub fn holding(&self, setting: Setting, day: NaiveDate) -> Option<&SettingRow> {
        self.of(setting).rfind(|row| row.from <= day)
    }

    /// The value that holds on a day.
    #[must_use]
    pub fn value(&self, setting: Setting, day: NaiveDate) -> &str {
        self.holding(setting, day).map_or(setting.declared().1, |row| row.value.as_str())
    }

    /// Plans a value from a day on, today or later; the error names all faults at once.
    pub fn plan(
        &self,
        setting: Setting,
        typed: &str,
        from: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Change<PlannedSetting>, FieldFaults> {
        let mut faults = FieldFaults::new();
        let value = setting.read(typed).map_err(|words| faults.push(("value", words))).ok();
        let from = match from {
            None => Err("Укажите день, с которого действует значение"),
            Some(day) if day < today => Err("День не может быть в прошлом"),
            Some(day) if day > furthest(today) => Err("Не дальше десяти лет вперед"),
            Some(day) => Ok(day),
        };
        let from = from.map_err(|words| faults.push(("from", words.to_owned()))).ok();
        let (Some(value), Some(from)) = (value, from) else { return Err(faults) };
        let was = self.value(setting, from).to_owned();
        if was == value {
            return Err(vec![("value", "В этот день действует такое же значение".to_owned())]);
        }
        let after = self.with(setting, from, &value);
        if let Some(day) = after.broken_day(from) {
            let words =
                format!("С {} рабочий день кончался бы раньше, чем начинается", day.format("%d.%m.%Y"));
            return Err(vec![("value", words)]);
        }
        let event = SettingEvent::SettingPlanned { from, value: value.clone(), was };
        Ok(Change::new(PlannedSetting { setting, from, value }, event))
    }

    fn with(&self, setting: Setting, from: NaiveDate, value: &str) -> Self {
        let kept = self.rows.iter().filter(|row| row.key != setting.code() || row.from != from);
        let key = setting.code().to_owned();
        let new = SettingRow { key, from, value: value.to_owned(), set_by: None, set_at: None };
        Self::new(kept.cloned().chain([new]).collect())
    }

    /// The first day from this one on whose working hours would be empty.
    fn broken_day(&self, from: NaiveDate) -> Option<NaiveDate> {
        let hour = |setting, day| self.value(setting, day).parse::<u32>().unwrap_or_default();
        let later = self.rows.iter().map(|row| row.from).filter(|day| *day > from);
        std::iter::once(from)
            .chain(later)
            .find(|day| hour(Setting::WorkingDayFrom, *day) >= hour(Setting::WorkingDayTo, *day))
    }
}
