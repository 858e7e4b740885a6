//! What can go wrong in the store.

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{DbErr, RuntimeErr, SqlErr, SqlxError};

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed or could not be reached.
    #[error("database: {0}")]
    Database(DbErr),
    /// Somebody else holds the database for too long: what was asked can be asked again.
    #[error("the database is busy: {0}")]
    Busy(DbErr),
    /// Nobody is at the database's address, or nobody lets us in.
    #[error("{0}")]
    Unreachable(String),
    /// A unique rule of the database was about to be broken.
    #[error("duplicate: {0}")]
    Duplicate(String),
    /// Somebody else wrote meanwhile: the row is no longer the one that was seen.
    #[error("the row changed since it was read")]
    Stale,
    /// There is no such row, or it is not in the asker's scope.
    #[error("not found")]
    NotFound,
    /// Something of ours that is always there is not: no question of a reader, a fault. It says what is missing.
    #[error("broken: {0}")]
    Broken(&'static str),
    /// A row that our own code could not have written.
    #[error("corrupt {table}.{column} in row {row}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row.
        row: String,
    },
}

impl StoreError {
    /// Whether the same can be asked again and may then be done.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(words)) => Self::Duplicate(words),
            _ if is_busy(&error) => Self::Busy(error),
            _ => Self::Database(error),
        }
    }
}

/// Whether another process holds a lock on what we want, or all our connections are in use.
fn is_busy(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    let code = error.as_database_error().and_then(DatabaseError::code);
    matches!(error.as_ref(), SqlxError::PoolTimedOut) || code.is_some_and(|code| is_lock(&code))
}

/// Whether this code says that a lock is held by somebody else: `SQLite`'s BUSY and LOCKED with all their extended codes,
/// which are numbers; `PostgreSQL`'s `lock_not_available`, `deadlock_detected` and `serialization_failure`.
fn is_lock(code: &str) -> bool {
    let sqlite = |code: &str| code.parse::<u32>().is_ok_and(|code| [5, 6].contains(&(code & 0xff)));
    ["55P03", "40P01", "40001"].contains(&code) || (code.len() < 5 && sqlite(code))
}

#[expect(clippy::needless_pass_by_value, reason = "callers name the row as they have it")]
/// The value of a column, or the complaint that the row is corrupt.
pub(super) fn sound<T>(
    value: Option<T>,
    table: &'static str,
    column: &'static str,
    row: impl ToString,
) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::Corrupt { table, column, row: row.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_of_somebody_else_is_told_from_what_is_wrong() {
        for code in ["5", "6", "261", "517", "773", "55P03", "40P01", "40001"] {
            assert!(is_lock(code), "{code}");
        }
        for code in ["1", "8", "11", "19", "1555", "2067", "23505", "42P01", "25006"] {
            assert!(!is_lock(code), "{code}");
        }
    }
}
