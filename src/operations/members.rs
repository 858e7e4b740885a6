//! The people of one's own subscribers: who they are, inviting, ending, and whose account the ИНН opens.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Duration;

use super::caller::{Limit, Requester};
use super::{Desk, Failure, House, Lacking};
use crate::domain::account::Account;
use crate::domain::form::FieldFaults;
use crate::domain::identity::Email;
use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::members::{ClientInvitation, INVITED_FOR, MemberRole, SubscriberMembers};
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::{Reach, Tx, accounts, keep, members, organizations, partners};

/// So many invitations of one organisation are sent.
const INVITED: Limit = Limit { what: "client_invited", most: 20, window: Duration::hours(24) };

/// One's own organisation with its people.
#[derive(Debug)]
pub struct OwnHouse {
    /// The organisation.
    pub organization: Organization,
    /// Its members.
    pub members: SubscriberMembers,
    /// Their accounts.
    pub accounts: HashMap<PersonId, Account>,
    /// The invitations that wait; only an administrator sees them.
    pub invited: Vec<ClientInvitation>,
    /// Whether the reader is its administrator.
    pub administered: bool,
}

/// An invitation as typed.
#[derive(Clone, Debug, Default)]
pub struct TypedInvitation {
    /// The code of the organisation.
    pub organization: String,
    /// The address.
    pub email: String,
    /// The role.
    pub role: String,
}

/// What an invitation says to whoever has its link.
#[derive(Debug)]
pub struct OpenInvitation {
    /// The invitation.
    pub invitation: ClientInvitation,
    /// The organisation.
    pub organization: Organization,
    /// The name of who invites: the partner, or an administrator of the organisation.
    pub by: String,
}

/// One's own organisations with their people, by name.
pub async fn list(desk: &Desk) -> Result<Vec<OwnHouse>, Failure> {
    desk.may(Permission::ViewOwnSubscriber).await?;
    let person = desk.person()?;
    let mut houses = Vec::new();
    for organization in organizations::whole(desk.db(), desk.scope()).await? {
        let members = members::of(desk.db(), &organization).await?;
        let known: Vec<PersonId> = members.list.iter().map(|member| member.person).collect();
        let accounts = accounts::several(desk.db(), &known).await?;
        let administered = members.administers(person);
        let invited = if administered {
            members::invited(desk.db(), organization.id, desk.now()).await?
        } else {
            Vec::new()
        };
        houses.push(OwnHouse { organization, members, accounts, invited, administered });
    }
    Ok(houses)
}

/// Invites somebody by e-mail; whether anybody has an account with the address makes no difference.
pub async fn invite(desk: &Desk, caller: &Requester<'_>, typed: &TypedInvitation) -> Result<(), Failure> {
    desk.may(Permission::ManageOwnSubscriber).await?;
    desk.must_be_proven().await?;
    let mut faults = FieldFaults::new();
    let email = typed_email(&typed.email).map_err(|words| faults.push(("email", words))).ok();
    let role = MemberRole::from_code(&typed.role);
    if role.is_none() {
        faults.push(("role", "Выберите, кем будет приглашенный".to_owned()));
    }
    let (Some(email), Some(role)) = (email, role) else { return Err(Failure::Invalid(faults)) };
    let organization = organizations::open(desk.db(), desk.scope(), &typed.organization).await?;
    // Only its administrators use up what an organisation may send.
    of_administrator(desk, members::of(desk.db(), &organization).await?)?;
    INVITED.count(desk.house(), caller, &organization.subscriber_code).await?;
    let tx = desk.begin().await?;
    let members = administered(desk, &tx, &typed.organization).await?;
    let desk = &desk.at_present();
    already(&tx, &members, &email, role).await?;
    let new = ClientInvitation {
        id: InvitationId(0),
        organization: members.organization,
        email,
        role,
        by: desk.person()?,
        partner: None,
        asked_at: desk.now(),
        expires_at: desk.now() + INVITED_FOR,
    };
    members::invite(&tx, &new).await?;
    keep(&tx, &desk.keeper(), members.invite(role)).await?;
    Ok(desk.commit(tx).await?)
}

/// The address of an invitation as typed, in small letters; or what is wrong with it, in words.
pub(super) fn typed_email(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("Укажите e-mail".to_owned()),
        email => {
            let email = Email::parse(email).map_err(|fault| fault.detail.to_owned())?;
            let small = Email::parse(&email.as_str().to_lowercase());
            Ok(small.map_err(|fault| fault.detail.to_owned())?.as_str().to_owned())
        }
    }
}

/// Refuses to invite whoever acts for the organisation as that already, or as more.
pub(super) async fn already(
    tx: &Tx,
    members: &SubscriberMembers,
    email: &str,
    role: MemberRole,
) -> Result<(), Failure> {
    let those: Vec<PersonId> =
        members.list.iter().filter(|member| member.role >= role).map(|member| member.person).collect();
    let accounts = accounts::several(tx, &those).await?;
    if !accounts.values().any(|account| account.email.to_lowercase() == email) {
        return Ok(());
    }
    let words = match role {
        MemberRole::Client => "Владелец этого адреса уже работает от имени организации",
        MemberRole::ClientAdmin => "Владелец этого адреса уже администратор организации",
    };
    Err(Failure::Invalid(vec![("email", words.to_owned())]))
}

/// Takes an invitation back: its link is good for nothing from now on.
pub async fn withdraw(desk: &Desk, code: &str, invitation: InvitationId) -> Result<(), Failure> {
    desk.may(Permission::ManageOwnSubscriber).await?;
    let tx = desk.begin().await?;
    let members = administered(desk, &tx, code).await?;
    let desk = &desk.at_present();
    if !members::settle(&tx, members.organization, invitation).await? {
        return Err(Failure::NotFound);
    }
    keep(&tx, &desk.keeper(), members.withdraw_invitation()).await?;
    Ok(desk.commit(tx).await?)
}

/// Ends a membership: the account sees nothing of the organisation any more.
pub async fn end(desk: &Desk, code: &str, person: PersonId) -> Result<(), Failure> {
    desk.may(Permission::ManageOwnSubscriber).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    let members = administered(desk, &tx, code).await?;
    let desk = &desk.at_present();
    members.of(person).ok_or(Failure::NotFound)?;
    // Otherwise they could walk in again by an invitation of their own.
    members::settle_all_by(&tx, members.organization, person).await?;
    keep(&tx, &desk.keeper(), members.end(person)?).await?;
    Ok(desk.commit(tx).await?)
}

/// Names the account that the organisation's ИНН opens.
pub async fn name_by_inn(desk: &Desk, code: &str, person: PersonId) -> Result<(), Failure> {
    desk.may(Permission::ManageOwnSubscriber).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    let members = administered(desk, &tx, code).await?;
    let desk = &desk.at_present();
    members.of(person).ok_or(Failure::NotFound)?;
    keep(&tx, &desk.keeper(), members.name_by_inn(person)?).await?;
    Ok(desk.commit(tx).await?)
}

/// The members of an organisation that the actor administers; others wait until the transaction ends.
async fn administered(desk: &Desk, tx: &Tx, code: &str) -> Result<SubscriberMembers, Failure> {
    let organization = organizations::open_to_change(tx, desk.scope(), code).await?;
    of_administrator(desk, members::of(tx, &organization).await?)
}

/// The members, if the actor is an administrator among them.
fn of_administrator(desk: &Desk, members: SubscriberMembers) -> Result<SubscriberMembers, Failure> {
    if members.administers(desk.person()?) {
        return Ok(members);
    }
    // The right holds for another organisation: here it lacks.
    Err(Failure::Forbidden(Lacking::of(&desk.house().policy, Permission::ManageOwnSubscriber)))
}

/// What the link of an invitation's letter opens; looking at it does not use it.
pub async fn look(house: &Arc<House>, token: &str) -> Result<OpenInvitation, Failure> {
    let found = members::with_digest(&house.db, &tokens::digest(token)).await?;
    let invitation = found.filter(|one| one.waits(house.clock.now())).ok_or(Failure::NotFound)?;
    opened(&house.db, invitation).await
}

/// An invitation with its organisation and who invites.
pub(super) async fn opened(
    reach: &impl Reach,
    invitation: ClientInvitation,
) -> Result<OpenInvitation, Failure> {
    let organization = organizations::with_id(reach, &Scope::Everything, invitation.organization).await?;
    let by = match invitation.partner {
        Some(partner) => partners::open(reach, partner).await?.name,
        None => accounts::open(reach, invitation.by).await?.called().to_owned(),
    };
    Ok(OpenInvitation { invitation, organization, by })
}

/// Accepts an invitation, once: the actor acts for the organisation from now on, or administers it.
pub async fn accept(desk: &Desk, token: &str) -> Result<(), Failure> {
    desk.may(Permission::AcceptInvitation).await?;
    let open = look(desk.house(), token).await?;
    let tx = desk.begin().await?;
    let organization =
        organizations::with_id_to_change(&tx, &Scope::Everything, open.organization.id).await?;
    let found = members::with_digest_to_change(&tx, &tokens::digest(token)).await?;
    let desk = &desk.at_present();
    let invitation = found.filter(|one| one.waits(desk.now())).ok_or(Failure::NotFound)?;
    let members = members::of(&tx, &organization).await?;
    let accepted = members.accept(desk.person()?, &invitation, desk.now())?;
    members::settle(&tx, organization.id, invitation.id).await?;
    keep(&tx, &desk.keeper(), accepted).await?;
    Ok(desk.commit(tx).await?)
}
