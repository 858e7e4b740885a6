//! The mapping between the columns of a charge's row and a [`Charge`].

use sea_orm::ActiveValue::Set;

use crate::domain::billing::{Basis, BilledProduct};
use crate::domain::charge::{Charge, Licensee, LineState, Sums};
use crate::domain::ids::{ApplicationNumber, ChargeId, OrganizationId, PartnerId, StatementId};
use crate::domain::money::{Money, Rate};
use crate::domain::month::Month;
use crate::domain::multi_user::Tier;
use crate::store::StoreError;
use crate::store::error::sound;
use crate::store::tables::charge::{ActiveModel, Model};

const TABLE: &str = "charges";

pub(in crate::store) fn active(charge: &Charge) -> ActiveModel {
    let (sums, licensee) = (&charge.sums, &charge.licensee);
    ActiveModel {
        source: Set(charge.source.clone()),
        partner_id: Set(charge.partner.0),
        month: Set(charge.month.to_string()),
        statement_id: Set(charge.statement.map(|statement| statement.0)),
        organization_id: Set(licensee.organization.0),
        subscriber_code: Set(licensee.subscriber_code.clone()),
        organization_name: Set(licensee.name.clone()),
        inn: Set(licensee.inn.clone()),
        kpp: Set(licensee.kpp.clone()),
        reg_number: Set(licensee.reg_number.clone()),
        application_number: Set(charge.application.0),
        activated_at: Set(charge.activated_at),
        product: Set(charge.product.code().to_owned()),
        term_months: Set(i32::try_from(charge.term_months).unwrap_or(i32::MAX)),
        tier: Set(charge.tier.map(|tier| tier.code().to_owned())),
        basis: Set(charge.basis.code().to_owned()),
        promotion: Set(charge.promotion.clone()),
        starts_on: Set(charge.starts_on),
        ends_on: Set(charge.ends_on),
        quantity: Set(sums.quantity),
        price: Set(sums.price.kopecks()),
        promotion_discount: Set(sums.promotion_discount.kopecks()),
        discount: Set(sums.partner_discount.basis_points()),
        amount: Set(sums.amount.kopecks()),
        vat_rate: Set(sums.vat_rate.map(Rate::basis_points)),
        vat: Set(sums.vat.kopecks()),
        total: Set(sums.total.kopecks()),
        rule_version: Set(charge.rule_version.clone()),
        contract_number: Set(charge.contract_number.clone()),
        line_state: Set(charge.state.code().to_owned()),
        comment: Set(charge.comment.clone()),
        corrects_id: Set(charge.corrects.map(|id| id.0)),
        ..Default::default()
    }
}

pub(in crate::store) fn read(row: Model) -> Result<Charge, StoreError> {
    let id = row.id;
    let tier = match &row.tier {
        Some(code) => Some(sound(Tier::from_code(code), TABLE, "tier", id)?),
        None => None,
    };
    Ok(Charge {
        id: ChargeId(id),
        partner: PartnerId(row.partner_id),
        month: sound(Month::parse(&row.month), TABLE, "month", id)?,
        statement: row.statement_id.map(StatementId),
        application: ApplicationNumber(row.application_number),
        activated_at: row.activated_at,
        product: sound(BilledProduct::from_code(&row.product), TABLE, "product", id)?,
        term_months: sound(u32::try_from(row.term_months).ok(), TABLE, "term_months", id)?,
        tier,
        basis: sound(Basis::from_code(&row.basis), TABLE, "basis", id)?,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        sums: read_sums(&row)?,
        state: sound(LineState::from_code(&row.line_state), TABLE, "line_state", id)?,
        licensee: Licensee {
            organization: OrganizationId(row.organization_id),
            subscriber_code: row.subscriber_code,
            name: row.organization_name,
            inn: row.inn,
            kpp: row.kpp,
            reg_number: row.reg_number,
        },
        source: row.source,
        promotion: row.promotion,
        rule_version: row.rule_version,
        contract_number: row.contract_number,
        comment: row.comment,
        corrects: row.corrects_id.map(ChargeId),
    })
}

fn read_sums(row: &Model) -> Result<Sums, StoreError> {
    let vat_rate = match row.vat_rate {
        Some(points) => Some(sound(Rate::from_basis_points(points), TABLE, "vat_rate", row.id)?),
        None => None,
    };
    Ok(Sums {
        quantity: row.quantity,
        price: Money::from_kopecks(row.price),
        promotion_discount: Money::from_kopecks(row.promotion_discount),
        partner_discount: sound(Rate::from_basis_points(row.discount), TABLE, "discount", row.id)?,
        amount: Money::from_kopecks(row.amount),
        vat_rate,
        vat: Money::from_kopecks(row.vat),
        total: Money::from_kopecks(row.total),
    })
}
