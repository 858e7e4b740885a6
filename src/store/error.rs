//! What can go wrong in the store.

use sea_orm::{DbErr, SqlErr};

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed or could not be reached.
    #[error("database: {0}")]
    Database(DbErr),
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

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(words)) => Self::Duplicate(words),
            _ => Self::Database(error),
        }
    }
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
