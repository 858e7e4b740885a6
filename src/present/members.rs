//! The people of one's own organisations, and invitations.

use templates::components::{Choice, Empty};
use templates::format::{Zone, date};
use templates::pages::portal::{
    InvitationPage, InvitedRow, InvitingPage, MemberRow, MembersHouse, MembersPage, OfferedMembership,
};

use super::people::errors;
use super::words::client::member_role;
use super::words::members::inviter;
use crate::domain::form::FieldFaults;
use crate::domain::members::{ClientInvitation, Member, MemberRole};
use crate::domain::month::moscow_day;
use crate::operations::members::{OpenInvitation, OwnHouse, TypedInvitation};

/// Whoever is signed in and looks at an invitation.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The login.
    pub login: String,
    /// The session's token against forgery.
    pub csrf: String,
}

/// «Пользователи».
#[must_use]
pub fn list(houses: &[OwnHouse], csrf: String) -> MembersPage {
    MembersPage {
        houses: houses.iter().map(house).collect(),
        empty: Empty {
            reason: "Организаций пока нет.".to_owned(),
            advice: "Пользователи появятся здесь, когда одобрят заявление на подключение организации."
                .to_owned(),
            link: None,
        },
        csrf,
    }
}

fn house(own: &OwnHouse) -> MembersHouse {
    MembersHouse {
        code: own.organization.subscriber_code.clone(),
        name: own.organization.requisites.short_name.clone(),
        members: own.members.list.iter().map(|member| row(own, member)).collect(),
        invited: own.invited.iter().map(invited).collect(),
        administered: own.administered,
    }
}

fn row(own: &OwnHouse, member: &Member) -> MemberRow {
    let account = own.accounts.get(&member.person);
    MemberRow {
        id: member.person.to_string(),
        name: account.map(|account| account.called().to_owned()).unwrap_or_default(),
        login: account.map(|account| account.login.clone()).unwrap_or_default(),
        role: member_role(member.role).to_owned(),
        since: member.since.map(|since| date(moscow_day(since))).unwrap_or_default(),
        by_inn: member.by_inn,
    }
}

fn invited(invitation: &ClientInvitation) -> InvitedRow {
    InvitedRow {
        id: invitation.id.to_string(),
        email: invitation.email.clone(),
        role: member_role(invitation.role).to_owned(),
        by_partner: invitation.partner.is_some(),
        until: date(moscow_day(invitation.expires_at)),
    }
}

/// «Приглашение пользователей».
#[must_use]
pub fn inviting(
    houses: &[OwnHouse],
    typed: TypedInvitation,
    faults: FieldFaults,
    csrf: String,
) -> InvitingPage {
    let administered = houses.iter().filter(|house| house.administered);
    let organizations: Vec<Choice> = administered
        .map(|house| {
            let organization = &house.organization;
            Choice::new(organization.subscriber_code.clone(), organization.requisites.short_name.clone())
        })
        .collect();
    let first = organizations.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let role = |role: &MemberRole| Choice::new(role.code().to_owned(), member_role(*role).to_owned());
    InvitingPage {
        organization: if typed.organization.is_empty() { first } else { typed.organization },
        organizations,
        email: typed.email,
        roles: MemberRole::ALL.iter().map(role).collect(),
        role: if typed.role.is_empty() { MemberRole::Client.code().to_owned() } else { typed.role },
        errors: errors(faults),
        csrf,
    }
}

/// What the link of an invitation opens for whoever is signed in, or for a stranger.
#[must_use]
pub fn invitation(open: &OpenInvitation, token: String, reader: Option<SignedIn>) -> InvitationPage {
    let offered = OfferedMembership {
        organization: open.organization.requisites.short_name.clone(),
        inn: open.organization.requisites.inn.as_str().to_owned(),
        by: inviter(open),
        role: member_role(open.invitation.role).to_owned(),
        until: Zone::moscow().moment(open.invitation.expires_at).text(),
    };
    match reader {
        Some(SignedIn { login, csrf }) => InvitationPage::Asked { offered, login, token, csrf },
        None => InvitationPage::Stranger { offered, token },
    }
}
