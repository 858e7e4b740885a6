//! The sums of a statement in its own row, and covering indexes for lists and counts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sum in SUMS {
            let column = big_integer(*sum).default(0).to_owned();
            manager.alter_table(Table::alter().table("statements").add_column(column).to_owned()).await?;
        }
        engine::each(manager, &[SUMMED], &[SUMMED]).await?;
        for (name, table, columns) in LISTS {
            manager.create_index(engine::index(name, table, columns)).await?;
        }
        engine::each(manager, PARTIAL, PARTIAL).await?;
        // Open, needing, reasoned and finished applications have indexes of their own.
        manager.drop_index(Index::drop().name("applications_partner").table("applications").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(engine::index("applications_partner", "applications", &["partner_id", "number"]))
            .await?;
        let partial: Vec<String> = PARTIAL_NAMES.iter().map(|name| format!("drop index {name}")).collect();
        let partial: Vec<&str> = partial.iter().map(String::as_str).collect();
        engine::each(manager, &partial, &partial).await?;
        for (name, table, _) in LISTS {
            manager.drop_index(Index::drop().name(*name).table(*table).to_owned()).await?;
        }
        for sum in SUMS {
            let dropped = Table::alter().table("statements").drop_column(*sum).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}

/// The number of lines of a statement, and their sums.
const SUMS: &[&str] =
    &["lines", "disputed", "promotion_discount", "amount", "vat", "total", "disputed_total"];

const SUMMED: &str = "update statements set (lines, disputed, promotion_discount, amount, vat, total, \
     disputed_total) = (select count(*), coalesce(sum(case when line_state = 'disputed' then 1 else 0 end), 0), \
     coalesce(sum(c.promotion_discount), 0), coalesce(sum(c.amount), 0), coalesce(sum(c.vat), 0), \
     coalesce(sum(c.total), 0), coalesce(sum(case when line_state = 'disputed' then c.total else 0 end), 0) \
     from charges c where c.statement_id = statements.id)";

/// Name, table and columns of the indexes over whole tables.
const LISTS: &[(&str, &str, &[&str])] = &[
    // All organisations by name, for the operator.
    ("organizations_by_name", "organizations", &["short_name", "id"]),
    // Organisations whose search terms are of an older version.
    ("organizations_terms", "organizations", &["terms_version", "id"]),
    // Rows that are swept by age.
    ("sign_in_attempts_since", "sign_in_attempts", &["since"]),
    ("sessions_created", "sessions", &["created_at"]),
];

/// The partial indexes, in SQL that both engines accept.
const PARTIAL: &[&str] = &[
    // The few disputed lines of a statement, in the order of lines.
    "create index charges_disputed on charges (statement_id, activated_at, application_number, product) \
     where line_state = 'disputed'",
    // Charges in no statement, with all columns that are summed.
    "create index charges_loose on charges (month, partner_id, line_state, promotion_discount, amount, vat, total) \
     where statement_id is null",
    // Finished applications only grow in number: all filters of the queue read from the index.
    "create index applications_over on applications (partner_id, number, received_at, kind, reviewer_id, enabled, \
     tier, users_count, directions) where stage in ('approved', 'completed', 'rejected', 'withdrawn', 'expired')",
    // Whether an actor was shown this subject's data before.
    "create index audit_revealed_subject on audit (actor, subject, at) where verb = 'revealed'",
];

const PARTIAL_NAMES: &[&str] =
    &["charges_disputed", "charges_loose", "applications_over", "audit_revealed_subject"];
