//! «Войти через облако»: accounts at providers that people have linked, and the walks to a provider that are under way.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, boolean, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(identities()).await?;
        let once = engine::unique_index("cloud_identities_once", IDENTITIES, &["issuer", "subject"]);
        manager.create_index(once).await?;
        manager.create_index(engine::index("cloud_identities_person", IDENTITIES, &["person_id"])).await?;
        manager.create_table(steps()).await?;
        manager.create_index(engine::index("cloud_steps_expires", STEPS, &["expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(STEPS).to_owned()).await?;
        manager.drop_table(Table::drop().table(IDENTITIES).to_owned()).await
    }
}

const IDENTITIES: &str = "cloud_identities";
const STEPS: &str = "cloud_steps";

fn identities() -> TableCreateStatement {
    Table::create()
        .table(IDENTITIES)
        .col(big_pk_auto("id"))
        .col(big_integer("person_id"))
        .col(text("issuer"))
        .col(text("subject"))
        .col(text("label"))
        .col(timestamp_with_time_zone("linked_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(ForeignKey::create().from(IDENTITIES, "person_id").to("people", "id"))
        .to_owned()
}

/// The words of a walk stand nowhere: the secret of the installation makes them of the state, of which only the digest is
/// kept.
fn steps() -> TableCreateStatement {
    Table::create()
        .table(STEPS)
        .col(text("state_hash").primary_key())
        .col(text("issuer"))
        .col(text("browser"))
        .col(big_integer_null("person_id"))
        .col(boolean("foreign_computer"))
        .col(text_null("next"))
        .col(timestamp_with_time_zone("expires_at"))
        .to_owned()
}
