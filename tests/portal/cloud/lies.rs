//! Whatever is wrong with what a provider says, nobody is signed in; and the truth signs in.

use axum::http::StatusCode;
use registrar::store::Reach as _;
use sea_orm::ConnectionTrait as _;

use super::liar::{Liar, Lie};
use super::{SUBJECT, link, linked, set_out, walk};
use crate::support::Portal;

/// Lies about a token that is asked for.
const TOKENS: [Lie; 14] = [
    Lie::Nonce,
    Lie::Issuer,
    Lie::Audience,
    Lie::TwoAudiences,
    Lie::Party,
    Lie::Expired,
    Lie::Future,
    Lie::NoSignature,
    Lie::OurSecret,
    Lie::PublicKey,
    Lie::ForeignKey,
    Lie::DamagedSignature,
    Lie::DamagedClaims,
    Lie::NoToken,
];

#[tokio::test]
async fn no_lie_of_a_provider_signs_anybody_in() {
    let (portal, liar, _) = linked().await;
    let before = portal.count("sessions").await;
    for lie in TOKENS {
        liar.tells(lie);
        let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{lie:?}: {}", page.text());
        assert!(page.says("Ответ облака не прошел проверку"), "{lie:?}: {}", page.text());
        assert_eq!(portal.count("sessions").await, before, "{lie:?}");
    }
    liar.tells(Lie::Nothing);
    let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
    assert!(page.says("Смирнова Ольга Викторовна"), "{}", page.text());
}

#[tokio::test]
async fn no_lie_links_anything_either() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    let staff = portal.staff().await;
    for lie in TOKENS {
        liar.tells(lie);
        let page = link(&portal, &liar, &staff, SUBJECT).await;
        assert!(page.says("Ответ облака не прошел проверку"), "{lie:?}: {}", page.text());
    }
    assert_eq!(portal.count("cloud_identities").await, 0);
    assert_eq!(portal.count("audit where subject like 'cloud:%'").await, 0);
}

#[tokio::test]
async fn a_provider_that_publishes_another_issuer_is_not_even_gone_to() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    liar.tells(Lie::OtherMetadata);
    let mut visitor = portal.passer_by();
    let form = visitor.open("/portal/cloud").await;
    let page = visitor.press(&form, "/portal/cloud", &[("issuer", &liar.issuer())]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Ответ облака не прошел проверку"), "{}", page.text());
    assert_eq!(portal.count("cloud_steps").await, 0);
}

#[tokio::test]
async fn an_address_that_is_somebodys_and_the_subject_of_another_issuer_open_nothing() {
    let (portal, liar, _) = linked().await;
    let other = Liar::open().await;
    let portal = portal.with_clouds(vec![liar.setting(None), other.setting(None)]);
    let page = walk(&portal, &mut portal.passer_by(), &other, SUBJECT).await;
    assert!(page.says("не связана ни с одной учетной записью портала"), "{}", page.text());
    // The token names the e-mail of the employee.
    let page = walk(&portal, &mut portal.passer_by(), &liar, "subject-8").await;
    assert!(page.says("не связана ни с одной учетной записью портала"), "{}", page.text());
}

#[tokio::test]
async fn a_return_counts_once_in_its_own_browser_and_in_time() {
    let (portal, liar, _) = linked().await;
    let lost = "Вход через облако устарел, уже использован или начат в другом браузере";
    let mut visitor = portal.passer_by();
    let address = set_out(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, SUBJECT, portal.clock.now());

    let mut thief = portal.passer_by();
    thief.open("/portal/cloud").await;
    assert!(thief.open(&back).await.says(lost), "another browser");
    assert!(portal.passer_by().open(&back).await.says(lost), "no browser at all");
    assert!(visitor.open(&back).await.says("Смирнова"), "the thief has spoilt nothing");
    assert!(visitor.open(&back).await.says(lost), "it was used");

    let address = set_out(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, SUBJECT, portal.clock.now());
    portal.clock.advance(chrono::Duration::minutes(10));
    assert!(visitor.open(&back).await.says(lost), "too late");

    // A code of another walk: its verifier does not fit.
    let mut other = portal.passer_by();
    let theirs = set_out(&mut other, &liar.issuer()).await;
    let mine = set_out(&mut visitor, &liar.issuer()).await;
    let theirs = liar.consent(&theirs, SUBJECT, portal.clock.now());
    let mine = liar.consent(&mine, "subject-9", portal.clock.now());
    let code = theirs.split(['=', '&']).nth(1).unwrap();
    let state = mine.rsplit('=').next().unwrap();
    let page = visitor.open(&format!("/cloud/callback?code={code}&state={state}")).await;
    assert!(page.says("Ответ облака не прошел проверку"), "{}", page.text());
    for address in ["/cloud/callback", "/cloud/callback?code=1", "/cloud/callback?state=&code="] {
        assert!(visitor.open(address).await.says(lost), "{address}");
    }
}

#[tokio::test]
async fn who_says_to_be_another_issuer_is_not_believed_and_a_code_is_not_used_twice() {
    let (portal, liar, _) = linked().await;
    let mut visitor = portal.passer_by();
    let address = set_out(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, SUBJECT, portal.clock.now());
    let page = visitor.open(&format!("{back}&iss=https%3A%2F%2Fid.example")).await;
    assert!(page.says("Ответ облака не прошел проверку"), "{}", page.text());

    let address = set_out(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, SUBJECT, portal.clock.now());
    let code = back.split(['=', '&']).nth(1).unwrap().to_owned();
    assert!(visitor.open(&back).await.says("Смирнова"));
    let again = set_out(&mut portal.passer_by(), &liar.issuer()).await;
    let mut other = portal.passer_by();
    let state = set_out(&mut other, &liar.issuer()).await;
    assert_ne!(again, state);
    let state = liar.consent(&state, SUBJECT, portal.clock.now());
    let state = state.rsplit('=').next().unwrap();
    let page = other.open(&format!("/cloud/callback?code={code}&state={state}")).await;
    assert!(page.says("Ответ облака не прошел проверку"), "{}", page.text());
}

#[tokio::test]
async fn whoever_waited_for_another_return_until_the_time_was_over_is_late() {
    let liar = Liar::open().await;
    let portal = Portal::open().await.with_clouds(vec![liar.setting(None)]);
    let mut visitor = portal.passer_by();
    let address = set_out(&mut visitor, &liar.issuer()).await;
    let back = liar.consent(&address, SUBJECT, portal.clock.now());
    let hold = portal.db().begin().await.unwrap();
    let rows = hold.on().execute_unprepared("update cloud_steps set next = next").await.unwrap();
    assert_eq!(rows.rows_affected(), 1);
    let late = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        portal.clock.advance(chrono::Duration::minutes(10));
        drop(hold);
    };
    let (page, ()) = tokio::join!(visitor.open(&back), late);
    assert!(page.says("Вход через облако устарел"), "{}", page.text());
}
