//! Tests of a statement on its way.

use super::*;
use crate::domain::charge::DigestVersion;
use crate::domain::ids::ChargeId;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A statement of October while it is formed, with this number of lines and this sum in kopecks.
fn forming(lines: u64, total: i64) -> Statement {
    Statement {
        id: StatementId(1),
        partner: PartnerId(1),
        month: Month::new(2026, 10).unwrap(),
        state: StatementState::Forming,
        formed_at: at("2026-11-01T09:00:00Z"),
        published_at: None,
        waiting_since: None,
        agreement: None,
        invoice: None,
        totals: Totals { lines, total: Money::from_kopecks(total), ..Totals::default() },
        version: 1,
    }
}

fn published(lines: u64, total: i64) -> Statement {
    after(forming(lines, total).publish(at("2026-11-02T09:00:00Z")))
}

fn agreed(lines: u64, total: i64) -> Statement {
    let agreement = Agreement {
        at: at("2026-11-03T09:00:00Z"),
        by: "manager".to_owned(),
        sha256: String::new(),
        digest: DigestVersion::CURRENT,
    };
    after(published(lines, total).agree(agreement))
}

fn after(change: Result<Change<Statement>, StatementRefusal>) -> Statement {
    change.unwrap().into_parts().0
}

fn line(state: LineState) -> Charge {
    Charge { id: ChargeId(7), state, ..crate::domain::charge::tests::sample("2026-10-14T09:00:00Z") }
}

#[test]
fn it_waits_for_the_partner_since_it_came_to_it_last() {
    let shown = published(2, 1_000);
    assert_eq!(shown.waiting_since, shown.published_at);
    let disputed = after(shown.clone().dispute(&line(LineState::Open), "Не наш".to_owned()));
    let back = after(disputed.resolve(
        &line(LineState::Disputed),
        "Ваш".to_owned(),
        None,
        at("2026-11-10T09:00:00Z"),
    ));
    assert_eq!(
        (back.state, back.waiting_since),
        (StatementState::OnReview, Some(at("2026-11-10T09:00:00Z")))
    );
    let more = Totals { lines: 3, ..back.totals };
    let added = after(back.clone().formed(more, at("2026-11-12T09:00:00Z")));
    assert_eq!(added.waiting_since, Some(at("2026-11-12T09:00:00Z")));
    let same = after(added.formed(more, at("2026-11-13T09:00:00Z")));
    assert_eq!(same.waiting_since, Some(at("2026-11-12T09:00:00Z")), "nothing was added");
    assert_eq!(published(2, 1_000).published_at, shown.published_at, "when it was first shown stays");
}

#[test]
fn what_waits_for_the_operator_has_no_term() {
    let one = after(published(2, 1_000).dispute(&line(LineState::Open), "Не наш".to_owned()));
    let two = after(one.dispute(&line(LineState::Open), "И этот".to_owned()));
    let left =
        after(two.resolve(&line(LineState::Disputed), "Ваш".to_owned(), None, at("2026-11-10T09:00:00Z")));
    assert_eq!(left.state, StatementState::Disputed);
    let (book, calendar) = (SettingsBook::default(), WorkCalendar::default());
    assert_eq!(left.deadline(&book, &calendar), None);
    assert_eq!(forming(1, 1).deadline(&book, &calendar), None);
}

#[test]
fn only_a_sum_above_zero_is_invoiced_and_only_the_others_are_closed_without() {
    for (total, credit) in [(0, 0), (-560_000, 560_000)] {
        let refused = agreed(2, total).invoice("2026-000001".to_owned(), at("2026-11-04T09:00:00Z"));
        assert_eq!(refused.unwrap_err(), StatementRefusal::NothingToInvoice);
        let (closed, event) = agreed(2, total).close().unwrap().into_parts();
        assert_eq!(event, StatementEvent::StatementClosed { credit });
        assert_eq!((closed.state, closed.state_of_lines()), (StatementState::Closed, StatementState::Agreed));
    }
    assert_eq!(agreed(1, 1).close().unwrap_err(), StatementRefusal::SumToInvoice);
    assert!(agreed(1, 1).invoice("2026-000001".to_owned(), at("2026-11-04T09:00:00Z")).is_ok());
    assert_eq!(published(1, 0).close().unwrap_err(), StatementRefusal::StatementIs(StatementState::OnReview));
}

#[test]
fn without_lines_it_is_not_shown_and_may_go_until_it_is_agreed() {
    assert_eq!(forming(0, 0).publish(at("2026-11-02T09:00:00Z")).unwrap_err(), StatementRefusal::NoLines);
    assert!(forming(0, 0).withdraw().is_ok());
    let shown_by_an_old_office = Statement { totals: Totals::default(), ..published(1, 1) };
    assert!(shown_by_an_old_office.withdraw().is_ok());
    assert_eq!(forming(1, 1).withdraw().unwrap_err(), StatementRefusal::LinesChanged);
    let agreed = Statement { totals: Totals::default(), ..agreed(1, 1) };
    assert_eq!(agreed.withdraw().unwrap_err(), StatementRefusal::StatementIs(StatementState::Agreed));
}
