//! Settings with their history, and the planning of new values.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{Desk, Failure, phone_codes};
use crate::domain::form::read_day;
use crate::domain::month::moscow_day;
use crate::domain::settings::{Setting, SettingsBook};
use crate::policy::Permission;
use crate::store::{accounts, audit, keep, settings};

/// Every setting with its history.
#[derive(Debug)]
pub struct Decided {
    /// All values.
    pub book: SettingsBook,
    /// The names of the authors, by login.
    pub names: HashMap<String, String>,
    /// Until when no codes are sent by SMS, while the ceiling is reached.
    pub no_sms_until: Option<DateTime<Utc>>,
}

/// Every setting with its history.
pub async fn all(desk: &Desk) -> Result<Decided, Failure> {
    desk.may(Permission::ManageSettings).await?;
    let book = settings::book(desk.db()).await?;
    let rows = Setting::ALL.iter().flat_map(|setting| book.of(*setting));
    let mut logins: Vec<String> = rows.filter_map(|row| row.set_by.clone()).collect();
    logins.sort_unstable();
    logins.dedup();
    let names = accounts::names_of_logins(desk.db(), &logins).await?;
    Ok(Decided { book, names, no_sms_until: phone_codes::exhausted(desk.house()).await? })
}

/// Plans a value of a setting from a day on.
pub async fn plan(desk: &Desk, setting: Setting, value: &str, from: &str) -> Result<(), Failure> {
    desk.may(Permission::ManageSettings).await?;
    desk.must_be_proven().await?;
    let today = moscow_day(desk.now());
    let tx = desk.begin().await?;
    audit::queue_up(&tx).await?;
    let book = settings::book(&tx).await?;
    let planned = book.plan(setting, value, read_day(from), today).map_err(Failure::Invalid)?;
    keep(&tx, &desk.keeper(), planned).await?;
    Ok(desk.commit(tx).await?)
}
