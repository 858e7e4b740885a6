//! Charges, statements and invoices.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_integer_uniq, big_pk_auto, date, integer, integer_null, text,
    text_null, text_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(statements()).await?;
        manager.create_table(charges()).await?;
        manager.create_table(invoices()).await?;
        manager
            .create_index(engine::unique_index("statements_month", "statements", &["partner_id", "month"]))
            .await?;
        manager
            .create_index(engine::index("statements_by_month", "statements", &["month", "partner_id"]))
            .await?;
        manager
            .create_index(engine::index("charges_month", "charges", &["month", "partner_id", "activated_at"]))
            .await?;
        manager
            .create_index(engine::index("charges_statement", "charges", &["statement_id", "activated_at"]))
            .await?;
        manager
            .create_index(engine::index("charges_application", "charges", &["application_number"]))
            .await?;
        engine::append_only(manager, "invoices").await?;
        engine::each(manager, FROZEN_SQLITE, FROZEN_POSTGRES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["invoices", "charges", "statements"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        engine::each(manager, &[], &["drop function refuse_frozen_charge()"]).await
    }
}

/// The lines of an invoiced statement are frozen: none is changed, removed or added. Corrections are lines of a later
/// month.
const FROZEN_SQLITE: &[&str] = &[
    "create trigger charges_frozen_insert before insert on charges when exists \
     (select 1 from statements s where s.id = new.statement_id and s.invoice_number is not null) \
     begin select raise(abort, 'an invoiced line is frozen'); end",
    "create trigger charges_frozen_update before update on charges when exists \
     (select 1 from statements s where s.id in (old.statement_id, new.statement_id) \
     and s.invoice_number is not null) \
     begin select raise(abort, 'an invoiced line is frozen'); end",
    "create trigger charges_frozen_delete before delete on charges when exists \
     (select 1 from statements s where s.id = old.statement_id and s.invoice_number is not null) \
     begin select raise(abort, 'an invoiced line is frozen'); end",
];
/// The counterpart of [`FROZEN_SQLITE`].
const FROZEN_POSTGRES: &[&str] = &[
    "create function refuse_frozen_charge() returns trigger language plpgsql as $$ begin \
     if tg_op <> 'INSERT' and exists (select 1 from statements s where s.id = old.statement_id \
     and s.invoice_number is not null) then raise exception 'an invoiced line is frozen'; end if; \
     if tg_op = 'DELETE' then return old; end if; \
     if exists (select 1 from statements s where s.id = new.statement_id and s.invoice_number is not null) \
     then raise exception 'an invoiced line is frozen'; end if; return new; end $$",
    "create trigger charges_frozen before insert or update or delete on charges \
     for each row execute function refuse_frozen_charge()",
];

/// The statement of one partner and month.
fn statements() -> TableCreateStatement {
    Table::create()
        .table("statements")
        .col(big_pk_auto("id"))
        .col(big_integer("partner_id"))
        .col(text("month"))
        .col(text("state"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("formed_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("agreed_at"))
        .col(text_null("agreed_by"))
        .col(text_null("agreed_sha256"))
        .col(text_null("invoice_number"))
        .col(timestamp_with_time_zone_null("invoiced_at"))
        .foreign_key(ForeignKey::create().from("statements", "partner_id").to("partners", "id"))
        .check(Expr::cust(
            "state in ('forming', 'on_review', 'disputed', 'agreed', 'invoiced', 'paid', 'closed')",
        ))
        .check(Expr::cust("state not in ('agreed', 'invoiced', 'paid', 'closed') or agreed_at is not null"))
        .check(Expr::cust("(state in ('invoiced', 'paid', 'closed')) = (invoice_number is not null)"))
        .to_owned()
}

/// A charge, with all its data copied in.
fn charges() -> TableCreateStatement {
    Table::create()
        .table("charges")
        .col(big_pk_auto("id"))
        .col(text_uniq("source"))
        .col(big_integer("partner_id"))
        .col(text("month"))
        .col(big_integer_null("statement_id"))
        .col(big_integer("organization_id"))
        .col(text("subscriber_code"))
        .col(text("organization_name"))
        .col(text("inn"))
        .col(text("kpp"))
        .col(text("reg_number"))
        .col(big_integer("application_number"))
        .col(timestamp_with_time_zone("activated_at"))
        .col(text("product"))
        .col(integer("term_months"))
        .col(text_null("tier"))
        .col(text("basis"))
        .col(text_null("promotion"))
        .col(date("starts_on"))
        .col(date("ends_on"))
        .col(integer("quantity"))
        .col(big_integer("price"))
        .col(big_integer("promotion_discount"))
        .col(integer("discount"))
        .col(big_integer("amount"))
        .col(integer_null("vat_rate"))
        .col(big_integer("vat"))
        .col(big_integer("total"))
        .col(text("rule_version"))
        .col(text("contract_number"))
        .col(text("line_state"))
        .col(text_null("comment"))
        .col(big_integer_null("corrects_id"))
        .foreign_key(ForeignKey::create().from("charges", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("charges", "statement_id").to("statements", "id"))
        .foreign_key(ForeignKey::create().from("charges", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("charges", "application_number").to("applications", "number"))
        .check(Expr::cust("line_state in ('open', 'agreed', 'disputed')"))
        .check(Expr::cust("quantity in (1, -1)"))
        .check(Expr::cust("price >= 0"))
        .check(Expr::cust("total = amount + vat"))
        .to_owned()
}

/// An issued invoice; never changed.
fn invoices() -> TableCreateStatement {
    Table::create()
        .table("invoices")
        .col(integer("year"))
        .col(big_integer("sequence"))
        .col(text_uniq("number"))
        .col(big_integer_uniq("statement_id"))
        .col(big_integer("partner_id"))
        .col(text("month"))
        .col(big_integer("total"))
        .col(integer("lines"))
        .col(timestamp_with_time_zone("issued_at"))
        .col(text("issued_by"))
        .primary_key(Index::create().col("year").col("sequence"))
        .foreign_key(ForeignKey::create().from("invoices", "statement_id").to("statements", "id"))
        .foreign_key(ForeignKey::create().from("invoices", "partner_id").to("partners", "id"))
        .to_owned()
}
