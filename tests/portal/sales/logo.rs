//! The logo of a partner's documents: uploaded, shown, frozen by its hash, printed, replaced and taken off.

use std::io::Cursor;

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage};
use registrar::domain::ids::SaleId;
use registrar::domain::numbered::NumberedDocument;
use registrar::domain::seller::TypedTerms;
use registrar::gateways::printing::Printing;
use registrar::operations::sales::sellers;
use registrar::operations::verification::verify;
use registrar::operations::{Desk, sales};
use registrar::worker::Worker;
use sheets::Sheet;
use tempfile::TempDir;

use super::printing::{COPIES, press};
use crate::printing::program;
use crate::support::{Page, Portal, Visitor, multipart, seller_terms};

const TERMS: &str = "/partner/documents/terms";
const LOGO: &str = "/partner/documents/terms/logo";

fn written(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture of one colour, twice as wide as what is printed.
fn wide(colour: [u8; 3]) -> Vec<u8> {
    written(RgbImage::from_pixel(1_600, 200, Rgb(colour)), ImageFormat::Png)
}

async fn upload(manager: &mut Visitor, version: &str, file: Option<&[u8]>) -> Page {
    manager.send_act(LOGO, &[("version", version)], file).await
}

/// The address of the picture on the page.
fn shown(page: &Page) -> String {
    page.values("img.document-logo", "src").remove(0)
}

/// The documents of a sale, as they are kept.
async fn papers(desk: &Desk, sale: SaleId) -> Vec<NumberedDocument> {
    sales::open(desk, sale).await.unwrap().documents
}

/// The logo of a document, as the printing program got it.
async fn printed(portal: &Portal, desk: &Desk, sale: SaleId) -> Option<Vec<u8>> {
    let card = sales::open(desk, sale).await.unwrap();
    let file = card.files[&card.documents[0].id];
    let mut manager = portal.visit(&portal.manager().await).await;
    let copy = manager.open(&format!("/partner/documents/{file}")).await;
    let sheet = Sheet::read(std::str::from_utf8(&copy.bytes[b"%PDF-1.7\n".len()..]).unwrap()).unwrap();
    sheet.logo.map(|logo| STANDARD.decode(logo).unwrap())
}

async fn print_all(worker: &Worker) {
    while worker.round().await.unwrap() > 0 {}
}

#[tokio::test]
async fn a_document_is_printed_with_the_logo_of_its_day_whatever_is_uploaded_later() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    assert!(manager.open(TERMS).await.says("Логотипа нет"));
    let page = upload(&mut manager, "2", Some(&wide([200, 0, 0]))).await;
    assert!(page.says("Сохранено."), "{}", page.text());
    let picture = manager.open(&shown(&page)).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    let seen = image::load_from_memory_with_format(&picture.bytes, ImageFormat::Png).unwrap();
    assert_eq!((seen.width(), seen.height()), (800, 100));
    let red = portal.issued_sale(&desk).await;
    let sha256 = shown(&page).rsplit('/').next().unwrap().to_owned();
    for paper in papers(&desk, red.id).await {
        assert!(paper.sheet.ends_with(&format!("\"logo\":\"sha256:{sha256}\"}}")) && paper.is_whole());
    }
    manager.open(TERMS).await;
    let page = upload(&mut manager, "3", Some(&wide([0, 0, 200]))).await;
    let blue_picture = manager.open(&shown(&page)).await.bytes;
    assert_eq!(manager.open(&format!("{LOGO}/{sha256}")).await.bytes, picture.bytes, "the former one stays");
    let blue = portal.issued_sale(&desk).await;
    manager.open(TERMS).await;
    let same = upload(&mut manager, "4", Some(&wide([0, 0, 200]))).await;
    assert!(same.says("Сохранено."), "{}", same.text());
    let removed = manager.send(&format!("{LOGO}/removal"), &[("version", "4")]).await;
    assert_eq!(
        removed.status,
        StatusCode::SEE_OTHER,
        "the same logo again was no change: {}",
        removed.text()
    );
    assert!(manager.open(TERMS).await.says("Логотипа нет"));
    let bare = portal.issued_sale(&desk).await;
    let folder = TempDir::new().unwrap();
    print_all(&press(&portal, &folder, COPIES)).await;
    assert_eq!(printed(&portal, &desk, red.id).await, Some(picture.bytes));
    assert_eq!(printed(&portal, &desk, blue.id).await, Some(blue_picture));
    assert_eq!(printed(&portal, &desk, bare.id).await, None);
    let journal = manager.open("/partner/journal").await;
    for words in ["логотип загружен", "логотип заменен", "логотип убран"]
    {
        assert!(journal.says(words), "{words}: {}", journal.text());
    }
    portal.verify().await;
}

#[tokio::test]
async fn the_program_prints_the_picture_into_the_pdf() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let bare = portal.issued_sale(&desk).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    manager.open(TERMS).await;
    let jpeg = written(RgbImage::from_pixel(1_200, 300, Rgb([0, 90, 160])), ImageFormat::Jpeg);
    assert!(upload(&mut manager, "2", Some(&jpeg)).await.says("Сохранено."));
    let marked = portal.issued_sale(&desk).await;
    let printing = Printing::from_settings(program().to_str().unwrap(), "");
    print_all(&portal.worker().with_printing(printing)).await;
    for (sale, pictures) in [(bare.id, 0), (marked.id, 1)] {
        let card = sales::open(&desk, sale).await.unwrap();
        for paper in &card.documents {
            let file = manager.open(&format!("/partner/documents/{}", card.files[&paper.id])).await.bytes;
            let found = file.windows(14).filter(|part| part == b"/Subtype/Image").count();
            assert_eq!(found, pictures, "{} {}", paper.kind.code(), paper.number);
        }
    }
    portal.verify().await;
}

#[tokio::test]
async fn what_is_no_logo_is_refused_beside_the_field_and_nothing_is_kept() {
    let portal = Portal::open().await;
    portal.selling().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    manager.open(TERMS).await;
    let png = wide([9, 9, 9]);
    let heavy = [png.clone(), vec![7; 5 * 1024 * 1024]].concat();
    let tall = written(GrayImage::new(1, 20_000), ImageFormat::Png);
    let files: [(Option<&[u8]>, &str); 8] = [
        (None, "Приложите файл PNG или JPEG"),
        (Some(b""), "Приложите файл PNG или JPEG"),
        (Some(b"just a text, called logo.png"), "Это не PNG и не JPEG"),
        (Some(b"GIF89a\x01\x00\x01\x00\x80\x00\x00"), "Это не PNG и не JPEG"),
        (Some(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "Это не PNG и не JPEG"),
        (Some(&png[..png.len() / 2]), "Файл поврежден или дошел не полностью"),
        (Some(&tall), "Картинка больше 4000×4000 точек"),
        (Some(&heavy), "Файл больше 1 МБ"),
    ];
    for (file, words) in files {
        let page = upload(&mut manager, "2", file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", page.text());
        assert!(page.says(words), "{words}: {}", page.text());
        assert_eq!(page.values("#set-logo-file", "aria-invalid"), ["true"], "{words}");
    }
    let endless = multipart(&manager.csrf, &[("logo.png", &vec![7; 25 * 1024 * 1024])]);
    let page = manager.send_body(LOGO, Body::from(endless)).await;
    assert!(page.says("Файл больше 1 МБ"), "not one byte of it is waited for: {}", page.text());
    assert_eq!(portal.count("logos").await, 0);
    assert_eq!(portal.count("sellers where version = 2").await, 1);
    let late = upload(&mut manager, "1", Some(&png)).await;
    assert!(late.says("Здесь уже сохранено другое"), "{}", late.text());
    let late = manager.send(&format!("{LOGO}/removal"), &[("version", "1")]).await;
    assert!(late.says("Здесь уже сохранено другое"), "{}", late.text());
    let mut other = portal.visit(&portal.stranger().await).await;
    assert!(!other.open(TERMS).await.says("Загрузить логотип"), "there are no requisites yet");
    let early = upload(&mut other, "0", Some(&png)).await;
    assert!(early.says("Сначала сохраните реквизиты"), "{}", early.text());
    assert_eq!(portal.count("logos").await, 0);
    portal.verify().await;
}

#[tokio::test]
async fn a_logo_is_changed_by_whoever_issues_and_seen_by_its_partner_alone() {
    let portal = Portal::open().await;
    let desk = portal.selling().await;
    let mut manager = portal.visit(&portal.manager().await).await;
    manager.open(TERMS).await;
    let picture = shown(&upload(&mut manager, "2", Some(&wide([1, 2, 3]))).await);
    let mut staff = portal.visit(&portal.staff().await).await;
    let page = staff.open(TERMS).await;
    assert_eq!(shown(&page), picture);
    assert!(!page.says("Загрузить логотип") && !page.says("Убрать логотип"), "{}", page.text());
    assert_eq!(staff.open(&picture).await.status, StatusCode::OK);
    assert_eq!(upload(&mut staff, "3", Some(&wide([3, 2, 1]))).await.status, StatusCode::FORBIDDEN);
    let removal = staff.send(&format!("{LOGO}/removal"), &[("version", "3")]).await;
    assert_eq!(removal.status, StatusCode::FORBIDDEN);
    let mut stranger = portal.visit(&portal.stranger().await).await;
    assert_eq!(stranger.open(&picture).await.status, StatusCode::NOT_FOUND);
    assert_eq!(manager.open(&format!("{LOGO}/nothing")).await.status, StatusCode::NOT_FOUND);
    manager.open(TERMS).await;
    let forged = manager.send_body(LOGO, multipart("forged", &[("logo.png", &wide([4, 4, 4]))]).into()).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(portal.count("logos").await, 1);
    // The form of the requisites does not touch the logo.
    let typed = TypedTerms { prefix: "Н-".to_owned(), ..seller_terms() };
    sellers::keep_terms(&desk, 3, &typed).await.unwrap();
    assert_eq!(shown(&manager.open(TERMS).await), picture);
    portal.verify().await;
}

#[tokio::test]
async fn a_logo_that_is_lost_or_changed_is_told_and_its_document_waits_for_a_person() {
    for tampering in ["update logos set sha256 = 'x' || sha256", "delete from logos"] {
        let portal = Portal::open().await;
        let desk = portal.selling().await;
        let mut manager = portal.visit(&portal.manager().await).await;
        manager.open(TERMS).await;
        upload(&mut manager, "2", Some(&wide([5, 5, 5]))).await;
        portal.issued_sale(&desk).await;
        assert!(portal.try_sql(tampering).await.unwrap_err().to_string().contains("append-only"));
        portal.unguard("logos").await;
        portal.sql(tampering).await;
        let folder = TempDir::new().unwrap();
        print_all(&press(&portal, &folder, COPIES)).await;
        let waiting =
            "errands where kind = 'print_document' and state = 'due' and last_error like 'Логотипа%'";
        assert_eq!(portal.count(waiting).await, 2, "{tampering}");
        assert_eq!(portal.count("printed_documents").await, 0);
        let broken: Vec<_> =
            verify(portal.db()).await.unwrap().into_iter().filter(|one| one.broken.is_some()).collect();
        let names: Vec<_> = broken.iter().map(|one| one.name).collect();
        assert!(names.contains(&"every logo is there as it was uploaded"), "{broken:?}");
    }
}
