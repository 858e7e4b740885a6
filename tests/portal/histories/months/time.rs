//! The clock of a history: it advances, stops at midnight in Moscow, is set back, or is read before a transaction
//! commits.

use chrono::Duration;

use super::days::{self, Month};
use super::office::{Office, Stands};

impl Office {
    /// Advances the clock by some hours or days.
    pub(super) fn wait(&mut self) -> bool {
        let hours = if self.chance.percent(40) { 90 } else { 20 };
        let waited = self.chance.between(1, hours);
        self.portal.clock.advance(Duration::minutes(waited * 60 + self.chance.between(0, 59)));
        self.set_right();
        true
    }

    /// Advances the clock to the first day of the next month.
    pub(super) fn turn_the_month(&mut self) {
        if let Some(stood) = self.set_back.take() {
            self.portal.clock.turn_to(stood);
        }
        let next = days::begins(days::month_of(self.today()) + 1);
        self.portal.clock.turn_to(next + Duration::hours(self.chance.between(1, 30)));
    }

    /// A clock that was set back is right again once it reaches the time before the change.
    fn set_right(&mut self) {
        if self.set_back.is_some_and(|stood| stood <= self.now()) {
            self.set_back = None;
        }
    }

    /// Sets the clock back, or right again.
    pub(super) fn set_clock(&mut self) -> bool {
        if let Some(stood) = self.set_back.take() {
            self.portal.clock.turn_to(stood + Duration::minutes(5));
            return true;
        }
        let hours = self.chance.between(1, 24 * 40);
        self.set_back = Some(self.now());
        self.portal.clock.advance(-Duration::hours(hours));
        self.count("the clock was set back");
        true
    }

    /// Approves applications in the last second of a month and in the first second of the next.
    pub(super) async fn midnight(&mut self) -> bool {
        while self.submit().await {}
        let month = days::month_of(self.today());
        if self.standing(Stands::Registering).is_empty() || self.set_back.is_some() {
            return false;
        }
        let year = (month + 1) % 12 == 0;
        let before = *self.chance.one(&[1, 1_000, 1_000_000]).unwrap();
        self.portal.clock.turn_to(days::begins(month + 1) - Duration::microseconds(before));
        if self.approve().await {
            self.count("approved at the end of a month");
        }
        self.portal.clock.turn_to(days::begins(month + 1));
        if self.approve().await {
            self.count("approved at the beginning of a month");
            if year {
                self.count("approved at the beginning of a year");
            }
        }
        true
    }

    /// Approves an application on the leap day.
    pub(super) async fn leap_day(&mut self) -> bool {
        let leap = days::begins(2028 * 12 + 1) + Duration::days(28);
        while self.submit().await {}
        let near = (leap - Duration::days(45)..leap).contains(&self.now());
        if !near || self.set_back.is_some() || self.standing(Stands::Registering).is_empty() {
            return false;
        }
        let seconds = *self.chance.one(&[0, 36_000, 24 * 3600 - 1]).unwrap();
        self.portal.clock.turn_to(leap + Duration::seconds(seconds));
        if self.approve().await {
            self.count("approved on the leap day");
        }
        true
    }

    /// An approval that begins before midnight and commits after its month was agreed.
    pub(super) async fn late_commit(&mut self) -> bool {
        while self.submit().await {}
        let month: Month = days::month_of(self.today());
        let Some(place) = self.some_order(Stands::Registering).filter(|_| self.set_back.is_none()) else {
            return false;
        };
        let partner = self.houses[self.orders[place].house].code;
        self.portal.clock.turn_to(days::begins(month + 1) - Duration::seconds(1));
        let desk = self.worker();
        self.portal.clock.turn_to(days::begins(month + 1) + Duration::hours(self.chance.between(1, 30)));
        for _ in 0..3 {
            match self.state(partner, month).await.as_deref() {
                None => _ = self.form(partner, month).await,
                Some("forming") => _ = self.publish(partner, month).await,
                Some("on_review") => _ = self.agree(partner, month).await,
                Some(_) => {}
            }
        }
        if self.books.is_agreed(partner, month) {
            self.count("approved by a clock that was read before its month was agreed");
        }
        self.approve_by(place, &desk).await
    }
}
