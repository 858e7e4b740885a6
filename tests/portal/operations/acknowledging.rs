//! The reviewer acknowledges a certificate request that names no person, two people or another person before forwarding
//! it.

use axum::http::StatusCode;
use registrar::domain::application::ApplicationRefusal;
use registrar::domain::queue::BulkVerb;
use registrar::domain::stage::StageCode;
use registrar::operations::bulk::{self, Obstacle, Outcome, Seen, Step};
use registrar::operations::{Failure, Refusal, review};
use serde_json::json;

use crate::support::{Portal, nameless};

const KEY: &str = "empty:0";

#[tokio::test]
async fn without_the_tick_it_stays_and_with_it_the_history_says_who_acknowledged_what() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let number = portal.send(&portal.draft().with("/owners/0/csr", json!(nameless()))).await;
    let seen = portal.take(&staff, number).await.version;
    let refused = review::forward(&staff.desk(), number, seen, review::Sent::AS_SAVED).await;
    assert!(
        matches!(&refused, Err(Failure::Refused(Refusal::Application(ApplicationRefusal::NotAcknowledged(keys)))) if *keys == [KEY]),
        "{refused:?}"
    );
    let mut browser = portal.visit(&staff).await;
    let (card, address) =
        (format!("/partner/applications/{number}"), format!("/partner/applications/{number}/forwarding"));
    let page = browser.open(&card).await;
    assert_eq!(page.values("input[name=acknowledged]", "value"), [KEY]);
    assert!(page.says("Чтобы отправить, отметьте замечания."), "{}", page.text());
    assert_eq!(page.texts(".acknowledge .form-hint").len(), 1);
    assert_eq!(page.values("input[name=acknowledged]", "form"), page.values("form#parameters-form", "id"));
    let back = browser.press(&page, &address, &[]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        back.texts(".acknowledge .field-error"),
        ["Отметьте, что вы это видели: без этого заявление не отправить"]
    );
    assert_eq!(portal.see(number).await.stage.code(), StageCode::InReview);
    assert_eq!(back.values("[autofocus]", "name"), ["acknowledged"]);
    let done = browser.press(&page, &address, &[("acknowledged", KEY)]).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Forwarded);
    let card = browser.open(&card).await;
    assert!(card.says("в запросе на сертификат не назван никто"), "{}", card.text());
    assert!(card.says("подтверждено: "), "{}", card.text());
    assert_eq!(card.values("input[name=acknowledged]", "value"), Vec::<String>::new());
    portal.verify().await;
}

#[tokio::test]
async fn together_with_others_it_is_skipped_and_that_is_said() {
    let portal = Portal::open().await;
    let staff = portal.staff().await;
    let plain = portal.send(&portal.draft()).await;
    let odd = portal.send(&portal.draft().with("/owners/0/csr", json!(nameless()))).await;
    let mut chosen = Vec::new();
    for number in [plain, odd] {
        let version = portal.take(&staff, number).await.version;
        chosen.push(Seen { number, version, total: portal.total(number).await });
    }
    let preview = bulk::preview(&staff.desk(), BulkVerb::Forward, None, &[plain, odd]).await.unwrap();
    let obstacle =
        |number| preview.rows.iter().find(|row| row.application.number == number).unwrap().obstacle.clone();
    assert_eq!(obstacle(plain), None);
    assert!(matches!(
        obstacle(odd),
        Some(Obstacle::Refused(Refusal::Application(ApplicationRefusal::NotAcknowledged(_))))
    ));
    let done = bulk::run(&staff.desk(), Step::Forward, &chosen).await.unwrap();
    let of = |number| &done.iter().find(|row| row.number == number).unwrap().outcome;
    assert!(matches!(of(plain), Outcome::Done(_)));
    assert!(matches!(
        of(odd),
        Outcome::Refused(Refusal::Application(ApplicationRefusal::NotAcknowledged(_)))
    ));
    assert_eq!(portal.see(odd).await.stage.code(), StageCode::InReview);
}
