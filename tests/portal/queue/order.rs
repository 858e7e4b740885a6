//! The order of the queue: by deadline, by number either way, and page after page.

use chrono::Duration;

use registrar::domain::application::{Application, Due};
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::queue::{QueueFilter, QueueOrder, QueuePlace, QueueStretch, Tab};
use registrar::domain::role::Scope;
use registrar::operations::decisions;
use registrar::store::queue::{self, QueueQuery};

use super::LIST;
use crate::support::{Page, Portal};

fn due(application: &Application) -> Option<chrono::DateTime<chrono::Utc>> {
    application.due().map(|due| match due {
        Due::Take(by) | Due::Forward(by) => by,
    })
}

/// Eight applications in a work day, some of them taken, put aside or forwarded.
async fn busy_day(portal: &Portal) {
    let staff = portal.staff().await;
    for place in 0..8 {
        let number = portal.send(&portal.draft()).await;
        portal.clock.advance(Duration::minutes(17));
        match place % 4 {
            0 => {
                portal.take(&staff, number).await;
            }
            1 => {
                let taken = portal.take(&staff, number).await;
                let until = "2026-11-25".parse().ok();
                decisions::hold(&staff.desk(), number, taken.version, until, "ждем").await.unwrap();
            }
            2 if place > 2 => {
                portal.take(&staff, number).await;
                portal.forward(&staff, number).await;
            }
            _ => {}
        }
    }
}

/// All pages of the tab in this order, three applications each.
async fn pages(portal: &Portal, order: QueueOrder) -> Vec<Application> {
    let scope = Scope::Partner(portal.partner("forsait").await.id);
    let filter = QueueFilter::default();
    let asked = QueueQuery { tab: Tab::InWork, filter: &filter, reader: None, now: portal.clock.now() };
    let (mut all, mut after): (Vec<Application>, Option<QueuePlace>) = (Vec::new(), None);
    loop {
        let stretch = QueueStretch { order, after: after.as_ref() };
        let page = queue::page(portal.db(), &scope, &asked, stretch, 3).await.unwrap();
        let Some(last) = page.last() else { return all };
        after = Some(QueuePlace { due: due(last), number: last.number });
        all.extend(page);
    }
}

#[tokio::test]
async fn every_order_lists_each_application_once_page_after_page() {
    let portal = Portal::open().await;
    busy_day(&portal).await;
    let mut wanted = pages(&portal, QueueOrder::Oldest).await;
    let numbers = |all: &[Application]| all.iter().map(|one| one.number).collect::<Vec<ApplicationNumber>>();
    assert_eq!(wanted.len(), 8);
    assert!(wanted.is_sorted_by_key(|one| one.number));
    let newest = pages(&portal, QueueOrder::Newest).await;
    assert!(newest.iter().rev().map(|one| one.number).eq(numbers(&wanted)));
    wanted.sort_by_key(|one| (due(one).is_none(), due(one), one.number));
    let by_deadline = pages(&portal, QueueOrder::Deadline).await;
    assert_eq!(numbers(&by_deadline), numbers(&wanted));
    assert!(due(&wanted[0]).is_some() && due(&wanted[7]).is_none());
    assert!(!wanted[..5].is_sorted_by_key(|one| one.number), "deadlines differ from the order of receipt");
}

fn numbers(page: &Page) -> Vec<String> {
    page.values("tr[data-row]", "data-row")
}

#[tokio::test]
async fn headings_order_the_list_and_the_order_stays_with_it() {
    let portal = Portal::open().await;
    busy_day(&portal).await;
    let mut browser = portal.visit(&portal.staff().await).await;
    let page = browser.open(LIST).await;
    assert_eq!(page.values("th[aria-sort]", "aria-sort"), ["ascending"]);
    assert!(page.texts("th[aria-sort]")[0].starts_with("Срок") && page.says("по сроку"), "{}", page.text());
    let link = page.values("th a.sorts", "href");
    let newest = browser.open(&link[0]).await;
    assert!(numbers(&newest).is_sorted_by(|one, other| one > other), "{:?}", numbers(&newest));
    assert_eq!(newest.values("th[aria-sort]", "aria-sort"), ["descending"]);
    let oldest = browser.open(&newest.values("th a.sorts", "href")[0]).await;
    assert!(numbers(&oldest).is_sorted() && oldest.says("старые сверху"), "{}", oldest.text());
    assert_eq!(
        oldest.values("form.filters input[name=sort], .filters input[name=sort]", "value"),
        ["oldest"]
    );
    let card = browser.open(&oldest.values("a.name", "href")[0]).await;
    assert!(
        card.values(".trail a", "href")[0].contains("sort=oldest"),
        "the way back leads to the same list"
    );
    let returned = browser.open(&format!("{LIST}?tab=returned&sort=due")).await;
    assert!(returned.texts("th a.sorts").is_empty(), "an empty list has no headings");
    let done = browser.open(&format!("{LIST}?tab=operator&sort=due")).await;
    assert_eq!(done.texts("th a.sorts").len(), 1, "where no deadline runs nothing is ordered by it");
}

#[tokio::test]
async fn the_only_overdue_one_stands_first_however_many_came_after_it() {
    let portal = Portal::open().await;
    let late = portal.send(&portal.draft()).await;
    portal.clock.advance(Duration::hours(30));
    for _ in 0..50 {
        portal.send(&portal.draft()).await;
    }
    let mut browser = portal.visit(&portal.staff().await).await;
    let page = browser.open(&format!("{LIST}?tab=new")).await;
    assert_eq!(numbers(&page)[0], late.to_string());
    let next = page.values("a[rel=next]", "href");
    let last = browser.open(&next[0]).await;
    assert_eq!(numbers(&last).len(), 1, "{}", last.text());
    assert!(!numbers(&page).contains(&numbers(&last)[0]));
    assert!(page.says("Показаны 1–50 из 51") && last.says("Показаны 51–51 из 51"), "{}", last.text());
    assert!(page.values("a[rel=prev]", "href").is_empty());
    let back = browser.open(&last.values("a[rel=prev]", "href")[0]).await;
    assert_eq!(numbers(&back), numbers(&page), "it leads back");

    // What has ended is not counted, and shows when that was.
    portal.sql("update applications set stage = 'withdrawn'").await;
    let finished = browser.open(&format!("{LIST}?tab=finished")).await;
    assert!(finished.says("Показаны 1–50, есть еще") && !finished.says("50 из 50"), "{}", finished.text());
    let ended = finished.texts("tr[data-row] .cell-status");
    assert!(ended.iter().all(|row| row.contains("завершено") && row.contains(".11.2026")), "{ended:?}");
    let last = browser.open(&finished.values("a[rel=next]", "href")[0]).await;
    assert!(last.says("Показаны 51–51, ") && !last.says("есть еще"), "{}", last.text());
}
