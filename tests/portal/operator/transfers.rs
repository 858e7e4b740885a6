//! A change of the serving partner: the operator does it, with history; open applications stay with the old partner.

use axum::http::StatusCode;

use super::{act, code_of, faults, noted};
use crate::support::{Draft, Page, Persona, Portal};

async fn given(portal: &Portal, code: &str, values: &[(&str, &str)]) -> Page {
    let mut admin = portal.visit(&portal.admin().await).await;
    let address = format!("/operator/transfers/{code}");
    let page = admin.open(&address).await;
    admin.press(&page, &address, values).await
}

const TO_SEVPROEKT: &[(&str, &str)] =
    &[("partner", "sevproekt"), ("login", " its-sev "), ("reason", "Обращение 17")];

/// The numbers of organisations and applications that a user sees.
async fn sees(portal: &Portal, persona: &Persona) -> (usize, usize) {
    let mut visitor = portal.visit(persona).await;
    let organizations = visitor.open("/partner/organizations").await.texts("a.name").len();
    let finished = visitor.open("/partner/applications?tab=finished").await;
    (
        organizations,
        finished.values(".queue tbody tr", "id").len().max(finished.texts(".queue tbody tr").len()),
    )
}

#[tokio::test]
async fn an_organisation_goes_to_another_partner_and_what_it_sent_before_stays() {
    let portal = Portal::open().await;
    let sev = portal.its_login("its-sev", "sevproekt").await;
    let draft = Draft::of(7).users(0);
    let old = portal.approved(&draft).await;
    let code = code_of(&portal, "ромашка").await;
    let page = given(&portal, &code, TO_SEVPROEKT).await;
    for words in
        ["Организация передана новому партнеру.", "ООО «sevproekt»", "its-sev", "Обращение 17", "(its-demo)"]
    {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    assert_eq!(
        noted(&portal, &format!("organization:{code}")).await[0],
        act("admin", "organization_transferred")
    );
    assert_eq!(sees(&portal, &portal.staff().await).await, (0, 1), "the old application stays");
    assert_eq!(sees(&portal, &portal.stranger().await).await, (1, 0));
    for (persona, found) in [(portal.staff().await, false), (portal.stranger().await, true)] {
        let page = portal.visit(&persona).await.open("/partner/organizations?q=its-demo").await;
        assert_eq!(page.says("Общие сведения"), found, "{}", page.text());
    }
    let mut staff = portal.visit(&portal.staff().await).await;
    assert_eq!(staff.open(&format!("/partner/applications/{old}")).await.status, StatusCode::OK);
    let renewal = draft.with("/type", "renew".into());
    let new = portal.send_by(&portal.program().await, &renewal).await.unwrap();
    let application = portal.see(new).await;
    let bound = (application.partner, application.bound_login);
    assert_eq!(bound, (portal.partner("sevproekt").await.id, sev.login.id), "whatever login sends it");
    portal.verify().await;
}

#[tokio::test]
async fn neither_partner_reads_what_the_organisation_sent_the_other_one() {
    let portal = Portal::open().await;
    let theirs_too = portal.its_login("its-sev", "sevproekt").await;
    let draft = Draft::of(7).users(0);
    let old = portal.approved(&draft).await;
    let serial = portal.see_certificates(old).await[0].certificate.serial.clone();
    let code = code_of(&portal, "ромашка").await;
    given(&portal, &code, TO_SEVPROEKT).await;
    let mut theirs = portal.visit(&portal.stranger().await).await;
    let card = format!("/partner/organizations/{code}");
    for tab in ["", "?tab=products", "?tab=applications", "?tab=certificates"] {
        let page = theirs.open(&format!("{card}{tab}")).await;
        assert_eq!(page.status, StatusCode::OK, "{tab}");
        for secret in [&old.to_string(), &serial] {
            assert!(!page.says(secret), "{tab} {secret}: {}", page.text());
        }
        assert!(!page.values("a", "href").iter().any(|href| href.contains(&old.to_string())), "{tab}");
    }
    assert!(theirs.open(&format!("{card}?tab=products")).await.says("Действует"), "what is held is known");
    let again = portal.send_by(&theirs_too, &draft).await.unwrap();
    let shown = theirs.open(&format!("/partner/applications/{again}")).await;
    assert!(shown.says("Продукт уже активен до") && !shown.says(&old.to_string()), "{}", shown.text());
    let renamed = draft
        .with("/type", "renew".into())
        .with("/organization/legal_address", "664000, Иркутская обл, г. Иркутск, ул. Новая, д. 8".into());
    let new = portal.send_by(&portal.program().await, &renamed).await.unwrap();
    let sev = portal.staff_of(portal.partner("sevproekt").await.id).await;
    portal.take(&sev, new).await;
    portal.forward(&sev, new).await;
    portal.run_errands_after_the_undo_window().await;
    let mut ours = portal.visit(&portal.staff().await).await;
    let page = ours.open(&format!("/partner/applications/{old}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.says("ул. Ленина") && !page.says("ул. Новая"), "{}", page.text());
    assert!(!page.says("Отличается от карточки") && !page.says("закреплен за абонентом"), "{}", page.text());
    assert!(!page.values("a", "href").contains(&card), "the card is the other partner's");
}

#[tokio::test]
async fn open_applications_stand_in_the_way_and_are_listed() {
    let portal = Portal::open().await;
    portal.its_login("its-sev", "sevproekt").await;
    let number = portal.send(&portal.draft()).await;
    let code = code_of(&portal, "ромашка").await;
    let mut admin = portal.visit(&portal.admin().await).await;
    let page = admin.open(&format!("/operator/transfers?q={code}")).await;
    let address = format!("/operator/transfers/{code}");
    assert!(page.says(&format!("№ {number}")) && !page.offers(&address), "{}", page.text());
    let refused = admin.send(&address, TO_SEVPROEKT).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("Открытых заявлений: 1."), "{}", refused.text());
    assert_eq!(portal.organization(number).await.partner, portal.partner("forsait").await.id);
}

#[tokio::test]
async fn the_login_must_be_the_new_partners_and_a_reason_is_given() {
    let portal = Portal::open().await;
    portal.its_login("its-sev", "sevproekt").await;
    portal.approved(&portal.draft()).await;
    let code = code_of(&portal, "ромашка").await;
    let strange = [("partner", "sevproekt"), ("login", "its-demo"), ("reason", " ")];
    let wrong = given(&portal, &code, &strange).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(faults(&wrong), ["У этого партнера нет такого логина ИТС", "Напишите причину"]);
    assert_eq!(wrong.values("#transfer-login", "value"), ["its-demo"]);
    let same =
        given(&portal, &code, &[("partner", "forsait"), ("login", "its-demo"), ("reason", "так")]).await;
    assert_eq!(faults(&same), ["Организацию уже обслуживает этот партнер"]);
    let nobody = given(&portal, &code, &[("partner", ""), ("login", ""), ("reason", "так")]).await;
    assert_eq!(faults(&nobody), ["Выберите партнера"]);
}

#[tokio::test]
async fn only_the_administrator_gives_organisations_away() {
    let portal = Portal::open().await;
    portal.approved(&portal.draft()).await;
    let code = code_of(&portal, "ромашка").await;
    for persona in [portal.billing().await, portal.clerk().await, portal.manager().await] {
        let mut visitor = portal.visit(&persona).await;
        let page = visitor.open(&format!("/operator/transfers/{code}")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let sent = visitor.send(&format!("/operator/transfers/{code}"), TO_SEVPROEKT).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
    }
    let mut admin = portal.visit(&portal.admin().await).await;
    assert_eq!(admin.open("/operator/transfers/123").await.status, StatusCode::NOT_FOUND);
    let search = admin.open("/operator/transfers?q=123").await;
    assert!(search.says("По запросу «123» ничего не найдено."), "{}", search.text());
    let code = code_of(&portal, "ромашка").await;
    let by_name = admin.open("/operator/transfers?q=ромашка").await;
    assert!(by_name.offers(&format!("/operator/transfers/{code}")), "the only one opens: {}", by_name.text());
    portal.approved(&Draft::of(8).with("/organization/short_name", "ООО «Ромашка Плюс»".into())).await;
    let several = admin.open("/operator/transfers?q=ромашка").await;
    let addresses = several.values("#found a.name", "href");
    assert!(
        addresses.len() == 2 && addresses.contains(&format!("/operator/transfers/{code}")),
        "{addresses:?}"
    );
}
