//! The partners' months: formed, published, disputed, answered, agreed, ended, in every possible order.

use chrono::Duration;
use registrar::domain::dispute::{Outcome, Resolution};
use registrar::domain::ids::ChargeId;
use registrar::domain::month::Month as Settled;
use registrar::operations::{Failure, invoicing, settlement};

use super::days::{self, Month};
use super::facts;
use super::office::{Office, Waiting, must};
use super::tariff::What;

pub(super) fn settled(month: Month) -> Settled {
    Settled::parse(&days::named(month)).unwrap()
}

impl Office {
    /// Takes the next step of a random month that is over.
    pub(super) async fn settle(&mut self) -> bool {
        let partner = self.some_partner();
        let running = days::month_of(self.today());
        let mut months: Vec<Month> = self.books.lines.iter().map(|line| line.month).collect();
        months.retain(|month| *month < running);
        months.sort_unstable();
        months.dedup();
        let Some(month) = self.chance.one(&months).copied().filter(|_| !months.is_empty()) else {
            return false;
        };
        let mut done = false;
        for _ in 0..self.chance.between(1, 4) {
            done |= self.go_on(partner, month).await;
        }
        done
    }

    /// Takes the next step of this month.
    pub(super) async fn go_on(&mut self, partner: What, month: Month) -> bool {
        let state = self.state(partner, month).await;
        match state.as_deref() {
            None => self.form(partner, month).await,
            Some("forming") => self.publish(partner, month).await,
            Some("on_review") => match self.chance.below(10) {
                0..=5 => self.dispute(partner, month).await,
                6 => self.form(partner, month).await,
                7 | 8 => self.agree(partner, month).await,
                _ => false,
            },
            Some("disputed") => match self.chance.below(10) {
                0..=2 => self.answer(partner, month, false).await,
                3..=6 => self.answer(partner, month, true).await,
                7 => self.dispute(partner, month).await,
                8 => self.form(partner, month).await,
                _ => self.withdraw(partner, month).await,
            },
            Some("agreed") => self.end(partner, month).await,
            Some(_) => false,
        }
    }

    pub(super) async fn state(&self, partner: What, month: Month) -> Option<String> {
        let (name, months) = (days::named(month), facts::months(&self.portal).await);
        months.into_iter().find(|one| one.partner == partner && one.name == name).map(|one| one.state)
    }

    pub(super) async fn form(&mut self, partner: What, month: Month) -> bool {
        let before = self.state(partner, month).await;
        let done = settlement::form(&self.billing.desk(), settled(month), Some(partner), |_, _| {}).await;
        let over = days::begins(month + 1) <= self.now();
        if !self.expect(over, &done, "forming") {
            return false;
        }
        let come = self.books.form(partner, month);
        let (now, lines) = (self.now(), self.books.months.contains_key(&(partner, month)));
        if come > 0 && before.as_deref() == Some("on_review") {
            self.waiting.insert((partner, month), Waiting { since: now, latest: now });
            self.count("lines were added to a month that was shown");
        }
        let after = self.state(partner, month).await;
        if after.is_some() != (lines || before.is_some()) {
            let words =
                format!("{partner} {}: {after:?} where there is nothing to settle", days::named(month));
            self.blame(must::ENDED, words);
        }
        self.count("formed");
        true
    }

    /// Forms a month without activations.
    pub(super) async fn form_nothing(&mut self) -> bool {
        let partner = self.some_partner();
        let month = days::month_of(self.today()) - 1;
        let mut own = self.books.lines.iter().filter(|line| line.partner == partner);
        if own.any(|line| line.month == month) || self.books.months.contains_key(&(partner, month)) {
            return false;
        }
        self.count("a month without lines was formed");
        self.form(partner, month).await
    }

    pub(super) async fn publish(&mut self, partner: What, month: Month) -> bool {
        let seen = self.portal.statement(partner, settled(month)).await.version;
        let done = settlement::publish(&self.billing.desk(), partner, settled(month), seen).await;
        if !self.expect(true, &done, "publishing") {
            return false;
        }
        let now = self.now();
        self.waiting.insert((partner, month), Waiting { since: now, latest: now });
        self.count("shown to the partner");
        true
    }

    /// A random line of the statement that is disputed or not, as asked.
    async fn some_line(&mut self, partner: What, month: Month, disputed: bool) -> Option<ChargeId> {
        let page = self.portal.page(partner, settled(month)).await;
        let stands = |state: &str| (state == "disputed") == disputed;
        let lines: Vec<_> =
            page.lines.iter().filter(|line| stands(line.state.code())).map(|line| line.id).collect();
        if lines.is_empty() { None } else { self.chance.one(&lines).copied() }
    }

    async fn dispute(&mut self, partner: What, month: Month) -> bool {
        let Some(line) = self.some_line(partner, month, false).await else { return false };
        let desk = self.manager(partner);
        let done = settlement::dispute(&desk, settled(month), line, "Не наш клиент").await;
        self.count("disputed");
        self.expect(true, &done, "disputing")
    }

    fn manager(&self, partner: What) -> registrar::operations::Desk {
        self.houses.iter().find(|house| house.code == partner).unwrap().manager.desk()
    }

    pub(super) async fn answer(&mut self, partner: What, month: Month, corrected: bool) -> bool {
        let Some(line) = self.some_line(partner, month, true).await else { return false };
        let outcome = if corrected { Outcome::CorrectedLater } else { Outcome::LineStands };
        let resolution = Resolution { outcome, comment: "Проверили".to_owned() };
        let desk = self.billing.desk();
        let done = settlement::resolve(&desk, partner, settled(month), line, resolution).await;
        if !self.expect(true, &done, "answering") {
            return false;
        }
        let (now, today) = (self.now(), self.today());
        self.waiting.insert((partner, month), Waiting { since: now, latest: now });
        if self.books.changes_its_mind(line.0, corrected) {
            self.count("a promised correction was taken back");
        }
        self.books.answer(line.0, corrected, today);
        self.count(if corrected { "answered: will be corrected" } else { "answered: the line stands" });
        self.sync().await;
        true
    }

    async fn withdraw(&mut self, partner: What, month: Month) -> bool {
        let Some(line) = self.some_line(partner, month, true).await else { return false };
        let done = settlement::withdraw_dispute(&self.manager(partner), settled(month), line).await;
        let now = self.now();
        if let Some(waiting) = self.waiting.get_mut(&(partner, month)) {
            waiting.latest = now;
        }
        self.count("a dispute was withdrawn");
        self.expect(true, &done, "withdrawing")
    }

    pub(super) async fn agree(&mut self, partner: What, month: Month) -> bool {
        let done = self.agreed(partner, month).await;
        let loose = self.books.is_loose(partner, month);
        // When lines have been added since the statement was formed, the portal may ask to form it again or move them
        // to a later month.
        let legal = if loose { done.is_ok() } else { true };
        if !self.expect(legal, &done, "agreeing") {
            return loose && self.form(partner, month).await;
        }
        self.books.agree(partner, month);
        self.waiting.remove(&(partner, month));
        // A moved line may already belong to the statement of a later month.
        self.sync().await;
        self.count("agreed");
        true
    }

    async fn agreed(&self, partner: What, month: Month) -> Result<(), Failure> {
        let desk = self.manager(partner);
        let page = settlement::open_own(&desk, settled(month), settlement::Part::default()).await?;
        let looked_at = page.sha256.unwrap_or_default();
        settlement::agree(&desk, settled(month), page.row.statement.version, &looked_at).await
    }

    /// The worker looks for months whose term for an answer has passed.
    pub(super) async fn lapse(&mut self) -> bool {
        if self.chance.percent(50) {
            let days = self.chance.between(1, 9);
            self.portal.clock.advance(Duration::days(days));
        }
        let done = settlement::lapse(&self.worker()).await;
        if !self.expect(true, &done, "looking at silence") {
            return false;
        }
        let before = self.waiting.clone();
        let (mut states, mut any) = (vec![], false);
        for (partner, month) in before.keys().copied() {
            states.push(self.state(partner, month).await.unwrap_or_default());
            if states.last().is_some_and(|state| state == "agreed") {
                any = true;
                self.books.agree(partner, month);
                self.waiting.remove(&(partner, month));
                self.sync().await;
                self.count("agreed by silence");
            }
        }
        for ((month, waited), state) in before.into_iter().zip(states) {
            self.judge_silence(month, waited, &state);
        }
        any
    }

    /// A month must not lapse before its term ends by the earliest reading, and must have lapsed when it has ended by
    /// every reading. A month that received lines from a month that lapsed at this instant has begun its term anew.
    fn judge_silence(&mut self, month: (What, Month), waited: Waiting, state: &str) {
        let today = self.today();
        let agrees = |since| {
            let day = days::day_of(since);
            let due = self.work_days.due(day, self.due.on(day).unwrap());
            self.silence.on(day).unwrap() && due < today
        };
        let since = waited.since;
        let words = format!("{} {} waits since {since}, on {today}", month.0, days::named(month.1));
        if state == "agreed" && !agrees(since) {
            self.blame(must::SILENCE, format!("{words}: agreed too early"));
            return;
        }
        let waits = self.waiting.get(&month).filter(|_| state == "on_review");
        if waits.is_some_and(|waiting| agrees(waiting.since) && agrees(waiting.latest)) {
            self.blame(must::SILENCE, format!("{words}: never agreed"));
        }
    }

    /// Ends an agreed month with an invoice or as a credit.
    pub(super) async fn end(&mut self, partner: What, month: Month) -> bool {
        let statement = self.portal.statement(partner, settled(month)).await;
        let (seen, total) = (statement.version, statement.totals.total.kopecks());
        let desk = self.billing.desk();
        let invoiced = invoicing::invoice(&desk, partner, settled(month), seen).await;
        if invoiced.is_ok() && total <= 0 {
            self.blame(must::ABOVE, format!("{partner} {}: an invoice over {total}", days::named(month)));
        }
        if total <= 0 {
            let closed = invoicing::close(&desk, partner, settled(month), seen).await;
            self.books.end(partner, total);
            self.count("ended as a credit");
            return self.expect(true, &closed, "closing");
        }
        if !self.expect(true, &invoiced, "invoicing") {
            return false;
        }
        let pays = self.books.end(partner, total);
        if pays < total {
            self.count("an invoice less a credit");
        }
        self.pays(partner, month, pays).await;
        self.count("invoiced");
        true
    }

    /// The amount to be paid appears with the invoice.
    async fn pays(&mut self, partner: What, month: Month, expected: i64) {
        let page = self.portal.page(partner, settled(month)).await;
        let taken: i64 = page.taken_off.iter().map(|taken| taken.amount.kopecks()).sum();
        let found = page.row.statement.totals.total.kopecks() - taken;
        if found != expected {
            let words = format!("{partner} {}: {found} instead of {expected}", days::named(month));
            self.blame(must::PAYABLE, words);
        }
    }
}
