//! The operator's plans for the next month, made on the day of the seed through the operations.

use std::sync::Arc;

use super::SeedError;
use super::files::{Files, PlanKind, PlanRow};
use super::office::SeededOffice;
use crate::domain::contract::TypedDiscount;
use crate::domain::month::Month;
use crate::domain::role::Role;
use crate::domain::settings::Setting;
use crate::operations::{Desk, Failure, House, partnership, price_list, settings};
use crate::present::operator::price_file;

/// Plans all of it from the first day of the next month on.
pub(super) async fn make(house: &Arc<House>, files: &Files, office: &SeededOffice) -> Result<(), SeedError> {
    let from = Month::of(house.clock.now()).next().first_day().to_string();
    let desk = |role| -> Result<Desk, SeedError> {
        Ok(Desk::of_person(house, office.holder(role, None)?, Vec::new(), "seed-plans".to_owned())
            .proven(house.clock.now()))
    };
    for row in &files.plans {
        let made = match row.kind {
            PlanKind::Setting => decide(&desk(Role::OperatorAdmin)?, row, &from).await,
            PlanKind::Price => price(&desk(Role::OperatorBilling)?, row, &from).await,
            PlanKind::Discount => discount(&desk(Role::OperatorBilling)?, row, &from).await,
        };
        made.map_err(|failure| SeedError::Refused { what: format!("the plan {}", row.subject), failure })?;
    }
    Ok(())
}

async fn decide(desk: &Desk, row: &PlanRow, from: &str) -> Result<(), Failure> {
    let setting = Setting::from_code(&row.subject).ok_or(Failure::NotFound)?;
    settings::plan(desk, setting, &row.value, from).await
}

async fn price(desk: &Desk, row: &PlanRow, from: &str) -> Result<(), Failure> {
    let terms = price_list::terms(desk).await?;
    let rows = price_file::read(&format!("{};{}", row.subject, row.value), &terms.list);
    let rows = rows.map_err(Failure::Invalid)?;
    let seen = price_list::preview(desk, from, rows.clone()).await?.seen;
    price_list::publish(desk, from, rows, &seen).await.map(drop)
}

async fn discount(desk: &Desk, row: &PlanRow, from: &str) -> Result<(), Failure> {
    let parts: Vec<&str> = row.subject.split('/').collect();
    let [partner, contract, product] = parts[..] else { return Err(Failure::NotFound) };
    let typed = TypedDiscount { product, percent: &row.value, from };
    partnership::plan_discount(desk, partner, contract, typed).await
}
