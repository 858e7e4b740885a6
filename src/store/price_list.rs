//! The price list and the promotions as the operator keeps them: read whole, written a version at a time.

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryOrder as _};

use super::tables::{group_band, price, promotion, vat_rate, zone};
use super::tariffs::{self, ANY};
use super::{Reach, StoreError, Tx};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::price::{
    Ground, GroundRow, GroundVersion, GroupBand, PriceList, PriceVersion, Promotion, PromotionPlan, VatRule,
    Zone,
};

/// The price list with its zones and bands.
pub async fn whole(reach: &impl Reach) -> Result<PriceList, StoreError> {
    let rows = price::Entity::find().order_by_asc(price::Column::Id).all(&reach.on()).await?;
    Ok(PriceList {
        prices: rows.into_iter().map(tariffs::read_price).collect::<Result<_, _>>()?,
        zones: tariffs::zones(reach).await?,
        bands: tariffs::bands(reach).await?,
    })
}

/// What prices rest on beside the list: zones, bands and taxes.
pub async fn ground(reach: &impl Reach) -> Result<Ground, StoreError> {
    Ok(Ground {
        zones: tariffs::zones(reach).await?,
        bands: tariffs::bands(reach).await?,
        vat: tariffs::vat(reach).await?,
    })
}

/// Every promotion, past, current and planned, the latest first.
pub async fn promotions(reach: &impl Reach) -> Result<Vec<Dated<Promotion>>, StoreError> {
    let rows = promotion::Entity::find()
        .order_by_desc(promotion::Column::ValidFrom)
        .order_by_asc(promotion::Column::Code)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(tariffs::read_promotion).collect()
}

/// The VAT rule of each product, with the days on which it holds.
pub async fn vat(reach: &impl Reach) -> Result<Vec<Dated<VatRule>>, StoreError> {
    tariffs::vat(reach).await
}

/// Writes the rows of a version. Rows that end are written before rows that begin.
pub(super) async fn write(tx: &Tx, version: &PriceVersion) -> Result<(), StoreError> {
    use price::{Column, Entity};
    let matter = [
        Column::Product,
        Column::LegalForm,
        Column::Zone,
        Column::TermMonths,
        Column::Tier,
        Column::GroupBand,
        Column::ValidFrom,
    ];
    for row in &version.rows {
        let start = OnConflict::columns(matter).update_columns([Column::Amount, Column::ValidTo]).to_owned();
        let row = tariffs::price_row(row);
        Entity::insert(row).on_conflict(start).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

/// Writes the rows of a version of a tariff table (zones, bands or VAT). A row of the same day is replaced.
pub(super) async fn write_ground(tx: &Tx, version: &GroundVersion) -> Result<(), StoreError> {
    for row in &version.rows {
        match row {
            GroundRow::Zone(zone) => write_zone(tx, version.from, zone).await?,
            GroundRow::Band(band) => write_band(tx, version.from, band).await?,
            GroundRow::Vat(rule) => write_vat(tx, version.from, rule).await?,
        }
    }
    Ok(())
}

async fn write_zone(tx: &Tx, from: NaiveDate, row: &Zone) -> Result<(), StoreError> {
    use zone::{ActiveModel, Column, Entity};
    let same_day =
        OnConflict::columns([Column::Region, Column::ValidFrom]).update_column(Column::Zone).to_owned();
    let row = ActiveModel {
        region: Set(row.region.as_str().to_owned()),
        zone: Set(row.zone.clone()),
        valid_from: Set(from),
    };
    Entity::insert(row).on_conflict(same_day).exec_without_returning(&tx.on()).await?;
    Ok(())
}

async fn write_band(tx: &Tx, from: NaiveDate, row: &GroupBand) -> Result<(), StoreError> {
    use group_band::{Column, Entity};
    let same_day = OnConflict::columns([Column::FromCount, Column::ValidFrom])
        .update_columns([Column::ToCount, Column::Rate])
        .to_owned();
    let row = tariffs::band_row(&Dated { from, to: None, value: row.clone() });
    Entity::insert(row).on_conflict(same_day).exec_without_returning(&tx.on()).await?;
    Ok(())
}

async fn write_vat(tx: &Tx, from: NaiveDate, row: &VatRule) -> Result<(), StoreError> {
    use vat_rate::{Column, Entity};
    let same_day =
        OnConflict::columns([Column::Product, Column::ValidFrom]).update_column(Column::Rate).to_owned();
    let row = tariffs::vat_row(&Dated { from, to: None, value: row.clone() });
    Entity::insert(row).on_conflict(same_day).exec_without_returning(&tx.on()).await?;
    Ok(())
}

/// Writes a promotion, or the end of one.
pub(super) async fn write_promotion(tx: &Tx, plan: &PromotionPlan) -> Result<(), StoreError> {
    use promotion::{ActiveModel, Column, Entity};
    let PromotionPlan(Dated { from, to, value }) = plan;
    let row = ActiveModel {
        code: Set(value.code.clone()),
        name: Set(value.name.clone()),
        product: Set(value.product.map_or(ANY, BilledProduct::code).to_owned()),
        rate: Set(value.discount.basis_points()),
        valid_from: Set(*from),
        valid_to: Set(*to),
        ..Default::default()
    };
    let start =
        OnConflict::columns([Column::Code, Column::ValidFrom]).update_column(Column::ValidTo).to_owned();
    Entity::insert(row).on_conflict(start).exec_without_returning(&tx.on()).await?;
    Ok(())
}
