//! How the audit names what its entries are about. The names are kept for ever: old entries are found by them.

use chrono::NaiveDate;

use crate::domain::ids::{ApplicationNumber, ChargeId, ItsLoginId, PartnerId, PersonId};
use crate::domain::month::Month;
use crate::domain::price::GroundTable;
use crate::domain::settings::Setting;
use crate::domain::statement::Statement;

/// How the audit names an application.
#[must_use]
pub fn application_subject(number: ApplicationNumber) -> String {
    format!("application:{number}")
}

/// How the audit names a statement.
#[must_use]
pub fn statement_subject(statement: &Statement) -> String {
    month_subject(statement.partner, statement.month)
}

/// The same by the partner and the month.
pub(in crate::store) fn month_subject(partner: PartnerId, month: Month) -> String {
    format!("statement:{partner}:{month}")
}

/// How the audit names a charge.
#[must_use]
pub fn charge_subject(charge: ChargeId) -> String {
    format!("charge:{charge}")
}

/// How the audit names a person.
#[must_use]
pub fn person_subject(person: PersonId) -> String {
    format!("person:{person}")
}

/// How the audit names an ITS login.
#[must_use]
pub fn its_login_subject(login: ItsLoginId) -> String {
    format!("its_login:{login}")
}

/// How the audit names a setting.
#[must_use]
pub fn setting_subject(setting: Setting) -> String {
    format!("setting:{}", setting.code())
}

/// How the audit names a partner's card and contracts.
#[must_use]
pub fn partner_subject(code: &str) -> String {
    format!("partner:{code}")
}

/// How the audit names an organisation.
#[must_use]
pub fn organization_subject(code: &str) -> String {
    format!("organization:{code}")
}

/// How the audit names a version of the price list.
#[must_use]
pub fn prices_subject(from: NaiveDate) -> String {
    format!("prices:{from}")
}

/// How the audit names a version of what prices rest on.
#[must_use]
pub fn ground_subject(table: GroundTable, from: NaiveDate) -> String {
    format!("{}:{from}", table.code())
}

/// How the audit names a promotion.
#[must_use]
pub fn promotion_subject(code: &str) -> String {
    format!("promotion:{code}")
}

/// How the audit names a canned reason.
#[must_use]
pub fn reason_subject(code: &str) -> String {
    format!("reason:{code}")
}
