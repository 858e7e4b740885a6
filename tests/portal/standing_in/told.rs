//! In whose place something was done is told wherever it is told who did it; both of the two get letters.

use chrono::Duration;
use registrar::domain::role::Scope;
use registrar::operations::{people, standing_in};
use registrar::store::{audit, letters};

use super::{handed_over, typed};
use crate::support::{Portal, at};

#[tokio::test]
async fn an_act_under_a_lent_right_names_the_giver_and_one_under_an_own_right_does_not() {
    let portal = Portal::open().await;
    let (admin, staff) = (portal.partner_admin().await, portal.staff().await);
    let colleague = portal.colleague().await;
    portal.visit(&colleague).await;
    let wish = typed(&staff, "partner_admin", ("2026-11-18", "2026-11-30"));
    standing_in::hand_over(&admin.desk(), &wish).await.unwrap();
    let number = portal.send(&portal.draft()).await;
    let mut deputy = portal.visit(&staff).await;
    let shown = deputy.open(&format!("/partner/people/{}", colleague.id())).await;
    let ending = format!("/partner/people/{}/sessions/ending", colleague.id());
    let done = deputy.press(&shown, &ending, &[]).await;
    assert!(done.says("сеанс"), "{}", done.text());
    let card = deputy.open(&format!("/partner/applications/{number}")).await;
    deputy.press(&card, &format!("/partner/applications/{number}/taking"), &[]).await;
    let entry =
        |verb: &str, giver: &str| format!("audit where verb = '{verb}' and actor = 'staff' and {giver}");
    assert_eq!(portal.count(&entry("sessions_ended", "instead_of = 'partner-admin'")).await, 1);
    assert_eq!(portal.count(&entry("taken", "instead_of is null")).await, 1, "by the own role");
    let journal = portal.visit(&admin).await.open("/partner/journal").await;
    assert!(journal.says("Смирнова Ольга Викторовна за И. Громову"), "{}", journal.text());
    assert!(journal.says("Роль передана на время"), "{}", journal.text());
    assert!(
        journal.says("администратор партнера: О. Смирнова вместо И. Громова, с 18.11.2026 по 30.11.2026"),
        "{}",
        journal.text()
    );
    let history = portal.visit(&admin).await.open(&format!("/partner/people/{}", colleague.id())).await;
    assert!(history.says("О. Смирнова за И. Громову:"), "{}", history.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_name_of_the_giver_is_covered_by_the_chain() {
    let portal = Portal::open().await;
    let (admin, staff) = (portal.partner_admin().await, portal.staff().await);
    let colleague = portal.colleague().await;
    people::disable(&admin.desk(), portal.manager().await.id(), 1, people::Successor::Unsaid).await.unwrap();
    portal.visit(&colleague).await;
    assert_eq!(audit::check(portal.db()).await.unwrap().1, None, "entries without a giver");
    let wish = typed(&staff, "partner_admin", ("2026-11-18", "2026-11-30"));
    standing_in::hand_over(&admin.desk(), &wish).await.unwrap();
    let mut deputy = portal.visit(&staff).await;
    let shown = deputy.open(&format!("/partner/people/{}", colleague.id())).await;
    deputy.press(&shown, &format!("/partner/people/{}/sessions/ending", colleague.id()), &[]).await;
    assert_eq!(portal.count("audit where instead_of = 'partner-admin'").await, 1);
    assert_eq!(audit::check(portal.db()).await.unwrap().1, None);
    for changed in ["null", "'manager'"] {
        let tampering = format!("update audit set instead_of = {changed} where instead_of is not null");
        assert!(portal.try_sql(&tampering).await.is_err(), "append-only: {changed}");
    }
    portal.verify().await;
    portal.unguard("audit").await;
    let (named, unnamed) = ("where instead_of is not null", "where sequence = 1");
    for (changed, which) in [("null", named), ("'manager'", unnamed)] {
        portal.sql(&format!("update audit set instead_of = {changed} {which}")).await;
        assert!(audit::check(portal.db()).await.unwrap().1.is_some(), "{changed} {which}");
        let back = if which == named {
            "'partner-admin' where verb = 'sessions_ended'"
        } else {
            "null where sequence = 1"
        };
        portal.sql(&format!("update audit set instead_of = {back}")).await;
        assert_eq!(audit::check(portal.db()).await.unwrap().1, None, "put back");
    }
}

#[tokio::test]
async fn both_get_letters_when_it_begins_and_when_it_ends() {
    let portal = Portal::open().await;
    let (manager, staff) = (portal.manager().await, portal.staff().await);
    let wish = typed(&staff, "partner_manager", ("2026-11-20", "2026-11-30"));
    standing_in::hand_over(&manager.desk(), &wish).await.unwrap();
    portal.run_errands().await;
    assert_eq!(subjects(&portal).await, Vec::<String>::new(), "not before it begins");
    portal.clock.turn_to(at("2026-11-19T21:00:00Z"));
    portal.run_errands().await;
    assert_eq!(
        subjects(&portal).await,
        ["manager: Вас замещает О. Смирнова", "staff: Вы замещаете: Н. Орлов"]
    );
    portal.clock.turn_to(at("2026-11-30T20:00:00Z"));
    portal.run_errands().await;
    assert_eq!(subjects(&portal).await.len(), 2);
    portal.clock.turn_to(at("2026-11-30T21:00:00Z"));
    portal.run_errands().await;
    let told = subjects(&portal).await;
    assert_eq!(told.len(), 4, "{told:?}");
    assert_eq!(told.iter().filter(|one| one.contains("Замещение завершено")).count(), 2, "{told:?}");
    portal.verify().await;
}

#[tokio::test]
async fn what_is_ended_early_is_told_once() {
    let portal = Portal::open().await;
    let (manager, _) = handed_over(&portal, "2026-11-20").await;
    portal.run_errands().await;
    assert_eq!(subjects(&portal).await.len(), 2);
    portal.clock.advance(Duration::hours(1));
    let board = standing_in::own(&manager.desk()).await.unwrap();
    standing_in::end_own(&manager.desk(), board.all[0].id).await.unwrap();
    portal.run_errands().await;
    assert_eq!(subjects(&portal).await.len(), 4);
    portal.clock.advance(Duration::days(5));
    portal.run_errands().await;
    assert_eq!(subjects(&portal).await.len(), 4, "its day says nothing more");
}

/// To whom letters about standing in went, and their subjects.
async fn subjects(portal: &Portal) -> Vec<String> {
    let sent = letters::latest(portal.db(), &Scope::Everything, 100).await.unwrap();
    let about =
        sent.into_iter().filter(|one| one.subject.contains("амеща") || one.subject.contains("амещение"));
    let mut all: Vec<String> = about
        .map(|one| format!("{}: {}", one.recipient.split('@').next().unwrap_or_default(), one.subject))
        .collect();
    all.sort();
    all
}
