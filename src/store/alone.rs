//! The upkeep lock: upkeep of one database runs in one process at a time; a second process waits.

use std::fs::{File, OpenOptions};

use sea_orm::ConnectionTrait as _;

use super::{Db, Reach as _, StoreError, Tx};

/// The key of the advisory lock in `PostgreSQL`; it must be unique within the database.
const ADVISORY: i64 = 7_236_715_402;

/// The upkeep lock, held until this is dropped or ended.
#[derive(Debug)]
pub struct Alone {
    held: Option<Tx>,
    _file: Option<File>,
}

impl Db {
    /// Acquires the upkeep lock, waiting for its present holder.
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
        // Without a lock file upkeep still runs in a transaction: a second process then waits no longer than the busy
        // timeout.
        let lock = locked.await.unwrap_or_else(|_| Err(std::io::ErrorKind::Interrupted.into()));
        Ok(Alone { held: None, _file: lock.ok() })
    }
}

impl Alone {
    /// Releases the lock.
    pub async fn end(self) -> Result<(), StoreError> {
        match self.held {
            Some(held) => held.commit().await,
            None => Ok(()),
        }
    }
}
