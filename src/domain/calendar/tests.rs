//! The rules of working time, as sentences.

use chrono::{DateTime, Duration, FixedOffset, Timelike as _, Utc};
use proptest::prelude::*;

use super::*;

const NOVEMBER: &str = "year,day,kind\n2026,2026-11-03,short\n2026,11-04,holiday\n2026,2026-11-07,workday\n";

fn calendar() -> WorkCalendar {
    WorkCalendar::read(NOVEMBER).unwrap()
}

fn moscow() -> FixedOffset {
    FixedOffset::east_opt(3 * 3600).unwrap()
}

/// A Moscow time in November 2026, whose first day is a Sunday.
fn at(text: &str) -> DateTime<Utc> {
    format!("2026-11-{text}:00+03:00").parse().unwrap()
}

fn so_many(hours: u32) -> Duration {
    Duration::hours(hours.into())
}

fn deadline(from: &str, hours: u32) -> String {
    let due = calendar().deadline(at(from), so_many(hours), moscow(), WorkingDay::default());
    due.with_timezone(&moscow()).format("%dT%H:%M").to_string()
}

fn worked(from: &str, to: &str) -> i64 {
    calendar().worked_between(at(from), at(to), moscow(), WorkingDay::default()).num_minutes()
}

#[test]
fn a_hold_is_offered_until_days_that_are_worked() {
    let days = |today: &str, most| {
        let days = calendar().hold_days(format!("2026-11-{today}").parse().unwrap(), most);
        days.iter().map(|day| day.format("%d").to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(days("10", 60), "11 16 17", "a Tuesday");
    assert_eq!(days("09", 60), "10 16", "Monday is in a week");
    assert_eq!(days("06", 60), "07 09 13", "the Saturday is worked");
    assert_eq!(days("13", 60), "16 20", "tomorrow is not");
    assert_eq!(days("03", 60), "05 09 10", "a holiday gives way");
    assert_eq!(days("10", 5), "11", "as far as a hold may last");
}

#[test]
fn hours_pass_within_a_day_and_go_on_the_next_one() {
    assert_eq!(deadline("09T10:15", 4), "09T14:15");
    assert_eq!(deadline("09T16:00", 4), "10T11:00");
    assert_eq!(deadline("09T09:00", 9), "09T18:00");
    assert_eq!(deadline("09T09:00", 10), "10T10:00");
}

fn promised(text: &str, hours_east: i32) -> String {
    let zone = FixedOffset::east_opt(hours_east * 3600).unwrap();
    let asked: DateTime<Utc> = DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    calendar().act_promised(asked, zone).with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string()
}

#[test]
fn an_act_is_promised_for_the_same_day_until_three_o_clock() {
    assert_eq!(promised("2026-11-18T14:59:59+03:00", 3), "2026-11-18T18:00");
    assert_eq!(promised("2026-11-18T15:00:00+03:00", 3), "2026-11-19T12:00");
    assert_eq!(promised("2026-11-18T00:00:00+03:00", 3), "2026-11-18T18:00");
    assert_eq!(promised("2026-11-18T23:59:59+03:00", 3), "2026-11-19T12:00");
}

#[test]
fn an_act_of_a_friday_evening_a_holiday_or_the_years_end_waits_for_a_working_day() {
    assert_eq!(promised("2026-11-20T15:00:00+03:00", 3), "2026-11-23T12:00");
    assert_eq!(promised("2026-11-21T10:00:00+03:00", 3), "2026-11-23T12:00");
    assert_eq!(promised("2026-11-04T10:00:00+03:00", 3), "2026-11-05T12:00", "a holiday");
    assert_eq!(promised("2026-11-03T16:30:00+03:00", 3), "2026-11-05T12:00", "the day before it");
    assert_eq!(promised("2026-11-06T16:00:00+03:00", 3), "2026-11-07T12:00", "a working Saturday");
    let days = "year,day,kind\n2026,2026-12-31,holiday\n2027,2027-01-01,holiday\n";
    let year = WorkCalendar::read(days).unwrap();
    let asked = "2026-12-30T12:00:00Z".parse().unwrap();
    assert_eq!(year.act_promised(asked, moscow()).to_rfc3339(), "2027-01-04T09:00:00+00:00");
}

#[test]
fn an_act_is_promised_in_the_partners_own_time() {
    let asked = "2026-11-18T11:59:59Z";
    assert_eq!(promised(asked, 3), "2026-11-18T18:00");
    assert_eq!(promised(asked, 8), "2026-11-19T12:00", "it is 19:59 there");
    assert_eq!(promised(asked, -1), "2026-11-18T18:00");
    assert_eq!(promised("2026-11-18T22:00:00Z", 8), "2026-11-19T18:00", "it is six in the morning there");
}

#[test]
fn time_outside_of_working_hours_counts_from_the_next_opening() {
    assert_eq!(deadline("09T03:00", 4), "09T13:00");
    assert_eq!(deadline("09T21:00", 4), "10T13:00");
    assert_eq!(deadline("14T12:00", 4), "16T13:00");
    assert_eq!(deadline("14T12:00", 0), "16T09:00");
}

#[test]
fn the_calendar_overrules_the_days_of_the_week() {
    assert_eq!(deadline("03T16:30", 1), "05T09:30");
    assert_eq!(deadline("04T12:00", 4), "05T13:00");
    assert_eq!(deadline("06T17:00", 2), "07T10:00");
    assert_eq!(deadline("07T17:00", 2), "09T10:00");
}

#[test]
fn hours_are_those_of_the_partners_zone() {
    let irkutsk = FixedOffset::east_opt(8 * 3600).unwrap();
    let due = calendar().deadline(at("09T04:00"), so_many(4), irkutsk, WorkingDay::default());
    assert_eq!(due, at("09T08:00"));
}

#[test]
fn worked_time_leaves_out_nights_weekends_and_holidays() {
    assert_eq!(worked("09T10:00", "09T14:30"), 270);
    assert_eq!(worked("09T17:00", "10T10:00"), 120);
    assert_eq!(worked("02T00:00", "06T00:00"), (9 + 8 + 9) * 60);
    assert_eq!(worked("06T18:00", "09T09:00"), 9 * 60);
    assert_eq!(worked("10T10:00", "09T10:00"), 0);
}

#[test]
fn a_year_that_is_not_named_is_not_known() {
    assert!(calendar().knows(2026));
    assert!(!calendar().knows(2027));
}

#[test]
fn a_broken_file_names_its_line() {
    let fault = |text: &str| WorkCalendar::read(text).unwrap_err();
    assert_eq!(fault("year,day,kind\n2026,2026-02-30,holiday").line, 2);
    assert_eq!(fault("2026,01-01").to_string(), "line 1: a line has three cells: year,day,kind");
    assert_eq!(fault("2026,2027-01-01,holiday").detail, "the day lies in another year");
    assert_eq!(fault("2026,01-01,feast").detail, "the kind is none of holiday, workday, short");
    assert_eq!(fault("2026,01-01,holiday\n2026,2026-01-01,short").detail, "the day is named twice");
    assert!(WorkCalendar::read("\u{feff}year,day,kind\r\n\r\n2026,\"2026-01-01\",holiday\r\n").is_ok());
}

#[test]
fn a_working_day_opens_before_it_closes() {
    assert_eq!(WorkingDay::new(9, 18), Some(WorkingDay::default()));
    for (opens, closes) in [(9, 9), (18, 9), (9, 25)] {
        assert_eq!(WorkingDay::new(opens, closes), None);
    }
    let short_hour = WorkingDay::new(9, 10).unwrap();
    assert_eq!(calendar().deadline(at("03T08:00"), so_many(1), moscow(), short_hour), at("05T10:00"));
}

#[test]
fn the_ends_of_time_are_borders_and_not_failures() {
    for edge in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        for zone in [-86_399, 86_399].map(|seconds| FixedOffset::east_opt(seconds).unwrap()) {
            let day = WorkingDay::new(0, 24).unwrap();
            let _ = calendar().deadline(edge, so_many(u32::MAX), zone, day);
            let _ = calendar().worked_between(edge, DateTime::<Utc>::MAX_UTC, zone, day);
        }
    }
}

/// A moment of October to December 2026, a zone of whole hours and a working day.
fn circumstances() -> impl Strategy<Value = (DateTime<Utc>, FixedOffset, WorkingDay)> {
    let minute = 0_i64..92 * 24 * 60;
    (minute, -12_i32..=14, 0_u32..23, 1_u32..24).prop_filter_map(
        "it opens before it closes",
        |(minute, zone, opens, length)| {
            let start = "2026-10-01T00:00:00Z".parse::<DateTime<Utc>>().ok()?;
            let zone = FixedOffset::east_opt(zone * 3600)?;
            Some((start + Duration::minutes(minute), zone, WorkingDay::new(opens, (opens + length).min(24))?))
        },
    )
}

proptest! {
    #[test]
    fn exactly_the_hours_lie_before_the_deadline((from, zone, day) in circumstances(), hours in 0_u32..200) {
        let due = calendar().deadline(from, so_many(hours), zone, day);
        prop_assert!(from <= due);
        prop_assert_eq!(calendar().worked_between(from, due, zone, day), Duration::hours(hours.into()));
    }

    #[test]
    fn a_deadline_lies_within_working_hours((from, zone, _) in circumstances(), hours in 0_u32..200) {
        let due = calendar().deadline(from, so_many(hours), zone, WorkingDay::default()).with_timezone(&zone);
        prop_assert!(calendar().is_worked(due.date_naive()));
        let second = due.num_seconds_from_midnight();
        let closes = if calendar().kind(due.date_naive()) == Some(DayKind::Short) { 17 } else { 18 };
        prop_assert!((9 * 3600..=closes * 3600).contains(&second));
    }

    #[test]
    fn who_comes_later_or_has_more_hours_is_due_no_earlier(
        (from, zone, day) in circumstances(), hours in 0_u32..200, later in 0_i64..10_000, more in 0_u32..50,
    ) {
        let due = calendar().deadline(from, so_many(hours), zone, day);
        prop_assert!(due <= calendar().deadline(from + Duration::minutes(later), so_many(hours), zone, day));
        prop_assert!(due <= calendar().deadline(from, so_many(hours + more), zone, day));
    }

    #[test]
    fn worked_time_adds_up((from, zone, day) in circumstances(), first in 0_i64..20_000, second in 0_i64..20_000) {
        let (middle, end) = (from + Duration::minutes(first), from + Duration::minutes(first + second));
        let worked = |from, to| calendar().worked_between(from, to, zone, day);
        prop_assert_eq!(worked(from, middle) + worked(middle, end), worked(from, end));
    }

    #[test]
    fn no_text_breaks_the_reading(text in ".*", lines in "([0-9]{0,5},[0-9-]{0,11},(holiday|short)?\n){0,4}") {
        let _ = (WorkCalendar::read(&text), WorkCalendar::read(&lines));
    }
}
