//! By when a reconciliation act that a person checks is promised.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

use super::WorkCalendar;
use super::hours::{FURTHEST_DAYS, local, utc};

/// Until which hour of a working day an act is asked for that goes out on the same day.
const SAME_DAY_UNTIL: u32 = 15;
/// By which hour of the same day it goes out.
const SAME_DAY_BY: u32 = 18;
/// By which hour of the next working day it goes out otherwise.
const NEXT_DAY_BY: u32 = 12;

impl WorkCalendar {
    /// By when an act that is asked for at this instant is sent: by 18:00 of a working day when it is before 15:00 of it, else
    /// by 12:00 of the next working day, in the local time of the zone. Customers were promised these hours.
    #[must_use]
    pub fn act_promised(&self, asked: DateTime<Utc>, zone: FixedOffset) -> DateTime<Utc> {
        let asked = local(asked, zone);
        let (day, at) = (asked.date(), |day: NaiveDate, hour: u32| day.and_time(hour_of(hour)));
        if self.is_worked(day) && asked < at(day, SAME_DAY_UNTIL) {
            return utc(at(day, SAME_DAY_BY), zone);
        }
        let mut later = day.iter_days().skip(1).take(FURTHEST_DAYS);
        let next = later.find(|&day| self.is_worked(day)).unwrap_or(day);
        utc(at(next, NEXT_DAY_BY), zone)
    }
}

fn hour_of(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}
