//! Organisations: subscribers with their cards and the words by which they are found.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use super::error::sound;
use super::tables::organization::{ActiveModel, Column, Entity, Model};
use super::tables::organization_term;
use super::{Reach, StoreError, Tx};
use crate::domain::identity::{Email, Inn, Kpp, Ogrn, Phone, Region};
use crate::domain::ids::{ItsLoginId, OrganizationId, PartnerId};
use crate::domain::organization::{Organization, asked_terms, search_terms};
use crate::domain::role::Scope;
use crate::domain::submission::{OrganizationKind, Requisites};

fn within(scope: &Scope) -> Condition {
    match scope {
        Scope::Everything => Condition::all(),
        Scope::Partner(partner) => Condition::all().add(Column::PartnerId.eq(partner.0)),
        Scope::Organizations(ids) => Condition::all().add(Column::Id.is_in(ids.iter().map(|id| id.0))),
        Scope::ItsLogin(login) => Condition::all().add(Column::ItsLoginId.eq(login.0)),
    }
}

/// The subscriber with this ИНН and КПП, whoever serves it: only for deciding where an application goes.
pub async fn subscriber(
    reach: &impl Reach,
    inn: &str,
    kpp: &str,
) -> Result<Option<Organization>, StoreError> {
    let row = Entity::find().filter(Column::Inn.eq(inn)).filter(Column::Kpp.eq(kpp)).one(&reach.on()).await?;
    row.map(read).transpose()
}

/// The organisation with this subscriber code.
pub async fn open(reach: &impl Reach, scope: &Scope, code: &str) -> Result<Organization, StoreError> {
    let row =
        Entity::find().filter(within(scope)).filter(Column::SubscriberCode.eq(code)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The organisation with this identity.
pub async fn with_id(
    reach: &impl Reach,
    scope: &Scope,
    id: OrganizationId,
) -> Result<Organization, StoreError> {
    let row = Entity::find_by_id(id.0).filter(within(scope)).one(&reach.on()).await?;
    read(row.ok_or(StoreError::NotFound)?)
}

/// The organisations that are bound to these ITS logins, which were opened in scope.
pub async fn bound_to(reach: &impl Reach, logins: &[ItsLoginId]) -> Result<Vec<Organization>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ItsLoginId.is_in(logins.iter().map(|id| id.0)))
        .order_by_asc(Column::ShortName)
        .all(&reach.on())
        .await?;
    rows.into_iter().map(read).collect()
}

/// The organisations with these identities, for naming them in a list that is already in scope.
pub async fn with_ids(reach: &impl Reach, ids: &[OrganizationId]) -> Result<Vec<Organization>, StoreError> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0))).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// Organisations that have every word of `asked` as the beginning of one of theirs, by name; all when it is
/// empty. `after` continues below the last name and identity that was shown.
pub async fn search(
    reach: &impl Reach,
    scope: &Scope,
    asked: &str,
    after: Option<(&str, OrganizationId)>,
    limit: u64,
) -> Result<Vec<Organization>, StoreError> {
    let mut query = Entity::find().filter(found(scope, asked));
    if let Some((name, id)) = after {
        // Compared as a pair, so that a later page begins in the index where it continues.
        let shown = Expr::tuple([Expr::value(name), Expr::value(id.0)]);
        query = query.filter(Expr::tuple([Expr::col(Column::ShortName), Expr::col(Column::Id)]).gt(shown));
    }
    let rows =
        query.order_by_asc(Column::ShortName).order_by_asc(Column::Id).limit(limit).all(&reach.on()).await?;
    rows.into_iter().map(read).collect()
}

/// How many organisations a search finds.
pub async fn count(reach: &impl Reach, scope: &Scope, asked: &str) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(found(scope, asked)).count(&reach.on()).await?)
}

fn found(scope: &Scope, asked: &str) -> Condition {
    asked_terms(asked).into_iter().fold(within(scope), |all, term| {
        // A digit or two begin too many identifiers: they are meant whole, as in «Ромашка 1».
        let whole = term.len() < 3 && term.bytes().all(|byte| byte.is_ascii_digit());
        let beyond = if whole { format!("{term}\u{1}") } else { format!("{term}\u{10ffff}") };
        let found = organization_term::Entity::find()
            .select_only()
            .column(organization_term::Column::OrganizationId)
            .filter(organization_term::Column::Term.gte(term))
            .filter(organization_term::Column::Term.lt(beyond))
            .into_query();
        all.add(Column::Id.in_subquery(found))
    })
}

/// Writes a new subscriber and gives it its identity and code.
pub async fn add(tx: &Tx, organization: &Organization) -> Result<Organization, StoreError> {
    let provisional = ActiveModel {
        subscriber_code: Set(format!("new-{}-{}", organization.requisites.inn, organization.kpp())),
        ..new_row(organization)
    };
    let inserted = Entity::insert(provisional).exec(&tx.on()).await?;
    let id = inserted.last_insert_id;
    let code = subscriber_code(OrganizationId(id));
    let coded = ActiveModel { id: Set(id), subscriber_code: Set(code.clone()), ..Default::default() };
    Entity::update(coded).exec(&tx.on()).await?;
    let added = Organization { id: OrganizationId(id), subscriber_code: code, ..organization.clone() };
    index(tx, &added).await?;
    Ok(added)
}

/// The row of a new subscriber, but for its identity and its code.
pub(super) fn new_row(organization: &Organization) -> ActiveModel {
    ActiveModel {
        partner_id: Set(organization.partner.0),
        its_login_id: Set(organization.bound_login.0),
        bound_at: Set(organization.bound_at),
        kind: Set(organization.requisites.kind.code().to_owned()),
        inn: Set(organization.requisites.inn.as_str().to_owned()),
        kpp: Set(organization.kpp().to_owned()),
        created_at: Set(organization.created_at),
        version: Set(1),
        ..card(organization)
    }
}

/// The code under which a subscriber with this identity stands in addresses.
#[must_use]
pub fn subscriber_code(id: OrganizationId) -> String {
    (SUBSCRIBER_CODES_FROM + id.0).to_string()
}

/// Codes of subscribers begin above this number, so that they have seven digits and are not taken for others.
const SUBSCRIBER_CODES_FROM: i64 = 7_000_000;

/// Writes the card of a subscriber anew, as an approved application gives it.
pub async fn update_card(tx: &Tx, organization: &Organization) -> Result<(), StoreError> {
    let row = ActiveModel { id: Set(organization.id.0), ..card(organization) };
    Entity::update(row).exec(&tx.on()).await?;
    index(tx, organization).await
}

fn card(organization: &Organization) -> ActiveModel {
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

/// Makes the organisation findable by what its card says. Former names stay findable: callers still use them.
async fn index(tx: &Tx, organization: &Organization) -> Result<(), StoreError> {
    add_terms(tx, organization.id, &findable_text(organization)).await
}

/// All that an organisation's card says and that it is found by.
pub(super) fn findable_text(organization: &Organization) -> String {
    let requisites = &organization.requisites;
    let text = [
        requisites.short_name.as_str(),
        requisites.full_name.as_str(),
        requisites.inn.as_str(),
        organization.kpp(),
        requisites.ogrn.as_str(),
        requisites.phone.as_str(),
        requisites.email.as_str(),
        organization.subscriber_code.as_str(),
    ];
    text.join(" ")
}

/// Makes an organisation findable by every word of a text too.
pub async fn add_terms(tx: &Tx, organization: OrganizationId, text: &str) -> Result<(), StoreError> {
    use organization_term::{ActiveModel, Column, Entity};
    let rows = search_terms(text)
        .into_iter()
        .map(|term| ActiveModel { term: Set(term), organization_id: Set(organization.0) });
    Entity::insert_many(rows)
        .on_conflict(OnConflict::columns([Column::Term, Column::OrganizationId]).do_nothing().to_owned())
        .exec_without_returning(&tx.on())
        .await?;
    Ok(())
}

fn read(row: Model) -> Result<Organization, StoreError> {
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
