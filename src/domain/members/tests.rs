//! Tests of members.

use super::*;

fn members() -> SubscriberMembers {
    let member = |id, role, by_inn| Member { person: PersonId(id), role, by_inn, since: None };
    SubscriberMembers {
        organization: OrganizationId(1),
        code: "7000001".to_owned(),
        list: vec![
            member(1, MemberRole::ClientAdmin, true),
            member(2, MemberRole::Client, false),
            member(3, MemberRole::ClientAdmin, false),
        ],
    }
}

fn invitation(role: MemberRole) -> ClientInvitation {
    let at: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
    ClientInvitation {
        id: InvitationId(1),
        organization: OrganizationId(1),
        email: "vera@romashka.example".to_owned(),
        role,
        by: PersonId(9),
        partner: Some(PartnerId(5)),
        asked_at: at,
        expires_at: at + INVITED_FOR,
    }
}

#[test]
fn the_last_administrator_cannot_go_and_the_inn_always_opens_somebody() {
    let without = members().end(PersonId(1)).unwrap().into_parts().0;
    assert!(without.of(PersonId(3)).unwrap().by_inn && !without.administers(PersonId(1)));
    assert_eq!(without.clone().end(PersonId(3)).unwrap_err(), MemberRefusal::LastAdministrator);
    assert!(without.end(PersonId(2)).is_ok());
}

#[test]
fn the_inn_opens_one_account_alone() {
    let named = members().name_by_inn(PersonId(2)).unwrap().into_parts().0;
    let opened: Vec<_> = named.list.iter().filter(|member| member.by_inn).collect();
    assert!(opened.len() == 1 && opened[0].person == PersonId(2));
    assert_eq!(named.name_by_inn(PersonId(2)).unwrap_err(), MemberRefusal::OpensAlready);
}

#[test]
fn whoever_is_a_member_does_not_join_again() {
    let at: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
    let refused = |person, role| {
        members().accept(PersonId(person), &invitation(role), at).unwrap_err() == MemberRefusal::IsMember
    };
    assert!(refused(2, MemberRole::Client));
    assert!(refused(1, MemberRole::Client) && refused(3, MemberRole::ClientAdmin));
    let added = members().add(PersonId(4), at).unwrap().into_parts().0;
    assert_eq!(added.of(PersonId(4)).unwrap().role, MemberRole::Client);
    let joined = members().accept(PersonId(4), &invitation(MemberRole::Client), at).unwrap();
    assert_eq!(joined.after().of(PersonId(4)).unwrap().since, Some(at));
}

#[test]
fn a_member_who_is_promoted_stays_the_member_that_they_were() {
    let at: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
    let offered = invitation(MemberRole::ClientAdmin);
    let (promoted, event) = members().accept(PersonId(2), &offered, at).unwrap().into_parts();
    assert_eq!(event, MembersEvent::MemberPromoted { person: PersonId(2), partner: Some(PartnerId(5)) });
    assert!(promoted.administers(PersonId(2)));
    assert!(promoted.of(PersonId(2)).unwrap().since.is_none() && !promoted.of(PersonId(2)).unwrap().by_inn);
    let mut closed = members();
    closed.list[0].by_inn = false;
    let opened = closed.accept(PersonId(2), &offered, at).unwrap().into_parts().0;
    assert!(opened.of(PersonId(2)).unwrap().by_inn, "the ИНН opened nobody");
}
