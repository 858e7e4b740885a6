//! Attachments: a client adds files to an application, the partner reads them, nobody else does.

mod refused;
mod sweeping;

use axum::http::StatusCode;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::role::Role;
use registrar::operations::decisions::{self, GivenReason};
use registrar::operations::verification;
use registrar::store::attachments::of_application;

use crate::support::{Portal, Visitor, attachments, pdf};

/// An application that waits for the partner, and its client at the page of its files.
async fn waiting(portal: &Portal) -> (ApplicationNumber, Visitor) {
    let number = portal.send(&portal.draft()).await;
    let client = portal.client(portal.see(number).await.organization).await;
    let mut client = portal.visit(&client).await;
    client.open(&attachments(number)).await;
    (number, client)
}

#[tokio::test]
async fn a_client_attaches_files_and_the_partner_reads_them() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let page = client.open(&format!("/cabinet/applications/{number}")).await;
    assert!(page.values("#attachments a", "href").contains(&attachments(number)), "{}", page.text());
    let page = client.open(&attachments(number)).await;
    assert!(page.says("до 10 МБ каждый") && page.says("Файлов еще нет"), "{}", page.text());
    let photo = [&[0xff, 0xd8, 0xff, 0xe0][..], &[7; 5000]].concat();
    let page = client.attach(number, &[("Доверенность №1.pdf", &pdf(1)), ("скан.JPG", &photo)]).await;
    assert!(page.says("Приложено файлов: 2.") && page.says("JPEG, 5 КБ"), "{}", page.text());
    let kept = of_application(portal.db(), number).await.unwrap();
    let own = client.open(&format!("{}/{}", attachments(number), kept[0].id)).await;
    assert_eq!((own.status, own.bytes), (StatusCode::OK, pdf(1)));
    let mut staff = portal.visit(&portal.staff().await).await;
    let card = staff.open(&format!("/partner/applications/{number}")).await;
    assert!(card.says("Вложения") && card.says("Доверенность №1.pdf"), "{}", card.text());
    let read = staff.open(&format!("/partner/applications/{number}/attachments/{}", kept[1].id)).await;
    assert_eq!(read.bytes, photo);
    assert_eq!(read.header("content-type"), "image/jpeg");
    assert_eq!(read.header("x-content-type-options"), "nosniff");
    assert_eq!(
        read.header("content-disposition"),
        "attachment; filename=\"____.JPG\"; filename*=UTF-8''%D1%81%D0%BA%D0%B0%D0%BD.JPG"
    );
    let files = verification::files(portal.db(), &portal.files()).await.unwrap();
    assert_eq!((files.checked, files.broken), (2, None));
    std::fs::remove_file(&portal.stored()[0]).unwrap();
    assert!(verification::files(portal.db(), &portal.files()).await.unwrap().broken.is_some());
}

#[tokio::test]
async fn a_file_is_removed_and_both_are_told_in_the_journal() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let page = client.attach(number, &[("письмо.pdf", &pdf(1))]).await;
    let id = of_application(portal.db(), number).await.unwrap()[0].id;
    let page = client.press(&page, &format!("{}/{id}/removal", attachments(number)), &[]).await;
    assert!(page.says("Файл удален.") && page.says("Файлов еще нет"), "{}", page.text());
    assert_eq!(client.open(&format!("{}/{id}", attachments(number))).await.status, StatusCode::NOT_FOUND);
    let page = client.attach(number, &[("письмо.pdf", &pdf(1))]).await;
    assert!(page.says("письмо.pdf"), "{}", page.text());
    let mut manager = portal.visit(&portal.manager().await).await;
    let journal = manager.open("/partner/journal").await;
    assert!(journal.says("Приложен файл") && journal.says("Удален приложенный файл"), "{}", journal.text());
    assert!(journal.says("письмо.pdf, PDF, 19 Б"), "{}", journal.text());
}

#[tokio::test]
async fn the_same_bytes_are_one_file_and_lie_in_the_store_once() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    client.attach(number, &[("раз.pdf", &pdf(1)), ("два.pdf", &pdf(1))]).await;
    let kept = of_application(portal.db(), number).await.unwrap();
    assert_eq!((kept.len(), kept[0].file.name.as_str()), (1, "раз.pdf"));
    assert_eq!(portal.stored().len(), 1);
}

#[tokio::test]
async fn files_are_closed_while_somebody_checks_and_open_again_when_it_comes_back() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    client.attach(number, &[("раз.pdf", &pdf(1))]).await;
    let staff = portal.staff().await;
    let taken = portal.take(&staff, number).await;
    let page = client.open(&attachments(number)).await;
    assert!(page.says("раз.pdf") && page.says("пока заявление не взято в работу"), "{}", page.text());
    assert_eq!(page.values("input[type=file]", "name"), Vec::<String>::new());
    let page = client.attach(number, &[("два.pdf", &pdf(2))]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("Менять вложения можно"), "{}", page.text());
    assert_eq!(of_application(portal.db(), number).await.unwrap().len(), 1);
    let reason = GivenReason { code: "snils", own_words: "" };
    decisions::return_to_client(&staff.desk(), number, taken.version, reason).await.unwrap();
    client.open(&attachments(number)).await;
    client.attach(number, &[("два.pdf", &pdf(2))]).await;
    assert_eq!(of_application(portal.db(), number).await.unwrap().len(), 2);
}

#[tokio::test]
async fn nobody_else_finds_them() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    client.attach(number, &[("раз.pdf", &pdf(1))]).await;
    let id = of_application(portal.db(), number).await.unwrap()[0].id;
    let own = format!("{}/{id}", attachments(number));
    let (removal, desk) =
        (format!("{own}/removal"), format!("/partner/applications/{number}/attachments/{id}"));
    let program = portal.its_login("its-2", "sevproekt").await;
    let other = portal.send_by(&program, &portal.draft()).await.unwrap();
    let foreign = portal.staff_of(portal.see(other).await.partner).await;
    assert_eq!(portal.visit(&foreign).await.open(&desk).await.status, StatusCode::NOT_FOUND);
    let mut support = portal.visit(&portal.support().await).await;
    assert_eq!(support.open(&desk).await.status, StatusCode::FORBIDDEN);
    assert_eq!(client.open(&desk).await.status, StatusCode::FORBIDDEN);
    // Under another application the same file is not found either, nor is what is attached to a stranger's.
    assert_eq!(client.open(&format!("{}/{id}", attachments(other))).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.attach(other, &[("два.pdf", &pdf(2))]).await.status, StatusCode::NOT_FOUND);
    let stranger = portal.person("other-client", "Чужая Вера Павловна", &[(Role::Client, None)]).await;
    let mut stranger = portal.visit(&stranger).await;
    for address in [attachments(number), own] {
        assert_eq!(stranger.open(&address).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(stranger.send(&removal, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(of_application(portal.db(), number).await.unwrap().len(), 1);
}
