//! Rights: whoever has none is refused by every operation, told whom to ask, and noted.

#[path = "rights/house.rs"]
mod house;

use std::collections::BTreeSet;
use std::pin::Pin;

use registrar::domain::application::ConnectionParameters;
use registrar::domain::billing::Basis;
use registrar::domain::errand::Errand;
use registrar::domain::ids::{ApplicationNumber, ChargeId, ErrandId, LinkId, PartnerId, PersonId};
use registrar::domain::queue::{QueueFilter, Tab};
use registrar::domain::role::Role;
use registrar::operations::intake::IntakeFailure;
use registrar::operations::{
    Desk, Failure, attention, cabinet, forwarding, inspection, intake, invoicing, letters, organizations,
    queue, review, settlement, support,
};
use registrar::policy::Permission;
use registrar::store::letters::SentLetter;
use registrar::store::outbox::Kept;

use crate::support::{Portal, declared, month};

/// Operations that ask for no right: what they tell is everybody's, or is served by the demo only.
/// Or they reach only what is one's own.
const FREE: [&str; 7] = [
    "accounts::own_partner",
    "letters::latest",
    "letters::open",
    "profile::change_password",
    "profile::end_others",
    "profile::end_session",
    "profile::own",
];

const NUMBER: ApplicationNumber = ApplicationNumber(104_001);

type Probe<'a> = (&'static str, Pin<Box<dyn Future<Output = Option<Failure>> + 'a>>);

macro_rules! probes {
    ($($operation:literal => $call:expr),+ $(,)?) => {
        vec![$(($operation, Box::pin(async move { $call.await.err() }))),+]
    };
}

/// Every operation that asks for this permission, called once.
fn probes(permission: Permission, desk: &Desk) -> Vec<Probe<'_>> {
    let found = [working(permission, desk), settling(permission, desk), house::keeping(permission, desk)];
    let found = found.into_iter().flatten().collect::<Vec<_>>();
    assert!(!found.is_empty(), "{permission:?} has no probe");
    found
}

/// The operations around applications and organisations.
fn working(permission: Permission, desk: &Desk) -> Vec<Probe<'_>> {
    match permission {
        Permission::ViewApplication => looking_at_applications(desk),
        Permission::Take => probes!("review::take" => review::take(desk, NUMBER, 1)),
        Permission::Release => probes!("review::release" => review::release(desk, NUMBER, 1)),
        Permission::HandOver => {
            probes!("review::hand_over" => review::hand_over(desk, NUMBER, 1, PersonId(1)))
        }
        Permission::SetParameters => {
            probes!("review::set_parameters" => review::set_parameters(desk, NUMBER, 1, parameters()))
        }
        Permission::Forward => probes!(
            "review::forward" => review::forward(desk, NUMBER, 1),
            "review::undo" => review::undo(desk, NUMBER, 1),
        ),
        Permission::Submit => vec![("intake::receive", Box::pin(sending(desk)))],
        Permission::ViewOwnApplication => looking_at_own(desk),
        Permission::CompleteOwnApplication => {
            probes!("cabinet::complete" => cabinet::complete(desk, NUMBER))
        }
        Permission::ViewOrganization | Permission::LookUpOrganization => finding(permission, desk),
        Permission::ViewAuthority => probes!("attention::issuance" => attention::issuance(desk, None)),
        Permission::ResendErrand => {
            probes!("attention::resend" => attention::resend(desk, NUMBER, "Связь есть"))
        }
        Permission::RunErrand => running_errands(desk),
        Permission::ViewStatement
        | Permission::AgreeStatement
        | Permission::DisputeStatement
        | Permission::ExportStatement
        | Permission::FormStatement
        | Permission::PublishStatement
        | Permission::ResolveStatement
        | Permission::InvoiceStatement
        | Permission::ManagePeople
        | Permission::ManageItsLogins
        | Permission::ViewContract => vec![],
    }
}

fn looking_at_own(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        "cabinet::list" => cabinet::list(desk),
        "cabinet::open" => cabinet::open(desk, NUMBER),
        "cabinet::organizations" => cabinet::organizations(desk),
    )
}

fn finding(permission: Permission, desk: &Desk) -> Vec<Probe<'_>> {
    if permission == Permission::LookUpOrganization {
        return probes!(
            "support::search" => support::search(desk, "ромашка", None),
            "support::open" => support::open(desk, "7000001"),
        );
    }
    probes!(
        "organizations::list" => organizations::list(desk, "", None),
        "organizations::open" => organizations::open(desk, "7000001"),
    )
}

fn looking_at_applications(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        "inspection::card" => inspection::card(desk, NUMBER),
        "inspection::price_with" => inspection::price_with(desk, NUMBER, parameters()),
        "inspection::original" => inspection::original(desk, NUMBER),
        "queue::page" => async { queue::page(desk, Tab::New, &QueueFilter::default(), None).await },
        "queue::in_work" => queue::in_work(desk),
    )
}

fn looking_at_statements(desk: &Desk) -> Vec<Probe<'_>> {
    let (partner, november, line) = ("forsait", month("2026-11"), ChargeId(1));
    probes!(
        "settlement::list" => settlement::list(desk),
        "settlement::of_month" => settlement::of_month(desk, november),
        "settlement::live" => settlement::live(desk),
        "settlement::open" => settlement::open(desk, Some(partner), november, None),
        "settlement::open_part" => async {
            settlement::open_part(desk, Some(partner), november, settlement::Part::default()).await
        },
        "settlement::explain" => settlement::explain(desk, line),
    )
}

/// The operations of the settlement.
fn settling(permission: Permission, desk: &Desk) -> Vec<Probe<'_>> {
    let (partner, november, line) = ("forsait", month("2026-11"), ChargeId(1));
    match permission {
        Permission::ViewStatement => looking_at_statements(desk),
        Permission::AgreeStatement => {
            probes!("settlement::agree" => settlement::agree(desk, november, 1, ""))
        }
        Permission::DisputeStatement => {
            probes!(
                "settlement::dispute" => settlement::dispute(desk, november, line, "Не наш"),
                "settlement::withdraw_dispute" => settlement::withdraw_dispute(desk, november, line),
            )
        }
        Permission::ResolveStatement => {
            probes!("settlement::resolve" => settlement::resolve(desk, partner, november, line, "Ваш"))
        }
        Permission::ExportStatement => {
            probes!("settlement::export" => settlement::export(desk, november, None))
        }
        Permission::FormStatement => {
            probes!(
                "settlement::form" => settlement::form(desk, november, None, |_, _| {}),
                "settlement::closing" => settlement::closing(desk, november),
            )
        }
        Permission::PublishStatement => {
            probes!("settlement::publish" => settlement::publish(desk, partner, november, 1))
        }
        Permission::InvoiceStatement => {
            probes!("invoicing::invoice" => invoicing::invoice(desk, partner, november, 1))
        }
        Permission::ViewApplication
        | Permission::Take
        | Permission::Release
        | Permission::HandOver
        | Permission::SetParameters
        | Permission::Forward
        | Permission::Submit
        | Permission::ViewOwnApplication
        | Permission::CompleteOwnApplication
        | Permission::ViewOrganization
        | Permission::LookUpOrganization
        | Permission::ViewAuthority
        | Permission::ResendErrand
        | Permission::RunErrand
        | Permission::ManagePeople
        | Permission::ManageItsLogins
        | Permission::ViewContract => vec![],
    }
}

fn running_errands(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        "forwarding::submit" => async { forwarding::submit(desk, &errand()).await },
        "forwarding::request" => async { forwarding::request(desk, &errand(), 0).await },
        "forwarding::note_certificate" => async {
            let certificate = crate::support::certificate();
            forwarding::note_certificate(desk, &errand(), 0, certificate).await
        },
        "forwarding::note_refusal" => async { forwarding::note_refusal(desk, &errand(), 0, "Нет").await },
        "forwarding::register" => async { forwarding::register(desk, &errand()).await },
        "forwarding::note_failure" => async { forwarding::note_failure(desk, &errand(), "Нет", true).await },
        "forwarding::settle_moot" => async { forwarding::settle_moot(desk, &errand()).await },
        "letters::link" => letters::link(desk, LinkId(1)),
        "letters::matter" => async { letters::matter(desk, &errand()).await },
        "letters::note_sent" => async { letters::note_sent(desk, &errand(), &letter()).await },
    )
}

async fn sending(desk: &Desk) -> Option<Failure> {
    match intake::receive(desk, Some("key"), "{}").await {
        Err(IntakeFailure::Failure(failure)) => Some(failure),
        other => panic!("{other:?}"),
    }
}

fn parameters() -> ConnectionParameters {
    ConnectionParameters { enabled: false, tier: None, basis: Basis::Paid, group_band: None }
}

fn errand() -> Kept {
    let at = crate::support::at("2026-11-18T09:00:00Z");
    Kept {
        id: ErrandId(1),
        errand: Errand::Submit { application: NUMBER },
        partner: PartnerId(1),
        key: "submit:104001:1".to_owned(),
        due_at: at,
        attempts: 1,
        last_error: None,
        created_at: at,
    }
}

fn letter() -> SentLetter {
    SentLetter {
        message_id: "errand-1@registrar".to_owned(),
        application: None,
        partner: PartnerId(1),
        recipient: "to@forsait.example".to_owned(),
        subject: String::new(),
        text: String::new(),
        sent_at: crate::support::at("2026-11-18T09:00:00Z"),
    }
}

#[tokio::test]
async fn whoever_has_no_rights_is_refused_everywhere_and_noted() {
    let portal = Portal::open().await;
    let desk = portal.nobody().await.desk();
    for permission in Permission::ALL {
        for (operation, refused) in probes(*permission, &desk) {
            let before = portal.count("security_events").await;
            match refused.await {
                Some(Failure::Forbidden(who)) => assert_eq!(who, portal.house.policy.who_may(*permission)),
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
}

#[tokio::test]
async fn every_operation_with_a_desk_is_among_the_probes() {
    let portal = Portal::open().await;
    let desk = portal.nobody().await.desk();
    let probed = Permission::ALL.iter().flat_map(|permission| probes(*permission, &desk));
    let known: BTreeSet<String> =
        probed.map(|(operation, _)| operation).chain(FREE).map(str::to_owned).collect();
    assert_eq!(known, declared("operations", "Desk"));
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
