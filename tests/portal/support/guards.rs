//! Disables the guards of tables, which only their owner can do.

use registrar::store::{Engine, Reach};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::Portal;

/// Disables every guard of these tables.
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
    /// Disables the guards of a table.
    pub(crate) async fn unguard(&self, table: &str) {
        unguard(self.db(), self.db().engine(), &[table]).await;
    }

    /// Changes all prices from a day on, to an SQL expression.
    pub(crate) async fn reprice(&self, amount: &str, from: &str) {
        let same = "product, legal_form, zone, term_months, tier, group_band";
        let day: chrono::NaiveDate = from.parse().unwrap();
        let last = day.pred_opt().unwrap();
        self.sql(&format!("update prices set valid_to = '{last}' where valid_to is null")).await;
        let rows = format!("select {same}, {amount}, date '{from}' from prices where valid_to = '{last}'");
        let rows = if self.db().engine() == Engine::Sqlite { rows.replace("date '", "'") } else { rows };
        self.sql(&format!("insert into prices ({same}, amount, valid_from) {rows}")).await;
    }
}
