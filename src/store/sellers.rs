//! Sellers: what partners print on their own documents, with their regimes of VAT and their own prices.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::error::sound;
use super::tables::{own_price, seller, seller_regime};
use super::{Reach, StoreError, Tx, logos, numbering};
use crate::domain::billing::BilledProduct;
use crate::domain::dated::Dated;
use crate::domain::ids::PartnerId;
use crate::domain::multi_user::Tier;
use crate::domain::seller::{OwnPrice, Seller, SellerRow, SellerTerms, SellerTurn, VatRegime};

/// What a partner sells by, past, present and planned. Whoever changes it has locked the head of the partner's chain.
pub async fn of_partner(reach: &impl Reach, partner: PartnerId) -> Result<Seller, StoreError> {
    let row = seller::Entity::find_by_id(partner.0).one(&reach.on()).await?;
    let (terms, version) = match row {
        None => (None, 0),
        Some(row) => (read_terms(&row)?, row.version),
    };
    let regimes = seller_regime::Entity::find()
        .filter(seller_regime::Column::PartnerId.eq(partner.0))
        .order_by_asc(seller_regime::Column::ValidFrom);
    let prices = own_price::Entity::find()
        .filter(own_price::Column::PartnerId.eq(partner.0))
        .order_by_asc(own_price::Column::ValidFrom);
    Ok(Seller {
        partner,
        terms,
        regimes: regimes.all(&reach.on()).await?.iter().map(read_regime).collect::<Result<_, _>>()?,
        prices: prices.all(&reach.on()).await?.iter().map(read_price).collect::<Result<_, _>>()?,
        version,
    })
}

/// Writes what changed at this instant, over the version that was seen.
pub(super) async fn write(tx: &Tx, turn: &SellerTurn, at: DateTime<Utc>) -> Result<(), StoreError> {
    write_terms(tx, &turn.seller).await?;
    let partner = turn.seller.partner.0;
    match &turn.added {
        SellerRow::Terms => Ok(()),
        SellerRow::Regime(from, regime) => {
            use seller_regime::{ActiveModel, Column, Entity};
            let row = ActiveModel {
                partner_id: Set(partner),
                valid_from: Set(*from),
                regime: Set(regime.code().to_owned()),
            };
            let same = OnConflict::columns([Column::PartnerId, Column::ValidFrom])
                .update_column(Column::Regime)
                .to_owned();
            Entity::insert(row).on_conflict(same).exec_without_returning(&tx.on()).await?;
            Ok(())
        }
        SellerRow::Price(from, price) => {
            use own_price::{ActiveModel, Column, Entity};
            let row = ActiveModel {
                partner_id: Set(partner),
                product: Set(price.product.code().to_owned()),
                tier: Set(price.tier.map_or("", Tier::code).to_owned()),
                term_months: Set(i32::try_from(price.term_months).unwrap_or(i32::MAX)),
                valid_from: Set(*from),
                amount: Set(price.amount),
            };
            let key =
                [Column::PartnerId, Column::Product, Column::Tier, Column::TermMonths, Column::ValidFrom];
            let same = OnConflict::columns(key).update_column(Column::Amount).to_owned();
            Entity::insert(row).on_conflict(same).exec_without_returning(&tx.on()).await?;
            Ok(())
        }
        SellerRow::Series(series) => numbering::write_series(tx, series).await,
        SellerRow::Logo(logo) => logos::add(tx, turn.seller.partner, logo, at).await,
    }
}

async fn write_terms(tx: &Tx, seller: &Seller) -> Result<(), StoreError> {
    use seller::{ActiveModel, Column, Entity};
    let terms = match &seller.terms {
        None => String::new(),
        Some(terms) => serde_json::to_string(terms).map_err(|_| StoreError::Broken("terms of a seller"))?,
    };
    let row = ActiveModel {
        partner_id: Set(seller.partner.0),
        terms: Set(terms),
        version: Set(seller.version + 1),
    };
    if seller.version == 0 {
        Entity::insert(row).exec_without_returning(&tx.on()).await?;
        return Ok(());
    }
    let seen = Column::PartnerId.eq(seller.partner.0).and(Column::Version.eq(seller.version));
    let written = Entity::update_many().set(row).filter(seen).exec(&tx.on()).await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

fn read_terms(row: &seller::Model) -> Result<Option<SellerTerms>, StoreError> {
    if row.terms.is_empty() {
        return Ok(None);
    }
    sound(serde_json::from_str(&row.terms).ok(), "sellers", "terms", row.partner_id).map(Some)
}

fn read_regime(row: &seller_regime::Model) -> Result<Dated<VatRegime>, StoreError> {
    let value = sound(VatRegime::from_code(&row.regime), "seller_regimes", "regime", row.partner_id)?;
    Ok(Dated { from: row.valid_from, to: None, value })
}

fn read_price(row: &own_price::Model) -> Result<Dated<OwnPrice>, StoreError> {
    const TABLE: &str = "own_prices";
    let tier = match row.tier.as_str() {
        "" => None,
        code => Some(sound(Tier::from_code(code), TABLE, "tier", row.partner_id)?),
    };
    let value = OwnPrice {
        product: sound(BilledProduct::from_code(&row.product), TABLE, "product", row.partner_id)?,
        tier,
        term_months: sound(u32::try_from(row.term_months).ok(), TABLE, "term_months", row.partner_id)?,
        amount: row.amount,
    };
    Ok(Dated { from: row.valid_from, to: None, value })
}
