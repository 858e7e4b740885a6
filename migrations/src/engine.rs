//! Statements that differ between the engines: the only place where a step has separate SQL for each. Also helpers that
//! are the same for both.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement};

/// Runs the statements of the present engine; each list is the counterpart of the other.
pub(crate) async fn each(
    manager: &SchemaManager<'_>,
    sqlite: &[&str],
    postgres: &[&str],
) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let statements = if connection.get_database_backend() == DbBackend::Postgres { postgres } else { sqlite };
    for statement in statements {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// An index over columns of a table.
pub(crate) fn index(name: &str, table: &str, columns: &[&str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table.to_owned());
    for column in columns {
        index.col((*column).to_owned());
    }
    index
}

/// A unique index over columns of a table.
pub(crate) fn unique_index(name: &str, table: &str, columns: &[&str]) -> IndexCreateStatement {
    index(name, table, columns).unique().to_owned()
}

/// Forbids updates and deletes of a table's rows.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    for act in ["update", "delete"] {
        let sqlite = format!(
            "create trigger {table}_no_{act} before {act} on {table} \
             begin select raise(abort, '{table} is append-only'); end"
        );
        let postgres = format!(
            "create trigger {table}_no_{act} before {act} on {table} \
             for each row execute function refuse_change()"
        );
        each(manager, &[&sqlite], &[&postgres]).await?;
    }
    Ok(())
}

/// Forbids truncating a table. `SQLite` has no TRUNCATE; in `PostgreSQL` the triggers on DELETE do not cover it.
pub(crate) async fn never_truncated(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let guard = format!(
        "create trigger {table}_no_truncate before truncate on {table} \
         for each statement execute function refuse_change()"
    );
    each(manager, &[], &[&guard]).await
}

/// The function behind PostgreSQL's append-only triggers.
pub(crate) const REFUSE_CHANGE: &str = "create function refuse_change() returns trigger language plpgsql as \
     $$ begin raise exception '% is append-only', tg_table_name; end $$";

/// Changes a condition of a table in `SQLite`, which cannot alter one: the table is recreated under its name, with its
/// rows, indexes and triggers. Foreign keys are checked at the end of the transaction.
pub(crate) async fn redefine(
    manager: &SchemaManager<'_>,
    table: &str,
    from: &str,
    to: &str,
) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let asked = format!(
        "select type, sql from sqlite_master where tbl_name = '{table}' and sql is not null order by type = 'table' desc"
    );
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, asked)).await?;
    let definitions: Vec<String> = rows.iter().map(|row| row.try_get("", "sql")).collect::<Result<_, _>>()?;
    let Some((whole, others)) = definitions.split_first().filter(|(whole, _)| whole.contains(from)) else {
        return Err(DbErr::Migration(format!("{table} has no condition `{from}`")));
    };
    let steps = [
        "pragma defer_foreign_keys = on".to_owned(),
        format!("create temporary table redefined as select * from {table}"),
        format!("drop table {table}"),
        whole.replace(from, to),
        format!("insert into {table} select * from redefined"),
        "drop table redefined".to_owned(),
    ];
    for step in steps.iter().chain(others) {
        connection.execute_unprepared(step).await?;
    }
    Ok(())
}
