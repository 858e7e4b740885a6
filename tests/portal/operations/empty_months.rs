//! Months without lines get no statement, and an empty statement of an older program is deleted when its month is
//! formed.

use registrar::domain::statement::StatementRefusal;
use registrar::operations::verification::verify;
use registrar::operations::{Failure, Refusal, settlement};

use super::settlement::in_december;
use crate::support::{Portal, month};

/// A statement without lines, as an older program made it.
async fn empty(portal: &Portal, of: &str, state: &str) {
    let partner = portal.partner("forsait").await.id;
    portal
        .sql(&format!(
            "insert into statements (partner_id, month, state, version, formed_at) \
             values ({partner}, '{of}', '{state}', 2, '2026-12-01 09:00:00+00:00')"
        ))
        .await;
}

#[tokio::test]
async fn a_month_without_lines_gets_no_statement_whoever_asks() {
    let (portal, billing) = in_december().await;
    for of in ["1000-01", "2025-01", "2026-10"] {
        for partner in [None, Some("forsait")] {
            let formed = settlement::form(&billing.desk(), month(of), partner, |_, _| ()).await.unwrap();
            assert_eq!(formed, (0, 0), "{of} {partner:?}");
        }
    }
    assert_eq!(portal.count("statements").await, 0);
    assert_eq!(portal.count("audit where verb = 'statement_formed'").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn an_empty_statement_of_an_old_office_is_named_and_goes_when_its_month_is_formed() {
    for state in ["forming", "on_review"] {
        let (portal, billing) = in_december().await;
        empty(&portal, "2026-10", state).await;
        let broken: Vec<_> = verify(portal.db()).await.unwrap();
        let broken: Vec<_> = broken.into_iter().filter(|found| found.broken.is_some()).collect();
        let empty = broken.iter().find(|found| found.name == "every statement has lines");
        assert!(empty.is_some_and(|found| found.mend.contains("registrar settle")), "{broken:?}");
        if state == "forming" {
            let shown = settlement::publish(&billing.desk(), "forsait", month("2026-10"), 2).await;
            assert!(
                matches!(shown, Err(Failure::Refused(Refusal::Statement(StatementRefusal::NoLines)))),
                "{shown:?}"
            );
        }
        for _ in 0..2 {
            settlement::form(&billing.desk(), month("2026-10"), None, |_, _| ()).await.unwrap();
        }
        assert_eq!(portal.count("statements").await, 0, "{state}");
        assert_eq!(portal.count("audit where verb = 'statement_withdrawn'").await, 1, "{state}");
        portal.verify().await;
    }
}

#[tokio::test]
async fn the_operators_page_leads_out_of_an_empty_month() {
    let (portal, _) = in_december().await;
    empty(&portal, "2026-10", "forming").await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let page = billing.open("/operator/statements?month=2026-10").await;
    assert!(page.says("строк нет"), "{}", page.text());
    assert!(!page.offers("/operator/statements/2026-10/forsait/publication"));
    let done = billing.press(&page, "/operator/statements/2026-10/formation", &[]).await;
    assert!(done.says("Формировать нечего") && done.says("начислений нет"), "{}", done.text());
    portal.verify().await;
}
