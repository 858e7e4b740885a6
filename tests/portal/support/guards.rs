//! The guards of tables, taken away as only their owner can.

use registrar::store::{Engine, Reach};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::Portal;

/// Takes every guard of these tables away.
pub(crate) async fn unguard(reach: &impl Reach, engine: Engine, tables: &[&str]) {
    for table in tables {
        match engine {
            Engine::Postgres => run(reach, &format!("alter table {table} disable trigger all")).await,
            Engine::Sqlite => {
                let found =
                    format!("select name from sqlite_master where type = 'trigger' and tbl_name = '{table}'");
                let found = Statement::from_string(DbBackend::Sqlite, found);
                for row in reach.on().query_all_raw(found).await.unwrap() {
                    let name: String = row.try_get_by_index(0).unwrap();
                    run(reach, &format!("drop trigger {name}")).await;
                }
            }
        }
    }
}

async fn run(reach: &impl Reach, sql: &str) {
    reach.on().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

impl Portal {
    /// Takes the guards of a table away.
    pub(crate) async fn unguard(&self, table: &str) {
        unguard(self.db(), self.db().engine(), &[table]).await;
    }
}
