//! The price of an application is fixed when it is forwarded and charged at its approval, whatever has changed since.

use registrar::domain::application::ApplicationRefusal;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::money::Money;
use registrar::domain::stage::StageCode;
use registrar::operations::review::{self, SeenTotal, Sent};
use registrar::operations::{Failure, Refusal};
use registrar::store::charges;

use crate::support::{LOWER, MAIN, Portal};
use crate::tampering::older;

/// «Сумма» and «Сумма НДС» of each line, in kopecks, and its contract.
async fn charged(portal: &Portal, number: ApplicationNumber) -> Vec<(i64, i64, String)> {
    let lines = charges::of_application(portal.db(), number).await.unwrap();
    let line = |line: registrar::domain::charge::Charge| {
        (line.sums.amount.kopecks(), line.sums.vat.kopecks(), line.contract_number)
    };
    lines.into_iter().map(line).collect()
}

const SEEN: [i64; 2] = [MAIN * 60 / 100, LOWER * 70 / 100];

#[tokio::test]
async fn what_was_seen_is_charged_whatever_changes_before_the_approval() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft().users(3)).await;
    portal.reprice("amount * 2", "2026-11-19").await;
    for change in ["update discounts set rate = 0", "update contracts set valid_to = '2026-11-01'"] {
        portal.sql(change).await;
    }
    portal.clock.advance(chrono::Duration::days(1));
    portal.run_errands().await;
    let lines: Vec<i64> = charged(&portal, number).await.into_iter().map(|(amount, _, _)| amount).collect();
    assert_eq!(lines, SEEN);
    portal.verify().await;
}

#[tokio::test]
async fn the_tax_is_that_of_the_activation() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft().users(3)).await;
    portal.sql("insert into vat_rates (product, rate, valid_from) values ('main', 2200, '2026-11-19')").await;
    let card =
        portal.visit(&portal.staff().await).await.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("С 19.11.2026 меняется НДС") && card.says("вместо"), "{}", card.text());
    portal.clock.advance(chrono::Duration::days(1));
    portal.run_errands().await;
    let vat: Vec<i64> = charged(&portal, number).await.into_iter().map(|(_, vat, _)| vat).collect();
    assert_eq!(vat, [SEEN[0] * 22 / 100, 0]);
}

#[tokio::test]
async fn what_was_fixed_is_dropped_when_it_comes_back_and_fixed_anew() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.forwarded(&portal.draft().users(3)).await;
    let fixed = portal.see(number).await;
    assert_eq!(fixed.terms.map(|terms| terms.total), Some(SEEN.iter().sum()));
    review::undo(&staff.desk(), number, fixed.version).await.unwrap();
    assert_eq!(portal.see(number).await.terms, None);
    portal.sql("update prices set amount = amount * 2").await;
    portal.forward(&staff, number).await;
    portal.run_errands_after_the_undo_window().await;
    let lines: Vec<i64> = charged(&portal, number).await.into_iter().map(|(amount, _, _)| amount).collect();
    assert_eq!(lines, SEEN.map(|seen| seen * 2));
}

#[tokio::test]
async fn what_an_older_program_forwarded_is_priced_at_its_approval() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft().users(0)).await;
    portal.sql("update applications set forwarded_terms = null").await;
    portal.sql("update prices set amount = amount * 2").await;
    portal.run_errands_after_the_undo_window().await;
    assert_eq!(charged(&portal, number).await[0].0, SEEN[0] * 2);
}

#[tokio::test]
async fn a_total_that_is_not_the_one_shown_forwards_nothing_and_saves_nothing() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().users(12)).await;
    let taken = portal.take(&staff, number).await;
    let shown = portal.total(number).await;
    let mut off = taken.parameters.clone();
    (off.enabled, off.tier) = (false, None);
    let sent =
        |total| Sent { parameters: Some(off.clone()), total: SeenTotal::Shown(total), ..Sent::AS_SAVED };
    let refused = review::forward(&staff.desk(), number, taken.version, sent(shown)).await;
    let now = Money::from_kopecks(SEEN[0]);
    let told = matches!(refused, Err(Failure::Refused(Refusal::Application(ApplicationRefusal::TotalChanged { shown: seen, now: then }))) if seen == shown && then == now);
    assert!(told);
    assert_eq!(portal.see(number).await, taken);
    let done = review::forward(&staff.desk(), number, taken.version, sent(Some(now))).await.unwrap();
    assert_eq!((done.stage.code(), done.parameters.enabled), (StageCode::Forwarded, false));
    portal.verify().await;
}

#[tokio::test]
async fn a_missing_rule_of_tax_at_the_approval_waits_for_a_person_and_loses_nothing() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft().users(0)).await;
    portal.sql("delete from vat_rates").await;
    portal.run_errands_after_the_undo_window().await;
    let waiting = portal.see(number).await;
    assert_eq!(waiting.stage.code(), StageCode::Registering);
    assert!(waiting.attention.is_some_and(|attention| attention.words.contains("НДС")));
    assert_eq!(charged(&portal, number).await, []);
}

#[tokio::test]
async fn an_office_that_said_nothing_of_tax_says_after_its_upgrade_that_it_is_exempt() {
    let portal = Portal::open().await;
    let number = portal.forwarded(&portal.draft().users(3)).await;
    // Restores the database of an older program, which did not fix the terms.
    while portal.try_sql("update applications set forwarded_terms = null").await.is_ok() {
        portal.db().migrate_down(Some(1)).await.unwrap();
    }
    older::rewrite(&portal).await;
    portal.sql("delete from vat_rates where product <> 'hr'").await;
    portal.db().migrate().await.unwrap();
    assert_eq!(portal.count("vat_rates where valid_from = '2000-01-01' and rate is null").await, 3);
    portal.verify().await;
    portal.run_errands_after_the_undo_window().await;
    let lines = charged(&portal, number).await;
    assert_eq!(
        lines.iter().map(|(amount, vat, _)| (*amount, *vat)).collect::<Vec<_>>(),
        SEEN.map(|seen| (seen, 0))
    );
    portal.verify().await;
}
