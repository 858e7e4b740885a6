//! One's own ITS contracts: what partners offer and what was accepted.

use chrono::NaiveDate;

use super::{Desk, Failure};
use crate::domain::ids::ItsLoginId;
use crate::domain::its_login::ItsLogin;
use crate::domain::month::moscow_day;
use crate::domain::partner::Partner;
use crate::policy::Permission;
use crate::store::{colleagues, keep, logins, partners};

/// One's own contracts and offers, the oldest first, each with its partner.
pub async fn list(desk: &Desk) -> Result<Vec<(ItsLogin, Partner)>, Failure> {
    desk.may(Permission::ViewOwnContract).await?;
    let mut own = Vec::new();
    for contract in logins::of_account(desk.db(), desk.person()?).await? {
        let partner = partners::open(desk.db(), contract.partner).await?;
        own.push((contract, partner));
    }
    Ok(own)
}

/// Accepts an offer as it was seen: until that day.
pub async fn accept(desk: &Desk, offer: ItsLoginId, seen: Option<NaiveDate>) -> Result<(), Failure> {
    desk.may(Permission::AnswerOffer).await?;
    let tx = desk.begin().await?;
    let offered = logins::offered_to_change(&tx, desk.person()?, offer).await?;
    let accepted = offered.accept(seen, moscow_day(desk.now()), desk.now())?;
    keep(&tx, &desk.keeper(), accepted).await?;
    Ok(desk.commit(tx).await?)
}

/// Declines an offer: it is gone, and its partner is not told whom it reached.
pub async fn decline(desk: &Desk, offer: ItsLoginId) -> Result<(), Failure> {
    desk.may(Permission::AnswerOffer).await?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    let offered = logins::offered_to_change(&tx, person, offer).await?;
    logins::withdraw(&tx, offered.id).await?;
    keep(&tx, &desk.keeper(), colleagues::oneself(&tx, person).await?.decline(offered.partner)).await?;
    Ok(desk.commit(tx).await?)
}
