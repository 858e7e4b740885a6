//! The term for an answer: both sides see it, and silence agrees only when the setting says so.

use registrar::domain::dispute::{Outcome, Resolution};
use registrar::domain::statement::{StatementRefusal, StatementState};
use registrar::operations::{Desk, Failure, Refusal, settings, settlement};

use super::{act, noted};
use crate::support::{Portal, at, month};

/// A portal in November with a published October, and this setting for silence.
async fn with_october(silence: bool) -> Portal {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-10-14T08:00:00Z"));
    portal.approved(&portal.draft()).await;
    if silence {
        let admin = portal.admin().await.desk();
        let setting = registrar::domain::settings::Setting::SilenceIsAgreement;
        settings::plan(&admin, setting, "yes", "2026-10-14").await.unwrap();
    }
    portal.clock.turn_to(at("2026-11-03T08:00:00Z"));
    portal.published(&portal.billing().await, "forsait", month("2026-10")).await;
    portal
}

async fn lapsed(portal: &Portal) -> u64 {
    settlement::lapse(&Desk::of_worker(&portal.house, "deadlines".to_owned())).await.unwrap()
}

#[tokio::test]
async fn both_sides_see_the_term_in_working_days() {
    let portal = with_october(false).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    // Published on a Tuesday. Wednesday is a holiday, so three working days end on Monday.
    let month = manager.open("/partner/statements/2026-10").await;
    assert!(month.says("срок согласования 09.11.2026"), "{}", month.text());
    assert!(!month.says("без ответа"), "silence is no agreement by default");
    assert!(manager.open("/partner/statements").await.says("срок согласования 09.11.2026"));
    let mut billing = portal.visit(&portal.billing().await).await;
    assert!(billing.open("/operator/statements?month=2026-10").await.says("срок согласования 09.11.2026"));
    assert_eq!(manager.open("/partner/statements").await.texts(".due-late"), [""; 0]);
    portal.clock.turn_to(at("2026-11-09T21:00:00Z"));
    let mut manager = portal.visit(&portal.manager().await).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    for address in ["/partner/statements", "/partner/statements/2026-10"] {
        let late = manager.open(address).await.texts(".due-late").join(" ");
        assert!(late.contains("срок согласования 09.11.2026 прошел"), "{address}: {late}");
    }
    assert_eq!(billing.open("/operator/statements?month=2026-10").await.texts(".due-late").len(), 1);
}

#[tokio::test]
async fn silence_agrees_after_the_term_and_the_system_signs() {
    let portal = with_october(true).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open("/partner/statements/2026-10").await;
    assert!(page.says("без ответа отчет будет считаться согласованным"), "{}", page.text());
    portal.clock.turn_to(at("2026-11-09T20:59:59Z"));
    assert_eq!(lapsed(&portal).await, 0, "the last day is not over");
    portal.clock.turn_to(at("2026-11-09T21:00:00Z"));
    portal.worker().look_at_deadlines().await;
    let statement = portal.statement("forsait", month("2026-10")).await;
    assert_eq!(statement.state, StatementState::Agreed);
    assert_eq!(lapsed(&portal).await, 0, "once");
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open("/partner/statements/2026-10").await;
    assert!(page.says("за срок согласования ответа не было"), "{}", page.text());
    let subject = format!("statement:{}:2026-10", statement.partner);
    assert_eq!(noted(&portal, &subject).await[0], act("worker", "statement_lapsed"));
    portal.invoice("forsait", month("2026-10")).await.unwrap();
    portal.verify().await;
}

#[tokio::test]
async fn silence_does_not_agree_to_what_is_disputed_nor_without_the_setting() {
    let silent = with_october(true).await;
    let page = silent.page("forsait", month("2026-10")).await;
    let manager = silent.manager().await.desk();
    settlement::dispute(&manager, month("2026-10"), page.lines[0].id, "Не наш").await.unwrap();
    let plain = with_october(false).await;
    for portal in [silent, plain] {
        portal.clock.turn_to(at("2026-11-20T09:00:00Z"));
        assert_eq!(lapsed(&portal).await, 0);
        assert!(portal.statement("forsait", month("2026-10")).await.agreement.is_none());
    }
}

#[tokio::test]
async fn the_terms_are_those_of_the_day_of_publication() {
    let portal = with_october(false).await;
    let admin = portal.admin().await.desk();
    let setting = registrar::domain::settings::Setting::SilenceIsAgreement;
    settings::plan(&admin, setting, "yes", "2026-11-04").await.unwrap();
    portal.clock.turn_to(at("2026-11-20T09:00:00Z"));
    assert_eq!(lapsed(&portal).await, 0, "it was published before");
    let refused = settlement::lapse(&portal.billing().await.desk()).await;
    assert!(matches!(refused, Err(Failure::Forbidden(_))));
    let again = portal.invoice("forsait", month("2026-10")).await;
    assert!(matches!(
        again,
        Err(Failure::Refused(Refusal::Statement(StatementRefusal::StatementIs(StatementState::OnReview))))
    ));
}

/// A portal with a published October where silence agrees, and with one line disputed in time.
async fn with_a_dispute() -> (Portal, registrar::domain::ids::ChargeId) {
    let portal = with_october(true).await;
    let line = portal.page("forsait", month("2026-10")).await.lines[0].id;
    portal.clock.turn_to(at("2026-11-09T09:00:00Z"));
    settlement::dispute(&portal.manager().await.desk(), month("2026-10"), line, "Не наш").await.unwrap();
    (portal, line)
}

#[tokio::test]
async fn the_term_begins_anew_when_the_operator_has_answered() {
    let (portal, line) = with_a_dispute().await;
    portal.clock.turn_to(at("2026-11-10T09:00:00Z"));
    let answer = Resolution { outcome: Outcome::LineStands, comment: "Ваш".to_owned() };
    let billing = portal.billing().await.desk();
    settlement::resolve(&billing, "forsait", month("2026-10"), line, answer).await.unwrap();
    portal.clock.turn_to(at("2026-11-10T09:00:59Z"));
    assert_eq!(lapsed(&portal).await, 0, "a moment after the answer");
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open("/partner/statements/2026-10").await;
    assert!(page.says("срок согласования 13.11.2026"), "{}", page.text());
    portal.clock.turn_to(at("2026-11-13T20:59:59Z"));
    assert_eq!(lapsed(&portal).await, 0, "the last day is not over");
    portal.clock.turn_to(at("2026-11-13T21:00:00Z"));
    assert_eq!(lapsed(&portal).await, 1);
    portal.verify().await;
}

#[tokio::test]
async fn the_term_begins_anew_when_the_partner_has_withdrawn_its_dispute() {
    let (portal, line) = with_a_dispute().await;
    portal.clock.turn_to(at("2026-11-10T09:00:00Z"));
    let manager = portal.manager().await.desk();
    settlement::withdraw_dispute(&manager, month("2026-10"), line).await.unwrap();
    assert_eq!(lapsed(&portal).await, 0);
    portal.clock.turn_to(at("2026-11-13T21:00:00Z"));
    assert_eq!(lapsed(&portal).await, 1);
}

#[tokio::test]
async fn the_term_begins_anew_when_lines_are_added() {
    let portal = with_october(true).await;
    // Simulates an extension that was added after the statement was published.
    portal.sql("update charges set statement_id = null where product = 'multi_user'").await;
    let of_the_other = "(select total from charges where statement_id is not null)";
    portal
        .sql(&format!("update statements set lines = 1, amount = {of_the_other}, total = {of_the_other}"))
        .await;
    portal.clock.turn_to(at("2026-11-10T09:00:00Z"));
    portal.formed(&portal.billing().await, "forsait", month("2026-10")).await;
    assert_eq!(portal.statement("forsait", month("2026-10")).await.totals.lines, 2);
    assert_eq!(lapsed(&portal).await, 0, "what was added was not seen");
    portal.clock.turn_to(at("2026-11-13T21:00:00Z"));
    assert_eq!(lapsed(&portal).await, 1);
}

#[tokio::test]
async fn silence_agrees_only_if_the_office_said_so_when_the_term_began_anew() {
    let (portal, line) = with_a_dispute().await;
    let setting = registrar::domain::settings::Setting::SilenceIsAgreement;
    settings::plan(&portal.admin().await.desk(), setting, "no", "2026-11-10").await.unwrap();
    portal.clock.turn_to(at("2026-11-10T09:00:00Z"));
    let answer = Resolution { outcome: Outcome::LineStands, comment: "Ваш".to_owned() };
    let billing = portal.billing().await.desk();
    settlement::resolve(&billing, "forsait", month("2026-10"), line, answer).await.unwrap();
    portal.clock.turn_to(at("2026-11-20T09:00:00Z"));
    assert_eq!(lapsed(&portal).await, 0);
}
