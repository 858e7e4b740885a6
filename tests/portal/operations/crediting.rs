//! Corrections and credits: a corrected line gets a line of the opposite sign; no invoice is negative.

use registrar::domain::dispute::{Outcome, Resolution};
use registrar::domain::ids::ChargeId;
use registrar::domain::money::Money;
use registrar::domain::month::Month;
use registrar::domain::statement::{StatementRefusal, StatementState};
use registrar::operations::verification::verify_in;
use registrar::operations::{Failure, Refusal, settlement};
use registrar::store::Reach as _;
use sea_orm::ConnectionTrait as _;

use crate::support::{Portal, month};

const PROMISED: Outcome = Outcome::CorrectedLater;
const RIGHT: Outcome = Outcome::LineStands;

/// The partner disputes a line and the operator answers.
async fn answered(portal: &Portal, of: Month, line: ChargeId, outcome: Outcome) {
    let manager = portal.manager().await;
    settlement::dispute(&manager.desk(), of, line, "Не наш клиент").await.unwrap();
    let billing = portal.billing().await;
    let resolution = Resolution { outcome, comment: "Проверили".to_owned() };
    settlement::resolve(&billing.desk(), "forsait", of, line, resolution).await.unwrap();
}

#[tokio::test]
async fn a_promise_is_taken_back_once_whatever_the_order_and_repetition() {
    let cases: [(&[Outcome], i64, i64); 6] = [
        (&[PROMISED, RIGHT], 2, 0),
        (&[RIGHT, PROMISED], 1, -1),
        (&[PROMISED, PROMISED], 1, -1),
        (&[PROMISED, RIGHT, RIGHT], 2, 0),
        (&[PROMISED, RIGHT, PROMISED], 3, -1),
        (&[PROMISED, RIGHT, PROMISED, RIGHT], 4, 0),
    ];
    for (outcomes, lines, left) in cases {
        let (portal, billing) = super::settlement::in_december().await;
        portal.published(&billing, "forsait", month("2026-11")).await;
        let line = super::settlement::first_line(&portal).await;
        for outcome in outcomes {
            answered(&portal, month("2026-11"), line, *outcome).await;
            portal.clock.advance(chrono::Duration::minutes(1));
        }
        let corrections = "charges where corrects_id is not null";
        assert_eq!(portal.count(corrections).await, lines, "{outcomes:?}");
        let back = portal.count(&format!("{corrections} and quantity < 0")).await;
        let again = portal.count(&format!("{corrections} and quantity > 0")).await;
        assert_eq!(again - back, left, "{outcomes:?}");
        portal.verify().await;
    }
}

#[tokio::test]
async fn corrections_written_by_a_clock_that_was_set_back_stand_where_they_belong() {
    let (portal, billing) = super::settlement::in_december().await;
    let november = month("2026-11");
    portal.published(&billing, "forsait", november).await;
    let line = super::settlement::first_line(&portal).await;
    portal.clock.turn_to(november.begins());
    for outcome in [PROMISED, RIGHT, PROMISED] {
        answered(&portal, november, line, outcome).await;
        portal.clock.advance(chrono::Duration::minutes(1));
    }
    assert_eq!(portal.count("charges where corrects_id is not null and month = '2026-12'").await, 3);
    portal.verify().await;
}

#[tokio::test]
async fn a_correction_copies_the_terms_of_its_line_and_its_own_dispute_takes_it_back() {
    let (portal, billing) = super::settlement::in_december().await;
    let (november, december) = (month("2026-11"), month("2026-12"));
    portal.published(&billing, "forsait", november).await;
    let line = portal.page("forsait", november).await.lines.remove(0);
    answered(&portal, november, line.id, PROMISED).await;
    portal.agree("forsait", november).await.unwrap();
    portal.clock.turn_to(december.next().begins());
    portal.published(&billing, "forsait", december).await;
    let back = portal.page("forsait", december).await.lines.remove(0);
    assert_eq!((back.sums.price, back.sums.partner_discount), (line.sums.price, line.sums.partner_discount));
    assert_eq!((back.sums.vat_rate, back.sums.total), (line.sums.vat_rate, -line.sums.total));
    answered(&portal, december, back.id, PROMISED).await;
    let again = charges_of_january(&portal).await;
    assert_eq!(again, [(1, Some(back.id), line.sums.total)]);
    answered(&portal, december, back.id, RIGHT).await;
    let settled: Money = charges_of_january(&portal).await.into_iter().map(|(_, _, total)| total).sum();
    assert_eq!(settled, Money::ZERO, "the correction stands after all");
    portal.verify().await;
}

async fn charges_of_january(portal: &Portal) -> Vec<(i32, Option<ChargeId>, Money)> {
    let partner = portal.partner("forsait").await.id;
    let lines =
        registrar::store::charges::of_month(portal.db(), partner, month("2027-01"), 10).await.unwrap();
    lines.into_iter().map(|line| (line.sums.quantity, line.corrects, line.sums.total)).collect()
}

/// A portal in January whose December statement contains only the correction of a line of November.
async fn with_a_month_below_zero() -> (Portal, Money) {
    let (portal, billing) = super::settlement::in_december().await;
    portal.published(&billing, "forsait", month("2026-11")).await;
    let line = portal.page("forsait", month("2026-11")).await.lines.remove(0);
    answered(&portal, month("2026-11"), line.id, PROMISED).await;
    portal.agree("forsait", month("2026-11")).await.unwrap();
    portal.invoice("forsait", month("2026-11")).await.unwrap();
    portal.clock.turn_to(month("2027-01").begins());
    portal.agreed("forsait", month("2026-12")).await;
    (portal, line.sums.total)
}

#[tokio::test]
async fn a_month_below_zero_is_closed_without_an_invoice_and_taken_off_the_next() {
    let (portal, sum) = with_a_month_below_zero().await;
    let december = month("2026-12");
    let refused = portal.invoice("forsait", december).await;
    assert!(
        matches!(refused, Err(Failure::Refused(Refusal::Statement(StatementRefusal::NothingToInvoice)))),
        "{refused:?}"
    );
    portal.close("forsait", december).await.unwrap();
    assert!(portal.close("forsait", december).await.is_err(), "once");
    let closed = portal.page("forsait", december).await;
    assert_eq!((closed.row.statement.state, closed.lines.len()), (StatementState::Closed, 1));
    assert_eq!(portal.count("invoices").await, 1, "only that of November");
    portal.verify().await;
    portal.approved(&portal.draft().users(0)).await;
    portal.clock.turn_to(month("2027-02").begins());
    portal.agreed("forsait", month("2027-01")).await;
    let number = portal.invoice("forsait", month("2027-01")).await.unwrap();
    assert_eq!(number, "2027-000001");
    let page = portal.page("forsait", month("2027-01")).await;
    assert_eq!(
        page.taken_off.iter().map(|taken| (taken.month, taken.amount)).collect::<Vec<_>>(),
        [(december, sum)]
    );
    let used = portal.page("forsait", december).await.credit_used;
    assert_eq!(used.iter().map(|taken| taken.invoice.as_str()).collect::<Vec<_>>(), [number.as_str()]);
    portal.verify().await;
}

#[tokio::test]
async fn a_credit_lasts_over_several_invoices_and_none_is_below_zero() {
    let (portal, sum) = with_a_month_below_zero().await;
    portal.close("forsait", month("2026-12")).await.unwrap();
    // Simulates a later price cut.
    portal.reprice("case when product = 'main' then 100000 else amount end", "2027-01-01").await;
    let mut taken = Money::ZERO;
    for (of, next) in [
        ("2027-01", "2027-02"),
        ("2027-02", "2027-03"),
        ("2027-03", "2027-04"),
        ("2027-04", "2027-05"),
        ("2027-05", "2027-06"),
        ("2027-06", "2027-07"),
    ] {
        portal.approved(&portal.draft().users(0)).await;
        portal.clock.turn_to(month(next).begins());
        portal.agreed("forsait", month(of)).await;
        portal.invoice("forsait", month(of)).await.unwrap();
        let page = portal.page("forsait", month(of)).await;
        let off: Money = page.taken_off.iter().map(|taken| taken.amount).sum();
        assert!(off <= page.row.statement.totals.total, "{of}");
        taken = taken + off;
        portal.verify().await;
    }
    assert_eq!(taken, sum);
    assert!(portal.count("credit_uses").await > 1);
}

#[tokio::test]
async fn what_answers_and_invoices_wrote_is_missed_when_it_is_gone() {
    let (portal, _) = with_a_month_below_zero().await;
    let line = portal.page("forsait", month("2026-12")).await.lines.remove(0);
    portal.close("forsait", month("2026-12")).await.unwrap();
    portal.approved(&portal.draft().users(0)).await;
    portal.clock.turn_to(month("2027-02").begins());
    portal.agreed("forsait", month("2027-01")).await;
    portal.invoice("forsait", month("2027-01")).await.unwrap();
    portal.verify().await;
    for table in ["charges", "credit_uses"] {
        portal.unguard(table).await;
    }
    let corrected = "every correction follows from an answer to a dispute";
    let credited = "every use of a credit is what its history tells";
    for (sql, name) in [
        (format!("delete from charges where id = {}", line.id), corrected),
        (format!("update charges set rule_version = '9' where id = {}", line.id), corrected),
        ("delete from credit_uses".to_owned(), credited),
        ("update credit_uses set amount = amount - 1".to_owned(), credited),
    ] {
        let tx = portal.db().begin().await.unwrap();
        tx.on().execute_unprepared(&sql).await.unwrap();
        let found = verify_in(&tx).await.unwrap().into_iter().filter(|one| one.broken.is_some());
        let found: Vec<_> = found.map(|one| one.name).collect();
        assert!(found.contains(&name), "{sql}: {found:?}");
    }
}

#[tokio::test]
async fn the_lines_of_a_closed_month_are_frozen_and_credits_are_only_added() {
    let (portal, _) = with_a_month_below_zero().await;
    portal.close("forsait", month("2026-12")).await.unwrap();
    let closed = portal.statement("forsait", month("2026-12")).await.id;
    for sql in [
        format!("update charges set amount = 0, vat = 0, total = 0 where statement_id = {closed}"),
        format!("update charges set statement_id = null where statement_id = {closed}"),
        format!("delete from charges where statement_id = {closed}"),
        format!("update charges set statement_id = {closed} where statement_id is null"),
    ] {
        let refused =
            portal.try_sql(&sql).await.map(|rows| rows.to_string()).map_err(|error| error.to_string());
        assert!(
            refused.clone().is_err_and(|why| why.contains("frozen")) || refused == Ok("0".to_owned()),
            "{sql}"
        );
    }
    for sql in ["update credits set amount = 1", "delete from credits"] {
        let refused = portal.try_sql(sql).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    let uninvoiced =
        "update statements set state = 'closed', invoice_number = null where invoice_number is not null";
    assert!(portal.try_sql(uninvoiced).await.is_err(), "only what comes to nothing");
}

#[tokio::test]
async fn both_desks_read_what_becomes_of_a_month_below_zero() {
    let (portal, _) = with_a_month_below_zero().await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let address = "/operator/statements/2026-12/forsait";
    let page = billing.open(address).await;
    assert!(page.says("ждет вас: закрыть без счета") && page.says("−3 300,00"), "{}", page.text());
    assert!(!page.offers(&format!("{address}/invoice")));
    let done = billing.press(&page, &format!("{address}/closure"), &[]).await;
    assert!(done.says("Отчет за декабрь 2026 закрыт."), "{}", done.text());
    assert!(done.says("3 300,00 ₽ будет зачтено в следующих счетах"), "{}", done.text());
    portal.approved(&portal.draft().users(3)).await;
    portal.clock.turn_to(month("2027-02").begins());
    portal.agreed("forsait", month("2027-01")).await;
    portal.invoice("forsait", month("2027-01")).await.unwrap();
    let mut manager = portal.visit(&portal.manager().await).await;
    let invoiced = manager.open("/partner/statements/2027-01").await;
    for words in ["счет выставлен 01.02.2027", "Зачтено из сверки за декабрь 2026", "−3 300,00 ₽", "К оплате"]
    {
        assert!(invoiced.says(words), "{words}: {}", invoiced.text());
    }
    let closed = manager.open("/partner/statements/2026-12").await;
    assert!(closed.says("3 300,00 ₽ в счет № 2027-000001"), "{}", closed.text());
    assert!(manager.open("/partner/statements").await.says("без счета"));
}
