//! Files of a draft: they wait with it, go with the application, and vanish with a draft that was thrown away.

use std::fs::File;

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::stage::StageCode;
use registrar::operations::{Desk, drafts};
use registrar::store::attachments::of_application;

use super::filling::{connection, give_back, holder, number_of, send};
use crate::support::{Page, Portal, Visitor, attachments, draft_of, pdf};

/// A client whose connection is filled, at the check.
async fn filled(portal: &Portal) -> (Visitor, Page) {
    let mut client = holder(portal, "romashka").await;
    let first = client.begin("connect", "").await;
    let check = client.fill(first, &connection(portal)).await;
    (client, check)
}

fn step(check: &Page) -> String {
    format!("/cabinet/drafts/{}/steps/attachments", draft_of(check))
}

fn files(check: &Page) -> String {
    format!("/cabinet/drafts/{}/files", draft_of(check))
}

/// The names of the attachments of an application.
async fn names(portal: &Portal, number: ApplicationNumber) -> Vec<String> {
    let attached = of_application(portal.db(), number).await.unwrap();
    attached.into_iter().map(|attachment| attachment.file.name.as_str().to_owned()).collect()
}

/// Makes every file of the store two days old, and sweeps.
async fn sweep(portal: &Portal) {
    let written = portal.clock.now() - Duration::days(2);
    for path in portal.stored() {
        File::options().append(true).open(path).unwrap().set_modified(written.into()).unwrap();
    }
    portal.worker().sweep_files().await;
}

#[tokio::test]
async fn files_wait_with_the_draft_and_go_with_the_application() {
    let portal = Portal::open().await;
    let (mut client, check) = filled(&portal).await;
    assert!(check.says("Вложения") && check.says("Файлы нет"), "{}", check.text());
    let page = client.open(&step(&check)).await;
    assert!(page.says("Шаг 9 из 10") && page.says("до 10 МБ каждый"), "{}", page.text());
    let check = client.send_files(&files(&check), &[("Доверенность.pdf", &pdf(1)), ("x.pdf", &pdf(2))]).await;
    assert!(check.says("Проверьте ответы") && check.says("Доверенность.pdf PDF, 19 Б"), "{}", check.text());
    let page = client.open(&step(&check)).await;
    let own = page.values(".attached-file a", "href");
    let read = client.open(&own[0]).await;
    assert_eq!((read.status, read.bytes), (StatusCode::OK, pdf(1)));
    let page = client.press(&page, &format!("{}/removal", own[1]), &[]).await;
    assert!(page.says("Файл удален.") && !page.says("x.pdf"), "{}", page.text());
    // Two days in the draft do no harm to the bytes that it needs.
    sweep(&portal).await;
    assert_eq!(portal.stored().len(), 1);
    let check = client.open(&format!("/cabinet/drafts/{}/steps/check", draft_of(&check))).await;
    let sent = send(&mut client, &check).await;
    let number = number_of(&sent);
    assert_eq!(names(&portal, number).await, ["Доверенность.pdf"]);
    sweep(&portal).await;
    assert_eq!(portal.stored().len(), 1);
    let mut staff = portal.visit(&portal.staff().await).await;
    assert!(staff.open(&format!("/partner/applications/{number}")).await.says("Доверенность.pdf"));
    assert_eq!(client.open(&own[0]).await.status, StatusCode::NOT_FOUND, "it is the application's now");
    let late = client.send_files(&files(&check), &[("y.pdf", &pdf(3))]).await;
    assert!(late.says("файлы не приложены") && late.offers(&attachments(number)), "{}", late.text());
    portal.verify().await;
}

#[tokio::test]
async fn a_returned_application_shows_its_files_and_takes_more() {
    let portal = Portal::open().await;
    let (mut client, check) = filled(&portal).await;
    let check = client.send_files(&files(&check), &[("раз.pdf", &pdf(1))]).await;
    let number = number_of(&send(&mut client, &check).await);
    give_back(&portal, number).await;
    let page = client.open(&format!("/cabinet/applications/{number}")).await;
    let open = client.press(&page, &format!("/cabinet/drafts/corrections/{number}"), &[]).await;
    let page = client.open(&step(&open)).await;
    assert!(page.says("Уже приложены к заявлению") && page.says("раз.pdf"), "{}", page.text());
    assert!(page.values("a", "href").contains(&attachments(number)), "where they are removed");
    let check = client.send_files(&files(&open), &[("два.pdf", &pdf(2)), ("снова.pdf", &pdf(1))]).await;
    assert!(check.says("раз.pdf") && check.says("два.pdf"), "{}", check.text());
    let sent = send(&mut client, &check).await;
    assert_eq!(number_of(&sent), number);
    assert_ne!(portal.see(number).await.stage.code(), StageCode::NeedsClient);
    assert_eq!(names(&portal, number).await, ["раз.pdf", "два.pdf"], "the same bytes are one attachment");
    portal.verify().await;
}

#[tokio::test]
async fn what_is_refused_is_said_beside_the_field_and_the_rest_is_kept() {
    let portal = Portal::open().await;
    let (mut client, check) = filled(&portal).await;
    let page = client.send_files(&files(&check), &[("раз.pdf", &pdf(1)), ("скан.pdf", b"<html>")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("title")[0].starts_with("Ошибка: Вложения"), "{}", page.text());
    let told = "«скан.pdf»: По имени это PDF, а внутри что-то другое.";
    assert!(page.texts("#files-error p")[0].starts_with(told), "{}", page.text());
    assert_eq!(page.values(".error-summary a", "href"), ["#files"]);
    assert!(page.says("раз.pdf"), "{}", page.text());
    let contents: Vec<Vec<u8>> = (2..=11).map(pdf).collect();
    let ten: Vec<(&str, &[u8])> = contents.iter().map(|content| ("скан.pdf", &content[..])).collect();
    let page = client.send_files(&files(&check), &ten).await;
    assert!(page.texts("#files-error p").is_empty() && page.says("удалите лишний"), "{}", page.text());
    assert!(page.texts(".error-summary li")[0].contains("не больше 10 файлов."), "{}", page.text());
    assert_eq!(page.texts(".attached-file").len(), 10);
}

#[tokio::test]
async fn more_than_an_application_takes_is_not_sent() {
    let portal = Portal::open().await;
    let (mut client, check) = filled(&portal).await;
    let contents: Vec<Vec<u8>> = (0..16).map(pdf).collect();
    let sixteen: Vec<(&str, &[u8])> = contents.iter().map(|content| ("скан.pdf", &content[..])).collect();
    let check = client.send_files(&files(&check), &sixteen[..8]).await;
    let number = number_of(&send(&mut client, &check).await);
    give_back(&portal, number).await;
    let page = client.open(&format!("/cabinet/applications/{number}")).await;
    let open = client.press(&page, &format!("/cabinet/drafts/corrections/{number}"), &[]).await;
    let page = client.send_files(&files(&open), &sixteen[8..]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("а их 16: удалите лишние"), "{}", page.text());
    let check = client.open(&format!("/cabinet/drafts/{}/steps/check", draft_of(&open))).await;
    let held = send(&mut client, &check).await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(names(&portal, number).await.len(), 8);
    for file in client.open(&step(&open)).await.values(".attached-files form", "action").into_iter().take(6) {
        let page = client.open(&step(&open)).await;
        client.press(&page, &file, &[]).await;
    }
    let check = client.send_files(&files(&open), &sixteen[..1]).await;
    assert!(check.says("Проверьте ответы"), "what is attached already counts once: {}", check.text());
    assert_eq!(portal.see(number).await.stage.code(), StageCode::NeedsClient);
}

#[tokio::test]
async fn a_file_goes_with_the_draft_that_is_thrown_away_or_forgotten() {
    let portal = Portal::open().await;
    let (mut client, check) = filled(&portal).await;
    client.send_files(&files(&check), &[("раз.pdf", &pdf(1))]).await;
    let page = client.open("/cabinet/drafts").await;
    client.press(&page, &format!("/cabinet/drafts/{}/removal", draft_of(&check)), &[]).await;
    sweep(&portal).await;
    assert!(portal.stored().is_empty());
    let first = client.begin("connect", "").await;
    client.send_files(&files(&first), &[("два.pdf", &pdf(2))]).await;
    portal.clock.advance(Duration::days(91));
    assert_eq!(drafts::sweep(&Desk::of_worker(&portal.house, "test".to_owned())).await.unwrap(), 1);
    sweep(&portal).await;
    assert!(portal.stored().is_empty());
}

#[tokio::test]
async fn nobody_else_finds_a_file_of_a_draft() {
    let portal = Portal::open().await;
    let (mut client, check) = filled(&portal).await;
    let check = client.send_files(&files(&check), &[("раз.pdf", &pdf(1))]).await;
    let own = client.open(&step(&check)).await.values(".attached-file a", "href").remove(0);
    let mut other = holder(&portal, "lyutik").await;
    let begun = other.begin("connect", "").await;
    let file = own.rsplit('/').next().unwrap();
    let beside = format!("{}/{file}", files(&begun));
    for address in [own.as_str(), beside.as_str()] {
        assert_eq!(other.open(address).await.status, StatusCode::NOT_FOUND, "{address}");
        let removal = other.send(&format!("{address}/removal"), &[]).await;
        assert_eq!(removal.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(other.send_files(&files(&check), &[("два.pdf", &pdf(2))]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.open(&own).await.status, StatusCode::OK);
    assert_eq!(portal.stored().len(), 1);
}
