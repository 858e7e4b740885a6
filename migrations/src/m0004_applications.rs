//! Applications, their originals, certificates and idempotency keys.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, blob, boolean, date, integer, integer_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(applications()).await?;
        manager.create_table(originals()).await?;
        manager.create_table(certificates()).await?;
        manager.create_table(licences()).await?;
        manager.create_table(idempotency_keys()).await?;
        manager.create_table(counters()).await?;
        manager
            .create_index(engine::index("applications_partner", "applications", &["partner_id", "number"]))
            .await?;
        manager
            .create_index(engine::index(
                "applications_organization",
                "applications",
                &["organization_id", "number"],
            ))
            .await?;
        manager
            .create_index(engine::unique_index(
                "certificates_owner",
                "certificates",
                &["application_number", "owner_position"],
            ))
            .await?;
        manager
            .create_index(engine::unique_index(
                "licences_source",
                "licences",
                &["application_number", "product"],
            ))
            .await?;
        manager
            .create_index(engine::index("licences_organization", "licences", &["organization_id", "ends_on"]))
            .await?;
        manager
            .create_index(engine::index("idempotency_keys_age", "idempotency_keys", &["created_at"]))
            .await?;
        engine::each(
            manager,
            &[OPEN_APPLICATIONS, STUCK_APPLICATIONS, SQLITE_NUMBERS],
            &[OPEN_APPLICATIONS, STUCK_APPLICATIONS, POSTGRES_NUMBERS],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["counters", "idempotency_keys", "licences", "certificates", "originals", "applications"]
        {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        engine::each(manager, &[], &["drop sequence application_numbers"]).await
    }
}

/// Open applications are a small part of all; a partner's tabs and counts read only this index.
const OPEN_APPLICATIONS: &str = "create index applications_open on applications (partner_id, number) \
     where stage in ('received', 'in_review', 'needs_client', 'forwarded', 'cert_request', 'registering')";
/// The few applications that need a person, in any stage.
const STUCK_APPLICATIONS: &str =
    "create index applications_stuck on applications (partner_id, number) where attention_since is not null";
/// `PostgreSQL` takes application numbers, which may have gaps, from a sequence: that blocks no transaction.
const POSTGRES_NUMBERS: &str = "create sequence application_numbers start with 104001";
/// `SQLite` has one writer and takes them from a row.
const SQLITE_NUMBERS: &str = "insert into counters (name, last) values ('application_numbers', 104000)";

/// An application with its stage and the connection parameters.
fn applications() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("applications").col(big_integer("number").primary_key());
    its_place(&mut table);
    what_is_asked(&mut table);
    the_parameters(&mut table);
    its_rules(&mut table);
    table
}

/// The columns of its owner, its stage and the stage's data.
fn its_place(table: &mut TableCreateStatement) {
    table
        .col(big_integer("partner_id"))
        .col(big_integer("organization_id"))
        .col(big_integer("sent_login_id"))
        .col(big_integer("bound_login_id"))
        .col(text("kind"))
        .col(text("stage"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("received_at"))
        .col(timestamp_with_time_zone("stage_since"))
        .col(big_integer_null("reviewer_id"))
        .col(timestamp_with_time_zone("take_by"))
        .col(timestamp_with_time_zone("forward_by"))
        .col(timestamp_with_time_zone_null("undo_until"))
        .col(text_null("reason_code"))
        .col(text_null("reason_text"))
        .col(timestamp_with_time_zone_null("approved_at"));
}

/// The columns of the request that lists show.
fn what_is_asked(table: &mut TableCreateStatement) {
    table
        .col(text("organization_name"))
        .col(text("inn"))
        .col(text("kpp"))
        .col(text("reg_number"))
        .col(text("legal_form"))
        .col(text("region"))
        .col(text("product"))
        .col(integer("term_months"))
        .col(text_null("promotion"))
        .col(text("changes"))
        .col(text("directions"))
        .col(integer("owners_count"))
        .col(integer("requests_count"))
        .col(integer("users_count"))
        .col(text_null("alias"))
        .col(boolean("declared_enabled"));
}

/// The connection parameters, and whether a person must act.
fn the_parameters(table: &mut TableCreateStatement) {
    table
        .col(boolean("enabled"))
        .col(text_null("tier"))
        .col(text("basis"))
        .col(integer_null("group_band"))
        .col(timestamp_with_time_zone_null("attention_since"))
        .col(text_null("attention_text"));
}

fn its_rules(table: &mut TableCreateStatement) {
    let from = |column: &str| ForeignKey::create().from("applications", column.to_owned()).to_owned();
    table
        .foreign_key(from("partner_id").to("partners", "id"))
        .foreign_key(from("organization_id").to("organizations", "id"))
        .foreign_key(from("sent_login_id").to("its_logins", "id"))
        .foreign_key(from("bound_login_id").to("its_logins", "id"))
        .foreign_key(from("reviewer_id").to("people", "id"))
        .check(Expr::cust(
            "stage in ('received', 'in_review', 'needs_client', 'forwarded', 'cert_request', 'registering', \
             'approved', 'completed', 'rejected', 'withdrawn', 'expired')",
        ))
        .check(Expr::cust("kind in ('connect', 'renew', 'change', 'restore')"))
        .check(Expr::cust("tier in ('2_9', '10_plus')"))
        .check(Expr::cust("stage <> 'in_review' or reviewer_id is not null"))
        .check(Expr::cust("stage <> 'forwarded' or undo_until is not null"))
        .check(Expr::cust("stage not in ('approved', 'completed') or approved_at is not null"))
        .check(Expr::cust("(attention_since is null) = (attention_text is null)"))
        .check(Expr::cust("number between 1 and 99999999999"));
}

/// What the client sent, byte for byte in every revision, with its parsed form.
fn originals() -> TableCreateStatement {
    Table::create()
        .table("originals")
        .col(big_integer("application_number"))
        .col(integer("revision"))
        .col(timestamp_with_time_zone("received_at"))
        .col(big_integer("login_id"))
        .col(text("body"))
        .col(text("content"))
        .col(text("sha256"))
        .primary_key(Index::create().col("application_number").col("revision"))
        .foreign_key(
            ForeignKey::create().from("originals", "application_number").to("applications", "number"),
        )
        .foreign_key(ForeignKey::create().from("originals", "login_id").to("its_logins", "id"))
        .to_owned()
}

/// An issued certificate; one per owner of an application.
fn certificates() -> TableCreateStatement {
    Table::create()
        .table("certificates")
        .col(text("serial").primary_key())
        .col(big_integer("application_number"))
        .col(integer("owner_position"))
        .col(text("owner_snils"))
        .col(text("owner_name"))
        .col(text("thumbprint"))
        .col(text("subject"))
        .col(text("issuer"))
        .col(timestamp_with_time_zone("not_before"))
        .col(timestamp_with_time_zone("not_after"))
        .col(blob("der"))
        .col(timestamp_with_time_zone("issued_at"))
        .foreign_key(
            ForeignKey::create().from("certificates", "application_number").to("applications", "number"),
        )
        .to_owned()
}

/// A period for which an organisation holds a product; rows are never updated.
fn licences() -> TableCreateStatement {
    Table::create()
        .table("licences")
        .col(big_pk_auto("id"))
        .col(big_integer("organization_id"))
        .col(big_integer("partner_id"))
        .col(big_integer("application_number"))
        .col(text("product"))
        .col(text_null("alias"))
        .col(text_null("tier"))
        .col(text("basis"))
        .col(date("starts_on"))
        .col(date("ends_on"))
        .col(timestamp_with_time_zone("activated_at"))
        .foreign_key(ForeignKey::create().from("licences", "organization_id").to("organizations", "id"))
        .foreign_key(ForeignKey::create().from("licences", "partner_id").to("partners", "id"))
        .foreign_key(ForeignKey::create().from("licences", "application_number").to("applications", "number"))
        .to_owned()
}

/// The applications created under idempotency keys.
fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(big_integer("login_id"))
        .col(text("key"))
        .col(text("body_sha256"))
        .col(big_integer("application_number"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("login_id").col("key"))
        .foreign_key(ForeignKey::create().from("idempotency_keys", "login_id").to("its_logins", "id"))
        .to_owned()
}

/// Counters, with and without gaps.
fn counters() -> TableCreateStatement {
    Table::create().table("counters").col(text("name").primary_key()).col(big_integer("last")).to_owned()
}
