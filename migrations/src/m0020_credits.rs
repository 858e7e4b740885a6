//! Months with a sum of zero or less: closed without an invoice, with the credit that they leave. Also when a statement
//! began to wait for its partner.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_uniq, big_pk_auto, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
};
use sea_orm_migration::sea_orm::DbBackend;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let waiting = timestamp_with_time_zone_null("waiting_since");
        manager.alter_table(Table::alter().table("statements").add_column(waiting).to_owned()).await?;
        engine::each(manager, &[SHOWN, ANSWERED], &[SHOWN, ANSWERED]).await?;
        condition(manager, INVOICED, INVOICED_OR_CLOSED).await?;
        freeze(manager, OR_CLOSED).await?;
        manager.create_table(credits()).await?;
        manager.create_table(credit_uses()).await?;
        manager.create_index(engine::index("credits_partner", "credits", &["partner_id", "id"])).await?;
        manager
            .create_index(engine::index("credit_uses_invoice", "credit_uses", &["invoice_number"]))
            .await?;
        for table in ["credits", "credit_uses"] {
            engine::append_only(manager, table).await?;
        }
        engine::each(manager, &[], WHOLE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["credit_uses", "credits"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        engine::each(manager, &[UNCLOSED], &[UNCLOSED]).await?;
        freeze(manager, "").await?;
        condition(manager, INVOICED_OR_CLOSED, INVOICED).await?;
        let waiting = Table::alter().table("statements").drop_column("waiting_since").to_owned();
        manager.alter_table(waiting).await
    }
}

/// The former condition: a closed statement has an invoice.
const INVOICED: &str = "(state in ('invoiced', 'paid', 'closed')) = (invoice_number is not null)";
/// The new condition: a statement with a sum of zero or less is closed without one.
const INVOICED_OR_CLOSED: &str = "case when state = 'closed' then invoice_number is not null or total <= 0 \
     else (state in ('invoiced', 'paid')) = (invoice_number is not null) end";

/// The lines of closed statements are frozen, like those of invoiced ones.
const OR_CLOSED: &str = " or s.state = 'closed'";

/// Existing statements have waited since their publication.
const SHOWN: &str = "update statements set waiting_since = published_at";
/// Statements on review have waited since the last answer to a dispute or the last added lines.
const ANSWERED: &str = "update statements set waiting_since = (select max(e.at) from audit e where e.chain = \
     statements.partner_id and e.subject = 'statement:' || statements.partner_id || ':' || statements.month and \
     e.verb in ('statement_formed', 'statement_published', 'line_resolved')) where state = 'on_review' and exists \
     (select 1 from audit e where e.chain = statements.partner_id and e.subject = 'statement:' || \
     statements.partner_id || ':' || statements.month and e.verb in ('statement_published', 'line_resolved'))";

/// Older versions do not know months closed without an invoice: there they wait for one.
const UNCLOSED: &str =
    "update statements set state = 'agreed' where state = 'closed' and invoice_number is null";

/// The tables of credits cannot be truncated.
const WHOLE: &[&str] = &[
    "create trigger credits_no_truncate before truncate on credits for each statement execute function refuse_change()",
    "create trigger credit_uses_no_truncate before truncate on credit_uses for each statement execute function \
     refuse_change()",
];

/// Replaces a condition of statements.
async fn condition(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    if manager.get_connection().get_database_backend() == DbBackend::Sqlite {
        return engine::redefine(manager, "statements", from, to).await;
    }
    let dropped = "do $$ declare found text; begin select conname into strict found from pg_constraint where \
         conrelid = 'statements'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%invoice_number%'; \
         execute format('alter table statements drop constraint %I', found); end $$";
    let added = format!("alter table statements add constraint statements_invoiced check ({to})");
    engine::each(manager, &[], &[dropped, &added]).await
}

/// Defines anew which lines are frozen: none is changed, removed or added.
async fn freeze(manager: &SchemaManager<'_>, or: &str) -> Result<(), DbErr> {
    let of = |ids: &str| {
        format!(
            "exists (select 1 from statements s where s.id in ({ids}) and (s.invoice_number is not null{or}))"
        )
    };
    let (old, new, both) =
        (of("old.statement_id"), of("new.statement_id"), of("old.statement_id, new.statement_id"));
    let mut sqlite = Vec::new();
    for (act, frozen) in [("insert", &new), ("update", &both), ("delete", &old)] {
        sqlite.push(format!("drop trigger charges_frozen_{act}"));
        sqlite.push(format!(
            "create trigger charges_frozen_{act} before {act} on charges when {frozen} \
             begin select raise(abort, 'an invoiced line is frozen'); end"
        ));
    }
    let sqlite: Vec<&str> = sqlite.iter().map(String::as_str).collect();
    let postgres = format!(
        "create or replace function refuse_frozen_charge() returns trigger language plpgsql as $$ begin \
         if tg_op <> 'INSERT' then if {old} then raise exception 'an invoiced line is frozen'; end if; end if; \
         if tg_op = 'DELETE' then return old; end if; \
         if {new} then raise exception 'an invoiced line is frozen'; end if; return new; end $$"
    );
    engine::each(manager, &sqlite, &[&postgres]).await
}

/// The credit that a month with a negative sum left to its partner; rows are never changed.
fn credits() -> TableCreateStatement {
    Table::create()
        .table("credits")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(big_integer_uniq("statement_id"))
        .col(text("month"))
        .col(big_integer("amount"))
        .col(timestamp_with_time_zone("noted_at"))
        .foreign_key(ForeignKey::create().from("credits", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("credits", "statement_id").to("statements", "id"))
        .check(Expr::cust("amount > 0"))
        .to_owned()
}

/// The use of a credit by an invoice; rows are never changed.
fn credit_uses() -> TableCreateStatement {
    Table::create()
        .table("credit_uses")
        .col(big_integer("credit_id"))
        .col(text("invoice_number"))
        .col(big_integer("amount"))
        .col(timestamp_with_time_zone("used_at"))
        .primary_key(Index::create().col("credit_id").col("invoice_number"))
        .foreign_key(ForeignKey::create().from("credit_uses", "credit_id").to("credits", "id"))
        .foreign_key(ForeignKey::create().from("credit_uses", "invoice_number").to("invoices", "number"))
        .check(Expr::cust("amount > 0"))
        .to_owned()
}
