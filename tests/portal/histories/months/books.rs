//! The model's books: the licences, the charges of each month, the agreed statements and the credits.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::days::{self, Month};
use super::tariff::{Charged, EXTENSION, Fixed, Tariff, Tier, What};

/// A charge as the database must hold it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The id of its row, once the test has read it.
    pub(super) id: Option<i64>,
    pub(super) partner: &'static str,
    pub(super) application: i64,
    pub(super) what: What,
    pub(super) quantity: i64,
    pub(super) fixed: Fixed,
    pub(super) rate: Option<i64>,
    pub(super) vat: i64,
    /// `None` when the contract leaves the period open.
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
    pub(super) month: Month,
    /// Whether it belongs to a statement.
    pub(super) gathered: bool,
    /// The row that it corrects.
    pub(super) corrects: Option<i64>,
}

impl Line {
    /// The correction of this line.
    fn taken_back(&self, month: Month) -> Self {
        let fixed =
            Fixed { promotion: -self.fixed.promotion, amount: -self.fixed.amount, ..self.fixed.clone() };
        let (quantity, vat) = (-self.quantity, -self.vat);
        Self { id: None, quantity, fixed, vat, month, gathered: false, corrects: self.id, ..self.clone() }
    }
}

/// A licence of an organisation with its period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) what: What,
    pub(super) tier: Option<Tier>,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// A partner's month that has a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) agreed: bool,
}

/// The type of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Connect,
    /// A renewal, or a change that includes one.
    Renew,
    /// A change of users: it buys only what the organisation does not hold yet.
    Users,
    Restore,
}

/// What the approval of an application buys.
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
    /// The credit of each partner, in kopecks.
    pub(super) credit: BTreeMap<&'static str, i64>,
}

impl Books {
    /// Whether the month accepts no more charges.
    pub(super) fn is_agreed(&self, partner: &'static str, month: Month) -> bool {
        let later = |months: &BTreeMap<(&'static str, Month), Settled>| {
            months.iter().any(|((whose, other), one)| *whose == partner && *other > month && one.agreed)
        };
        self.months.get(&(partner, month)).map_or_else(|| later(&self.months), |one| one.agreed)
    }

    /// The month to which a charge of this day belongs.
    pub(super) fn place(&self, partner: &'static str, day: NaiveDate) -> Month {
        let mut month = days::month_of(day);
        while self.is_agreed(partner, month) {
            month += 1;
        }
        month
    }

    /// The highest tier among the licences that an organisation holds on a day.
    pub(super) fn tier(&self, organization: u32, day: NaiveDate) -> Option<Tier> {
        let held = self.held.get(&organization).into_iter().flatten();
        held.filter(|one| one.from <= day && day <= one.to).filter_map(|one| one.tier).max()
    }

    /// Adds the charges of an application that is approved on this day.
    pub(super) fn approve(&mut self, tariff: &Tariff, bought: &Bought<'_>, day: NaiveDate) {
        let month = self.place(bought.partner, day);
        let running = self.tier(bought.organization, day);
        for (what, months, tier, fixed) in bought.seen {
            // A change of users is not charged for a tier that another application has bought since.
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
        // The contract leaves two cases open: a licence that begins after this day, by a clock that was set back, and a
        // lower tier that was waiting when a higher one was bought.
        let apart =
            |one: &Held, other: &Held| one.tier == other.tier || one.to < other.from || other.to < one.from;
        let clear = own.iter().all(|one| one.from <= from && own.iter().all(|other| apart(one, other)));
        clear.then_some(from)
    }

    /// The last correction in the chain that begins with a row, and whether the chain cancels the row.
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

    /// Answers a dispute: the operator corrects the line or keeps it. A correction is added when the answer differs
    /// from the state of the chain.
    pub(super) fn answer(&mut self, row: i64, corrected: bool, day: NaiveDate) {
        let (last, gone) = self.taken_back(row);
        if gone == corrected {
            return;
        }
        // A correction belongs to a later month, even when the clock was set back.
        let disputed = self.lines.iter().find(|line| line.id == Some(row)).unwrap();
        let later = day.max(days::first_day(disputed.month + 1));
        let new = last.taken_back(self.place(last.partner, later));
        self.lines.push(new);
    }

    /// Whether an answer reverses the previous one.
    pub(super) fn changes_its_mind(&self, row: i64, corrected: bool) -> bool {
        self.taken_back(row).1 && !corrected
    }

    /// Whether a month has a line that belongs to no statement yet.
    pub(super) fn is_loose(&self, partner: &'static str, month: Month) -> bool {
        let mut own = self.lines.iter().filter(|line| line.partner == partner && line.month == month);
        own.any(|line| !line.gathered)
    }

    /// Forms the statement of a month from all of its lines. Returns the number of lines added.
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

    /// Agrees to a month. Lines outside its statement move to the first month that is not agreed.
    pub(super) fn agree(&mut self, partner: &'static str, month: Month) {
        self.months.entry((partner, month)).or_default().agreed = true;
        let own = |line: &Line| line.partner == partner && !line.gathered;
        for place in (0..self.lines.len()).filter(|place| own(&self.lines[*place])).collect::<Vec<_>>() {
            self.lines[place].month = self.place(partner, days::first_day(self.lines[place].month));
        }
    }

    /// Ends a month with an invoice, which credits reduce, or as a credit. Returns the amount to be paid.
    pub(super) fn end(&mut self, partner: &'static str, total: i64) -> i64 {
        let credit = self.credit.entry(partner).or_default();
        let pays = (total - *credit).max(0);
        *credit -= total - pays;
        pays
    }
}
