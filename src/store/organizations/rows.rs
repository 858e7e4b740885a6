//! The mapping between the columns of an organisation's row and its card.

use sea_orm::ActiveValue::Set;

use crate::domain::identity::{Email, Inn, Kpp, Ogrn, Phone, Region};
use crate::domain::ids::{ItsLoginId, OrganizationId, PartnerId};
use crate::domain::organization::Organization;
use crate::domain::submission::{OrganizationKind, Requisites};
use crate::store::StoreError;
use crate::store::error::sound;
use crate::store::tables::organization::{ActiveModel, Model};

/// The columns of the card; an approved application overwrites them.
pub(super) fn card(organization: &Organization) -> ActiveModel {
    let requisites = &organization.requisites;
    ActiveModel {
        short_name: Set(requisites.short_name.clone()),
        full_name: Set(requisites.full_name.clone()),
        ogrn: Set(requisites.ogrn.as_str().to_owned()),
        legal_address: Set(requisites.legal_address.clone()),
        region: Set(requisites.region.as_str().to_owned()),
        phone: Set(requisites.phone.as_str().to_owned()),
        email: Set(requisites.email.as_str().to_owned()),
        is_budget: Set(requisites.is_budget),
        ..Default::default()
    }
}

/// The organisation of a row.
pub(in crate::store) fn read(row: Model) -> Result<Organization, StoreError> {
    Ok(Organization {
        id: OrganizationId(row.id),
        partner: PartnerId(row.partner_id),
        bound_login: ItsLoginId(row.its_login_id),
        bound_at: row.bound_at,
        subscriber_code: row.subscriber_code.clone(),
        created_at: row.created_at,
        requisites: read_requisites(row)?,
    })
}

fn read_requisites(row: Model) -> Result<Requisites, StoreError> {
    const TABLE: &str = "organizations";
    let kpp = match row.kpp.as_str() {
        "" => None,
        kpp => Some(sound(Kpp::parse(kpp).ok(), TABLE, "kpp", row.id)?),
    };
    Ok(Requisites {
        kind: sound(OrganizationKind::from_code(&row.kind), TABLE, "kind", row.id)?,
        short_name: row.short_name,
        full_name: row.full_name,
        inn: sound(Inn::parse(&row.inn).ok(), TABLE, "inn", row.id)?,
        kpp,
        ogrn: sound(Ogrn::parse(&row.ogrn).ok(), TABLE, "ogrn", row.id)?,
        legal_address: row.legal_address,
        region: sound(Region::parse(&row.region).ok(), TABLE, "region", row.id)?,
        phone: sound(Phone::parse(&row.phone).ok(), TABLE, "phone", row.id)?,
        email: sound(Email::parse(&row.email).ok(), TABLE, "email", row.id)?,
        is_budget: row.is_budget,
    })
}
