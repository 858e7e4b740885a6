//! Second factors: authenticator apps, recovery codes, sign-ins that wait for a code; and of each session by what it
//! was begun, from where, and when its person last proved who they are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, big_pk_auto, boolean, date, integer, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null,
};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const SESSIONS: &str = "sessions";
const AUTHENTICATORS: &str = "authenticators";
const RECOVERY_CODES: &str = "recovery_codes";
const STEPS: &str = "sign_in_steps";
const RULES: &str = "factor_rules";
const RESETS: &str = "factor_resets";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            text("factor").default("password").take(),
            text("address").default("").take(),
            timestamp_with_time_zone_null("proven_at").take(),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table(SESSIONS).add_column(column).to_owned()).await?;
        }
        for table in [authenticators(), recovery_codes(), steps(), rules(), resets()] {
            manager.create_table(table).await?;
        }
        manager.create_index(engine::index("factor_resets_person", RESETS, &["person_id"])).await?;
        manager.create_index(engine::index("recovery_codes_person", RECOVERY_CODES, &["person_id"])).await?;
        manager.create_index(engine::index("sign_in_steps_created", STEPS, &["created_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [RESETS, RULES, STEPS, RECOVERY_CODES, AUTHENTICATORS] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for column in ["proven_at", "address", "factor"] {
            manager.alter_table(Table::alter().table(SESSIONS).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// One app a person. A secret that was shown and not confirmed by a code yet waits beside the one in use.
fn authenticators() -> TableCreateStatement {
    Table::create()
        .table(AUTHENTICATORS)
        .col(big_integer("person_id").primary_key())
        .col(text_null("secret"))
        .col(big_integer_null("last_step"))
        .col(timestamp_with_time_zone_null("since"))
        .col(text_null("waiting"))
        .col(timestamp_with_time_zone_null("waiting_since"))
        .foreign_key(ForeignKey::create().from(AUTHENTICATORS, "person_id").to("people", "id"))
        .to_owned()
}

fn recovery_codes() -> TableCreateStatement {
    Table::create()
        .table(RECOVERY_CODES)
        .col(big_pk_auto("id"))
        .col(big_integer("person_id"))
        .col(text("salt"))
        .col(text("digest"))
        .col(timestamp_with_time_zone("made_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(ForeignKey::create().from(RECOVERY_CODES, "person_id").to("people", "id"))
        .to_owned()
}

/// Sign-ins whose first factor was right.
fn steps() -> TableCreateStatement {
    Table::create()
        .table(STEPS)
        .col(text("token_hash").primary_key())
        .col(big_integer("person_id"))
        .col(boolean("foreign_computer"))
        .col(text("browser"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(ForeignKey::create().from(STEPS, "person_id").to("people", "id"))
        .to_owned()
}

/// Who must have a second factor, from which day on.
fn rules() -> TableCreateStatement {
    Table::create()
        .table(RULES)
        .col(big_pk_auto("id"))
        .col(big_integer_null("partner_id"))
        .col(text_null("role"))
        .col(date("from_day"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .col(integer("version"))
        .foreign_key(ForeignKey::create().from(RULES, "partner_id").to("partners", "id"))
        .to_owned()
}

/// Requests to take the factors off somebody who lost them.
fn resets() -> TableCreateStatement {
    Table::create()
        .table(RESETS)
        .col(big_pk_auto("id"))
        .col(big_integer("person_id"))
        .col(text("reason"))
        .col(big_integer("asked_by"))
        .col(timestamp_with_time_zone("asked_at"))
        .col(big_integer_null("confirmed_by"))
        .col(timestamp_with_time_zone_null("due_at"))
        .col(text_null("outcome"))
        .col(timestamp_with_time_zone_null("over_at"))
        .col(text_null("digest"))
        .foreign_key(ForeignKey::create().from(RESETS, "person_id").to("people", "id"))
        .to_owned()
}
