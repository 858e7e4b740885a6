//! Connections: one database, two engines; short write transactions, with concurrent reads.

use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use migrations::{Migrator, MigratorTrait as _};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::{Connection as _, PgConnection};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseExecutor,
    DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait as _,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::StoreError;

/// The database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A local file; one writer.
    Sqlite,
    /// A server; many writers.
    Postgres,
}

/// The database: reads, and begins transactions.
#[derive(Clone, Debug)]
pub struct Db {
    connection: DatabaseConnection,
    /// `SQLite`'s write permit. A task that waits for it holds no connection.
    writer: Option<Arc<Semaphore>>,
    file: Option<Arc<Path>>,
}

/// A write transaction; dropping it without `commit` rolls it back.
#[derive(Debug)]
pub struct Tx {
    transaction: DatabaseTransaction,
    /// The write permit; it must be dropped after the transaction.
    _writer: Option<OwnedSemaphorePermit>,
}

/// A snapshot for reading: commits of others stay invisible while it lasts.
#[derive(Debug)]
pub struct Look(DatabaseTransaction);

/// Where a query can run: on the database itself or inside a transaction.
pub trait Reach: Sync {
    /// What executes the query.
    fn on(&self) -> DatabaseExecutor<'_>;
}

impl Reach for Db {
    fn on(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Connection(&self.connection)
    }
}

impl Reach for Tx {
    fn on(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.transaction)
    }
}

impl Reach for Look {
    fn on(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.0)
    }
}

/// The busy timeout: how long to wait for `SQLite`'s file or for a lock of `PostgreSQL`.
const BUSY: Duration = Duration::from_secs(10);
/// The timeout for connecting to a server.
const REACHING: Duration = Duration::from_secs(5);

/// Connects once: the pool alone would retry until its own timeout before it reports an unreachable server.
async fn reach(url: &str) -> Result<(), StoreError> {
    let options =
        PgConnectOptions::from_str(url).map_err(|error| StoreError::Unreachable(error.to_string()))?;
    let place = format!("{}:{}", options.get_host(), options.get_port());
    let tried = tokio::time::timeout(REACHING, PgConnection::connect_with(&options)).await;
    let words = match tried {
        Ok(Ok(connection)) => {
            let _ = connection.close().await;
            return Ok(());
        }
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no answer within {} seconds", REACHING.as_secs()),
    };
    Err(StoreError::Unreachable(format!("the database at {place} cannot be reached: {words}")))
}

/// Connects. Several processes that open a new `SQLite` file at once may find it locked despite the busy timeout; they
/// retry.
async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, StoreError> {
    let begun = Instant::now();
    loop {
        match Database::connect(options.clone()).await.map_err(StoreError::from) {
            Err(error) if error.is_busy() && begun.elapsed() < BUSY => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            done => return done,
        }
    }
}

impl Db {
    /// Opens the database of a URL such as `sqlite://var/registrar.db` or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let sqlite = url.starts_with("sqlite:");
        let file = url.strip_prefix("sqlite://").and_then(|file| file.split('?').next());
        let file = file.map(|file| Arc::from(Path::new(file)));
        if !sqlite {
            reach(url).await?;
        }
        let url = if sqlite && !url.contains('?') { format!("{url}?mode=rwc") } else { url.to_owned() };
        let mut options = ConnectOptions::new(url);
        options.max_connections(if sqlite { 6 } else { 16 }).acquire_timeout(Duration::from_secs(20));
        // Pinging a connection before each statement would double the latency of a page.
        options.test_before_acquire_if_idle_for(Duration::from_secs(5));
        options.sqlx_logging(false).map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "NORMAL")
                .pragma("foreign_keys", "ON")
                .busy_timeout(BUSY)
        });
        let patience = format!("{}ms", BUSY.as_millis());
        options.map_sqlx_postgres_opts(move |postgres| postgres.options([("lock_timeout", &patience)]));
        let connection = connect(options).await?;
        Ok(Self { connection, writer: sqlite.then(|| Arc::new(Semaphore::new(1))), file })
    }

    /// Begins a write transaction. On `SQLite` it takes the write lock at once (`BEGIN IMMEDIATE`), so that it cannot
    /// fail half-way.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let writer = match &self.writer {
            // The semaphore is never closed; without a permit the busy timeout of the database applies.
            Some(place) => Arc::clone(place).acquire_owned().await.ok(),
            None => None,
        };
        Ok(Tx { transaction: self.connection.begin_with_options(options).await?, _writer: writer })
    }

    /// Begins a snapshot for reading; it blocks no writer.
    pub async fn look(&self) -> Result<Look, StoreError> {
        let options = TransactionOptions {
            isolation_level: (self.engine() == Engine::Postgres).then_some(IsolationLevel::RepeatableRead),
            access_mode: (self.engine() == Engine::Postgres).then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
        };
        Ok(Look(self.connection.begin_with_options(options).await?))
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.connection.engine()
    }

    /// The path of the `SQLite` file.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Pings the database.
    pub async fn answers(&self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }

    /// Fails when the database is read-only. It needs no schema and changes nothing.
    pub async fn must_be_writable(&self) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        match self.engine() {
            // On a read-only file the transaction begins without an error, so something must be written. `user_version`
            // is unused here.
            Engine::Sqlite => {
                tx.on().execute_unprepared("pragma user_version = 0").await?;
            }
            Engine::Postgres => {
                let asked = "select current_setting('transaction_read_only')";
                let asked = Statement::from_string(DbBackend::Postgres, asked);
                let row = tx.on().query_one_raw(asked).await?.ok_or(StoreError::NotFound)?;
                if row.try_get_by_index::<String>(0)? == "on" {
                    return Err(StoreError::Unreachable("it is read-only".to_owned()));
                }
            }
        }
        Ok(())
    }

    /// Migrates the schema to the version of this binary.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self.engine() {
            Engine::Postgres => Ok(Migrator::up(&self.connection, None).await?),
            // Other connections of the pool may hold a stale schema, so all steps run on one.
            Engine::Sqlite => {
                let tx = self.begin().await?;
                Migrator::up(&tx.transaction, None).await?;
                tx.commit().await
            }
        }
    }

    /// Reverts the last `steps` migrations, the newest first.
    pub async fn migrate_down(&self, steps: Option<u32>) -> Result<(), StoreError> {
        match self.engine() {
            Engine::Postgres => Ok(Migrator::down(&self.connection, steps).await?),
            Engine::Sqlite => {
                let tx = self.begin().await?;
                Migrator::down(&tx.transaction, steps).await?;
                tx.commit().await
            }
        }
    }

    /// Whether the schema is exactly this binary's, neither behind nor ahead.
    pub async fn is_current(&self) -> Result<bool, StoreError> {
        let pending = Migrator::get_pending_migrations(&self.connection).await;
        Ok(matches!(pending, Ok(steps) if steps.is_empty()))
    }

    /// Closes all connections after those in use are released.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }
}

impl Tx {
    /// Commits the transaction.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    /// Which engine it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.transaction.engine()
    }
}

trait HasEngine {
    fn engine(&self) -> Engine;
}

impl<T: sea_orm::ConnectionTrait> HasEngine for T {
    fn engine(&self) -> Engine {
        if self.get_database_backend() == DbBackend::Postgres { Engine::Postgres } else { Engine::Sqlite }
    }
}
