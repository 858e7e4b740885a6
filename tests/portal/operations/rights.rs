//! Permissions: every operation refuses a user without the permission, names the role to ask, and records the attempt.

mod acting;
mod deciding;
mod house;
mod portal;
mod running;
mod selling;
mod settling;
mod working;

use std::collections::BTreeSet;
use std::pin::Pin;

use registrar::domain::ids::ApplicationNumber;
use registrar::domain::role::Role;
use registrar::operations::{Desk, Failure, Lacking, cabinet, people, review, settlement, support};
use registrar::policy::Permission;

use crate::support::{Portal, declared};

/// Operations that require no permission: their data is public, or only the demo serves them, or they reach only the
/// user's own data.
const FREE: [&str; 31] = [
    "accounts::owes_factor",
    "cloud::link",
    "cloud::own",
    "cloud::set_out_to_link",
    "cloud::unlink",
    "codes::confirm",
    "codes::left_in",
    "codes::make_recovery_codes",
    "codes::own",
    "codes::remove",
    "codes::start",
    "kept_forms::own",
    "letters::latest",
    "letters::open",
    "organizations::suggest",
    "passkeys::add",
    "passkeys::ask_for_another",
    "passkeys::own",
    "passkeys::remove",
    "passkeys::rename",
    "profile::change_password",
    "profile::end_others",
    "profile::end_session",
    "profile::own",
    "proof::ask_for_key",
    "proof::prove",
    "proof::prove_by_key",
    "standing_in::end_own",
    "standing_in::hand_over",
    "standing_in::own",
    "why::explain",
];

const NUMBER: ApplicationNumber = ApplicationNumber(104_001);

/// An operation, called once, and the permission that it requires.
struct Probe<'a> {
    permission: Permission,
    operation: &'static str,
    call: Pin<Box<dyn Future<Output = Option<Failure>> + 'a>>,
}

/// Operations with the permission that each requires.
macro_rules! probes {
    ($($permission:ident $operation:literal => $call:expr),+ $(,)?) => {
        vec![$(super::Probe {
            permission: registrar::policy::Permission::$permission,
            operation: $operation,
            call: Box::pin(async move { $call.await.err() }),
        }),+]
    };
}
use probes;

/// Every operation, called once.
fn every_operation(desk: &Desk) -> Vec<Probe<'_>> {
    let rooms = [
        working::applications(desk),
        working::own_applications(desk),
        working::drafts(desk),
        working::organizations(desk),
        running::errands(desk),
        running::factors(desk),
        running::archives(desk),
        running::documents_printed(desk),
        settling::settlement(desk),
        acting::acts(desk),
        selling::sales(desk),
        deciding::terms(desk),
        deciding::partners(desk),
        house::people(desk),
        house::its_logins(desk),
        house::journal(desk),
        portal::products(desk),
        portal::attachments(desk),
        portal::subscriber(desk),
        portal::questions(desk),
        portal::archives(desk),
    ];
    rooms.into_iter().flatten().collect()
}

#[tokio::test]
async fn whoever_has_no_rights_is_refused_everywhere_and_noted() {
    let portal = Portal::open().await;
    let desk = portal.nobody().await.desk();
    for Probe { permission, operation, call } in every_operation(&desk) {
        let before = portal.count("security_events").await;
        match call.await {
            Some(Failure::Forbidden(lacking)) => {
                assert_eq!(lacking, Lacking::of(&portal.house.policy, permission));
            }
            other => panic!("{operation}: {other:?}"),
        }
        let (object, act) = permission.object_and_act();
        let noted = format!(
            "security_events where id > {before} and kind = 'forbidden' and who = 'nobody' \
             and request_id = 'test-nobody' and details = '{object} {act}'"
        );
        assert_eq!(portal.count(&noted).await, 1, "{operation}");
        assert_eq!(portal.count("security_events").await, before + 1, "{operation}");
    }
}

#[tokio::test]
async fn every_operation_with_a_desk_is_among_the_probes() {
    let portal = Portal::open().await;
    let desk = portal.nobody().await.desk();
    let probed = every_operation(&desk);
    let known: BTreeSet<String> =
        probed.iter().map(|probe| probe.operation).chain(FREE).map(str::to_owned).collect();
    assert_eq!(known, declared("operations", "Desk"));
    let permissions: BTreeSet<Permission> = probed.iter().map(|probe| probe.permission).collect();
    assert_eq!(permissions, Permission::ALL.iter().copied().collect());
}

#[tokio::test]
async fn a_role_in_one_house_gives_no_rights_in_another() {
    let portal = Portal::open().await;
    let (ours, theirs) = (portal.partner("forsait").await, portal.partner("sevproekt").await);
    let number = portal.send(&portal.draft()).await;
    let roles = [(Role::PartnerManager, Some(&theirs)), (Role::Support, None)];
    let both = portal.person("both", "Работает в двух местах", &roles).await;
    assert!(matches!(review::take(&both.desk(), number, 1).await, Err(Failure::Forbidden(_))));
    assert!(matches!(settlement::list(&both.desk()).await, Err(Failure::Forbidden(_))));
    assert!(support::search(&both.desk(), "ромашка", None).await.is_ok(), "support is the greater role");
    let roles = [(Role::PartnerStaff, Some(&ours)), (Role::PartnerManager, Some(&theirs))];
    let two = portal.person("two", "Работает у двух партнеров", &roles).await;
    assert!(matches!(review::take(&two.desk(), number, 1).await, Err(Failure::NotFound)));
    let roles = [(Role::Client, None), (Role::Support, None)];
    let client = portal.person("client-too", "Клиент и поддержка", &roles).await;
    assert!(matches!(cabinet::open(&client.desk(), number).await, Err(Failure::Forbidden(_))));
}

#[tokio::test]
async fn who_was_faster_in_another_house_is_told_to_nobody_here() {
    let portal = Portal::open().await;
    let (ours, theirs) = (portal.partner("forsait").await, portal.partner("sevproekt").await);
    let roles = [(Role::PartnerStaff, Some(&ours)), (Role::PartnerStaff, Some(&theirs))];
    let both = portal.person("both", "Работает у двух партнеров", &roles).await;
    assert_eq!(both.account.house(), Some(ours.id), "always the same one");
    let roles = [(Role::PartnerAdmin, Some(&theirs))];
    let stranger = portal.person("stranger-admin", "Чужая Вера Павловна", &roles).await;
    let admin = portal.partner_admin().await;
    people::give_role(&admin.desk(), both.id(), 1, Role::PartnerManager).await.unwrap();
    people::give_role(&stranger.desk(), both.id(), 2, Role::PartnerManager).await.unwrap();
    let late = people::disable(&admin.desk(), both.id(), 2, people::Successor::Unsaid).await;
    let Err(Failure::Stale(clash)) = late else { panic!("{late:?}") };
    assert_eq!(clash.login, "partner-admin", "the last thing that was done here");
}
