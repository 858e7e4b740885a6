//! Guesses at passwords that ran out: the errand that tells the owner of the account, and when there was one.

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, Utc};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::audit::OPERATOR_CHAIN;
use super::tables::errand::{Column, Entity};
use super::{Reach, StoreError, Tx, colleagues, outbox};
use crate::domain::account::Account;
use crate::domain::errand::{Errand, GuessedAt, code_guesses_key, guesses_key};
use crate::domain::ids::PersonId;
use crate::domain::month::moscow_day;

/// For how many Moscow days, today included, it is shown that guesses ran out.
pub const SHOWN_DAYS: i64 = 30;

/// Guesses at a password that ran out.
#[derive(Clone, Debug)]
pub struct SpentGuesses<'a> {
    /// The account that the name opens, if it opens one.
    pub account: Option<&'a Account>,
    /// The name as it was typed.
    pub name: &'a str,
    /// Where they ran out.
    pub place: GuessedAt,
    /// Until when no password is looked at there.
    pub until: DateTime<Utc>,
    /// The request of the last guess.
    pub request_id: &'a str,
}

/// Owes the owner of the account a letter, once a Moscow day. Where there is no account, an errand is written too, which
/// the worker discards: the time taken must not reveal whether the name opens one.
pub async fn owe(tx: &Tx, spent: &SpentGuesses<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    let SpentGuesses { account, place, until, .. } = *spent;
    let name = account.map_or_else(String::new, |_| spent.name.to_owned());
    let errand = Errand::PasswordGuesses { person: account.map(|account| account.id), name, place, until };
    let day = errand.deduplication(moscow_day(at).num_days_from_ce());
    let key = if account.is_some() { day } else { format!("{day}:{}", spent.request_id) };
    let partner = account.map_or(OPERATOR_CHAIN, |account| colleagues::chain(account.house()));
    outbox::owe(tx, &outbox::Owed { errand, partner, key, due_at: at, at }).await
}

/// Guesses at somebody that ran out, as their owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldGuesses {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether they were at the second factor: whoever made them knows the password.
    pub of_code: bool,
}

/// When guesses at the password or the second factor of a person ran out: of each of the last [`SHOWN_DAYS`] days the
/// first time, the latest day first.
pub async fn of_person(
    reach: &impl Reach,
    person: PersonId,
    today: NaiveDate,
) -> Result<Vec<ToldGuesses>, StoreError> {
    let days = (0..SHOWN_DAYS).map(|ago| (today - Duration::days(ago)).num_days_from_ce());
    let of_codes: Vec<String> = days.clone().map(|day| code_guesses_key(person, day)).collect();
    let of_passwords = days.map(|day| guesses_key(person, day));
    let keys: Vec<String> = of_passwords.chain(of_codes.iter().cloned()).collect();
    let found = Entity::find()
        .select_only()
        .column(Column::CreatedAt)
        .column(Column::Deduplication)
        .filter(Column::Deduplication.is_in(keys))
        .order_by_desc(Column::CreatedAt);
    let rows: Vec<(DateTime<Utc>, String)> = found.into_tuple().all(&reach.on()).await?;
    let told = |(at, key): (DateTime<Utc>, String)| ToldGuesses { at, of_code: of_codes.contains(&key) };
    Ok(rows.into_iter().map(told).collect())
}
