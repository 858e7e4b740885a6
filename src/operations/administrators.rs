//! The administrators of the subscribers that a partner serves: who they are, and inviting one when the others are gone.

use std::collections::HashMap;

use chrono::Duration;

use super::caller::{Limit, Requester};
use super::members::{already, typed_email};
use super::{Desk, Failure};
use crate::domain::account::Account;
use crate::domain::administrators::PartnersInvitation;
use crate::domain::ids::{InvitationId, PartnerId, PersonId};
use crate::domain::members::{ClientInvitation, INVITED_FOR, MemberRole, SubscriberMembers};
use crate::domain::organization::Organization;
use crate::policy::Permission;
use crate::store::{Tx, accounts, keep, members, organizations};

/// So many invitations of one partner to one organisation are sent.
const INVITED: Limit = Limit { what: "administrator_invited", most: 20, window: Duration::hours(24) };

/// So many invitations of partners go to one address.
const TO_ONE: Limit = Limit { what: "administrator_invited_to", most: 5, window: Duration::hours(24) };
/// What is said of an address that has got as many.
const MANY_LETTERS: &str = "На этот адрес за сутки отправлено 5 приглашений. Попробуйте завтра";

/// Who administers one of the partner's organisations.
#[derive(Debug)]
pub struct Administration {
    /// The organisation.
    pub organization: Organization,
    /// Its members.
    pub members: SubscriberMembers,
    /// The accounts of its administrators.
    pub accounts: HashMap<PersonId, Account>,
    /// The partner's own invitations that wait.
    pub invited: Vec<ClientInvitation>,
}

/// Who administers one of the partner's organisations, and whom the partner invited.
pub async fn of(desk: &Desk, code: &str) -> Result<Administration, Failure> {
    desk.may(Permission::InviteAdministrator).await?;
    let partner = house(desk)?;
    let organization = organizations::open(desk.db(), desk.scope(), code).await?;
    let members = members::of(desk.db(), &organization).await?;
    let known: Vec<PersonId> = members.administrators().collect();
    let accounts = accounts::several(desk.db(), &known).await?;
    let mut invited = members::invited(desk.db(), organization.id, desk.now()).await?;
    invited.retain(|one| one.partner == Some(partner));
    Ok(Administration { organization, members, accounts, invited })
}

/// Invites an administrator by e-mail. Whether anybody has an account with the address makes no difference, unless they
/// administer the organisation.
pub async fn invite(desk: &Desk, caller: &Requester<'_>, code: &str, email: &str) -> Result<(), Failure> {
    desk.may(Permission::InviteAdministrator).await?;
    desk.must_be_proven().await?;
    let (partner, role) = (house(desk)?, MemberRole::ClientAdmin);
    let email = typed_email(email).map_err(|words| Failure::Invalid(vec![("email", words)]))?;
    let organization = organizations::open(desk.db(), desk.scope(), code).await?;
    INVITED.count(desk.house(), caller, &format!("{partner}:{}", organization.subscriber_code)).await?;
    match TO_ONE.count(desk.house(), caller, &email).await {
        Err(Failure::TooOften(_)) => {
            return Err(Failure::Invalid(vec![("email", MANY_LETTERS.to_owned())]));
        }
        counted => counted?,
    }
    let tx = desk.begin().await?;
    let members = members_to_change(desk, &tx, code).await?;
    let desk = &desk.at_present();
    already(&tx, &members, &email, role).await?;
    let new = ClientInvitation {
        id: InvitationId(0),
        organization: members.organization,
        email,
        role,
        by: desk.person()?,
        partner: Some(partner),
        asked_at: desk.now(),
        expires_at: desk.now() + INVITED_FOR,
    };
    let id = members::invite(&tx, &new).await?;
    let told = told(&tx, &members).await?;
    keep(&tx, &desk.keeper(), sent(id, partner, members, told).send()).await?;
    Ok(desk.commit(tx).await?)
}

/// Takes an invitation of the partner back: its link is good for nothing from now on.
pub async fn withdraw(desk: &Desk, code: &str, invitation: InvitationId) -> Result<(), Failure> {
    desk.may(Permission::InviteAdministrator).await?;
    let partner = house(desk)?;
    let tx = desk.begin().await?;
    let members = members_to_change(desk, &tx, code).await?;
    let desk = &desk.at_present();
    let found = members::invitation(&tx, invitation).await?;
    let own = found.filter(|one| one.partner == Some(partner)).ok_or(Failure::NotFound)?;
    if !members::settle(&tx, members.organization, own.id).await? {
        return Err(Failure::NotFound);
    }
    keep(&tx, &desk.keeper(), sent(own.id, partner, members, Vec::new()).withdraw()).await?;
    Ok(desk.commit(tx).await?)
}

fn house(desk: &Desk) -> Result<PartnerId, Failure> {
    desk.partner().ok_or(Failure::NotFound)
}

/// The members of one of the partner's organisations; others wait until the transaction ends.
async fn members_to_change(desk: &Desk, tx: &Tx, code: &str) -> Result<SubscriberMembers, Failure> {
    let organization = organizations::open_to_change(tx, desk.scope(), code).await?;
    Ok(members::of(tx, &organization).await?)
}

/// The administrators who have an address. Whose account is blocked is told as well: who blocks it is not to get in unseen.
async fn told(tx: &Tx, members: &SubscriberMembers) -> Result<Vec<PersonId>, Failure> {
    let known: Vec<PersonId> = members.administrators().collect();
    let accounts = accounts::several(tx, &known).await?;
    let reached = |person: &PersonId| accounts.get(person).is_some_and(|account| !account.email.is_empty());
    Ok(known.into_iter().filter(reached).collect())
}

fn sent(
    id: InvitationId,
    partner: PartnerId,
    members: SubscriberMembers,
    told: Vec<PersonId>,
) -> PartnersInvitation {
    PartnersInvitation { id, organization: members.organization, code: members.code, partner, told }
}
