//! The mapping between the columns of an organisation's row and its card.

use sea_orm::ActiveValue::Set;

use crate::domain::identity::{Accreditation, Email, Inn, Kpp, Ogrn, Phone, Region};
use crate::domain::ids::{ItsLoginId, OrganizationId, PartnerId};
use crate::domain::organization::Organization;
use crate::domain::search;
use crate::domain::submission::{OrganizationKind, Requisites};
use crate::store::StoreError;
use crate::store::error::sound;
use crate::store::tables::organization::{ActiveModel, Model};

/// The columns of the card; an approved application overwrites them.
pub(super) fn card(organization: &Organization) -> ActiveModel {
    let requisites = &organization.requisites;
    ActiveModel {
        short_name: Set(requisites.short_name.clone()),
        sort_name: Set(search::sort_name(&requisites.short_name)),
        full_name: Set(requisites.full_name.clone()),
        ogrn: Set(requisites.ogrn().to_owned()),
        accreditation: Set(requisites.accreditation().to_owned()),
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

const TABLE: &str = "organizations";

/// A requisite that an organisation may lack: its column is empty then.
fn stated<T>(
    text: &str,
    parse: fn(&str) -> Option<T>,
    column: &'static str,
    id: i64,
) -> Result<Option<T>, StoreError> {
    if text.is_empty() { Ok(None) } else { sound(parse(text), TABLE, column, id).map(Some) }
}

fn read_requisites(row: Model) -> Result<Requisites, StoreError> {
    Ok(Requisites {
        kind: sound(OrganizationKind::from_code(&row.kind), TABLE, "kind", row.id)?,
        short_name: row.short_name,
        full_name: row.full_name,
        inn: sound(Inn::parse(&row.inn).ok(), TABLE, "inn", row.id)?,
        kpp: stated(&row.kpp, |text| Kpp::parse(text).ok(), "kpp", row.id)?,
        ogrn: stated(&row.ogrn, |text| Ogrn::parse(text).ok(), "ogrn", row.id)?,
        accreditation: stated(
            &row.accreditation,
            |text| Accreditation::parse(text).ok(),
            "accreditation",
            row.id,
        )?,
        legal_address: row.legal_address,
        region: sound(Region::parse(&row.region).ok(), TABLE, "region", row.id)?,
        phone: sound(Phone::parse(&row.phone).ok(), TABLE, "phone", row.id)?,
        email: sound(Email::try_from(row.email).ok(), TABLE, "email", row.id)?,
        is_budget: row.is_budget,
    })
}
