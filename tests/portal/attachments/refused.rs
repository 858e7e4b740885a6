//! Files that are refused, each in words beside the field, and uploads that do not end well.

use std::fs;
use std::io::{Cursor, Write as _};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures_util::{StreamExt as _, stream};
use registrar::store::attachments::of_application;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::waiting;
use crate::support::{Portal, attachments, multipart, pdf};

const TEN: usize = 10 * 1024 * 1024;

fn archive(name: &str, mebibytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    for _ in 0..mebibytes {
        writer.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[tokio::test]
async fn each_refusal_is_said_beside_the_field_and_the_good_file_is_kept() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let (largest, larger) =
        ([pdf(1), vec![b' '; TEN - pdf(1).len()]].concat(), [pdf(2), vec![b' '; TEN]].concat());
    let (bomb, stray) = (archive("нули.bin", 51), archive("../../etc/passwd", 1));
    let page = client
        .attach(
            number,
            &[
                ("скан.pdf", b"<html><script>alert(1)</script>"),
                ("договор.docx", &archive("word/document.xml", 1)),
                ("пусто.xml", b""),
                ("ровно.pdf", &largest),
                ("больше.pdf", &larger),
                ("бомба.zip", &bomb),
                ("наружу.zip", &stray),
                (".pdf", &pdf(3)),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("title")[0].starts_with("Ошибка: Вложения"));
    let told = [
        "«скан.pdf»: По имени это PDF, а внутри что-то другое.",
        "«договор.docx»: Такие файлы не принимаются.",
        "«пусто.xml»: Файл пустой.",
        "«больше.pdf»: Файл больше 10 МБ.",
        "«бомба.zip»: После распаковки архив больше 50 МБ.",
        "«наружу.zip»: В архиве есть ссылка или имя, которое ведет за его пределы.",
        "«.pdf»: У файла нет имени.",
    ];
    let (summary, beside) = (page.texts(".error-summary li"), page.texts("#files-error p"));
    assert_eq!(summary.len(), told.len(), "{summary:?}");
    for (place, words) in told.iter().enumerate() {
        assert!(summary[place].starts_with(words) && beside[place].starts_with(words), "{summary:?}");
    }
    let kept = of_application(portal.db(), number).await.unwrap();
    assert_eq!((kept.len(), kept[0].file.name.as_str()), (1, "ровно.pdf"));
    assert_eq!(portal.stored().len(), 1);
}

#[tokio::test]
async fn the_eleventh_file_is_refused_even_when_two_come_at_once() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let contents: Vec<Vec<u8>> = (0..9).map(pdf).collect();
    let nine: Vec<(&str, &[u8])> = contents.iter().map(|content| ("скан.pdf", &content[..])).collect();
    client.attach(number, &nine).await;
    let person = portal.known("client").await;
    let mut second = portal.visit(&person).await;
    second.open(&attachments(number)).await;
    let (ten, eleven) = (pdf(10), pdf(11));
    let (tenth, eleventh) = ([("десятый.pdf", &ten[..])], [("одиннадцатый.pdf", &eleven[..])]);
    let (one, other) = tokio::join!(client.attach(number, &tenth), second.attach(number, &eleventh),);
    let refused = [&one, &other].iter().filter(|page| page.says("не больше 10 файлов.")).count();
    assert_eq!(refused, 1, "{}\n{}", one.text(), other.text());
    assert_eq!(of_application(portal.db(), number).await.unwrap().len(), 10);
    let page = client.open(&attachments(number)).await;
    assert!(page.says("удалите лишний"), "{}", page.text());
}

#[tokio::test]
async fn a_form_without_a_file_or_without_its_token_attaches_nothing() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let page = client.attach(number, &[("", b"")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("Выберите хотя бы один файл"), "{}", page.text());
    let forged = client.attach_body(number, multipart("", &[("раз.pdf", &pdf(1))]).into()).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let other = client.send(&attachments(number), &[]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(of_application(portal.db(), number).await.unwrap().is_empty());
    assert!(portal.stored().is_empty());
}

#[tokio::test]
async fn nothing_stays_of_a_file_that_was_cut() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    let whole =
        multipart(&client.csrf, &[("раз.pdf", &pdf(1)), ("два.pdf", &[pdf(2), vec![b' '; 9000]].concat())]);
    let torn = Bytes::from(whole[..whole.len() - 5000].to_vec());
    let broken = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
    };
    let parts = stream::once(async { Ok(torn) }).chain(stream::once(broken));
    let page = client.attach_body(number, Body::from_stream(parts)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("связь прервалась"), "{}", page.text());
    // What had come whole is there.
    let kept = of_application(portal.db(), number).await.unwrap();
    assert_eq!((kept.len(), kept[0].file.name.as_str(), portal.stored().len()), (1, "раз.pdf", 1));
}

#[tokio::test]
async fn a_store_that_is_away_is_said_in_words_and_keeps_nothing_half() {
    let portal = Portal::open().await;
    let (number, mut client) = waiting(&portal).await;
    client.attach(number, &[("раз.pdf", &pdf(1))]).await;
    let id = of_application(portal.db(), number).await.unwrap()[0].id;
    let folder = portal.files_folder();
    let aside = folder.with_extension("aside");
    fs::rename(&folder, &aside).unwrap();
    fs::write(&folder, "not a folder").unwrap();
    client.open("/cabinet").await;
    let page = client.attach(number, &[("два.pdf", &pdf(2))]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("«два.pdf»: Хранилище файлов сейчас недоступно."), "{}", page.text());
    let page = client.open(&format!("{}/{id}", attachments(number))).await;
    assert!(page.says("Хранилище файлов сейчас недоступно."), "{}", page.text());
    fs::remove_file(&folder).unwrap();
    fs::rename(&aside, &folder).unwrap();
    assert_eq!(of_application(portal.db(), number).await.unwrap().len(), 1);
    assert_eq!(portal.stored().len(), 1);
}
