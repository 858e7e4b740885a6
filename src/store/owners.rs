//! Owners: the people who sign for organisations, by СНИЛС.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _,
    QueryResult, Statement, Value,
};

use super::tables::application_owner::{ActiveModel, Column, Entity};
use super::{Reach, StoreError, Tx};
use crate::domain::identity::Snils;
use crate::domain::ids::{ApplicationNumber, OrganizationId, PartnerId};

/// An owner, as named by a revision.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// The СНИЛС.
    pub snils: &'a Snils,
    /// The SHA-256 of the DER bytes of the owner's certificate request, in lower-case hex; `None` without a request.
    pub request_sha256: Option<String>,
}

/// The owners' requests in the latest revisions of these applications: СНИЛС and digest.
pub(super) async fn requests(
    reach: &impl Reach,
    applications: &[ApplicationNumber],
) -> Result<HashSet<(i64, String, String)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ApplicationNumber.is_in(applications.iter().map(|number| number.0)))
        .filter(Column::RequestSha256.is_not_null())
        .all(&reach.on())
        .await?;
    let named =
        rows.into_iter().filter_map(|row| Some((row.application_number, row.snils, row.request_sha256?)));
    Ok(named.collect())
}

/// Replaces the owners of an application by those of its latest revision.
pub async fn replace(
    tx: &Tx,
    number: ApplicationNumber,
    owners: impl Iterator<Item = Named<'_>> + Send,
) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::ApplicationNumber.eq(number.0)).exec(&tx.on()).await?;
    let rows: Vec<ActiveModel> = rows(number, owners).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(&tx.on()).await?;
    }
    Ok(())
}

pub(super) fn rows<'a>(
    number: ApplicationNumber,
    owners: impl Iterator<Item = Named<'a>>,
) -> impl Iterator<Item = ActiveModel> {
    (0_i32..).zip(owners).map(move |(position, named)| ActiveModel {
        application_number: Set(number.0),
        position: Set(position),
        snils: Set(named.snils.as_str().to_owned()),
        request_sha256: Set(named.request_sha256),
    })
}

/// A person's applications in other organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The latest numbers, the newest first.
    pub numbers: Vec<ApplicationNumber>,
    /// How many more applications there are.
    pub more: u64,
}

/// The applications of a partner's other organisations that name these owners, by СНИЛС, in one statement: the `named`
/// latest numbers of each person and the count of the others.
pub async fn elsewhere(
    reach: &impl Reach,
    people: &[Snils],
    organization: OrganizationId,
    partner: PartnerId,
    named: u64,
) -> Result<HashMap<String, Elsewhere>, StoreError> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let list = placeholders(3, people.len());
    let sql = format!(
        "select snils, number, many from (select snils, number, \
         row_number() over (partition by snils order by number desc) as place, \
         count(*) over (partition by snils) as many from (select distinct o.snils, a.number \
         from application_owners o join applications a on a.number = o.application_number \
         where a.organization_id <> $1 and a.partner_id = $2 and o.snils in ({list})) signed) ranked \
         where place <= {named} order by snils, number desc"
    );
    let mut found: HashMap<String, Elsewhere> = HashMap::new();
    for row in asked(reach, &sql, people, organization, partner).await? {
        let person = found.entry(row.try_get("", "snils")?).or_default();
        person.numbers.push(ApplicationNumber(row.try_get("", "number")?));
        let many: i64 = row.try_get("", "many")?;
        person.more = u64::try_from(many).unwrap_or(0).saturating_sub(named);
    }
    Ok(found)
}

/// Those of these owners who also appear in applications of other organisations at other partners, by СНИЛС.
pub async fn at_others(
    reach: &impl Reach,
    people: &[Snils],
    organization: OrganizationId,
    partner: PartnerId,
) -> Result<HashSet<String>, StoreError> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "select distinct o.snils from application_owners o join applications a on a.number = o.application_number \
         where a.organization_id <> $1 and a.partner_id <> $2 and o.snils in ({})",
        placeholders(3, people.len())
    );
    let rows = asked(reach, &sql, people, organization, partner).await?;
    Ok(rows.iter().map(|row| row.try_get("", "snils")).collect::<Result<_, _>>()?)
}

async fn asked(
    reach: &impl Reach,
    sql: &str,
    people: &[Snils],
    organization: OrganizationId,
    partner: PartnerId,
) -> Result<Vec<QueryResult>, StoreError> {
    let here: [Value; 2] = [organization.0.into(), partner.0.into()];
    let people = people.iter().map(|person| person.as_str().into());
    let reach = reach.on();
    let backend = reach.get_database_backend();
    Ok(reach
        .query_all_raw(Statement::from_sql_and_values(backend, sql, here.into_iter().chain(people)))
        .await?)
}

/// A list of `count` placeholders, numbered from `first`.
fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
