//! The operator's changes: who set a setting, and dated rows that never overlap.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text_null, timestamp_with_time_zone_null};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let set_by = Table::alter().table("settings").add_column(text_null("set_by")).to_owned();
        manager.alter_table(set_by).await?;
        let set_at = timestamp_with_time_zone_null("set_at");
        let set_at = Table::alter().table("settings").add_column(set_at).to_owned();
        manager.alter_table(set_at).await?;
        for term in TERMS {
            let sqlite = term.sqlite();
            let sqlite: Vec<&str> = sqlite.iter().map(String::as_str).collect();
            engine::each(manager, &sqlite, &[&term.postgres()]).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for Term { table, .. } in TERMS {
            let insert = format!("drop trigger {table}_no_overlap_insert");
            let update = format!("drop trigger {table}_no_overlap_update");
            let postgres = format!("alter table {table} drop constraint {table}_no_overlap");
            engine::each(manager, &[&insert, &update], &[&postgres]).await?;
        }
        for column in ["set_at", "set_by"] {
            let dropped = Table::alter().table("settings").drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}

/// A table of dated rows, and the columns of a row's key.
struct Term {
    table: &'static str,
    matter: &'static [&'static str],
}

const TERMS: &[Term] = &[
    Term { table: "prices", matter: &["product", "legal_form", "zone", "term_months", "tier", "group_band"] },
    Term { table: "discounts", matter: &["contract_id", "product"] },
    Term { table: "promotions", matter: &["code"] },
    Term { table: "contracts", matter: &["partner_id"] },
];

impl Term {
    /// `SQLite` has one writer, so a trigger sees all rows. It runs after the insert, when the row has its identity.
    fn sqlite(&self) -> [String; 2] {
        let table = self.table;
        let same: Vec<String> =
            self.matter.iter().map(|column| format!("other.{column} = new.{column}")).collect();
        let same = same.join(" and ");
        ["insert", "update"].map(|act| {
            format!(
                "create trigger {table}_no_overlap_{act} after {act} on {table} when exists \
                 (select 1 from {table} other where other.id <> new.id and {same} \
                 and other.valid_from <= coalesce(new.valid_to, '9999-12-31') \
                 and new.valid_from <= coalesce(other.valid_to, '9999-12-31')) \
                 begin select raise(abort, '{table} overlap'); end"
            )
        })
    }

    /// The key as one number, so that an exclusion constraint with a range of days needs no server extension.
    fn postgres(&self) -> String {
        let table = self.table;
        let parts: Vec<String> = self.matter.iter().map(|column| format!("{column}::text")).collect();
        let matter = format!("hashtextextended({}, 0)", parts.join(" || '/' || "));
        format!(
            "alter table {table} add constraint {table}_no_overlap exclude using gist \
             (int8range({matter}, {matter}, '[]') with &&, daterange(valid_from, valid_to, '[]') with &&)"
        )
    }
}
