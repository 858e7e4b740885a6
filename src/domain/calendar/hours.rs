//! Counting working hours, forwards to a deadline and between two instants.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::{DayKind, WorkCalendar};

/// The opening hours of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDay {
    opens: u32,
    closes: u32,
}

impl Default for WorkingDay {
    /// From nine to eighteen o'clock.
    fn default() -> Self {
        Self { opens: 9, closes: 18 }
    }
}

impl WorkingDay {
    /// A working day between two full hours; `None` unless `opens` is before `closes` and both lie in one day.
    #[must_use]
    pub const fn new(opens: u32, closes: u32) -> Option<Self> {
        if opens < closes && closes <= 24 { Some(Self { opens, closes }) } else { None }
    }
}

/// The limit of a search for working time, in days: some fifty years.
pub(super) const FURTHEST_DAYS: usize = 18_300;

impl WorkCalendar {
    /// The instant at which this much working time has passed, counted in the local time of the zone.
    ///
    /// The last hour of a day ends on that day: from nine o'clock, eight hours end at seventeen, nine at eighteen and
    /// not next morning.
    #[must_use]
    pub fn deadline(
        &self,
        from: DateTime<Utc>,
        worked: Duration,
        zone: FixedOffset,
        day: WorkingDay,
    ) -> DateTime<Utc> {
        let start = local(from, zone);
        let mut left = worked;
        let mut reached = start;
        for (opens, closes) in self.sessions(start.date(), day) {
            let begins = start.max(opens);
            if begins > closes {
                continue;
            }
            let available = closes - begins;
            if left <= available {
                return utc(begins + left, zone);
            }
            left -= available;
            reached = closes;
        }
        utc(reached, zone)
    }

    /// The working time between two instants; zero when the second is earlier.
    #[must_use]
    pub fn worked_between(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: FixedOffset,
        day: WorkingDay,
    ) -> Duration {
        let (start, end) = (local(from, zone), local(to, zone));
        let spent = |(opens, closes): (NaiveDateTime, NaiveDateTime)| closes.min(end) - opens.max(start);
        self.sessions(start.date(), day)
            .take_while(|&(opens, _)| opens < end)
            .map(|session| spent(session).max(Duration::zero()))
            .sum()
    }

    /// The opening and closing times of working days from a day on, in local time.
    fn sessions(
        &self,
        first: NaiveDate,
        day: WorkingDay,
    ) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime)> {
        let worked = first.iter_days().take(FURTHEST_DAYS).filter(|&date| self.is_worked(date));
        worked.filter_map(move |date| {
            let shorter = u32::from(self.kind(date) == Some(DayKind::Short));
            let at =
                |hour: u32| date.and_time(NaiveTime::MIN).checked_add_signed(Duration::hours(hour.into()));
            let (opens, closes) = (at(day.opens)?, at(day.closes - shorter)?);
            (opens < closes).then_some((opens, closes))
        })
    }
}

/// The local time of an instant; at the ends of the calendar, where it would overflow, the UTC time.
pub(super) fn local(at: DateTime<Utc>, zone: FixedOffset) -> NaiveDateTime {
    at.naive_utc().checked_add_offset(zone).unwrap_or(at.naive_utc())
}

/// The instant of a local time.
pub(super) fn utc(local: NaiveDateTime, zone: FixedOffset) -> DateTime<Utc> {
    local.checked_sub_offset(zone).unwrap_or(local).and_utc()
}
