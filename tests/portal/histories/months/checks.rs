//! Compares the tables at the end of a history with the model.

use std::collections::{BTreeMap, BTreeSet};

use registrar::operations::verification::verify;

use super::books::Line;
use super::days;
use super::facts::{self, Row};
use super::office::{Office, Waiting, must};
use super::tariff::share;

impl Office {
    /// Finds the rows of the lines that the model has just added.
    pub(super) async fn sync(&mut self) {
        let rows = facts::charges(&self.portal).await;
        let roots = roots(&rows);
        let mut known: BTreeSet<i64> = self.books.lines.iter().filter_map(|line| line.id).collect();
        for line in self.books.lines.iter_mut().filter(|line| line.id.is_none()) {
            let own = |row: &&Row| !known.contains(&row.id) && is_of(line, row, &roots);
            if let Some(row) = rows.iter().find(own) {
                line.id = Some(row.id);
                known.insert(row.id);
            }
        }
        self.gather(&rows);
    }

    /// A late line may join the statement of its month at once. The term for the answer then begins anew, as when the
    /// statement is formed again.
    fn gather(&mut self, rows: &[Row]) {
        let standing: BTreeSet<i64> =
            rows.iter().filter(|row| row.stands.is_some()).map(|row| row.id).collect();
        let now = self.now();
        for line in self.books.lines.iter_mut().filter(|line| !line.gathered) {
            if line.id.is_some_and(|id| standing.contains(&id)) {
                line.gathered = true;
                if let Some(waiting) = self.waiting.get_mut(&(line.partner, line.month)) {
                    *waiting = Waiting { since: now, latest: now };
                    *self.counts.entry("lines were added to a month that was shown").or_default() += 1;
                }
            }
        }
    }

    /// Compares all charges, statements and credits.
    pub(super) async fn check(&mut self) {
        self.sync().await;
        let rows = facts::charges(&self.portal).await;
        let by_id: BTreeMap<i64, &Row> = rows.iter().map(|row| (row.id, row)).collect();
        for line in self.books.lines.clone() {
            match line.id.and_then(|id| by_id.get(&id)) {
                Some(row) => self.compare(&line, row),
                None => self.blame(kind(line.corrects.is_some()), format!("missing: {line:?}")),
            }
        }
        let known: BTreeSet<i64> = self.books.lines.iter().filter_map(|line| line.id).collect();
        for row in rows.iter().filter(|row| !known.contains(&row.id)) {
            self.blame(kind(row.corrects.is_some()), format!("too much: {row:?}"));
        }
        self.check_months(&rows).await;
        for found in verify(self.portal.db()).await.unwrap() {
            if let Some(broken) = found.broken {
                self.blame(must::VERIFIED, format!("{}: {broken}", found.name));
            }
        }
    }

    fn compare(&mut self, line: &Line, row: &Row) {
        let fixed = &line.fixed;
        let differs = |must, same: bool| (!same).then(|| (must, format!("{row:?} instead of {line:?}")));
        let sums = (row.price, row.promotion, row.discount, row.amount);
        let contract = row.contract == fixed.contract;
        let (month, tax) = (days::named(line.month), share(row.amount, line.rate.unwrap_or(0)));
        let stands = row.stands.as_ref().is_none_or(|stands| *stands == row.month);
        let found = [
            differs(
                must::CHARGED,
                sums == (fixed.price, fixed.promotion, fixed.discount, fixed.amount) && contract,
            ),
            differs(must::TAXED, row.rate == line.rate && row.vat == tax && row.total == row.amount + tax),
            differs(must::PERIOD, line.period.is_none_or(|period| period == row.period)),
            differs(must::PLACED, row.partner == line.partner && row.month == month && stands),
        ];
        self.found.extend(found.into_iter().flatten());
    }

    async fn check_months(&mut self, rows: &[Row]) {
        for month in facts::months(&self.portal).await {
            let of = |row: &&Row| row.partner == month.partner && row.stands.as_ref() == Some(&month.name);
            let own: Vec<&Row> = rows.iter().filter(of).collect();
            let sum = |of: fn(&Row) -> i64| own.iter().map(|row| of(row)).sum::<i64>();
            let sums = (sum(|row| row.amount), sum(|row| row.vat), sum(|row| row.total));
            let count = i64::try_from(own.len()).unwrap();
            if (month.lines, month.amount, month.vat, month.total) != (count, sums.0, sums.1, sums.2) {
                self.blame(must::SUMS, format!("{month:?}: {count} lines, {sums:?}"));
            }
            if (month.total <= 0 || month.disputed > 0) && month.invoice.is_some() {
                self.blame(must::ABOVE, format!("{month:?}"));
            }
        }
    }
}

const fn kind(correction: bool) -> &'static str {
    if correction { must::CORRECTED } else { must::ONCE }
}

fn roots(rows: &[Row]) -> BTreeMap<i64, Option<i64>> {
    rows.iter().map(|row| (row.id, row.corrects)).collect()
}

fn is_of(line: &Line, row: &Row, roots: &BTreeMap<i64, Option<i64>>) -> bool {
    let root = |row: Option<i64>| row.map(|row| facts::root(roots, row));
    (row.application, row.what.as_str(), row.quantity) == (line.application, line.what, line.quantity)
        && root(row.corrects) == root(line.corrects)
}
