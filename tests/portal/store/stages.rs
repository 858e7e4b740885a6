//! Every stage survives its row.

use registrar::domain::stage::StageCode;

use crate::support::Portal;

#[tokio::test]
async fn an_approved_application_reaches_its_end() {
    let portal = Portal::open().await;
    let number = portal.approved(&portal.draft()).await;
    assert_eq!(portal.see(number).await.stage.code(), StageCode::Approved);
    portal.verify().await;
}
