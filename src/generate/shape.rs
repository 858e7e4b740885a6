//! The shape of the data: which partner serves which client, and when people work.

use chrono::{DateTime, Duration, Months, NaiveDate, Utc};

use super::chance::Chance;
use crate::domain::account::Account;
use crate::domain::calendar::WorkCalendar;
use crate::domain::month::{Month, moscow_day};
use crate::domain::partner::Partner;
use crate::domain::price::Tariffs;
use crate::domain::reason::CannedReason;
use crate::domain::role::Role;
use crate::domain::settings::BusinessSettings;

/// A partner with its people and tariffs.
#[derive(Debug)]
pub(super) struct PartnerSetup {
    pub(super) partner: Partner,
    pub(super) people: Vec<Account>,
    pub(super) tariffs: Tariffs,
}

/// All partners, and what applies to all of them.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) houses: Vec<PartnerSetup>,
    pub(super) password_hash: String,
    pub(super) settings: BusinessSettings,
    pub(super) reasons: Vec<CannedReason>,
}

impl Office {
    /// A partner's index: the first partners serve many clients, the last ones few.
    pub(super) fn draw(&self, chance: &mut Chance) -> usize {
        let weight = |place: usize| 1_000_000 / u64::try_from(place + 3).unwrap_or(u64::MAX);
        let all: u64 = (0..self.houses.len()).map(weight).sum();
        let mut drawn = chance.below(all);
        for place in 0..self.houses.len() {
            match drawn.checked_sub(weight(place)) {
                Some(rest) => drawn = rest,
                None => return place,
            }
        }
        0
    }
}

impl PartnerSetup {
    /// Somebody of the house who has this role.
    pub(super) fn person(&self, role: Role, chance: &mut Chance) -> &Account {
        let holders: Vec<&Account> = self.holders(role).collect();
        holders.get(chance.place(holders.len())).copied().unwrap_or(&self.people[0])
    }
}

impl PartnerSetup {
    /// Who agrees to the statements.
    pub(super) fn manager(&self) -> &Account {
        self.holders(Role::PartnerManager).next().unwrap_or(&self.people[0])
    }

    fn holders(&self, role: Role) -> impl Iterator<Item = &Account> {
        let holds = move |person: &&Account| person.roles.iter().any(|assigned| assigned.role == role);
        self.people.iter().filter(holds)
    }
}

/// The first day of a past of this many months.
pub(super) fn begins(at: DateTime<Utc>, months: u32) -> NaiveDate {
    let day = moscow_day(at);
    Month::of(at).first_day().checked_sub_months(Months::new(months)).unwrap_or(day)
}

/// The time in which applications are sent: the hours of working days, joined together.
#[derive(Debug)]
pub(super) struct WorkedTime {
    days: Vec<NaiveDate>,
    end: DateTime<Utc>,
}

/// Applications are sent from seven to nineteen o'clock in Moscow.
const OPENS: i64 = 4;
const SECONDS: u64 = 12 * 3600;

impl WorkedTime {
    /// The working days from a day to an instant.
    pub(super) fn between(calendar: &WorkCalendar, from: NaiveDate, end: DateTime<Utc>) -> Self {
        let days = from.iter_days().take_while(|day| *day <= end.date_naive());
        Self { days: days.filter(|day| calendar.is_worked(*day)).collect(), end }
    }

    /// The instant of the item with index `place` of `of` that are spread evenly, with a random shift that keeps the
    /// order.
    pub(super) fn instant(&self, place: usize, of: usize, chance: &mut Chance) -> DateTime<Utc> {
        let wide = |number: usize| u128::try_from(number).unwrap_or(1);
        let all = wide(self.days.len()) * u128::from(SECONDS) * 1_000_000;
        let step = all / wide(of.max(1));
        let jitter = u128::from(chance.below(u64::try_from(step.max(1)).unwrap_or(u64::MAX)));
        let micros = (all * wide(place) / wide(of.max(1)) + jitter).min(all.saturating_sub(1));
        let day_length = u128::from(SECONDS) * 1_000_000;
        let day = usize::try_from(micros / day_length).unwrap_or(0);
        let Some(day) = self.days.get(day) else { return self.end };
        let within = i64::try_from(micros % day_length).unwrap_or(0);
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
        (midnight + Duration::hours(OPENS) + Duration::microseconds(within)).min(self.end)
    }
}
