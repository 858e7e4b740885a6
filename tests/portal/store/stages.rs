//! Every stage is the same after it is stored and read again.

use registrar::domain::application::{Application, Attention, Hold};
use registrar::domain::billing::Basis;
use registrar::domain::ids::{ApplicationNumber, PersonId};
use registrar::domain::multi_user::Tier;
use registrar::domain::role::Role;
use registrar::domain::stage::{Reason, Stage, StageCode};
use registrar::domain::submission::{ApplicationType, ChangeFlag, Product};
use registrar::store::{Keeper, keep};

use crate::support::{Portal, at};

/// A stage of each code with all of its members.
fn stage(code: StageCode, reviewer: PersonId) -> Stage {
    let reason =
        Reason {
            code: "documents".to_owned(), version: 2, text: "Приложите приказ о назначении".to_owned()
        };
    let moment = at("2026-11-18T08:59:59.123456Z");
    match code {
        StageCode::Received => Stage::Received,
        StageCode::InReview => Stage::InReview { reviewer },
        StageCode::NeedsClient => Stage::NeedsClient { reviewer, reason, expires_at: moment },
        StageCode::Forwarded => Stage::Forwarded { reviewer, undo_until: moment },
        StageCode::CertRequest => Stage::CertRequest { reviewer },
        StageCode::Registering => Stage::Registering { reviewer },
        StageCode::Approved => Stage::Approved { reviewer, at: moment },
        StageCode::Completed => Stage::Completed { reviewer, approved_at: moment },
        StageCode::Rejected => Stage::Rejected { reviewer: None, reason },
        StageCode::Withdrawn => Stage::Withdrawn,
        StageCode::Expired => Stage::Expired,
    }
}

/// Stores an application in this state and reads it again.
async fn kept(portal: &Portal, application: Application) -> Application {
    let keeper = Keeper {
        actor: "test".to_owned(),
        role: Role::Console,
        request_id: String::new(),
        at: portal.clock.now(),
        instead_of: None,
    };
    let number = application.number;
    let tx = portal.db().begin().await.unwrap();
    keep(
        &tx,
        &keeper,
        Application::receive(
            application,
            "its-demo".to_owned(),
            "to@forsait.example".to_owned(),
            "0".repeat(64),
        ),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    portal.see(number).await
}

#[tokio::test]
async fn every_stage_reads_back_as_it_was_written() {
    let portal = Portal::open().await;
    let reviewer = portal.staff().await.id();
    let sample = portal.see(portal.send(&portal.draft()).await).await;
    for (place, code) in (1..).zip(StageCode::ALL) {
        let number = ApplicationNumber(sample.number.0 + place);
        let application = Application { number, stage: stage(*code, reviewer), version: 0, ..sample.clone() };
        let read = kept(&portal, application.clone()).await;
        assert_eq!(read, Application { version: 1, ..application }, "{code:?}");
    }
}

#[tokio::test]
async fn what_is_seldom_filled_reads_back_too() {
    let portal = Portal::open().await;
    let sample = portal.see(portal.send(&portal.draft()).await).await;
    let mut application =
        Application { number: ApplicationNumber(99_999_999_999), version: 0, ..sample.clone() };
    application.attention = Some(Attention {
        since: at("2026-11-18T09:00:00.000001Z"),
        words: "Ответ не получен".to_owned(),
    });
    application.hold = Some(Hold {
        reason: "Ждем доверенность".to_owned(),
        since: at("2026-11-18T09:00:00Z"),
        until: at("2026-11-20T06:00:00Z"),
    });
    application.asked.email = None;
    application.asked.kind = ApplicationType::Change;
    application.asked.changes = ChangeFlag::ALL.to_vec();
    application.asked.promotion = Some("dobro-pozhalovat".to_owned());
    application.asked.alias = None;
    application.asked.kpp = String::new();
    application.asked.product = Product::AuthorizedRep;
    application.parameters.tier = Some(Tier::TenPlus);
    application.parameters.basis = Basis::Group;
    application.parameters.group_band = Some(16);
    let read = kept(&portal, application.clone()).await;
    assert_eq!(read, Application { version: 1, ..application });
}
