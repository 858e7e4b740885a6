//! Placing: to which month a charge belongs, and the correction that follows an answer to a dispute.

use chrono::{DateTime, Utc};

use super::{Charge, ChargeEvent, LineState};
use crate::domain::agreed_months::AgreedMonths;
use crate::domain::change::Change;
use crate::domain::dispute::Outcome;
use crate::domain::ids::ChargeId;
use crate::domain::month::{Month, moscow_day};

impl Charge {
    /// The charge in the first open month, from its own month on. A charge in a later month explains this in its
    /// comment.
    #[must_use]
    pub fn placed(self, agreed: &AgreedMonths) -> Self {
        let month = agreed.first_open(self.month);
        if month == self.month {
            return self;
        }
        let comment = Some(self.said_with(&self.why_later(agreed)));
        Self { month, comment, ..self }
    }

    /// Moves a charge that belongs to no statement out of an agreed month; `None` when its month is open.
    #[must_use]
    pub fn move_on(self, agreed: &AgreedMonths) -> Option<Change<Self>> {
        let from = self.month;
        let moved = self.placed(agreed);
        let event = ChargeEvent::ChargeMoved { charge: moved.id.0, from, to: moved.month };
        (moved.month != from).then(|| Change::new(moved, event))
    }

    /// The correction that makes the settlement follow the answer to a dispute about this charge; `None` when it does
    /// already. `corrections` are the earlier ones, each of which reverses the line before it. The new line belongs to
    /// a later month than the disputed one.
    #[must_use]
    pub fn answered(
        &self,
        corrections: &[Self],
        outcome: Outcome,
        at: DateTime<Utc>,
        comment: String,
    ) -> Option<Self> {
        let is_taken_back = corrections.len() % 2 == 1;
        let should_be = match outcome {
            Outcome::CorrectedLater => true,
            Outcome::LineStands => false,
        };
        let month = Month::of(at).max(self.month.next());
        let last = corrections.last().unwrap_or(self);
        (is_taken_back != should_be).then(|| Self { month, ..last.correction(at, comment) })
    }

    /// The line that reverses this one, in the month of `at`: the same price, discount and VAT rate, with the sign of
    /// quantity and sums inverted. The source makes sure that a line is reversed at most once.
    #[must_use]
    pub fn correction(&self, at: DateTime<Utc>, comment: String) -> Self {
        Self {
            id: ChargeId(0),
            source: format!("correction:{}", self.id),
            month: Month::of(at),
            statement: None,
            activated_at: at,
            sums: self.sums.taken_back(),
            state: LineState::Open,
            comment: Some(comment),
            corrects: Some(self.id),
            ..self.clone()
        }
    }

    /// The line's comment with these words about a dispute; an explanation of a later month stays in front.
    #[must_use]
    pub fn beside(&self, words: &str, agreed: &AgreedMonths) -> String {
        let why = self.why_later(agreed);
        match self.comment.as_deref() {
            Some(said) if said.contains(&why) => format!("{why}. {words}"),
            Some(_) | None => words.to_owned(),
        }
    }

    /// «Активировано 31.10.2026, отчет за октябрь 2026 уже согласован».
    fn why_later(&self, agreed: &AgreedMonths) -> String {
        let (day, month) = (moscow_day(self.activated_at).format("%d.%m.%Y"), Month::of(self.activated_at));
        let what = if self.corrects.is_some() { "Исправлено" } else { "Активировано" };
        if agreed.have_statement_of(month) {
            format!("{what} {day}, отчет за {} уже согласован", month.in_words())
        } else {
            format!("{what} {day}, сверка за {} уже закрыта", month.in_words())
        }
    }

    /// The comment with these words appended, unless it ends with them.
    fn said_with(&self, words: &str) -> String {
        match self.comment.as_deref() {
            None | Some("") => words.to_owned(),
            Some(said) if said.ends_with(words) => said.to_owned(),
            Some(said) => format!("{}. {words}", said.trim_end_matches('.')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::charge::tests::sample;

    const PROMISED: Outcome = Outcome::CorrectedLater;
    const RIGHT: Outcome = Outcome::LineStands;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn agreed(months: &[(&str, bool)]) -> AgreedMonths {
        months.iter().map(|(text, agreed)| (month(text), *agreed)).collect()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// The corrections that follow from answers to a line of October, one a day.
    fn corrections(outcomes: &[Outcome]) -> Vec<Charge> {
        let line = sample("2026-10-14T09:00:00Z");
        let mut lines: Vec<Charge> = Vec::new();
        let days =
            std::iter::successors(Some(at("2026-11-02T09:00:00Z")), |day| Some(*day + chrono::Days::new(1)));
        for (outcome, day) in outcomes.iter().zip(days) {
            if let Some(next) = line.answered(&lines, *outcome, day, "Проверили".to_owned()) {
                lines.push(Charge { id: ChargeId(100 + i64::try_from(lines.len()).unwrap()), ..next });
            }
        }
        lines
    }

    #[test]
    fn a_charge_of_an_open_month_stays_as_it_is() {
        let line = sample("2026-10-31T20:59:59Z");
        assert_eq!(line.clone().placed(&agreed(&[("2026-09", true), ("2026-10", false)])), line);
        assert!(line.move_on(&agreed(&[])).is_none());
    }

    #[test]
    fn a_charge_of_an_agreed_month_stands_in_the_next_and_says_why_once() {
        let line = sample("2026-10-31T20:59:59Z");
        let moved = line.clone().placed(&agreed(&[("2026-10", true)]));
        assert_eq!((moved.month, moved.activated_at), (month("2026-11"), line.activated_at));
        let why = "Активировано 31.10.2026, отчет за октябрь 2026 уже согласован";
        assert_eq!(moved.comment.as_deref(), Some(why));
        let again = moved.placed(&agreed(&[("2026-10", true), ("2026-11", true)]));
        assert_eq!((again.month, again.comment.as_deref()), (month("2026-12"), Some(why)));
    }

    #[test]
    fn words_that_stood_there_stay_before_the_reason() {
        let line = sample("2026-10-31T20:59:59Z")
            .correction(at("2026-10-31T20:59:59Z"), "Исправим: дубль.".to_owned());
        let moved = line.placed(&agreed(&[("2026-11", true)]));
        let why = "Исправим: дубль. Исправлено 31.10.2026, сверка за октябрь 2026 уже закрыта";
        assert_eq!((moved.month, moved.comment.as_deref()), (month("2026-12"), Some(why)));
    }

    #[test]
    fn a_promise_is_kept_or_taken_back_by_one_line_whatever_was_answered_before() {
        let cases: [(&[Outcome], &[i32]); 7] = [
            (&[], &[]),
            (&[RIGHT, RIGHT], &[]),
            (&[PROMISED, PROMISED], &[-1]),
            (&[RIGHT, PROMISED], &[-1]),
            (&[PROMISED, RIGHT, RIGHT], &[-1, 1]),
            (&[PROMISED, RIGHT, PROMISED], &[-1, 1, -1]),
            (&[PROMISED, RIGHT, PROMISED, RIGHT], &[-1, 1, -1, 1]),
        ];
        for (outcomes, quantities) in cases {
            let lines = corrections(outcomes);
            let found: Vec<i32> = lines.iter().map(|line| line.sums.quantity).collect();
            assert_eq!(found, quantities, "{outcomes:?}");
            for (line, before) in
                lines.iter().zip(std::iter::once(ChargeId(7)).chain(lines.iter().map(|line| line.id)))
            {
                assert_eq!(line.corrects, Some(before), "{outcomes:?}");
                assert_eq!(line.sums.partner_discount, sample("2026-10-14T09:00:00Z").sums.partner_discount);
            }
        }
    }

    #[test]
    fn the_words_of_a_dispute_leave_the_reason_for_a_later_month() {
        let months = agreed(&[("2026-10", true)]);
        let line = sample("2026-10-31T20:59:59Z").placed(&months);
        let why = line.comment.clone().unwrap();
        let answered = Charge { comment: Some(line.beside("Строка верна", &months)), ..line };
        assert_eq!(answered.comment, Some(format!("{why}. Строка верна")));
        assert_eq!(answered.beside("Исправим", &months), format!("{why}. Исправим"));
        let usual = sample("2026-11-01T12:00:00Z");
        assert_eq!(usual.beside("Исправим", &months), "Исправим");
    }

    #[test]
    fn a_correction_never_stands_in_the_month_that_it_corrects() {
        let line = sample("2026-10-14T09:00:00Z");
        let back = line.answered(&[], PROMISED, at("2026-10-20T09:00:00Z"), "Проверили".to_owned()).unwrap();
        assert_eq!(back.month, month("2026-11"), "even with a clock that was set back");
    }
}
