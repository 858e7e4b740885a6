//! The price list and the promotions as the operator keeps them: read whole, written a version at a time.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryOrder as _};

use super::tables::{price, promotion};
use super::tariffs::{self, ANY};
use super::{Reach, StoreError, Tx};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::price::{PriceList, PriceVersion, Promotion, PromotionPlan, VatRule};

/// The price list with its zones and bands.
pub async fn whole(reach: &impl Reach) -> Result<PriceList, StoreError> {
    let rows = price::Entity::find().order_by_asc(price::Column::Id).all(&reach.on()).await?;
    Ok(PriceList {
        prices: rows.into_iter().map(tariffs::read_price).collect::<Result<_, _>>()?,
        zones: tariffs::zones(reach).await?,
        bands: tariffs::bands(reach).await?,
    })
}

/// Every promotion that ever was or is planned, the latest first.
pub async fn promotions(reach: &impl Reach) -> Result<Vec<Dated<Promotion>>, StoreError> {
    let rows = promotion::Entity::find()
        .order_by_desc(promotion::Column::ValidFrom)
        .order_by_asc(promotion::Column::Code)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(tariffs::read_promotion).collect()
}

/// How each product is taxed, with the days.
pub async fn vat(reach: &impl Reach) -> Result<Vec<Dated<VatRule>>, StoreError> {
    tariffs::vat(reach).await
}

/// Writes the rows of a version, those that end before those that begin.
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
