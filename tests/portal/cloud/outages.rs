//! A provider that is slow, broken or gone: the page says so, and nobody else waits.

use axum::http::StatusCode;
use chrono::Duration;

use super::liar::{Liar, Lie};
use super::{CLOUD, SUBJECT, link, linked, set_out, walk};
use crate::support::Portal;

const AWAY: &str = "Облако сейчас не отвечает";

#[tokio::test]
async fn a_provider_that_hangs_fails_leads_elsewhere_or_never_ends_is_away() {
    let (portal, liar, staff) = linked().await;
    let portal = portal.impatient(Duration::milliseconds(1_500));
    for lie in [Lie::Hangs, Lie::Broken, Lie::Redirects, Lie::Endless] {
        liar.tells(lie);
        let page = walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{lie:?}");
        assert!(page.says(AWAY) && page.offers(CLOUD), "{lie:?}: {}", page.text());
        let page = link(&portal, &liar, &staff, "subject-8").await;
        assert!(page.says(AWAY), "{lie:?}: {}", page.text());
    }
    liar.tells(Lie::Nothing);
    assert!(walk(&portal, &mut portal.passer_by(), &liar, SUBJECT).await.says("Смирнова"));
}

#[tokio::test]
async fn while_a_provider_hangs_everybody_else_goes_on() {
    let (portal, liar, staff) = linked().await;
    let other = Liar::open().await;
    let portal = portal.with_clouds(vec![liar.setting(None), other.setting(None)]);
    assert!(link(&portal, &other, &staff, "subject-8").await.says("связана"));
    liar.tells(Lie::Hangs);
    let portal = portal.impatient(Duration::minutes(10));
    let mut waiting = portal.passer_by();
    let goes_on = async {
        liar.hangs().await;
        assert!(walk(&portal, &mut portal.passer_by(), &other, "subject-8").await.says("Смирнова"));
        portal.visit(&staff).await;
    };
    tokio::select! {
        page = walk(&portal, &mut waiting, &liar, SUBJECT) => panic!("{}", page.text()),
        () = goes_on => {}
    }
}

#[tokio::test]
async fn a_provider_that_is_gone_is_told_before_one_sets_out() {
    let mut setting = Liar::open().await.setting(None);
    setting.issuer = "http://127.0.0.1:9".to_owned();
    let portal = Portal::open().await.with_clouds(vec![setting]);
    let mut visitor = portal.passer_by();
    let form = visitor.open(CLOUD).await;
    let page = visitor.press(&form, CLOUD, &[("issuer", "http://127.0.0.1:9")]).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.says(AWAY), "{}", page.text());
    assert_eq!(portal.count("cloud_steps").await, 0);
}

#[tokio::test]
async fn what_a_provider_publishes_is_asked_for_once_an_hour_and_when_its_key_is_unknown() {
    let (portal, liar, _) = linked().await;
    // One browser keeps the same door, and with it what the door remembers.
    let mut visitor = portal.passer_by();
    let before = liar.asked();
    for _ in 0..3 {
        assert!(walk(&portal, &mut visitor, &liar, SUBJECT).await.says("Смирнова"));
    }
    assert_eq!(liar.asked(), before + 1);
    liar.rotates();
    assert!(walk(&portal, &mut visitor, &liar, SUBJECT).await.says("Смирнова"), "another key");
    assert_eq!(liar.asked(), before + 2);
    set_out(&mut visitor, &liar.issuer()).await;
    assert_eq!(liar.asked(), before + 2);
    portal.clock.advance(Duration::hours(1));
    set_out(&mut visitor, &liar.issuer()).await;
    assert_eq!(liar.asked(), before + 3);
}
