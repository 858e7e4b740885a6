//! Tests of subscriptions.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn calendar() -> WorkCalendar {
    WorkCalendar::read(include_str!("../../../seed-data/calendar.csv")).unwrap()
}

fn subscription(settled: &str) -> ClosingSubscription {
    let new = NewSubscription {
        partner: PartnerId(1),
        organization: OrganizationId(2),
        account: PersonId(3),
        email: "buh@romashka.example".to_owned(),
        known: true,
    };
    ClosingSubscription::new(new, month(settled), DateTime::UNIX_EPOCH)
}

#[test]
fn the_documents_of_a_month_go_on_the_fifth_working_day_of_the_next() {
    for (of, goes) in [
        ("2026-10", "2026-11-09"), // 4 November is a holiday.
        ("2026-11", "2026-12-07"),
        ("2026-04", "2026-05-08"), // 1 May is a holiday, 9 May a Saturday.
        ("2025-12", "2026-01-16"), // The holidays of January.
    ] {
        assert_eq!(goes_on(&calendar(), month(of)), day(goes), "{of}");
        let eve = day(goes).pred_opt().unwrap();
        assert_eq!(last_due(&calendar(), day(goes)), month(of));
        assert_eq!(last_due(&calendar(), eve), month(of).previous());
    }
}

#[test]
fn a_month_is_due_once_and_months_that_were_missed_are_due_one_after_another() {
    let calendar = calendar();
    let mut held = subscription("2026-09");
    assert_eq!(held.next_due(&calendar, day("2026-11-08")), None);
    for _ in 0..2 {
        assert_eq!(held.next_due(&calendar, day("2026-12-31")).unwrap(), held.settled.next());
        let next = held.settled.next();
        held = held.settle(next, MonthOutcome::Nothing).into_parts().0;
    }
    assert_eq!((held.settled, held.next_due(&calendar, day("2026-12-31"))), (month("2026-11"), None));
}

#[test]
fn what_is_not_confirmed_or_has_ended_sends_nothing() {
    let (calendar, at) = (calendar(), DateTime::UNIX_EPOCH);
    let waiting = ClosingSubscription { confirmed_at: None, ..subscription("2026-09") };
    assert_eq!(waiting.next_due(&calendar, day("2026-12-31")), None);
    assert!(waiting.clone().confirm(at).is_some() && subscription("2026-09").confirm(at).is_none());
    let ended = subscription("2026-09").end(SubscriptionEnd::Letter, at).unwrap().into_parts().0;
    assert_eq!(ended.next_due(&calendar, day("2026-12-31")), None);
    assert!(ended.end(SubscriptionEnd::Cabinet, at).is_none(), "a second time nothing more happens");
}

#[test]
fn an_archive_has_the_days_of_its_month_and_knows_its_subscription() {
    let held = ClosingSubscription { id: SubscriptionId(7), ..subscription("2026-01") };
    let archive = held.archive(month("2028-02"), PartnerId(9), DateTime::UNIX_EPOCH);
    assert_eq!((archive.period.first, archive.period.last), (day("2028-02-01"), day("2028-02-29")));
    assert_eq!((archive.subscription, archive.partner), (Some(SubscriptionId(7)), PartnerId(9)));
    assert_eq!(archive.owes(), Some(crate::domain::archive::ArchiveStep::Gather));
}
