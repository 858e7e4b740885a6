//! The operations around the people, the ITS logins and the contracts of a house.

use registrar::domain::ids::{ItsLoginId, PersonId};
use registrar::domain::role::Role;
use registrar::operations::people::TypedPerson;
use registrar::operations::{Desk, contracts, its_logins, people};
use registrar::policy::Permission;

use super::Probe;

/// Every operation of the house that asks for this permission.
pub(super) fn keeping(permission: Permission, desk: &Desk) -> Vec<Probe<'_>> {
    if permission == Permission::ManagePeople {
        return keeping_people(desk);
    }
    if permission == Permission::ManageItsLogins {
        return keeping_logins(desk);
    }
    if permission == Permission::ViewContract {
        return vec![("contracts::own", Box::pin(async move { contracts::own(desk).await.err() }))];
    }
    vec![]
}

fn keeping_people(desk: &Desk) -> Vec<Probe<'_>> {
    let id = PersonId(1);
    vec![
        ("people::list", Box::pin(async move { people::list(desk).await.err() })),
        ("people::open", Box::pin(async move { people::open(desk, id).await.err() })),
        (
            "people::invite",
            Box::pin(async move { people::invite(desk, &TypedPerson::default()).await.err() }),
        ),
        ("people::invite_again", Box::pin(async move { people::invite_again(desk, id, 1).await.err() })),
        (
            "people::give_role",
            Box::pin(async move { people::give_role(desk, id, 1, Role::PartnerStaff).await.err() }),
        ),
        (
            "people::end_role",
            Box::pin(async move { people::end_role(desk, id, 1, Role::PartnerStaff).await.err() }),
        ),
        ("people::disable", Box::pin(async move { people::disable(desk, id, 1).await.err() })),
        ("people::enable", Box::pin(async move { people::enable(desk, id, 1).await.err() })),
        ("people::end_session", Box::pin(async move { people::end_session(desk, id, "").await.err() })),
        ("people::end_sessions", Box::pin(async move { people::end_sessions(desk, id).await.err() })),
    ]
}

fn keeping_logins(desk: &Desk) -> Vec<Probe<'_>> {
    let id = ItsLoginId(1);
    let typed = its_logins::TypedLogin::default;
    let until = "2030-01-01".parse().unwrap();
    vec![
        ("its_logins::list", Box::pin(async move { its_logins::list(desk, "", "").await.err() })),
        ("its_logins::open", Box::pin(async move { its_logins::open(desk, id).await.err() })),
        ("its_logins::issue", Box::pin(async move { its_logins::issue(desk, &typed()).await.err() })),
        (
            "its_logins::set_contract",
            Box::pin(async move { its_logins::set_contract(desk, id, 1, until).await.err() }),
        ),
        ("its_logins::block", Box::pin(async move { its_logins::block(desk, id, 1).await.err() })),
        ("its_logins::unblock", Box::pin(async move { its_logins::unblock(desk, id, 1).await.err() })),
        ("its_logins::send_link", Box::pin(async move { its_logins::send_link(desk, id, 1).await.err() })),
    ]
}
