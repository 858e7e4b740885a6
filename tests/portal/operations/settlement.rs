//! Settlement: the operator forms a statement; the partner reads it, disputes lines and agrees.

use registrar::domain::charge::{LineState, digest};
use registrar::domain::ids::ChargeId;
use registrar::domain::statement::{StatementRefusal, StatementState};
use registrar::operations::verification::verify;
use registrar::operations::{Failure, Refusal, settlement};
use registrar::store::{audit, charges};

use crate::support::{Persona, Portal, month, rounds};

/// A portal in December, where «Форсайт» has three lines in November and the other partner one.
pub(super) async fn in_december() -> (Portal, Persona) {
    let portal = Portal::open().await;
    portal.approved(&portal.draft().users(3)).await;
    portal.approved(&portal.draft().users(0)).await;
    let other = portal.its_login("its-other", "sevproekt").await;
    portal.approved_by(&other, &portal.draft().users(0)).await;
    portal.clock.turn_to(month("2026-12").begins());
    let billing = portal.billing().await;
    (portal, billing)
}

pub(super) async fn first_line(portal: &Portal) -> ChargeId {
    portal.page("forsait", month("2026-11")).await.lines[0].id
}

#[tokio::test]
async fn forming_twice_is_forming_once() {
    let (portal, billing) = in_december().await;
    let formed = settlement::form(&billing.desk(), month("2026-11"), None, |_, _| {}).await.unwrap();
    assert_eq!(formed, (2, 4));
    let (first, noted) = (portal.page("forsait", month("2026-11")).await, portal.count("audit").await);
    let again = settlement::form(&billing.desk(), month("2026-11"), None, |_, _| {}).await.unwrap();
    assert_eq!(again, (2, 4));
    let second = portal.page("forsait", month("2026-11")).await;
    assert_eq!((second.row.statement, second.lines), (first.row.statement, first.lines));
    assert_eq!(portal.count("audit").await, noted, "what changed nothing is not noted");
    portal.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forming_twice_at_once_is_forming_once() {
    let (portal, billing) = in_december().await;
    for round in 0..rounds() / 5 {
        let forming = [(); 2].map(|()| {
            let desk = billing.desk();
            tokio::spawn(async move { settlement::form(&desk, month("2026-11"), None, |_, _| {}).await })
        });
        for formed in forming {
            assert_eq!(formed.await.unwrap().unwrap(), (2, 4), "round {round}");
        }
        assert_eq!(portal.count("statements").await, 2);
        portal.sql("update charges set statement_id = null").await;
        portal.sql("delete from statements").await;
    }
}

#[tokio::test]
async fn the_sums_of_a_statement_are_the_sums_of_its_lines() {
    let (portal, billing) = in_december().await;
    portal.published(&billing, "forsait", month("2026-11")).await;
    let page = portal.page("forsait", month("2026-11")).await;
    assert_eq!(page.row.statement.totals.lines, 3);
    let total: i64 = page.lines.iter().map(|line| line.sums.total.kopecks()).sum();
    assert_eq!(page.row.statement.totals.total.kopecks(), total);
    let ends: Vec<_> = page.lines.iter().map(|line| line.activated_at).collect();
    assert!(ends.is_sorted());
}

#[tokio::test]
async fn the_partner_agrees_only_to_the_lines_that_were_looked_at() {
    let (portal, billing) = in_december().await;
    let november = month("2026-11");
    portal.published(&billing, "forsait", november).await;
    let manager = portal.manager().await;
    let looked_at =
        settlement::open_own(&manager.desk(), november, settlement::Part::default()).await.unwrap();
    portal.unguard("charges").await;
    portal
        .sql("update charges set amount = amount + 1, total = total + 1 where product = 'multi_user'")
        .await;
    let seen = looked_at.row.statement.version;
    let refused = settlement::agree(&manager.desk(), november, seen, &looked_at.sha256.unwrap()).await;
    assert!(
        matches!(refused, Err(Failure::Refused(Refusal::Statement(StatementRefusal::LinesChanged)))),
        "{refused:?}"
    );
    portal.agree("forsait", november).await.unwrap();
    let agreed = portal.statement("forsait", november).await;
    assert_eq!(agreed.state, StatementState::Agreed);
    assert!(portal.page("forsait", november).await.lines.iter().all(|line| line.state == LineState::Agreed));
}

#[tokio::test]
async fn lines_that_come_after_the_look_make_the_agreement_stale() {
    let (portal, billing) = in_december().await;
    let november = month("2026-11");
    portal.published(&billing, "forsait", november).await;
    let manager = portal.manager().await;
    let looked_at =
        settlement::open_own(&manager.desk(), november, settlement::Part::default()).await.unwrap();
    let number = portal.approved(&portal.draft().users(0)).await;
    portal.sql(&format!("update charges set month = '2026-11' where application_number = {number}")).await;
    assert_eq!(portal.formed(&billing, "forsait", november).await, 4);
    let seen = looked_at.row.statement.version;
    let refused = settlement::agree(&manager.desk(), november, seen, &looked_at.sha256.unwrap()).await;
    assert!(matches!(refused, Err(Failure::Stale(clash)) if clash.by == billing.account.full_name));
}

#[tokio::test]
async fn only_who_may_agree_now_is_told_the_digest_of_all_lines() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    portal.published(&billing, "forsait", november).await;
    assert_eq!(portal.page("forsait", november).await.sha256, None);
    let page = settlement::open_own(&manager.desk(), november, settlement::Part::default()).await.unwrap();
    assert_eq!(page.sha256, Some(digest(&page.lines)));
    portal.agree("forsait", november).await.unwrap();
    let agreed = settlement::open_own(&manager.desk(), november, settlement::Part::default()).await.unwrap();
    assert_eq!(agreed.sha256, None);
    assert_eq!(agreed.row.statement.agreement.unwrap().sha256, page.sha256.unwrap());
}

#[tokio::test]
async fn sums_that_are_not_those_of_the_lines_are_found() {
    let (portal, billing) = in_december().await;
    portal.published(&billing, "forsait", month("2026-11")).await;
    portal.verify().await;
    for sum in ["lines", "disputed", "promotion_discount", "amount", "vat", "total", "disputed_total"] {
        portal.sql(&format!("update statements set {sum} = {sum} + 1")).await;
        let found = verify(portal.db()).await.unwrap();
        let broken: Vec<&str> =
            found.iter().filter(|rule| rule.broken.is_some()).map(|rule| rule.name).collect();
        assert!(broken.contains(&"every statement keeps the sums of its lines"), "{sum}: {broken:?}");
        portal.sql(&format!("update statements set {sum} = {sum} - 1")).await;
    }
}

#[tokio::test]
async fn statements_of_an_older_schema_get_the_sums_of_their_lines() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    portal.published(&billing, "forsait", november).await;
    settlement::dispute(&manager.desk(), november, first_line(&portal).await, "Нет").await.unwrap();
    let before = portal.statement("forsait", november).await;
    portal.db().migrate_down(Some(1)).await.unwrap();
    portal.db().migrate().await.unwrap();
    assert_eq!(portal.statement("forsait", november).await, before);
    portal.verify().await;
}

#[tokio::test]
async fn the_operator_sees_where_every_partner_stands() {
    let (portal, billing) = in_december().await;
    let november = month("2026-11");
    portal.formed(&billing, "forsait", november).await;
    let months = settlement::closing(&billing.desk(), november).await.unwrap();
    let found: Vec<_> = months
        .iter()
        .map(|month| {
            (month.partner.code.as_str(), month.statement.is_some(), month.totals.lines, month.left_out)
        })
        .collect();
    assert_eq!(found, [("forsait", true, 3, 0), ("sevproekt", false, 1, 1)]);
}

#[tokio::test]
async fn a_line_is_explained_by_the_clicks_that_led_to_it() {
    let (portal, billing) = in_december().await;
    let november = month("2026-11");
    portal.published(&billing, "forsait", november).await;
    let line = first_line(&portal).await;
    let explained = settlement::explain(&portal.manager().await.desk(), line).await.unwrap();
    let verbs: Vec<_> = explained.history.iter().rev().map(|entry| entry.verb.as_str()).collect();
    assert_eq!(verbs, ["received", "taken", "forwarded", "submitted", "certificate_issued", "approved"]);
    assert!(explained.history.iter().all(|entry| entry.event.is_some()), "every entry can be read back");
    assert_eq!(explained.names["staff"], "Смирнова Ольга Викторовна");
}

#[tokio::test]
async fn an_export_has_every_line_of_every_statement_in_the_order_of_partners() {
    let (portal, billing) = in_december().await;
    let november = month("2026-11");
    for partner in ["sevproekt", "forsait"] {
        portal.published(&billing, partner, november).await;
    }
    let all = settlement::export(&billing.desk(), november, None).await.unwrap();
    let found: Vec<_> =
        all.statements.iter().map(|(row, lines)| (row.partner.code.as_str(), lines.len())).collect();
    assert_eq!(found, [("forsait", 3), ("sevproekt", 1)]);
    let manager = portal.manager().await;
    let own = settlement::export_own(&manager.desk(), november).await.unwrap();
    assert_eq!(own.statements.len(), 1);
    assert_eq!(own.statements[0].1, all.statements[0].1);
    assert_eq!(portal.count("audit where verb = 'exported'").await, 0, "nothing left yet");
    settlement::note_export(&billing.desk(), &all.leaving, "csv").await.unwrap();
    settlement::note_export(&manager.desk(), &own.leaving, "xlsx").await.unwrap();
    let none = settlement::export(&billing.desk(), month("2026-10"), None).await;
    assert!(matches!(none, Err(Failure::NotFound)));
    let forsait = portal.partner("forsait").await.id;
    let noted = audit::entries_in(portal.db(), forsait, "statement:1:2026-11", 2).await.unwrap();
    let noted: Vec<_> = noted.iter().map(|entry| (entry.actor.as_str(), entry.details.as_str())).collect();
    let (own, all) = (r#"{"format":"xlsx","lines":3}"#, r#"{"format":"csv","lines":3}"#);
    assert_eq!(noted, [("manager", own), ("billing", all)]);
    assert_eq!(portal.count("audit where verb = 'exported'").await, 3, "one of another partner");
    let late = settlement::publish(&billing.desk(), "forsait", november, 0).await;
    assert!(matches!(late, Err(Failure::Stale(clash)) if clash.verb == "statement_published"));
    portal.verify().await;
}

#[tokio::test]
async fn a_charge_that_is_counted_twice_is_refused_by_the_database() {
    let (portal, _) = in_december().await;
    let partner = portal.partner("forsait").await.id;
    let charge = charges::of_month(portal.db(), partner, month("2026-11"), 1).await.unwrap();
    let tx = portal.db().begin().await.unwrap();
    assert!(charges::record(&tx, &charge).await.is_err());
    drop(tx);
}
