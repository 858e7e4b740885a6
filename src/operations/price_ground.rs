//! The tariff tables besides the price list: zones, bands and VAT; previewed and published one table at a time.

use chrono::NaiveDate;

use super::{Desk, Failure, Refusal};
use crate::domain::dated::from_tomorrow;
use crate::domain::form::read_day;
use crate::domain::month::moscow_day;
use crate::domain::price::{Ground, GroundDifference, GroundRow, GroundTable, ground_digest};
use crate::policy::Permission;
use crate::store::{keep, price_list};

/// The preview of a table's version.
#[derive(Debug)]
pub struct GroundPreview {
    /// The first day.
    pub from: NaiveDate,
    /// The rows of the version, each with the row that it replaces.
    pub differences: Vec<GroundDifference>,
    /// The digest of the preview, for detecting conflicts.
    pub seen: String,
}

/// The tables with all their days.
pub async fn tables(desk: &Desk) -> Result<Ground, Failure> {
    desk.may(Permission::ManagePrices).await?;
    Ok(price_list::ground(desk.db()).await?)
}

/// Previews a version that holds from a day on.
pub async fn preview(
    desk: &Desk,
    table: GroundTable,
    from: &str,
    rows: Vec<GroundRow>,
) -> Result<GroundPreview, Failure> {
    desk.may(Permission::ManagePrices).await?;
    compared(desk, &price_list::ground(desk.db()).await?, table, from, rows)
}

fn compared(
    desk: &Desk,
    ground: &Ground,
    table: GroundTable,
    from: &str,
    rows: Vec<GroundRow>,
) -> Result<GroundPreview, Failure> {
    let from = from_tomorrow(read_day(from), moscow_day(desk.now()))
        .map_err(|words| Failure::Invalid(vec![("from", words.to_owned())]))?;
    if let Some((one, other)) = ground.overlapping_bands(from, &rows).filter(|_| table == GroundTable::Bands)
    {
        let words = format!("Группы от {one} и от {other} пересекаются: укажите, до скольких первая");
        return Err(Failure::Invalid(vec![("rows", words)]));
    }
    let differences = ground.differences(table, from, rows);
    Ok(GroundPreview { seen: ground_digest(table, from, &differences), from, differences })
}

/// Publishes a version exactly as previewed; returns its first day and the number of changed rows.
pub async fn publish(
    desk: &Desk,
    table: GroundTable,
    from: &str,
    rows: Vec<GroundRow>,
    seen: &str,
) -> Result<(NaiveDate, usize), Failure> {
    desk.may(Permission::ManagePrices).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    let ground = price_list::ground(&tx).await?;
    let preview = compared(desk, &ground, table, from, rows)?;
    if preview.seen != seen {
        return Err(Refusal::PricesChanged.into());
    }
    let changed = preview.differences.iter().filter(|difference| difference.is_one()).count();
    let rows = preview.differences.into_iter().map(|difference| difference.row).collect();
    if let Some(version) = ground.plan(table, preview.from, rows) {
        keep(&tx, &desk.keeper(), version).await?;
    }
    desk.commit(tx).await?;
    Ok((preview.from, changed))
}
