//! Lines: each follows from its price, and stands where the day of its activation or an agreed month put it.

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tally::Tally;
use super::{CHUNK, Invariant};
use crate::domain::agreed_months::AgreedMonths;
use crate::domain::charge::Charge;
use crate::domain::ids::{ChargeId, PartnerId};
use crate::domain::month::Month;
use crate::domain::role::Scope;
use crate::store::tables::charge::{Column, Entity};
use crate::store::{Reach, StoreError, charges, statements};

/// Looks at all lines, some at a time.
pub(super) async fn check(reach: &impl Reach) -> Result<Vec<Invariant>, StoreError> {
    let mut sums = Tally::of(
        "every sum of a charge follows from its price, discounts and VAT rate",
        "put the line back as a backup has it, or take it back by a correction",
    );
    let mut mirrored =
        Tally::of("every correction takes back exactly its line", "put the correction back as its line says");
    let mut placed = Tally::of(
        "every charge stands in the month of its activation, or in a later one because that was agreed",
        "put the month back: that of the activation, or the first that was not agreed then",
    );
    let agreed = agreed_months(reach).await?;
    let mut after = 0;
    loop {
        let lines = charges::page(reach, after, CHUNK).await?;
        let corrected = corrected(reach, &lines).await?;
        for line in &lines {
            let words = || format!("line {} of application {}", line.id, line.application);
            sums.look(line.sums.follow(), words);
            let whole = line.corrects.and_then(|id| corrected.get(&id));
            let from = first_month(line, &corrected);
            let months = agreed.get(&line.partner);
            placed.look(from.is_some_and(|from| is_placed(line, from, months)), words);
            if line.corrects.is_some() {
                mirrored.look(whole.is_some_and(|whole| mirrors(line, whole)), words);
            }
            after = line.id.0;
        }
        if u64::try_from(lines.len()).is_ok_and(|read| read < CHUNK) {
            return Ok([sums, mirrored, placed].map(Tally::found).into());
        }
    }
}

/// The lines that these correct, and those that they correct.
async fn corrected(reach: &impl Reach, lines: &[Charge]) -> Result<HashMap<ChargeId, Charge>, StoreError> {
    let mut found = HashMap::new();
    let mut ids: Vec<i64> = lines.iter().filter_map(|line| line.corrects).map(|id| id.0).collect();
    while !ids.is_empty() {
        let rows = Entity::find().filter(Column::Id.is_in(std::mem::take(&mut ids))).all(&reach.on()).await?;
        for row in rows {
            let line = charges::read(row)?;
            ids.extend(line.corrects.filter(|id| !found.contains_key(id)).map(|id| id.0));
            found.insert(line.id, line);
        }
    }
    Ok(found)
}

/// Whether a correction copies everything of its line but the day and the sign.
fn mirrors(line: &Charge, whole: &Charge) -> bool {
    line.sums.mirror(&whole.sums)
        && (line.partner, &line.licensee, line.application)
            == (whole.partner, &whole.licensee, whole.application)
        && (line.product, line.tier, line.starts_on, line.ends_on)
            == (whole.product, whole.tier, whole.starts_on, whole.ends_on)
}

/// Which months of each partner are agreed.
async fn agreed_months(reach: &impl Reach) -> Result<HashMap<PartnerId, AgreedMonths>, StoreError> {
    let mut months: HashMap<PartnerId, Vec<(Month, bool)>> = HashMap::new();
    for statement in statements::all(reach, &Scope::Everything, u64::MAX >> 1).await? {
        let month = (statement.month, statement.agreement.is_some());
        months.entry(statement.partner).or_default().push(month);
    }
    Ok(months.into_iter().map(|(partner, months)| (partner, months.into_iter().collect())).collect())
}

/// The first month in which a line may stand: that of its activation; for a correction also not before the month behind
/// the disputed line. Nothing when a line that it takes back is gone.
fn first_month(line: &Charge, corrected: &HashMap<ChargeId, Charge>) -> Option<Month> {
    let own = Month::of(line.activated_at);
    let Some(mut id) = line.corrects else { return Some(own) };
    // Each correction comes after the line that it takes back, so the way to the disputed one ends.
    loop {
        let whole = corrected.get(&id)?;
        match whole.corrects {
            Some(before) if before < id => id = before,
            Some(_) => return None,
            None => return Some(own.max(whole.month.next())),
        }
    }
}

/// Whether every month before that of the line, from this one on, is agreed. What is agreed once stays so.
fn is_placed(line: &Charge, from: Month, agreed: Option<&AgreedMonths>) -> bool {
    let mut month = from;
    while month < line.month && agreed.is_some_and(|agreed| agreed.include(month)) {
        month = month.next();
    }
    month == line.month
}
