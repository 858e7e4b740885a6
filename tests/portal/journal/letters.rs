//! The letters with the chain heads: one a week, or one a day, however many workers run and however often they start.

use chrono::Duration;
use registrar::domain::head;
use registrar::domain::ids::PartnerId;
use registrar::domain::role::Role;
use registrar::domain::settings::Setting;
use registrar::operations::settings;
use registrar::store::audit;

use crate::support::{Portal, at};

/// A portal on a Monday with an audit chain of «Форсайт», its manager and its administrator.
async fn with_chain() -> Portal {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-11-16T06:00:00Z"));
    portal.send(&portal.draft()).await;
    portal.run_errands().await;
    portal.manager().await;
    portal.partner_admin().await;
    portal
}

/// Lets all workers look, then counts the letters with chain heads, sent or not.
async fn owed(portal: &Portal) -> i64 {
    // Two workers look at the same time, and then a third one that has just started.
    let (one, other) = (portal.worker(), portal.worker());
    tokio::join!(Box::pin(one.look_at_deadlines()), Box::pin(other.look_at_deadlines()));
    Box::pin(portal.worker().look_at_deadlines()).await;
    portal.count("errands where kind = 'journal_head'").await
}

#[tokio::test]
async fn the_manager_gets_the_head_once_a_week_whoever_looks_and_however_often() {
    let portal = with_chain().await;
    let before = portal.letters();
    assert_eq!(owed(&portal).await, 1, "the manager's; the administrator is not needed for it");
    portal.run_errands().await;
    assert_eq!(portal.letters(), before + 1);
    for hours in [1, 23, 24 * 3] {
        portal.clock.advance(Duration::hours(hours));
        portal.send(&portal.draft()).await;
        assert_eq!(owed(&portal).await, 1, "{hours} hours later");
    }
    portal.clock.turn_to(at("2026-11-22T21:00:00Z"));
    assert_eq!(owed(&portal).await, 2, "the next Monday has begun in Moscow");
}

#[tokio::test]
async fn the_letter_says_what_a_file_of_heads_says() {
    let portal = with_chain().await;
    let forsait = portal.partner("forsait").await.id;
    let heads = audit::heads(portal.db()).await.unwrap();
    let head = heads.iter().find(|head| head.chain == forsait).unwrap().to_string();
    owed(&portal).await;
    // Entries that are added before the letter is written do not change it.
    portal.send(&portal.draft()).await;
    portal.run_errands().await;
    let mut manager = portal.visit_by(portal.door(true), &portal.manager().await).await;
    let list = manager.open("/mail").await;
    let letter = list.values("main a[href^='/mail/']", "href");
    let mut found = None;
    for address in letter {
        let page = manager.open(&address).await;
        if page.says("Отпечаток журнала") {
            found = Some(page);
        }
    }
    let page = found.expect("the letter is on the page of letters");
    for words in [head.as_str(), "1 запись", "Сохраните это письмо"] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert_eq!(head::read(&head).unwrap().len(), 1, "the line is one of a file");
}

#[tokio::test]
async fn each_day_where_the_office_has_said_so_and_the_operator_too() {
    let portal = with_chain().await;
    let admin = portal.admin().await;
    settings::plan(&admin.desk(), Setting::JournalLetterDaily, "yes", "2026-11-18").await.unwrap();
    assert_eq!(owed(&portal).await, 2, "the manager's and the operator's, weekly until then");
    portal.clock.turn_to(at("2026-11-17T09:00:00Z"));
    assert_eq!(owed(&portal).await, 2);
    for (day, letters) in [("18", 4), ("19", 6), ("19", 6), ("20", 8)] {
        portal.clock.turn_to(at(&format!("2026-11-{day}T09:00:00Z")));
        assert_eq!(owed(&portal).await, letters, "{day}");
    }
    let of_operator = portal.count("errands where kind = 'journal_head' and partner_id = 0").await;
    assert_eq!(of_operator, 4);
    portal.run_errands().await;
    assert_eq!(portal.count("errands where kind = 'journal_head' and state = 'done'").await, 8);
}

#[tokio::test]
async fn the_week_in_which_a_year_ends_is_one_week() {
    let portal = with_chain().await;
    for (day, letters) in [
        ("2026-12-27T09:00:00Z", 1),
        ("2026-12-28T09:00:00Z", 2),
        ("2026-12-31T22:00:00Z", 2),
        ("2027-01-03T09:00:00Z", 2),
        ("2027-01-04T09:00:00Z", 3),
    ] {
        portal.clock.turn_to(at(day));
        assert_eq!(owed(&portal).await, letters, "{day}");
    }
}

#[tokio::test]
async fn where_there_is_no_manager_the_administrator_keeps_it_and_whoever_left_gets_none() {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-11-16T06:00:00Z"));
    portal.send(&portal.draft()).await;
    assert_eq!(owed(&portal).await, 0, "nobody is there to keep it");
    portal.partner_admin().await;
    assert_eq!(owed(&portal).await, 1);
    let partner = portal.partner("forsait").await;
    portal.person("second", "Второй Иван Иванович", &[(Role::PartnerManager, Some(&partner))]).await;
    portal.sql("update people set disabled_at = created_at where login = 'partner-admin'").await;
    assert_eq!(owed(&portal).await, 2, "the new manager's");
    let before = portal.letters();
    portal.sql("update errands set state = 'done' where kind <> 'journal_head'").await;
    portal.run_errands().await;
    assert_eq!(portal.letters(), before + 1, "the disabled administrator gets none");
    assert_eq!(portal.count("errands where kind = 'journal_head' and state = 'done'").await, 2);
    assert_ne!(partner.id, PartnerId(0));
}
