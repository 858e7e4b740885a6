//! Disputes: a line is disputed, answered and withdrawn, and the statement's count of disputes stays right.

use registrar::domain::charge::LineState;
use registrar::domain::dispute::{Outcome, Resolution};
use registrar::domain::money::Money;
use registrar::domain::statement::{StatementRefusal, StatementState};
use registrar::operations::settlement::Part;
use registrar::operations::{Failure, Refusal, settlement};

use super::settlement::{first_line, in_december};
use crate::support::month;

fn stands(comment: &str) -> Resolution {
    Resolution { outcome: Outcome::LineStands, comment: comment.to_owned() }
}

#[tokio::test]
async fn a_disputed_line_is_answered_before_the_partner_agrees() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    portal.published(&billing, "forsait", november).await;
    let line = first_line(&portal).await;
    let wordless = settlement::dispute(&manager.desk(), november, line, "  ").await;
    assert!(matches!(wordless, Err(Failure::Invalid(_))));
    settlement::dispute(&manager.desk(), november, line, "Не наш клиент").await.unwrap();
    let page = portal.page("forsait", november).await;
    assert_eq!((page.row.statement.state, page.row.statement.totals.disputed), (StatementState::Disputed, 1));
    assert_eq!(page.row.statement.totals.disputed_total, page.lines[0].sums.total);
    let refused = portal.agree("forsait", november).await;
    assert!(matches!(
        refused,
        Err(Failure::Refused(Refusal::Statement(StatementRefusal::StatementIs(StatementState::Disputed))))
    ));
    settlement::resolve(&billing.desk(), "forsait", november, line, stands("Ваш: договор приложен"))
        .await
        .unwrap();
    let page = portal.page("forsait", november).await;
    assert_eq!((page.row.statement.state, page.lines[0].state), (StatementState::OnReview, LineState::Open));
    portal.agree("forsait", november).await.unwrap();
    portal.verify().await;
}

#[tokio::test]
async fn with_two_disputed_lines_the_first_answer_is_not_the_last() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    portal.published(&billing, "forsait", november).await;
    let lines = portal.page("forsait", november).await.lines;
    for line in &lines[..2] {
        settlement::dispute(&manager.desk(), november, line.id, "Не наш клиент").await.unwrap();
    }
    settlement::resolve(&billing.desk(), "forsait", november, lines[0].id, stands("Ваш")).await.unwrap();
    assert_eq!(portal.statement("forsait", november).await.state, StatementState::Disputed);
    settlement::resolve(&billing.desk(), "forsait", november, lines[1].id, stands("Ваш")).await.unwrap();
    assert_eq!(portal.statement("forsait", november).await.state, StatementState::OnReview);
}

#[tokio::test]
async fn a_line_that_is_disputed_twice_is_counted_once() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    portal.published(&billing, "forsait", november).await;
    let before = portal.statement("forsait", november).await.totals;
    let line = first_line(&portal).await;
    for words in ["Не наш клиент", "Точно не наш клиент"] {
        settlement::dispute(&manager.desk(), november, line, words).await.unwrap();
        let totals = portal.statement("forsait", november).await.totals;
        assert_eq!(totals.disputed, 1);
        assert!(totals.disputed_total > Money::ZERO && totals.total == before.total);
        portal.verify().await;
    }
    let disputed = Part { only: Some(LineState::Disputed), after: None };
    let page = settlement::open_of_partner(&billing.desk(), "forsait", november, disputed).await.unwrap();
    assert_eq!(page.lines.iter().map(|found| found.id).collect::<Vec<_>>(), [line]);
    settlement::withdraw_dispute(&manager.desk(), november, line).await.unwrap();
    assert_eq!(portal.statement("forsait", november).await.totals, before);
    portal.verify().await;
}

#[tokio::test]
async fn only_a_disputed_line_is_answered_or_taken_back() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    portal.published(&billing, "forsait", november).await;
    let line = first_line(&portal).await;
    for refused in [
        settlement::resolve(&billing.desk(), "forsait", november, line, stands("Ваш")).await,
        settlement::withdraw_dispute(&manager.desk(), november, line).await,
    ] {
        assert!(
            matches!(refused, Err(Failure::Refused(Refusal::Statement(StatementRefusal::LineNotDisputed)))),
            "{refused:?}"
        );
    }
    settlement::dispute(&manager.desk(), november, line, "Не наш клиент").await.unwrap();
    settlement::withdraw_dispute(&manager.desk(), november, line).await.unwrap();
    portal.agree("forsait", november).await.unwrap();
    let agreed = settlement::dispute(&manager.desk(), november, line, "Передумали").await;
    assert!(matches!(
        agreed,
        Err(Failure::Refused(Refusal::Statement(StatementRefusal::StatementIs(StatementState::Agreed))))
    ));
    assert_eq!(portal.page("forsait", november).await.row.statement.totals.disputed, 0);
}

#[tokio::test]
async fn nobody_disputes_a_line_of_another_statement() {
    let (portal, billing) = in_december().await;
    let (november, manager) = (month("2026-11"), portal.manager().await);
    for partner in ["forsait", "sevproekt"] {
        portal.published(&billing, partner, november).await;
    }
    let foreign = portal.page("sevproekt", november).await.lines[0].id;
    let refused = settlement::dispute(&manager.desk(), november, foreign, "Не наш клиент").await;
    assert!(matches!(refused, Err(Failure::NotFound)));
    assert!(matches!(settlement::explain(&manager.desk(), foreign).await, Err(Failure::NotFound)));
    let open =
        settlement::open_of_partner(&manager.desk(), "sevproekt", november, settlement::Part::default())
            .await;
    assert!(matches!(open, Err(Failure::Forbidden(_))), "that is the operator's address");
    for named in [None, Some("forsait"), Some("sevproekt")] {
        let exported = settlement::export(&manager.desk(), november, named).await;
        assert!(matches!(exported, Err(Failure::Forbidden(_))), "{named:?}");
    }
    let own = settlement::export_own(&billing.desk(), november).await;
    assert!(matches!(own, Err(Failure::NotFound)), "the operator has no statement of its own");
}
