//! The words of a subscriber's members and of invitations to become one.

use templates::format::counted;

use crate::domain::administrators::AdministratorsEvent;
use crate::domain::members::MembersEvent;
use crate::operations::members::OpenInvitation;

/// Who invites: somebody by name, or the partner that serves the organisation.
#[must_use]
pub fn inviter(open: &OpenInvitation) -> String {
    match open.invitation.partner {
        Some(_) => format!("Обслуживающая организация {}", open.by),
        None => open.by.clone(),
    }
}

/// The details of an event of members.
#[must_use]
pub fn detail(event: &MembersEvent) -> Option<String> {
    match event {
        MembersEvent::MemberJoined { partner, .. } | MembersEvent::MemberPromoted { partner, .. } => {
            partner.map(|_| "по приглашению обслуживающей организации".to_owned())
        }
        MembersEvent::ClientInvited { .. }
        | MembersEvent::InvitationWithdrawn
        | MembersEvent::MemberAdded { .. }
        | MembersEvent::MemberEnded { .. }
        | MembersEvent::MemberNamed { .. } => None,
    }
}

/// Whom the letters told of a partner's invitation.
#[must_use]
pub fn told(event: &AdministratorsEvent) -> Option<String> {
    match event {
        AdministratorsEvent::AdministratorInvited { told, .. } if told.is_empty() => {
            Some("администраторов, которым можно написать, нет".to_owned())
        }
        AdministratorsEvent::AdministratorInvited { told, .. } => {
            let letters = u64::try_from(told.len()).unwrap_or(u64::MAX);
            Some(counted(
                letters,
                ["письмо администратору", "письма администраторам", "писем администраторам"],
            ))
        }
        AdministratorsEvent::AdministratorInvitationWithdrawn { .. } => None,
    }
}
