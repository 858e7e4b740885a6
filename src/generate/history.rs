//! The history: application by application in the order of their receipt, cut into stretches.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use super::GenerateError;
use super::chance::Chance;
use super::client::Client;
use super::course::{Course, End, Setting};
use super::document::Wish;
use super::months::Months;
use super::plan::{Next, Plan};
use super::shape::{Office, WorkedTime, begins};
use crate::domain::application::Deadlines;
use crate::domain::calendar::{WorkCalendar, WorkingDay};
use crate::domain::ids::ApplicationNumber;
use crate::domain::month::Month;
use crate::domain::multi_user::Tier;
use crate::domain::search;
use crate::domain::submission::ApplicationType;
use crate::store::bulk::{Past, Stretch};

/// The number of applications in a stretch.
const STRETCH: usize = 500;
/// The first application number, as in every database.
const NUMBERS_FROM: i64 = 104_001;
/// Open applications were received within this number of days.
const OPEN_DAYS: i64 = 10;

/// The state of the generation.
#[derive(Debug)]
pub(super) struct History {
    office: Office,
    plan: Plan,
    calendar: WorkCalendar,
    now: DateTime<Utc>,
    chance: Chance,
    clients: Vec<Client>,
    months: Months,
    /// Changes that are not written yet, since earlier ones may still be generated.
    pasts: Vec<Past>,
    stretch: Stretch,
    finished: usize,
    finished_time: WorkedTime,
    open_time: WorkedTime,
    made: usize,
    ended: bool,
}

impl History {
    /// A history that ends at an instant.
    pub(super) fn begin(office: Office, plan: Plan, calendar: WorkCalendar, now: DateTime<Utc>) -> Self {
        let open_from = now - Duration::days(OPEN_DAYS);
        let since = begins(now, plan.size.months);
        Self {
            chance: Chance::of(plan.size.seed, 0),
            finished_time: WorkedTime::between(&calendar, since, open_from - Duration::days(1)),
            open_time: WorkedTime::between(&calendar, open_from.date_naive(), now),
            finished: plan.left(),
            months: Months::until(Month::of(now).previous()),
            clients: Vec::with_capacity(plan.size.organizations),
            pasts: Vec::new(),
            stretch: Stretch::default(),
            made: 0,
            ended: false,
            office,
            plan,
            calendar,
            now,
        }
    }

    /// The next stretch; `None` at the end.
    pub(super) fn next_stretch(&mut self) -> Result<Option<Stretch>, GenerateError> {
        if self.ended {
            return Ok(None);
        }
        while self.stretch.applications.len() < STRETCH {
            if self.made == self.plan.size.applications {
                self.ended = true;
                self.turn_to(self.now)?;
                self.stretch.pasts.append(&mut self.pasts);
                break;
            }
            self.one_more()?;
        }
        Ok(Some(std::mem::take(&mut self.stretch)))
    }

    /// One application: whatever was settled before it came is written first.
    fn one_more(&mut self) -> Result<(), GenerateError> {
        let open = self.plan.left() == 0;
        let at = if open {
            self.open_time.instant(self.made - self.finished, self.plan.open, &mut self.chance)
        } else {
            self.finished_time.instant(self.made, self.finished, &mut self.chance)
        };
        self.turn_to(at)?;
        let (client, wish) = if open { self.draw_open(at) } else { self.draw_finished(at) };
        let end = if open { self.draw_open_end() } else { self.draw_end(wish, at) };
        self.play(client, wish, end, at)?;
        self.made += 1;
        Ok(())
    }

    /// Writes what had happened by an instant, in its order.
    fn turn_to(&mut self, at: DateTime<Utc>) -> Result<(), GenerateError> {
        self.months.settle(at, &self.office.houses, &mut self.stretch, &mut self.pasts)?;
        self.pasts.sort_by_key(Past::at);
        let told = self.pasts.partition_point(|past| past.at() < at);
        self.stretch.pasts.extend(self.pasts.drain(..told));
        Ok(())
    }

    fn play(&mut self, place: usize, wish: Wish, end: End, at: DateTime<Utc>) -> Result<(), GenerateError> {
        let client = &self.clients[place];
        let setting = Setting {
            client,
            house: &self.office.houses[client.house],
            settings: &self.office.settings,
            reasons: &self.office.reasons,
            number: ApplicationNumber(NUMBERS_FROM + i64::try_from(self.made).unwrap_or(0)),
            at,
            deadlines: self.deadlines(client.house, at),
            now: self.now,
        };
        let course = Course::begin(&setting, wish, &mut self.chance)?.play(end, wish, &mut self.chance)?;
        let stretch = &mut self.stretch;
        let joined = client.joins_by(&course.application).filter(|_| !course.licences.is_empty());
        stretch.memberships.extend(joined.map(|person| (person, client.organization.id)));
        let terms = search::of_submission(&course.original.2.content).into_iter();
        let terms = terms.chain(search::of_login(&client.login));
        let own = stretch.terms.entry(client.organization.id);
        own.or_insert_with(|| (client.organization.clone(), BTreeSet::new())).1.extend(terms);
        stretch.originals.push(course.original);
        stretch.applications.push(course.application);
        stretch.errands.extend(course.errands);
        self.pasts.extend(course.pasts);
        self.months.take(client.house, course.charges, stretch);
        let licences = course.licences;
        stretch.licences.extend(licences.iter().cloned());
        self.clients[place].licences.extend(licences);
        Ok(())
    }

    fn draw_finished(&mut self, at: DateTime<Utc>) -> (usize, Wish) {
        match self.plan.draw(&mut self.chance, self.clients.is_empty()) {
            Next::Connection { extension } => {
                let tier = self.draw_tier(extension);
                (self.newcomer(at), Wish { kind: ApplicationType::Connect, tier })
            }
            Next::Renewal { extension } => {
                let tier = self.draw_tier(extension);
                (self.old_client(), Wish { kind: ApplicationType::Renew, tier })
            }
            Next::Unbilled => (self.old_client(), self.unbilled()),
        }
    }

    fn draw_open(&mut self, at: DateTime<Utc>) -> (usize, Wish) {
        let left = self.plan.size.applications - self.made;
        let to_come = self.plan.size.organizations - self.clients.len();
        let extension = self.chance.percent(25);
        let tier = self.draw_tier(extension);
        if self.chance.quota(to_come, left) {
            (self.newcomer(at), Wish { kind: ApplicationType::Connect, tier })
        } else if self.chance.percent(60) {
            (self.old_client(), Wish { kind: ApplicationType::Renew, tier })
        } else {
            (self.old_client(), self.unbilled())
        }
    }

    fn draw_open_end(&mut self) -> End {
        match self.chance.below(100) {
            0..=44 => End::Received,
            45..=79 => End::InReview,
            80..=90 => End::Returned,
            91..=96 => End::Held,
            _ => End::Stuck,
        }
    }

    /// An application with a licence is approved; of the others some end otherwise.
    fn draw_end(&mut self, wish: Wish, at: DateTime<Utc>) -> End {
        let billed = matches!(wish.kind, ApplicationType::Connect | ApplicationType::Renew);
        let long_ago = at + Duration::days(i64::from(self.office.settings.expire_days) + 3) < self.now;
        match self.chance.below(100) {
            0..=11 => End::Approved,
            12..=21 if !billed => End::Rejected,
            22..=25 if !billed => End::Withdrawn,
            26..=29 if !billed && long_ago => End::Expired,
            _ => End::Completed,
        }
    }

    fn draw_tier(&mut self, extension: bool) -> Option<Tier> {
        let small = self.chance.percent(75);
        extension.then_some(if small { Tier::TwoToNine } else { Tier::TenPlus })
    }

    fn unbilled(&mut self) -> Wish {
        let change = self.chance.percent(80);
        Wish { kind: if change { ApplicationType::Change } else { ApplicationType::Restore }, tier: None }
    }

    fn newcomer(&mut self, at: DateTime<Utc>) -> usize {
        let place = self.clients.len();
        let house = self.office.draw(&mut self.chance);
        let nth = u64::try_from(place).unwrap_or(u64::MAX);
        let mut own = Chance::of(self.plan.size.seed, nth + 1);
        let client = Client::new(nth, house, &self.office.houses[house].partner, at, &mut own);
        let login = client.its_login(&self.office.password_hash);
        self.stretch.logins.push(login);
        self.stretch.organizations.push(client.organization.clone());
        self.clients.push(client);
        place
    }

    /// An existing client, older ones more often.
    fn old_client(&mut self) -> usize {
        let count = self.clients.len();
        self.chance.place(count).min(self.chance.place(count))
    }

    fn deadlines(&self, house: usize, at: DateTime<Utc>) -> Deadlines {
        let settings = &self.office.settings;
        let zone = self.office.houses[house].partner.zone();
        let day = WorkingDay::new(settings.working_day_from, settings.working_day_to).unwrap_or_default();
        let by = |hours: u32| self.calendar.deadline(at, Duration::hours(hours.into()), zone, day);
        Deadlines { take_by: by(settings.take_within_hours), forward_by: by(settings.forward_within_hours) }
    }
}
