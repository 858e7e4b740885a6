//! Errors of the store.

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{DbErr, RuntimeErr, SqlErr, SqlxError};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed or could not be reached.
    #[error("database: {0}")]
    Database(DbErr),
    /// Another process holds a lock for too long, or the pool is exhausted. The caller may retry.
    #[error("the database is busy: {0}")]
    Busy(DbErr),
    /// The database server is unreachable or refuses the connection.
    #[error("{0}")]
    Unreachable(String),
    /// A unique constraint would be violated.
    #[error("duplicate: {0}")]
    Duplicate(String),
    /// The row has changed since it was read: a conflict with another writer.
    #[error("the row changed since it was read")]
    Stale,
    /// No such row in the caller's scope.
    #[error("not found")]
    NotFound,
    /// Something that must exist is missing; a fault of this program or its installation. It says what is missing.
    #[error("broken: {0}")]
    Broken(&'static str),
    /// A row that this program could not have written.
    #[error("corrupt {table}.{column} in row {row}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
    },
}

impl StoreError {
    /// Whether the caller may retry.
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

/// Whether another process holds the lock or the pool is exhausted.
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

/// Whether an error code reports a lock: `SQLite`'s BUSY and LOCKED with all extended codes (numbers), `PostgreSQL`'s
/// `lock_not_available`, `deadlock_detected` and `serialization_failure`.
fn is_lock(code: &str) -> bool {
    let sqlite = |code: &str| code.parse::<u32>().is_ok_and(|code| [5, 6].contains(&(code & 0xff)));
    ["55P03", "40P01", "40001"].contains(&code) || (code.len() < 5 && sqlite(code))
}

#[expect(clippy::needless_pass_by_value, reason = "callers name the row as they have it")]
/// The value of a column, or `Corrupt` with the row's name.
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
