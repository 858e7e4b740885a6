//! Bytes that nothing needs are deleted a day later; what a crash left between file and row is among them.

use std::convert::Infallible;

use axum::body::Bytes;
use chrono::Duration;
use futures_util::stream;
use registrar::gateways::files;
use registrar::store::attachments::of_application;

use super::waiting;
use crate::support::{Portal, attachments, pdf};

/// A file whose process was killed before its row was written.
async fn orphan(portal: &Portal) {
    let body = stream::iter([Ok::<Bytes, Infallible>(Bytes::from(pdf(9)))]);
    let received = files::receive(body, 1000).await.unwrap();
    portal.files().keep(&received).await.unwrap();
}

#[tokio::test]
async fn what_nothing_needs_is_deleted_a_day_later() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let page = client.attach(number, &[("раз.pdf", &pdf(1)), ("два.pdf", &pdf(2))]).await;
    let removed = of_application(portal.db(), number).await.unwrap()[1].id;
    client.press(&page, &format!("{}/{removed}/removal", attachments(number)), &[]).await;
    orphan(&portal).await;
    portal.age_files(Duration::hours(23));
    portal.worker().sweep_files().await;
    assert_eq!(portal.stored().len(), 3);
    portal.age_files(Duration::hours(25));
    // Whoever sends the same bytes again in the meantime makes them young.
    orphan(&portal).await;
    portal.worker().sweep_files().await;
    assert_eq!(portal.stored().len(), 2);
    portal.age_files(Duration::hours(25));
    portal.worker().sweep_files().await;
    assert_eq!(portal.stored().len(), 1);
    let kept = &of_application(portal.db(), number).await.unwrap()[0];
    assert_eq!(portal.files().size(&kept.file.sha256).await.unwrap(), Some(kept.file.size));
}
