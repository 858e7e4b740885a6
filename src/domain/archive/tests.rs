//! Tests of archives.

use super::*;
use crate::domain::form::FieldFaults;
use crate::domain::ids::DocumentId;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon() -> DateTime<Utc> {
    "2026-11-18T09:00:00Z".parse().unwrap()
}

fn period(first: &str, last: &str) -> DocumentPeriod {
    DocumentPeriod { first: day(first), last: day(last) }
}

fn asked(known: bool) -> ArchiveRequest {
    let wish =
        ArchiveWish { period: period("2026-07-01", "2026-09-30"), email: "buh@romashka.example".to_owned() };
    let (partner, organization, account) = (PartnerId(1), OrganizationId(3), PersonId(7));
    let new =
        NewArchive { partner, organization, account, kind: ArchiveKind::Invoices, wish, known, theirs: None };
    ArchiveRequest::new(new, noon())
}

fn gathered(size: u64) -> GatheredArchive {
    let (guid, sha256) = ("4fb776c5".to_owned(), "8b1a".to_owned());
    GatheredArchive { guid, sha256, size, documents: 14, until: noon() + KEPT_FOR, is_act: false }
}

#[test]
fn a_period_is_read_and_each_fault_is_told_beside_its_field() {
    for (first, last, faults) in [
        ("2026-07-01", "30.09.2026", vec![]),
        ("2026-07-01", "2026-07-01", vec![]),
        ("2026-07-02", "2026-07-01", vec![("last", "Дата конца периода меньше даты начала")]),
        ("", "31.02.2026", vec![("first", "Укажите начало периода"), ("last", "Такой даты нет")]),
    ] {
        let mut found = FieldFaults::new();
        let read = DocumentPeriod::read(first, last, &mut found);
        let words: Vec<(&str, &str)> = found.iter().map(|(field, words)| (*field, words.as_str())).collect();
        assert_eq!((words, read.is_some()), (faults.clone(), faults.is_empty()), "{first} {last}");
    }
}

#[test]
fn the_usual_periods_are_the_last_whole_ones_and_the_year() {
    for (today, usual) in [
        (
            "2026-11-18",
            [
                ("2026-10-01", "2026-10-31"),
                ("2026-07-01", "2026-09-30"),
                ("2026-01-01", "2026-06-30"),
                ("2026-01-01", "2026-12-31"),
            ],
        ),
        (
            "2028-03-01",
            [
                ("2028-02-01", "2028-02-29"),
                ("2027-10-01", "2027-12-31"),
                ("2027-07-01", "2027-12-31"),
                ("2028-01-01", "2028-12-31"),
            ],
        ),
    ] {
        let usual: Vec<DocumentPeriod> = usual.into_iter().map(|(first, last)| period(first, last)).collect();
        assert_eq!(DocumentPeriod::usual(day(today)), usual);
        let spans: Vec<PeriodSpan> = usual.iter().map(DocumentPeriod::span).collect();
        assert!(matches!(
            spans[..],
            [PeriodSpan::Month(..), PeriodSpan::Quarter(..), PeriodSpan::Half(..), PeriodSpan::Year(_)]
        ));
    }
    assert_eq!(period("2026-07-01", "2026-09-29").span(), PeriodSpan::Days);
    assert_eq!(period("2026-02-01", "2026-04-30").span(), PeriodSpan::Days);
}

#[test]
fn an_archive_goes_its_way_and_a_new_address_waits() {
    let known = asked(true);
    assert_eq!(known.owes(), Some(ArchiveStep::Gather));
    let new = asked(false);
    assert_eq!(new.owes(), Some(ArchiveStep::Confirm));
    let (confirmed, _) = new.confirm(noon()).unwrap().into_parts();
    assert_eq!(confirmed.owes(), Some(ArchiveStep::Gather));
    assert!(confirmed.clone().confirm(noon()).is_none());
    let (packed, _) = confirmed.gather(gathered(100), noon()).into_parts();
    assert_eq!(packed.owes(), Some(ArchiveStep::Send));
    let (sent, _) = packed.clone().note_sent(noon()).into_parts();
    assert_eq!((sent.stage.clone(), sent.owes()), (ArchiveStage::Sent, None));
    assert_eq!(sent.redirect("a@b.example".to_owned(), true, noon()).unwrap_err(), ArchiveRefusal::NotLost);
    let (lost, _) = packed.bounce("550".to_owned(), noon()).into_parts();
    let (again, _) = lost.clone().redirect("a@b.example".to_owned(), false, noon()).unwrap().into_parts();
    assert_eq!((again.letter, again.owes()), (2, Some(ArchiveStep::Confirm)));
    let late = noon() + KEPT_FOR;
    let (anew, _) = lost.redirect("a@b.example".to_owned(), true, late).unwrap().into_parts();
    assert_eq!((anew.owes(), anew.gathered), (Some(ArchiveStep::Gather), None), "it is kept no more");
}

#[test]
fn a_lost_letter_goes_again_to_the_same_address_as_another_letter() {
    let later = noon() + AGAIN_AFTER;
    let sent = asked(true).gather(gathered(1), noon()).into_parts().0;
    assert_eq!(sent.may_go_again(later), Err(ArchiveRefusal::NotLost), "it is on the way");
    let lost = sent.bounce("нет ящика".to_owned(), noon()).into_parts().0;
    assert_eq!(lost.may_go_again(later - Duration::seconds(1)), Err(ArchiveRefusal::TooSoon));
    assert_eq!(lost.may_go_again(noon() + KEPT_FOR), Err(ArchiveRefusal::NotKept));
    let (again, event) = lost.clone().send_again(later).unwrap().into_parts();
    let to = "buh@romashka.example".to_owned();
    assert_eq!((again.email.as_str(), again.letter, again.owes()), (&*to, 2, Some(ArchiveStep::Send)));
    assert_eq!(event, ArchiveEvent::ArchiveResent { to, known: true });
    assert_eq!(again.send_again(later).unwrap_err(), ArchiveRefusal::NotLost, "once");
}

#[test]
fn a_lost_link_goes_again_and_still_confirms_the_address_first() {
    let lost = asked(false).bounce("нет ящика".to_owned(), noon()).into_parts().0;
    let again = lost.send_again(noon() + KEPT_FOR).unwrap().into_parts().0;
    assert_eq!((again.stage.clone(), again.owes()), (ArchiveStage::Confirming, Some(ArchiveStep::Confirm)));
}

#[test]
fn a_large_archive_goes_by_a_link_that_gives_it_out_five_times() {
    for (size, by_link) in [(LARGEST_ATTACHED, false), (LARGEST_ATTACHED + 1, true)] {
        assert_eq!(gathered(size).goes_by_link(), by_link);
    }
    let (packed, _) = asked(true).gather(gathered(LARGEST_ATTACHED + 1), noon()).into_parts();
    let (mut ready, _) = packed.note_sent(noon()).into_parts();
    for left in (0..DOWNLOADS).rev() {
        ready = ready.give_out_by_link(noon()).unwrap().into_parts().0;
        assert_eq!(ready.stage, ArchiveStage::Ready { downloads: left });
    }
    assert_eq!(ready.clone().give_out_by_link(noon()).unwrap_err(), ArchiveRefusal::GivenOut);
    assert!(ready.clone().give_out(noon()).is_ok(), "in the cabinet it is there still");
    assert_eq!(ready.give_out(noon() + KEPT_FOR).unwrap_err(), ArchiveRefusal::NotKept);
}

#[test]
fn entries_have_names_that_every_file_system_takes() {
    let day = day("2026-07-05");
    for (number, whose, name) in [
        ("БП-17", "ООО «Форсайт»", "2026-07-05_БП-17_ООО Форсайт"),
        ("../1", "a/b\\c:d", "2026-07-05_-1_a-b-c-d"),
        (" ", "...", "2026-07-05_-_-"),
    ] {
        assert_eq!(entry_name(day, number, whose), name);
    }
}

#[test]
fn a_mail_server_that_asks_to_wait_is_asked_ever_less_often() {
    let minutes: Vec<i64> = [1, 2, 3, 8, 9, 40].map(|nth| mail_pause(nth).num_minutes()).to_vec();
    assert_eq!(minutes, [1, 2, 4, 128, 240, 240]);
}

fn ordered(known: bool) -> ArchiveRequest {
    ArchiveRequest { kind: ArchiveKind::Reconciliation, ..asked(known) }
}

#[test]
fn an_act_waits_for_a_person_before_the_worker_owes_anything() {
    let request = ordered(true);
    assert_eq!(request.owes(), None, "nobody has looked at it");
    let promised = noon() + Duration::hours(6);
    let accepted = request.accept(promised, noon()).into_parts().0;
    assert_eq!((accepted.stage.clone(), accepted.owes()), (ArchiveStage::Checking, None));
    assert!(!accepted.is_overdue(promised) && accepted.is_overdue(promised + Duration::seconds(1)));
    let chosen = accepted.clone().choose_act(DocumentId(5), noon()).unwrap().into_parts().0;
    assert_eq!(chosen.owes(), Some(ArchiveStep::Gather));
    assert!(chosen.clone().choose_act(DocumentId(6), noon()).is_err(), "once");
    assert!(chosen.decline_act("нет".to_owned(), noon()).is_err());
    let declined = accepted.decline_act("нет договора".to_owned(), noon()).unwrap().into_parts().0;
    assert_eq!(declined.owes(), None);
    assert!(asked(true).choose_act(DocumentId(5), noon()).is_err(), "an archive is checked by nobody");
}

#[test]
fn a_new_address_is_confirmed_before_an_act_is_promised() {
    let request = ordered(false);
    assert_eq!(request.owes(), Some(ArchiveStep::Confirm));
    let confirmed = request.confirm(noon()).unwrap().into_parts().0;
    assert_eq!((confirmed.owes(), confirmed.act.promised_at), (None, None));
}

#[test]
fn a_balance_is_read_with_its_side_or_not_at_all() {
    for (sum, favour, read, fault) in [
        ("", "", None, None),
        ("8 000,00", "partner", Some(800_000), None),
        ("8 000,00", "client", Some(-800_000), None),
        ("0", "", Some(0), None),
        ("8 000,00", "", None, Some("favour")),
        ("", "client", None, Some("balance")),
        ("много", "client", None, Some("balance")),
        ("-5", "client", None, Some("balance")),
        ("9999999999999", "partner", None, Some("balance")),
    ] {
        let mut faults = FieldFaults::new();
        let found = read_balance(sum, favour, &mut faults).map(Money::kopecks);
        let fields: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
        assert_eq!((found, fields), (read, fault.into_iter().collect::<Vec<_>>()), "{sum} {favour}");
    }
}
