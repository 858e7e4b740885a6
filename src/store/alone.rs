//! Alone: upkeep that must not run twice at once. Whoever comes second waits, in another process too.

use std::fs::{File, OpenOptions};

use sea_orm::ConnectionTrait as _;

use super::{Db, Reach as _, StoreError, Tx};

/// What `PostgreSQL` calls this lock; any number that nobody else uses in the same database.
const ADVISORY: i64 = 7_236_715_402;

/// As long as it lives, nobody else does upkeep of this database.
#[derive(Debug)]
pub struct Alone {
    held: Option<Tx>,
    _file: Option<File>,
}

impl Db {
    /// Waits until nobody else does upkeep of this database.
    pub async fn alone(&self) -> Result<Alone, StoreError> {
        let Some(file) = self.file() else {
            let held = self.begin().await?;
            held.on().execute_unprepared("set local lock_timeout = 0").await?;
            held.on().execute_unprepared(&format!("select pg_advisory_xact_lock({ADVISORY})")).await?;
            return Ok(Alone { held: Some(held), _file: None });
        };
        let path = file.with_added_extension("upkeep.lock");
        let locked = tokio::task::spawn_blocking(move || {
            let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            lock.lock()?;
            Ok::<_, std::io::Error>(lock)
        });
        // Without a lock file there is still the transaction: a second one would wait less long.
        let lock = locked.await.unwrap_or_else(|_| Err(std::io::ErrorKind::Interrupted.into()));
        Ok(Alone { held: None, _file: lock.ok() })
    }
}

impl Alone {
    /// Lets the next one in.
    pub async fn end(self) -> Result<(), StoreError> {
        match self.held {
            Some(held) => held.commit().await,
            None => Ok(()),
        }
    }
}
