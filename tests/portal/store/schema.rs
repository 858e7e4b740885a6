//! The schema: migrated up, down and up again; the program recognises whether the schema is its own.

use registrar::store::{Db, Engine, Reach as _};
use sea_orm::{ConnectionTrait as _, Statement};

use crate::support::Database;

/// Everything in the schema except the table of migrations.
async fn things(db: &Db) -> Vec<String> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "select name from sqlite_master where name not like 'sqlite_%' and name <> 'seaql_migrations' \
             and tbl_name <> 'seaql_migrations' order by name"
        }
        Engine::Postgres => {
            "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace \
             and relname not like 'seaql_migrations%' \
             union all select tgname::text from pg_trigger where not tgisinternal \
             union all select proname::text from pg_proc where pronamespace = 'public'::regnamespace order by name"
        }
    };
    let reach = db.on();
    let rows = reach.query_all_raw(Statement::from_string(reach.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

#[tokio::test]
async fn the_schema_goes_up_down_and_up_again() {
    let (_database, db) = Database::bare().await;
    assert!(!db.is_current().await.unwrap());
    db.migrate().await.unwrap();
    assert!(db.is_current().await.unwrap());
    let whole = things(&db).await;
    assert!(whole.len() > 50, "{whole:?}");
    db.migrate_down(None).await.unwrap();
    assert_eq!(things(&db).await, Vec::<String>::new());
    assert!(!db.is_current().await.unwrap());
    db.migrate().await.unwrap();
    assert_eq!(things(&db).await, whole);
}

#[tokio::test]
async fn every_single_step_can_be_taken_back_and_done_again() {
    let (_database, db) = Database::bare().await;
    db.migrate().await.unwrap();
    let whole = things(&db).await;
    for steps in 1..=30 {
        db.migrate_down(Some(steps)).await.unwrap();
        assert!(!db.is_current().await.unwrap());
        db.migrate().await.unwrap();
        assert_eq!(things(&db).await, whole, "{steps} steps");
    }
}

#[tokio::test]
async fn a_schema_that_is_ahead_of_the_program_is_not_current() {
    let (_database, db) = Database::bare().await;
    db.migrate().await.unwrap();
    let reach = db.on();
    let ahead = "insert into seaql_migrations (version, applied_at) values ('m9999_from_the_future', 1)";
    reach.execute_unprepared(ahead).await.unwrap();
    assert!(!db.is_current().await.unwrap());
}

#[tokio::test]
async fn migrating_what_is_current_changes_nothing() {
    let (_database, db) = Database::fresh().await;
    assert!(db.is_current().await.unwrap());
    let whole = things(&db).await;
    db.migrate().await.unwrap();
    assert_eq!(things(&db).await, whole);
}
