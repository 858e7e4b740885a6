//! Searching: the same organisations are found, whether a word is rare or frequent.

use registrar::domain::ids::OrganizationId;
use registrar::domain::role::Scope;
use registrar::domain::search::Question;
use registrar::store::organizations;
use serde_json::json;

use crate::support::Portal;

const NAMES: [&str; 5] = [
    "ООО «Ромашка полевая»",
    "АО «Ромашка садовая»",
    "ООО «Василек полевой»",
    "ИП Иванов Иван Петрович",
    "ООО «Садовая лилия»",
];

const ASKED: [&str; 12] = [
    "ооо",
    "ООО Ромашка",
    "ромашка",
    "ромашка полевая",
    "полевая",
    "садовая",
    "ооо садовая ромашка",
    "иванов",
    "990-000-001 53",
    "its-demo",
    "ао ооо",
    "ничего такого",
];

/// The results of each search in each scope: read in pages of two, and counted.
async fn all(portal: &Portal, scopes: &[Scope]) -> Vec<(String, Vec<OrganizationId>)> {
    let mut answers = Vec::new();
    for scope in scopes {
        for words in ASKED {
            let (asked, mut ids) = (Question::read(words), Vec::new());
            let mut last: Option<(String, OrganizationId)> = None;
            loop {
                let after = last.as_ref().map(|(name, id)| (name.as_str(), *id));
                let page = organizations::search(portal.db(), scope, &asked, after, 2).await.unwrap();
                ids.extend(page.iter().map(|found| found.id));
                match page.last() {
                    Some(found) => last = Some((found.requisites.short_name.clone(), found.id)),
                    None => break,
                }
            }
            let counted = organizations::count(portal.db(), scope, &asked).await.unwrap();
            assert_eq!(counted, ids.len() as u64, "{words} in {scope:?}");
            answers.push((format!("{words} in {scope:?}"), ids));
        }
    }
    answers
}

/// Gives an organisation this many more terms with the same beginning, so that the beginning becomes frequent.
async fn make_frequent(portal: &Portal, beginning: &str) {
    let term = format!("(select min(term) from organization_terms where term like '{beginning}%')");
    portal
        .sql(&format!(
            "with recursive more(place) as (select 1 union all select place + 1 from more where place < 2100) \
             insert into organization_terms (term, organization_id) select {term} || place, \
             (select min(organization_id) from organization_terms where term = {term}) from more"
        ))
        .await;
}

#[tokio::test]
async fn the_same_is_found_whether_few_or_many_have_a_word() {
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
    for beginning in ["ооо", "ромаш", "полев", "садов", "иван", "its"] {
        make_frequent(&portal, beginning).await;
        assert_eq!(all(&portal, &scopes).await, few, "many have {beginning}");
    }
}
