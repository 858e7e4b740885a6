//! The end of a history: every application is approved and every month is brought to its end, through ordinary
//! operations.

use chrono::Duration;

use super::days;
use super::facts;
use super::office::{Office, Stands, must};

/// The number of steps that is enough for every month of a history.
const STEPS: usize = 12;

impl Office {
    pub(super) async fn finish(&mut self) {
        if let Some(stood) = self.set_back.take() {
            self.portal.clock.turn_to(stood.max(self.now()));
        }
        for _ in 0..self.orders.len() {
            if !self.submit().await {
                break;
            }
        }
        while self.approve().await {}
        debug_assert!(self.standing(Stands::Registering).is_empty());
        // A month that ends may move lines to a later month, so the loop repeats until those are settled too.
        for _ in 0..4 {
            let last = self.books.lines.iter().map(|line| line.month).max().unwrap_or_default();
            let over = days::begins(last + 1).max(self.now());
            self.portal.clock.turn_to(over + Duration::hours(1));
            self.end_all().await;
            if self.is_ended().await {
                return;
            }
        }
        self.blame_what_is_open().await;
    }

    async fn end_all(&mut self) {
        let mut months: Vec<_> = self.books.lines.iter().map(|line| (line.partner, line.month)).collect();
        months.sort_unstable();
        months.dedup();
        for (partner, month) in months {
            for _ in 0..STEPS {
                if !self.end_one(partner, month).await {
                    break;
                }
            }
        }
    }

    /// Takes one step towards the end of a month.
    async fn end_one(&mut self, partner: &'static str, month: i32) -> bool {
        if self.books.is_loose(partner, month) && self.form(partner, month).await {
            return true;
        }
        match self.state(partner, month).await.as_deref() {
            Some("forming") => self.publish(partner, month).await,
            Some("disputed") => self.answer(partner, month, false).await,
            Some("on_review") => self.agree(partner, month).await,
            Some("agreed") => self.end(partner, month).await,
            Some(_) | None => false,
        }
    }

    async fn is_ended(&self) -> bool {
        let rows = facts::charges(&self.portal).await;
        let months = facts::months(&self.portal).await;
        let over = |state: &str| matches!(state, "invoiced" | "paid" | "closed");
        rows.iter().all(|row| row.stands.is_some()) && months.iter().all(|month| over(&month.state))
    }

    async fn blame_what_is_open(&mut self) {
        for row in facts::charges(&self.portal).await.into_iter().filter(|row| row.stands.is_none()) {
            self.blame(must::ENDED, format!("in no statement: {row:?}"));
        }
        for month in facts::months(&self.portal).await {
            if !matches!(month.state.as_str(), "invoiced" | "paid" | "closed") {
                self.blame(must::ENDED, format!("never ended: {month:?}"));
            }
        }
    }
}
