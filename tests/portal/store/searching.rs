//! Searching: the same organisations are found in pages as in one.

use registrar::domain::ids::OrganizationId;
use registrar::domain::role::Scope;
use registrar::domain::search::Question;
use registrar::store::organizations;
use registrar::store::organizations::OrganizationQuery;
use serde_json::json;

use crate::support::Portal;

const NAMES: [&str; 5] = [
    "ООО «Ромашка полевая»",
    "АО «Ромашка садовая»",
    "ООО «Василек полевой»",
    "ИП Иванов Иван Петрович",
    "ООО «Садовая лилия»",
];

const ASKED: [&str; 13] = [
    "ооо",
    "ООО Ромашка",
    "ромашка",
    "ромашка полевая",
    "полевая",
    "садовая",
    "ооо садовая ромашка",
    "ооо садовая",
    "иванов",
    "990-000-001 53",
    "its-demo",
    "ао ооо",
    "ничего такого",
];

/// The results of each search in each scope: read in pages of two, as at once.
async fn all(portal: &Portal, scopes: &[Scope]) -> Vec<(String, Vec<OrganizationId>)> {
    let mut answers = Vec::new();
    for scope in scopes {
        for words in ASKED {
            let (asked, mut ids) = (Question::read(words), Vec::new());
            let mut after: Option<OrganizationId> = None;
            loop {
                let page = organizations::search(
                    portal.db(),
                    scope,
                    OrganizationQuery { after, ..OrganizationQuery::first(&asked, 2) },
                );
                let page = page.await.unwrap();
                ids.extend(page.iter().map(|found| found.id));
                match page.last() {
                    Some(found) => after = Some(found.id),
                    None => break,
                }
            }
            let whole = organizations::search(portal.db(), scope, OrganizationQuery::first(&asked, 100))
                .await
                .unwrap();
            assert_eq!(whole.iter().map(|found| found.id).collect::<Vec<_>>(), ids, "{words} in {scope:?}");
            answers.push((format!("{words} in {scope:?}"), ids));
        }
    }
    answers
}

#[tokio::test]
async fn pages_show_what_there_is_in_the_order_of_names() {
    let portal = Portal::open().await;
    let mut ours = None;
    for (place, name) in NAMES.into_iter().enumerate() {
        let draft = portal.draft().owners(1).with("/organization/short_name", json!(name));
        if place == 1 {
            portal.send_by(&portal.its_login("its-other", "sevproekt").await, &draft).await.unwrap();
        } else {
            let number = portal.send(&draft).await;
            ours = Some(portal.see(number).await.organization);
        }
    }
    let partner = portal.partner("forsait").await.id;
    let scopes =
        [Scope::Everything, Scope::Partner(partner), Scope::Organizations(ours.into_iter().collect())];
    let few = all(&portal, &scopes).await;
    assert!(few.iter().any(|(_, ids)| ids.len() >= 3), "{few:?}");
    let of = |words: &str| {
        let asked = format!("{words} in {:?}", Scope::Everything);
        few.iter().find(|(question, _)| *question == asked).unwrap().1.clone()
    };
    let names = organizations::with_ids(portal.db(), &of("ооо")).await.unwrap();
    let names: Vec<&str> = of("ооо").iter().map(|id| names[id].requisites.short_name.as_str()).collect();
    assert_eq!(names, ["ООО «Василек полевой»", "ООО «Ромашка полевая»", "ООО «Садовая лилия»"]);
    assert!(of("ничего такого").is_empty());
    assert_eq!((of("ооо садовая").len(), of("садовая").len(), of("ао ооо").len()), (1, 2, 0));
}
