//! Ending what somebody handed over, or stands in for, when they may no more.

use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::month::moscow_day;
use crate::domain::role::{Role, Scope};
use crate::domain::standing_in::{EndedBy, StandingIn};
use crate::operations::{Desk, Failure};
use crate::store::{Tx, keep, standing_in};

/// Ends what a person handed over of a role that they hold no more; without a role everything in which they are one of the
/// two, since their account is disabled.
pub(in crate::operations) async fn end_lending(
    desk: &Desk,
    tx: &Tx,
    person: PersonId,
    role: Option<Role>,
) -> Result<(), Failure> {
    let today = moscow_day(desk.now());
    for standing in standing_in::lasting_to_change(tx, house(desk), person, today).await? {
        let (ends, by) = match role {
            Some(role) => (standing.giver == person && standing.role == role, EndedBy::RoleEnded),
            None => (true, EndedBy::Disabled),
        };
        if ends {
            keep(tx, &desk.keeper(), StandingIn::end(standing, by, desk.now())?).await?;
        }
    }
    Ok(())
}

fn house(desk: &Desk) -> Option<PartnerId> {
    match desk.scope() {
        Scope::Partner(partner) => Some(*partner),
        Scope::Everything | Scope::Organizations(_) | Scope::Client { .. } | Scope::ItsLogin(_) => None,
    }
}
