//! Prices: every line has the list price of the day on which its terms were fixed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use crate::domain::application::Application;
use crate::domain::billing::Basis;
use crate::domain::charge::Charge;
use crate::domain::ids::{ApplicationNumber, PartnerId};
use crate::domain::month::moscow_day;
use crate::domain::price::{Item, Tariffs};
use crate::store::verification::{Invariant, Tally};
use crate::store::{Reach, StoreError, applications, charges, tariffs};

/// How many lines are checked at once.
const TOGETHER: u64 = 500;

/// Checks all lines in chunks.
pub(super) async fn check(reach: &impl Reach) -> Result<Invariant, StoreError> {
    let mut tally = Tally::of(
        "every price that was charged stands in the price list of its day",
        "put the price back as a backup has it; the line says what it was",
    );
    let mut lists: HashMap<PartnerId, Tariffs> = HashMap::new();
    let mut after = 0;
    loop {
        let lines = charges::page(reach, after, TOGETHER).await?;
        let Some(last) = lines.last() else { return Ok(tally.found()) };
        after = last.id.0;
        let numbers: Vec<ApplicationNumber> = lines.iter().map(|line| line.application).collect();
        let of = applications::with_numbers(reach, &numbers).await?;
        for line in lines.iter().filter(|line| line.corrects.is_none()) {
            let Some(application) = of.get(&line.application) else { continue };
            if let Entry::Vacant(unread) = lists.entry(line.partner) {
                unread.insert(tariffs::of_partner(reach, line.partner).await?);
            }
            let listed = lists.get(&line.partner).is_some_and(|list| is_listed(list, line, application));
            tally.look(listed, || format!("line {} of application {}", line.id, line.application));
        }
    }
}

/// Whether the line has the list price of the day on which its terms were fixed. Old rows do not record that day; it
/// lies between receipt and activation. The day of activation is tried first, since most lists hold for long.
fn is_listed(list: &Tariffs, line: &Charge, application: &Application) -> bool {
    let item = item(line, application);
    let costs = |day: NaiveDate| list.quote(&item, day).is_ok_and(|quote| quote.price == line.sums.price);
    if let Some(terms) = &application.terms {
        return costs(terms.on);
    }
    let (received, activated) = (moscow_day(application.received_at), moscow_day(line.activated_at));
    costs(activated) || received.iter_days().take_while(|day| *day < activated).any(costs)
}

/// The item as it was priced.
fn item(line: &Charge, application: &Application) -> Item {
    let promoted = line.basis == Basis::Promo;
    Item {
        product: line.product,
        legal_form: application.asked.legal_form,
        region: application.asked.region.clone(),
        term_months: line.term_months,
        tier: line.tier,
        basis: if promoted { Basis::Paid } else { line.basis },
        group_band: application.parameters.group_band,
        promotion: None,
    }
}
