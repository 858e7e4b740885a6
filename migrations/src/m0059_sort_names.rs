//! Names by which organisations are sorted, beside each of their search terms too: a page of the search is read from one
//! index. The terms are made anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ORGANIZATIONS: &str = "organizations";
const TERMS: &str = "organization_terms";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        engine::each(manager, &[SORT_NAME], &[SORT_NAME_BY_CODE_POINT]).await?;
        let older = ["drop index organizations_name", "drop table organization_terms", STALE];
        engine::each(manager, &older, &older).await?;
        let of_partner =
            engine::index("organizations_name", ORGANIZATIONS, &["partner_id", "sort_name", "id"]);
        let of_all = engine::index("organizations_sort_name", ORGANIZATIONS, &["sort_name", "id"]);
        manager.create_index(of_partner).await?;
        manager.create_index(of_all).await?;
        let mut terms = terms();
        terms.col(text("sort_name")).col(big_integer("partner_id"));
        terms.primary_key(Index::create().col("organization_id").col("term"));
        manager.create_table(terms.clone()).await?;
        engine::each(manager, &[], &[TERMS_BY_CODE_POINT, SORT_NAMES_BY_CODE_POINT]).await?;
        let columns = ["term", "sort_name", "organization_id", "partner_id"];
        manager.create_index(engine::index("organization_terms_term", TERMS, &columns)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let newer = [
            "drop table organization_terms",
            "drop index organizations_sort_name",
            "drop index organizations_name",
            "alter table organizations drop column sort_name",
            STALE,
        ];
        engine::each(manager, &newer, &newer).await?;
        let of_partner =
            engine::index("organizations_name", ORGANIZATIONS, &["partner_id", "short_name", "id"]);
        manager.create_index(of_partner).await?;
        let mut terms = terms();
        terms.primary_key(Index::create().col("term").col("organization_id"));
        manager.create_table(terms.clone()).await?;
        engine::each(manager, &[], &[TERMS_BY_CODE_POINT]).await?;
        manager
            .create_index(engine::index("organization_terms_own", TERMS, &["organization_id", "term"]))
            .await
    }
}

const SORT_NAME: &str = "alter table organizations add column sort_name text not null default ''";
const SORT_NAME_BY_CODE_POINT: &str =
    "alter table organizations add column sort_name text collate \"C\" not null default ''";
const TERMS_BY_CODE_POINT: &str = "alter table organization_terms alter column term type text collate \"C\"";
const SORT_NAMES_BY_CODE_POINT: &str =
    "alter table organization_terms alter column sort_name type text collate \"C\"";
/// `registrar migrate` makes the terms anew.
const STALE: &str = "update organizations set terms_version = 0";

fn terms() -> TableCreateStatement {
    Table::create()
        .table(TERMS)
        .col(text("term"))
        .col(big_integer("organization_id"))
        .foreign_key(ForeignKey::create().from(TERMS, "organization_id").to(ORGANIZATIONS, "id"))
        .to_owned()
}
