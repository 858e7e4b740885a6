//! Subscribers of every kind: private practices and branches of foreign organisations, by the API and in the browser.

use registrar::domain::ids::ApplicationNumber;
use registrar::domain::submission::{OrganizationKind, Submission};
use registrar::store::applications;
use serde_json::{Value, json};

use super::{portal, words};
use crate::support::{Draft, Page, Portal, draft_of, nameless, person_inn};

/// The ИНН of a branch of a foreign organisation.
const FOREIGN: &str = "9909004016";

/// An application without certificates, whose subjects are another test's matter.
fn without_requests(portal: &Portal) -> Draft {
    portal.draft().with("/owners/0/csr", Value::Null)
}

fn practice(portal: &Portal, kind: &str) -> Draft {
    without_requests(portal)
        .with("/organization/kind", json!(kind))
        .with("/organization/short_name", json!("Нотариус Петрова А. И."))
        .with("/organization/inn", json!(person_inn(portal.next())))
        .with("/organization/kpp", Value::Null)
        .with("/organization/ogrn", Value::Null)
        .with("/directions/0/kpp", Value::Null)
}

fn branch(portal: &Portal, inn: &str) -> Draft {
    without_requests(portal)
        .with("/organization/inn", json!(inn))
        .with("/organization/kpp", json!("773851001"))
        .with("/organization/ogrn", Value::Null)
}

#[tokio::test]
async fn a_private_practice_has_neither_kpp_nor_number_and_pays_as_a_sole_proprietor() {
    let (portal, api) = portal().await;
    portal.sql("update prices set legal_form = 'sole_proprietor' where product = 'main'").await;
    let mut staff = portal.visit(&portal.staff().await).await;
    for (kind, label) in
        [("private_practice", "частная практика"), ("sole_proprietor", "индивидуальный предприниматель")]
    {
        let reply = portal.posted(&api, practice(&portal, kind).text()).await;
        assert_eq!(portal.read(&reply).await.organization.ogrn, None);
        let number = ApplicationNumber(reply.number().parse().unwrap());
        assert!(portal.total(number).await.is_some(), "{kind}");
        let card = staff.open(&format!("/partner/applications/{number}")).await;
        assert_eq!(card.says("Не указан ни ОГРН"), kind == "sole_proprietor", "{}", card.text());
        let code = portal.organization(number).await.subscriber_code;
        let card = staff.open(&format!("/partner/organizations/{code}")).await;
        assert!(card.says(label), "{}", card.text());
        assert!(!card.says("ОГРНИП") && !card.says("КПП"), "{}", card.text());
    }
    for (pointer, sent, told) in [
        ("/organization/ogrn", json!("300999099603086"), "частной практики"),
        ("/organization/kpp", json!("990001001"), "частной практики"),
        ("/directions/0/kpp", json!("990001001"), "частной практики"),
        ("/organization/accreditation", json!("10150000401"), "иностранной"),
    ] {
        let draft = practice(&portal, "private_practice").with(pointer, sent);
        assert!(words(&portal.posted(&api, draft.text()).await, pointer).contains(told), "{pointer}");
    }
    portal.verify().await;
}

#[tokio::test]
async fn a_foreign_branch_has_an_accreditation_or_a_remark() {
    let (portal, api) = portal().await;
    let mut staff = portal.visit(&portal.staff().await).await;
    let accredited = branch(&portal, FOREIGN).with("/organization/accreditation", json!("10150 000401"));
    for (draft, remark) in [(accredited, false), (branch(&portal, "9909004023"), true)] {
        let reply = portal.posted(&api, draft.text()).await;
        let number = ApplicationNumber(reply.number().parse().unwrap());
        assert!(portal.total(number).await.is_some());
        let card = staff.open(&format!("/partner/applications/{number}")).await;
        assert_eq!(card.says("Не указан ни ОГРН"), remark, "{}", card.text());
        assert_eq!(card.says("Номер записи об аккредитации 10150000401"), !remark, "{}", card.text());
    }
    let mixed = branch(&portal, "9909004030").with("/organization/ogrn", json!("10150000401"));
    assert!(words(&portal.posted(&api, mixed.text()).await, "/organization/ogrn").contains("accreditation"));
    let domestic = without_requests(&portal).with("/organization/accreditation", json!("10150000401"));
    let told = words(&portal.posted(&api, domestic.text()).await, "/organization/accreditation");
    assert!(told.contains("9909"), "{told}");
    let without = without_requests(&portal).with("/organization/ogrn", Value::Null);
    words(&portal.posted(&api, without.text()).await, "/organization/ogrn");
    portal.verify().await;
}

/// What was read of the application that the browser sent last.
async fn sent(portal: &Portal, page: &Page) -> Submission {
    let heading = page.texts("h1").concat();
    let (_, number) = heading.split_once('№').unwrap_or_else(|| panic!("{}", page.text()));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let number = ApplicationNumber(digits.parse().unwrap_or_else(|_| panic!("{}", page.text())));
    applications::original(portal.db(), number).await.unwrap().content
}

#[tokio::test]
async fn the_browser_asks_each_kind_for_what_it_has() {
    let portal = Portal::open().await;
    portal.its_login("romashka", "forsait").await;
    let mut client = portal.visit(&portal.known("romashka").await).await;
    let everything = json!(["sign", "encrypt", "admin"]);
    let practice =
        practice(&portal, "private_practice").with("/multi_user/users/0/roles", everything.clone());
    let foreign = branch(&portal, FOREIGN)
        .with("/organization/accreditation", json!("10150\u{200b}000401"))
        .with("/multi_user/users/0/roles", everything);
    for (draft, kind, asked) in [
        (practice, OrganizationKind::PrivatePractice, [false, false]),
        (foreign, OrganizationKind::LegalEntity, [true, true]),
    ] {
        let request = nameless();
        let draft = draft.with("/owners/0/csr", json!(request));
        let first = client.begin("connect", "").await;
        let check = client.fill(first, &draft).await;
        let id = draft_of(&check);
        let page = client.open(&format!("/cabinet/drafts/{id}/steps/requisites")).await;
        let shown = ["#ogrn", "#accreditation"].map(|field| !page.values(field, "name").is_empty());
        assert_eq!(shown, asked, "{kind:?}");
        let check = client.open(&format!("/cabinet/drafts/{id}/steps/check")).await;
        let done = client.press(&check, &format!("/cabinet/drafts/{id}/sending"), &[]).await;
        let read = sent(&portal, &done).await;
        assert_eq!(read.organization.kind, kind);
        let number = read.organization.accreditation.map(String::from);
        assert_eq!(number.as_deref(), asked[1].then_some("10150000401"));
    }
    portal.verify().await;
}
