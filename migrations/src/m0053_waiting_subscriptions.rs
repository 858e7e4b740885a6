//! A subscription that waits for its address stands beside the running one, which goes on until then.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OPEN: &str = "create unique index subscriptions_open on subscriptions (person_id, organization_id) where ended_at is null";
const DROP: &str = "drop index subscriptions_open";
const RUNNING: &str = "create unique index subscriptions_running on subscriptions (person_id, organization_id) \
                       where ended_at is null and confirmed_at is not null";
const WAITING: &str = "create unique index subscriptions_waiting on subscriptions (person_id, organization_id) \
                       where ended_at is null and confirmed_at is null";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let steps = [DROP, RUNNING, WAITING];
        engine::each(manager, &steps, &steps).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let steps = ["drop index subscriptions_waiting", "drop index subscriptions_running", OPEN];
        engine::each(manager, &steps, &steps).await
    }
}
