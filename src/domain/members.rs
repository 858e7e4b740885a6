//! Who acts for a subscriber, and as what: its members, of whom at least one is its administrator.

use chrono::{DateTime, Duration, Utc};

use super::change::{Change, Subject};
use super::ids::{InvitationId, OrganizationId, PartnerId, PersonId};

/// How long an invitation waits.
pub const INVITED_FOR: Duration = Duration::days(7);

codes! {
    /// As what somebody acts for a subscriber.
    pub enum MemberRole {
        /// Sees and does what the subscriber's people do.
        Client = "client",
        /// The subscriber's administrator: its people besides.
        ClientAdmin = "client_admin",
    }
}

/// Somebody who acts for a subscriber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub person: PersonId,
    /// As what.
    pub role: MemberRole,
    /// Whether the subscriber's ИНН opens this account.
    pub by_inn: bool,
    /// Since when; unknown of old memberships.
    pub since: Option<DateTime<Utc>>,
}

/// The members of a subscriber.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriberMembers {
    /// The subscriber.
    pub organization: OrganizationId,
    /// Its code.
    pub code: String,
    /// Its members, the earliest account first.
    pub list: Vec<Member>,
}

/// An invitation to act for a subscriber, until it is answered or over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientInvitation {
    /// Its identity.
    pub id: InvitationId,
    /// The subscriber.
    pub organization: OrganizationId,
    /// The address to which its letter goes.
    pub email: String,
    /// As what.
    pub role: MemberRole,
    /// Who invites.
    pub by: PersonId,
    /// The partner in whose name; `None` for an administrator of the subscriber.
    pub partner: Option<PartnerId>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
}

/// Why a verb of members is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MemberRefusal {
    /// The account acts for the subscriber already, as what is offered or more.
    #[error("is a member")]
    IsMember,
    /// The subscriber would have no administrator.
    #[error("the last administrator")]
    LastAdministrator,
    /// The ИНН opens this account already.
    #[error("the taxpayer number opens it already")]
    OpensAlready,
}

events! {
    /// An event of a subscriber's members.
    pub enum MembersEvent, named MembersEventName {
        /// An administrator invited somebody; the audit keeps no address.
        ClientInvited = "client_invited" {
            /// As what.
            role: MemberRole,
        },
        /// An administrator took an invitation back.
        InvitationWithdrawn = "client_invitation_withdrawn",
        /// Somebody accepted an invitation.
        MemberJoined = "member_joined" {
            /// The account.
            person: PersonId,
            /// As what.
            role: MemberRole,
            /// The partner that invited them, if one did.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner: Option<PartnerId>,
        },
        /// Somebody who acts for the subscriber accepted an invitation to administer it.
        MemberPromoted = "member_promoted" {
            /// The account.
            person: PersonId,
            /// The partner that invited them, if one did.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            partner: Option<PartnerId>,
        },
        /// Whoever sets an office up added somebody.
        MemberAdded = "member_added" {
            /// The account.
            person: PersonId,
            /// As what.
            role: MemberRole,
        },
        /// An administrator ended a membership.
        MemberEnded = "member_ended" {
            /// The account.
            person: PersonId,
        },
        /// An administrator named the account that the ИНН opens.
        MemberNamed = "member_named_by_inn" {
            /// The account.
            person: PersonId,
        },
    }
}

impl Subject for SubscriberMembers {
    type Event = MembersEvent;
}

impl SubscriberMembers {
    /// Whether this account is an administrator.
    #[must_use]
    pub fn administers(&self, person: PersonId) -> bool {
        self.of(person).is_some_and(|member| member.role == MemberRole::ClientAdmin)
    }

    /// The membership of an account.
    #[must_use]
    pub fn of(&self, person: PersonId) -> Option<&Member> {
        self.list.iter().find(|member| member.person == person)
    }

    /// The accounts of those who administer it.
    pub fn administrators(&self) -> impl Iterator<Item = PersonId> + '_ {
        let those = self.list.iter().filter(|member| member.role == MemberRole::ClientAdmin);
        those.map(|member| member.person)
    }

    /// Invites somebody.
    pub fn invite(self, role: MemberRole) -> Change<Self> {
        Change::new(self, MembersEvent::ClientInvited { role })
    }

    /// Takes an invitation back.
    pub fn withdraw_invitation(self) -> Change<Self> {
        Change::new(self, MembersEvent::InvitationWithdrawn)
    }

    /// Somebody accepts an invitation: they join, or administer from now on what they act for already.
    pub fn accept(
        self,
        person: PersonId,
        invitation: &ClientInvitation,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, MemberRefusal> {
        let (role, partner) = (invitation.role, invitation.partner);
        if self.of(person).is_some() {
            let event = MembersEvent::MemberPromoted { person, partner };
            return Ok(Change::new(self.promoted(person, role)?, event));
        }
        let event = MembersEvent::MemberJoined { person, role, partner };
        Ok(Change::new(self.with(person, role, at)?, event))
    }

    /// Since when somebody acts stays as it is, and the ИНН opens them only if it opened nobody.
    fn promoted(mut self, person: PersonId, role: MemberRole) -> Result<Self, MemberRefusal> {
        let opens_nobody = !self.list.iter().any(|member| member.by_inn);
        let lower = self.list.iter_mut().find(|member| member.person == person && member.role < role);
        let member = lower.ok_or(MemberRefusal::IsMember)?;
        member.role = role;
        member.by_inn |= opens_nobody;
        Ok(self)
    }

    /// Whoever sets an office up adds somebody: the first member administers.
    pub fn add(self, person: PersonId, at: DateTime<Utc>) -> Result<Change<Self>, MemberRefusal> {
        let role = if self.list.is_empty() { MemberRole::ClientAdmin } else { MemberRole::Client };
        Ok(Change::new(self.with(person, role, at)?, MembersEvent::MemberAdded { person, role }))
    }

    fn with(mut self, person: PersonId, role: MemberRole, at: DateTime<Utc>) -> Result<Self, MemberRefusal> {
        if self.of(person).is_some() {
            return Err(MemberRefusal::IsMember);
        }
        let by_inn = !self.list.iter().any(|member| member.by_inn);
        self.list.push(Member { person, role, by_inn, since: Some(at) });
        Ok(self)
    }

    /// Ends a membership. The ИНН then opens the first administrator's account, if it opened this one.
    pub fn end(mut self, person: PersonId) -> Result<Change<Self>, MemberRefusal> {
        let opened = self.of(person).is_some_and(|member| member.by_inn);
        self.list.retain(|member| member.person != person);
        let mut administrators = self.list.iter_mut().filter(|member| member.role == MemberRole::ClientAdmin);
        let first = administrators.next().ok_or(MemberRefusal::LastAdministrator)?;
        first.by_inn |= opened;
        Ok(Change::new(self, MembersEvent::MemberEnded { person }))
    }

    /// Names the account that the ИНН opens.
    pub fn name_by_inn(mut self, person: PersonId) -> Result<Change<Self>, MemberRefusal> {
        if self.of(person).is_some_and(|member| member.by_inn) {
            return Err(MemberRefusal::OpensAlready);
        }
        for member in &mut self.list {
            member.by_inn = member.person == person;
        }
        Ok(Change::new(self, MembersEvent::MemberNamed { person }))
    }
}

impl ClientInvitation {
    /// Whether it still waits.
    #[must_use]
    pub fn waits(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }
}

#[cfg(test)]
mod tests;
