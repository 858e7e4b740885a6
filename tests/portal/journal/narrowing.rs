//! The journal's filters: a period, a person, a kind of act, an object. Each filter stands in the address, and no page
//! loses an entry.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::operations::journal::PAGE;
use registrar::store::Keeper;
use registrar::store::audit::{self, AuditNote};

use super::{JOURNAL, REASON, escaped, happened, looked_at};
use crate::support::{Portal, at};

#[tokio::test]
async fn each_filter_finds_its_own() {
    let portal = Portal::open().await;
    portal.clock.turn_to(at("2026-11-16T09:00:00Z"));
    let (first, second) = (portal.send(&portal.draft()).await, portal.send(&portal.draft()).await);
    let staff = portal.staff().await;
    portal.take(&staff, first).await;
    portal.clock.turn_to(at("2026-11-18T09:00:00Z"));
    portal.forward(&staff, first).await;
    let organization = portal.organization(second).await;
    looked_at(&portal, &organization.subscriber_code).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let staff = staff.id();
    let inn = portal.organization(first).await.requisites.inn.as_str().to_owned();
    let code = &organization.subscriber_code;
    for (query, rows) in [
        (String::new(), 6),
        ("act=looks".to_owned(), 2),
        ("act=applications".to_owned(), 4),
        ("act=forwarding".to_owned(), 1),
        ("act=settlement".to_owned(), 0),
        (format!("who={staff}"), 2),
        ("who=programs".to_owned(), 2),
        ("who=support".to_owned(), 2),
        ("who=operator".to_owned(), 0),
        (format!("about={first}"), 3),
        (format!("about=%E2%84%96%20{second}"), 1),
        (format!("about={code}"), 3),
        (format!("about={inn}"), 3),
        ("about=2026-10".to_owned(), 0),
        ("about=%D1%8F%D1%8F%D1%8F%D1%8F".to_owned(), 0),
        ("to=2026-11-17".to_owned(), 3),
        ("from=2026-11-17".to_owned(), 3),
        ("from=2026-11-16&to=2026-11-16&who=programs".to_owned(), 2),
        (format!("who=programs&act=applications&about={first}"), 1),
        ("from=nonsense&who=nobody&act=everything&after=x-y".to_owned(), 6),
    ] {
        let found = happened(&mut manager, &format!("{JOURNAL}?{query}")).await;
        assert_eq!(found.len(), rows, "{query}: {found:?}");
    }
    let page = manager.open(&format!("{JOURNAL}?act=looks&who=support&from=2026-11-18")).await;
    for chip in ["С: 18.11.2026", "Кто: линия поддержки", "Что: просмотры линии поддержки", "Сбросить все"]
    {
        assert!(page.says(chip), "{chip}: {}", page.text());
    }
    assert!(page.says(REASON), "{}", page.text());
    let wrong = manager.open(&format!("{JOURNAL}?from=2026-11-18&to=2026-11-17")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("Конец периода раньше начала"), "{}", wrong.text());
}

#[tokio::test]
async fn days_are_those_of_the_reader() {
    let portal = Portal::open().await;
    // 01:30 on the 18th in the partner's time zone, still the 17th in Moscow.
    portal.clock.turn_to(at("2026-11-17T17:30:00Z"));
    portal.send(&portal.draft()).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    assert_eq!(happened(&mut manager, &format!("{JOURNAL}?from=2026-11-18")).await.len(), 1);
    assert_eq!(happened(&mut manager, &format!("{JOURNAL}?to=2026-11-17")).await.len(), 0);
}

#[tokio::test]
async fn pages_lose_nothing_where_many_entries_share_an_instant() {
    let portal = Portal::open().await;
    let number = portal.send(&portal.draft()).await;
    let application = portal.see(number).await;
    let many = PAGE * 2 + 7;
    let author = portal.staff().await.id();
    for place in 1..many {
        // Seven entries at each instant; now and then the clock goes back.
        let back = if place % 41 == 0 { 3 } else { 0 };
        let seconds = i64::try_from(place / 7).unwrap() - back;
        let keeper = Keeper {
            actor: "staff".to_owned(),
            role: registrar::domain::role::Role::PartnerStaff,
            request_id: "many".to_owned(),
            at: portal.clock.now() + Duration::seconds(seconds),
            instead_of: None,
        };
        let tx = portal.db().begin().await.unwrap();
        let text = format!("заметка {place:03}.");
        let details = serde_json::json!({ "note": text }).to_string();
        let kept = registrar::store::notes::Note { author, at: keeper.at, text };
        registrar::store::notes::add(&tx, number, &kept).await.unwrap();
        let subject = audit::application_subject(number);
        let note = AuditNote { verb: "noted", subject: &subject, details };
        audit::note(&tx, &keeper, application.partner, note).await.unwrap();
        tx.commit().await.unwrap();
    }
    let code = portal.organization(number).await.subscriber_code;
    let mut manager = portal.visit(&portal.manager().await).await;
    for beginning in [JOURNAL.to_owned(), format!("/partner/organizations/{code}?tab=history")] {
        let (mut address, mut seen, mut pages) = (beginning, Vec::new(), 0);
        loop {
            let page = manager.open(&address).await;
            seen.extend(page.texts(".journal td[data-label='Что произошло']"));
            pages += 1;
            match page.values("a[rel=next]", "href").first() {
                Some(next) => address.clone_from(next),
                None => break,
            }
        }
        assert_eq!((seen.len(), pages), (many, 3));
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), many, "each once");
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_question_that_finds_too_many_organisations_is_refused_in_words() {
    let portal = Portal::open().await;
    for _ in 0..51 {
        portal.send(&portal.draft()).await;
    }
    let mut manager = portal.visit(&portal.manager().await).await;
    let page = manager.open(&format!("{JOURNAL}?about={}", escaped("ромашка"))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("больше 50 организаций"), "{}", page.text());
}
