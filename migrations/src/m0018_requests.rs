//! Certificate requests: a certificate belongs to the request that it answers, not to a position in a list.

mod request;

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{Statement, Value};

use self::request::Request;
use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// How many applications are read at once.
const CHUNK: usize = 500;

/// Renumbers positions for the old unique index: first unused ones for all, then those of owners whose requests are
/// still named.
const PLACES: [&str; 2] = [
    "update certificates set owner_position = 1000 + (select count(*) from certificates other where \
     other.application_number = certificates.application_number and other.serial < certificates.serial)",
    "update certificates set owner_position = (select o.position from application_owners o where \
     o.application_number = certificates.application_number and o.snils = certificates.owner_snils \
     and o.request_sha256 = certificates.request_sha256) \
     where exists (select 1 from application_owners o where \
     o.application_number = certificates.application_number and o.snils = certificates.owner_snils \
     and o.request_sha256 = certificates.request_sha256)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            "alter table certificates add column request_sha256 text",
            "alter table application_owners add column request_sha256 text",
        ];
        engine::each(manager, &columns, &columns).await?;
        fill(manager).await?;
        engine::each(manager, &["drop index certificates_owner"], &["drop index certificates_owner"]).await?;
        let columns = ["application_number", "owner_snils", "request_sha256"];
        manager.create_index(engine::unique_index("certificates_request", "certificates", &columns)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        engine::each(manager, &["drop index certificates_request"], &["drop index certificates_request"])
            .await?;
        engine::each(manager, &PLACES, &PLACES).await?;
        let columns = ["application_number", "owner_position"];
        manager.create_index(engine::unique_index("certificates_owner", "certificates", &columns)).await?;
        let back = [
            "alter table application_owners drop column request_sha256",
            "alter table certificates drop column request_sha256",
        ];
        engine::each(manager, &back, &back).await
    }
}

/// Records the owners' requests, and the request that each certificate answers, for earlier applications.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut after = 0;
    loop {
        let sql = format!(
            "select number from applications a where number > {after} and (requests_count > 0 or exists \
             (select 1 from certificates c where c.application_number = a.number)) order by number limit {CHUNK}"
        );
        let rows = rows(manager, &sql).await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(()) };
        let (first, last): (i64, i64) = (first.try_get_by_index(0)?, last.try_get_by_index(0)?);
        fill_between(manager, first, last).await?;
        after = last;
    }
}

async fn fill_between(manager: &SchemaManager<'_>, first: i64, last: i64) -> Result<(), DbErr> {
    let between = format!("where application_number between {first} and {last}");
    let sql = format!(
        "select application_number, content from originals {between} order by application_number, revision desc"
    );
    // The requests of each application, those of the latest revision first.
    let mut revisions: BTreeMap<i64, Vec<Vec<Request>>> = BTreeMap::new();
    for row in rows(manager, &sql).await? {
        let (number, content): (i64, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        revisions.entry(number).or_default().push(request::of_revision(&content));
    }
    for (number, revisions) in &revisions {
        for request in revisions.first().into_iter().flatten() {
            let sql = "update application_owners set request_sha256 = $1 where application_number = $2 and position = $3";
            let values: [Value; 3] =
                [request.sha256.clone().into(), (*number).into(), request.position.into()];
            run(manager, sql, values).await?;
        }
    }
    let sql = format!("select serial, application_number, owner_snils, der from certificates {between}");
    for row in rows(manager, &sql).await? {
        let (serial, number): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let (snils, der): (String, Vec<u8>) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
        let named = revisions.get(&number).map(|revisions| revisions.concat()).unwrap_or_default();
        if let Some(request) = answered(&named, &snils, &der) {
            let sql = "update certificates set request_sha256 = $1, owner_snils = $2, owner_name = $3 where serial = $4";
            let values: [Value; 4] = [
                request.sha256.clone().into(),
                request.snils.clone().into(),
                request.name.clone().into(),
                serial.into(),
            ];
            run(manager, sql, values).await?;
        }
    }
    Ok(())
}

/// The request whose key a certificate contains: of the person under whom it is stored, otherwise of a person who had
/// the position earlier.
fn answered<'a>(named: &'a [Request], snils: &str, der: &[u8]) -> Option<&'a Request> {
    let own = named.iter().filter(|request| request.snils == snils);
    let others = named.iter().filter(|request| request.snils != snils);
    own.chain(others).find(|request| request.is_for_the_key_in(der))
}

async fn rows(
    manager: &SchemaManager<'_>,
    sql: &str,
) -> Result<Vec<sea_orm_migration::sea_orm::QueryResult>, DbErr> {
    let connection = manager.get_connection();
    connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await
}

async fn run<const N: usize>(
    manager: &SchemaManager<'_>,
    sql: &str,
    values: [Value; N],
) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    connection.execute_raw(statement).await?;
    Ok(())
}
