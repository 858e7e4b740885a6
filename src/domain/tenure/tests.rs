//! Tests of tenures: what is told backwards is what happened.

use super::*;
use crate::domain::ids::OrganizationId;
use crate::domain::members::Member;

fn at(hour: u32) -> DateTime<Utc> {
    use chrono::TimeZone as _;
    Utc.with_ymd_and_hms(2026, 11, 18, hour, 0, 0).single().unwrap()
}

const WHO: PersonId = PersonId(7);

fn now(roles: &[Role]) -> PresentRoles {
    PresentRoles { person: WHO, roles: roles.to_vec(), has_password: true, disabled: false }
}

#[test]
fn roles_that_were_given_and_ended_are_told_with_their_hours() {
    let events = [
        (at(15), PersonEvent::RoleEnded { role: Role::PartnerManager }),
        (at(12), PersonEvent::RoleGiven { role: Role::PartnerManager }),
        (at(11), PersonEvent::SessionsEnded { sessions: 1 }),
        (at(10), PersonEvent::PasswordSet),
        (at(9), PersonEvent::PersonInvited { roles: vec![Role::PartnerStaff] }),
    ];
    let told: Vec<_> = events.iter().map(|(at, event)| (*at, event)).collect();
    let found = now(&[Role::PartnerStaff]).tenures(&told);
    let seen: Vec<_> = found.iter().map(|one| (one.roles.len(), one.working, one.since, one.until)).collect();
    assert_eq!(
        seen,
        [
            (1, true, Some(at(15)), None),
            (2, true, Some(at(12)), Some(at(15))),
            (1, true, Some(at(10)), Some(at(12))),
            (1, false, Some(at(9)), Some(at(10))),
            (0, false, None, Some(at(9))),
        ]
    );
    let morning = TimeStretch { from: at(0), until: at(11) };
    assert_eq!(found[2].within(morning), Some(TimeStretch { from: at(10), until: at(11) }));
    assert_eq!(found[0].within(morning), None);
}

#[test]
fn whoever_is_disabled_could_nothing_meanwhile() {
    let events = [(at(15), PersonEvent::PersonEnabled), (at(12), PersonEvent::PersonDisabled)];
    let told: Vec<_> = events.iter().map(|(at, event)| (*at, event)).collect();
    let found = now(&[Role::PartnerStaff]).tenures(&told);
    let working: Vec<bool> = found.iter().map(|one| one.working).collect();
    assert_eq!(working, [true, false, true]);
    assert_eq!((found[1].since, found[1].until), (Some(at(12)), Some(at(15))));
}

#[test]
fn members_are_told_with_what_they_were() {
    let member = |person, role, since| Member { person, role, by_inn: false, since };
    let (first, second) = (PersonId(1), PersonId(2));
    let list = vec![
        member(first, MemberRole::ClientAdmin, Some(at(1))),
        member(second, MemberRole::ClientAdmin, Some(at(10))),
    ];
    let now = SubscriberMembers { organization: OrganizationId(1), code: "7000001".to_owned(), list };
    let gone = PersonId(3);
    let events = [
        (at(16), MembersEvent::MemberEnded { person: gone }),
        (at(14), MembersEvent::MemberPromoted { person: second, partner: None }),
        (at(12), MembersEvent::MemberJoined { person: gone, role: MemberRole::ClientAdmin, partner: None }),
        (at(10), MembersEvent::MemberJoined { person: second, role: MemberRole::Client, partner: None }),
        (at(9), MembersEvent::ClientInvited { role: MemberRole::Client }),
    ];
    let told: Vec<_> = events.iter().map(|(at, event)| (*at, event)).collect();
    let of = |person| -> Vec<_> {
        let found = of_members(&now, &told).into_iter().filter(|one| one.person == person);
        found.map(|one| (one.roles[0], one.since, one.until)).collect()
    };
    assert_eq!(of(first), [(Role::ClientAdmin, Some(at(1)), None)]);
    assert_eq!(
        of(second),
        [(Role::ClientAdmin, Some(at(14)), None), (Role::Client, Some(at(10)), Some(at(14)))]
    );
    assert_eq!(of(gone), [(Role::ClientAdmin, Some(at(12)), Some(at(16)))]);
}
