//! Linking happens from within, concerns nobody else, and is told by letter.

use axum::http::StatusCode;
use registrar::domain::cloud::CloudRefusal;
use registrar::domain::ids::CloudIdentityId;
use registrar::operations::cloud;

use super::liar::Liar;
use super::{OWN, SUBJECT, link, linked, set_out, set_out_to_link, walk};
use crate::support::Portal;

#[tokio::test]
async fn a_link_is_told_in_the_audit_and_by_letter_and_its_end_shuts_the_door() {
    let (portal, liar, staff) = linked().await;
    portal.run_errands().await;
    let told = "letters where subject = 'Связан вход через облако' and recipient = 'staff@forsait.example'";
    assert_eq!(portal.count(told).await, 1);
    assert_eq!(portal.count("audit where verb = 'cloud_linked' and details like '%subject-7%'").await, 0);
    portal.verify().await;

    let mut visitor = portal.visit(&staff).await;
    let page = visitor.open(OWN).await;
    assert!(page.says("Облако") && page.says("Анна Петрова"), "{}", page.text());
    let page = visitor.press(&page, "/profile/cloud/1/ending", &[]).await;
    assert!(page.says("Учетная запись отвязана.") && page.says("Ничего не связано"), "{}", page.text());
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert!(page.says("не связана ни с одной учетной записью портала"), "{}", page.text());
    assert_eq!(portal.count("audit where verb in ('cloud_linked', 'cloud_unlinked')").await, 2);
    portal.verify().await;

    // Linked anew it opens the account again, and is told again.
    portal.clock.advance(chrono::Duration::minutes(1));
    assert!(link(&portal, &liar, &staff, SUBJECT).await.says("связана"));
    portal.run_errands().await;
    assert_eq!(portal.count(told).await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn what_opens_one_account_is_linked_with_no_other_and_not_twice() {
    let (portal, liar, staff) = linked().await;
    let colleague = portal.colleague().await;
    let page = link(&portal, &liar, &colleague, SUBJECT).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("уже связана с другой учетной записью"), "{}", page.text());
    assert!(!page.says("Смирнова"), "whose it is, is told to nobody");
    let page = link(&portal, &liar, &staff, SUBJECT).await;
    assert!(page.says("уже связана с вашей"), "{}", page.text());
    assert!(link(&portal, &liar, &staff, "subject-8").await.says("связана"));
    assert_eq!(portal.count("cloud_identities").await, 2);
    portal.verify().await;
}

#[tokio::test]
async fn of_two_who_link_the_same_at_once_one_gets_it() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    let (one, other) = (portal.staff().await, portal.colleague().await);
    let race = async |persona| link(&portal, &liar, persona, SUBJECT).await;
    let (first, second) = tokio::join!(race(&one), race(&other));
    let won = [&first, &second].into_iter().filter(|page| page.says("Учетная запись «Облако» связана."));
    assert_eq!(won.count(), 1, "{} {}", first.text(), second.text());
    let lost = [&first, &second].into_iter().filter(|page| page.says("уже связана с другой"));
    assert_eq!(lost.count(), 1, "{} {}", first.text(), second.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_walk_to_link_ends_in_the_session_in_which_it_began() {
    let (portal, liar, staff) = linked().await;
    let mut visitor = portal.visit(&staff).await;
    let address = set_out_to_link(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, "subject-8", portal.clock.now());
    // Whoever lures another into this return links nothing with them.
    let page = portal.visit(&portal.colleague().await).await.open(&back).await;
    assert!(page.says("начат в другом браузере"), "{}", page.text());
    let page = portal.passer_by().open(&back).await;
    assert!(page.says("начат в другом браузере"), "{}", page.text());
    // A sign-in that somebody else began links nothing either.
    let mut passer_by = portal.passer_by();
    let address = set_out(&mut passer_by, &liar.issuer()).await;
    let theirs = liar.consent(&address, "subject-9", portal.clock.now());
    assert!(visitor.open(&theirs).await.says("начат в другом браузере"));
    assert!(visitor.open(&back).await.says("связана"));
    assert_eq!(portal.count("cloud_identities").await, 2);
    // A session that has ended links nothing.
    let address = set_out_to_link(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, "subject-10", portal.clock.now());
    portal.sql("delete from sessions").await;
    assert!(visitor.open(&back).await.says("начат в другом браузере"));
    assert_eq!(portal.count("cloud_identities").await, 2);
}

#[tokio::test]
async fn a_partners_provider_is_offered_to_its_own_employees_alone() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(Some("forsait"))]);
    let (own, clerk, client) =
        (portal.staff().await, portal.clerk().await, portal.client_without_organization().await);
    for persona in [&portal.stranger().await, &clerk, &client] {
        let mut visitor = portal.visit(persona).await;
        assert!(!visitor.open(OWN).await.offers("/profile/cloud/linking"), "{}", persona.account.login);
        let page = visitor.send("/profile/cloud/linking", &[("issuer", &liar.issuer())]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", persona.account.login);
    }
    assert!(link(&portal, &liar, &own, SUBJECT).await.says("связана"));
}

#[tokio::test]
async fn nobody_unlinks_what_is_another_persons() {
    let (portal, _, _) = linked().await;
    let mut other = portal.visit(&portal.colleague().await).await;
    other.open(OWN).await;
    let page = other.send("/profile/cloud/1/ending", &[]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let failure = cloud::unlink(&portal.colleague().await.desk(), CloudIdentityId(1)).await;
    assert!(failure.is_err());
    assert_eq!(portal.count("cloud_identities").await, 1);
    assert_ne!(CloudRefusal::IsAnothers.to_string(), CloudRefusal::IsLinked.to_string());
}

#[tokio::test]
async fn a_link_behind_the_program_is_found() {
    let (portal, _, staff) = linked().await;
    let broken = async || {
        let all = registrar::operations::verification::verify(portal.db()).await.unwrap();
        all.into_iter().filter(|found| found.broken.is_some()).map(|found| found.name).collect::<Vec<_>>()
    };
    let name = "every cloud identity opens the account that its history tells, and no other does";
    for (act, back) in [
        ("set subject = 'another'", "set subject = 'subject-7'"),
        ("set issuer = issuer || '/'", "set issuer = substr(issuer, 1, length(issuer) - 1)"),
        ("set person_id = (select id from people where login = 'vetrov')", "set person_id = {own}"),
    ] {
        portal.colleague().await;
        portal.sql(&format!("update cloud_identities {act}")).await;
        assert_eq!(broken().await, [name], "{act}");
        let back = back.replace("{own}", &staff.id().to_string());
        portal.sql(&format!("update cloud_identities {back}")).await;
        assert_eq!(broken().await, Vec::<&str>::new());
    }
    portal.sql("delete from cloud_identities").await;
    assert_eq!(broken().await, [name]);
}
