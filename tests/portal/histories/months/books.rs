//! The books of the model: what is held, what is charged in which month, what is agreed, what is owed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::days::{self, Month};
use super::tariff::{Charged, EXTENSION, Fixed, Tariff, Tier, What};

/// A line as it must stand in the books.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its row, once it was seen.
    pub(super) id: Option<i64>,
    pub(super) partner: &'static str,
    pub(super) application: i64,
    pub(super) what: What,
    pub(super) quantity: i64,
    pub(super) fixed: Fixed,
    pub(super) rate: Option<i64>,
    pub(super) vat: i64,
    /// Nothing when the contract leaves it open.
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
    pub(super) month: Month,
    /// Whether a statement has it.
    pub(super) gathered: bool,
    /// The row that it takes back.
    pub(super) corrects: Option<i64>,
}

impl Line {
    /// The line that takes this one back.
    fn taken_back(&self, month: Month) -> Self {
        let fixed =
            Fixed { promotion: -self.fixed.promotion, amount: -self.fixed.amount, ..self.fixed.clone() };
        let (quantity, vat) = (-self.quantity, -self.vat);
        Self { id: None, quantity, fixed, vat, month, gathered: false, corrects: self.id, ..self.clone() }
    }
}

/// A period for which an organisation holds something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) what: What,
    pub(super) tier: Option<Tier>,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// A month of a partner that has a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) agreed: bool,
}

/// What an application is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Connect,
    /// A renewal, or a change that renews.
    Renew,
    /// A change of users: only what is not held yet is bought.
    Users,
    Restore,
}

/// What an approved application brings.
pub(super) struct Bought<'a> {
    pub(super) partner: &'static str,
    pub(super) application: i64,
    pub(super) organization: u32,
    pub(super) kind: Kind,
    pub(super) seen: &'a [Charged],
}

#[derive(Default)]
pub(super) struct Books {
    pub(super) lines: Vec<Line>,
    pub(super) held: BTreeMap<u32, Vec<Held>>,
    pub(super) months: BTreeMap<(&'static str, Month), Settled>,
    /// What partners have above what they owe, in kopecks.
    pub(super) credit: BTreeMap<&'static str, i64>,
}

impl Books {
    /// Whether nothing is charged in a month any more.
    pub(super) fn is_agreed(&self, partner: &'static str, month: Month) -> bool {
        let later = |months: &BTreeMap<(&'static str, Month), Settled>| {
            months.iter().any(|((whose, other), one)| *whose == partner && *other > month && one.agreed)
        };
        self.months.get(&(partner, month)).map_or_else(|| later(&self.months), |one| one.agreed)
    }

    /// The month in which something is charged that happens on a day.
    pub(super) fn place(&self, partner: &'static str, day: NaiveDate) -> Month {
        let mut month = days::month_of(day);
        while self.is_agreed(partner, month) {
            month += 1;
        }
        month
    }

    /// The highest tier that an organisation holds on a day.
    pub(super) fn tier(&self, organization: u32, day: NaiveDate) -> Option<Tier> {
        let held = self.held.get(&organization).into_iter().flatten();
        held.filter(|one| one.from <= day && day <= one.to).filter_map(|one| one.tier).max()
    }

    /// What must be charged for an application that is approved on this day.
    pub(super) fn approve(&mut self, tariff: &Tariff, bought: &Bought<'_>, day: NaiveDate) {
        let month = self.place(bought.partner, day);
        let running = self.tier(bought.organization, day);
        for (what, months, tier, fixed) in bought.seen {
            // Nobody is charged for what another application has brought meanwhile.
            if bought.kind == Kind::Users && *tier <= running {
                continue;
            }
            let begins = self.begins(bought, what, *tier, day);
            let period = begins.map(|from| (from, days::ends(from, *months)));
            let (rate, vat) = tariff.taxed(what, fixed.amount, day);
            self.lines.push(Line {
                id: None,
                partner: bought.partner,
                application: bought.application,
                what,
                quantity: 1,
                fixed: fixed.clone(),
                rate,
                vat,
                period,
                month,
                gathered: false,
                corrects: None,
            });
            let (from, to) = period.unwrap_or((day, days::ends(day, *months)));
            let held = self.held.entry(bought.organization).or_default();
            if *tier > running {
                let running = |one: &&mut Held| one.what == EXTENSION && one.tier < *tier && one.from <= day;
                held.iter_mut().filter(running).for_each(|lower| {
                    lower.to = lower.to.min(day.pred_opt().unwrap());
                });
            }
            held.push(Held { what, tier: *tier, from, to });
        }
    }

    /// A first licence begins at once, and so does a higher tier; a renewed one when the unbroken chain ends.
    fn begins(
        &self,
        bought: &Bought<'_>,
        what: What,
        tier: Option<Tier>,
        day: NaiveDate,
    ) -> Option<NaiveDate> {
        let own: Vec<Held> = self.held.get(&bought.organization).into_iter().flatten().copied().collect();
        let own: Vec<Held> = own.into_iter().filter(|one| one.what == what && one.from <= one.to).collect();
        let holds = |one: &&Held, day: NaiveDate| one.from <= day && day <= one.to;
        let mut from = day;
        if bought.kind == Kind::Renew
            && tier <= own.iter().filter(|one| holds(one, day)).filter_map(|one| one.tier).max()
        {
            while let Some(last) = own.iter().filter(|one| holds(one, from)).map(|one| one.to).max() {
                from = days::after(last);
            }
        }
        // What begins later than this, by a clock that was set back, and a lower tier that waited when a higher one was
        // bought: the contract says nothing of either.
        let apart =
            |one: &Held, other: &Held| one.tier == other.tier || one.to < other.from || other.to < one.from;
        let clear = own.iter().all(|one| one.from <= from && own.iter().all(|other| apart(one, other)));
        clear.then_some(from)
    }

    /// The last line that follows a row, each taking back the one before it, and whether they leave nothing of the row.
    fn taken_back(&self, row: i64) -> (&Line, bool) {
        let mut last = self.lines.iter().find(|line| line.id == Some(row)).unwrap();
        let mut gone = false;
        while let Some(next) =
            self.lines.iter().find(|line| line.corrects.is_some() && line.corrects == last.id)
        {
            (last, gone) = (next, !gone);
        }
        (last, gone)
    }

    /// A dispute is answered: the line will be corrected, or it stands. What follows it is made to say so.
    pub(super) fn answer(&mut self, row: i64, corrected: bool, day: NaiveDate) {
        let (last, gone) = self.taken_back(row);
        if gone == corrected {
            return;
        }
        // Corrections stand in a later month, also by a clock that was set back.
        let disputed = self.lines.iter().find(|line| line.id == Some(row)).unwrap();
        let later = day.max(days::first_day(disputed.month + 1));
        let new = last.taken_back(self.place(last.partner, later));
        self.lines.push(new);
    }

    /// Whether an answer says the opposite of the one before.
    pub(super) fn changes_its_mind(&self, row: i64, corrected: bool) -> bool {
        self.taken_back(row).1 && !corrected
    }

    /// Whether a line of a month stands in no statement yet.
    pub(super) fn is_loose(&self, partner: &'static str, month: Month) -> bool {
        let mut own = self.lines.iter().filter(|line| line.partner == partner && line.month == month);
        own.any(|line| !line.gathered)
    }

    /// The statement of a month is formed: it has every line of the month. Answers with how many came.
    pub(super) fn form(&mut self, partner: &'static str, month: Month) -> usize {
        if self.is_agreed(partner, month) {
            return 0;
        }
        let mut come = 0;
        for line in self.lines.iter_mut().filter(|line| line.partner == partner && line.month == month) {
            come += usize::from(!line.gathered);
            line.gathered = true;
        }
        if come > 0 {
            self.months.entry((partner, month)).or_default();
        }
        come
    }

    /// A month is agreed; what did not stand in its statement goes to the first month that is not.
    pub(super) fn agree(&mut self, partner: &'static str, month: Month) {
        self.months.entry((partner, month)).or_default().agreed = true;
        let own = |line: &Line| line.partner == partner && !line.gathered;
        for place in (0..self.lines.len()).filter(|place| own(&self.lines[*place])).collect::<Vec<_>>() {
            self.lines[place].month = self.place(partner, days::first_day(self.lines[place].month));
        }
    }

    /// A month ends with an invoice, of which credits are taken off, or as a credit; answers with what is to be paid.
    pub(super) fn end(&mut self, partner: &'static str, total: i64) -> i64 {
        let credit = self.credit.entry(partner).or_default();
        let pays = (total - *credit).max(0);
        *credit -= total - pays;
        pays
    }
}
