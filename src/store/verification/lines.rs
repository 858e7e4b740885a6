//! Lines: each follows from its price, and stands where the day of its activation or an agreed month put it.

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::tally::Tally;
use super::{CHUNK, Invariant};
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
            let beside = whole.is_some_and(|whole| is_beside(line, whole));
            placed.look(beside || is_placed(line, &agreed), words);
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

/// The lines that these correct.
async fn corrected(reach: &impl Reach, lines: &[Charge]) -> Result<HashMap<ChargeId, Charge>, StoreError> {
    let ids: Vec<i64> = lines.iter().filter_map(|line| line.corrects).map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(&reach.on()).await?;
    let lines = rows.into_iter().map(|row| charges::read(row).map(|line| (line.id, line)));
    lines.collect()
}

/// Whether a correction copies everything of its line but the day and the sign.
fn mirrors(line: &Charge, whole: &Charge) -> bool {
    line.sums.mirror(&whole.sums)
        && (line.partner, &line.licensee, line.application)
            == (whole.partner, &whole.licensee, whole.application)
        && (line.product, line.tier, line.starts_on, line.ends_on)
            == (whole.product, whole.tier, whole.starts_on, whole.ends_on)
}

/// The months of each partner that were agreed, or counted as it.
async fn agreed_months(reach: &impl Reach) -> Result<HashMap<PartnerId, Vec<Month>>, StoreError> {
    let mut months: HashMap<PartnerId, Vec<Month>> = HashMap::new();
    for statement in statements::all(reach, &Scope::Everything, u64::MAX >> 1).await? {
        if statement.agreement.is_some() {
            months.entry(statement.partner).or_default().push(statement.month);
        }
    }
    Ok(months)
}

/// Whether a correction stands where its line puts it, whatever the clock said: in the next month, or together with the
/// correction that it takes back.
fn is_beside(line: &Charge, whole: &Charge) -> bool {
    line.month == whole.month.next() || (whole.corrects.is_some() && line.month == whole.month)
}

/// A later month needs one that was agreed meanwhile: that of the activation, or one behind it.
fn is_placed(line: &Charge, agreed: &HashMap<PartnerId, Vec<Month>>) -> bool {
    let own = Month::of(line.activated_at);
    let between = |month: &Month| own <= *month && *month < line.month;
    own == line.month || agreed.get(&line.partner).is_some_and(|months| months.iter().any(between))
}
