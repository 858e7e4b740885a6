//! Files that cannot be taken stay in the folder, and the partner reads why.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::process::Command;

use chrono::Duration;
use registrar::domain::document::LARGEST_DOCUMENT;

use super::{looked, served};
use crate::support::{Portal, document_name, pdf};

/// Takes what can be taken, and finds that this file stays and why.
async fn stays(portal: &Portal, name: &str, reason: &str) {
    portal.worker().take_documents().await;
    let page = looked(portal, &portal.staff().await, "").await;
    assert!(page.says("Не приняты") && page.says(name) && page.says(reason), "{name}: {}", page.text());
    assert_eq!((portal.dropped("forsait"), portal.count("documents").await), (vec![name.to_owned()], 0));
    let path = portal.drop_folder().join("forsait").join(name);
    if path.is_dir() {
        fs::remove_dir(path).unwrap();
    } else {
        fs::remove_file(path).unwrap();
    }
    portal.worker().take_documents().await;
    let page = looked(portal, &portal.staff().await, "").await;
    assert!(!page.says("Не приняты"), "{name}: {}", page.text());
}

#[tokio::test]
async fn a_name_that_says_too_little_is_told_of() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let sound = document_name("act", "17", &organization);
    let inn = organization.requisites.inn.as_str();
    for (name, reason) in [
        ("письмо.pdf", "Имя не по образцу"),
        (&sound.replace(".pdf", ".tmp"), "Имя не по образцу"),
        (&sound.replace("act", "bill"), "Вид документа неизвестен"),
        (&sound.replace("11-03", "02-30"), "Такой даты нет"),
        (&sound.replace("2026-11-03", "2027-11-19"), "Дата документа больше чем на год впереди"),
        (&sound.replace(inn, "9900000000"), "У вас нет организации с такими ИНН и КПП"),
        (&sound.replace(&format!("-{}", organization.kpp()), "-770101999"), "У вас нет организации"),
    ] {
        portal.drop_file("forsait", name, &pdf(1));
        stays(&portal, name, reason).await;
    }
    portal.verify().await;
}

#[tokio::test]
async fn another_partners_organisation_is_as_unknown_as_one_of_nobody() {
    let portal = Portal::open().await;
    served(&portal).await;
    let program = portal.its_login("its-2", "sevproekt").await;
    let theirs = portal.organization(portal.send_by(&program, &portal.draft()).await.unwrap()).await;
    for name in [document_name("act", "17", &theirs), "act_2026-11-03_17_7707083893-773601001.pdf".to_owned()]
    {
        portal.drop_file("forsait", &name, &pdf(1));
        stays(&portal, &name, "У вас нет организации с такими ИНН и КПП").await;
    }
}

#[tokio::test]
async fn links_folders_and_pipes_are_not_followed() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let name = document_name("act", "17", &organization);
    let elsewhere = portal.files_folder().with_file_name("secret.pdf");
    fs::write(&elsewhere, pdf(7)).unwrap();
    let path = portal.drop_folder().join("forsait").join(&name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink(&elsewhere, &path).unwrap();
    stays(&portal, &name, "Это ссылка или папка").await;
    fs::create_dir(&path).unwrap();
    stays(&portal, &name, "Это ссылка или папка").await;
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    stays(&portal, &name, "Это ссылка или папка").await;
    assert_eq!(fs::read(&elsewhere).unwrap(), pdf(7));
    // The folder of a partner is no link either.
    fs::remove_dir(portal.drop_folder().join("forsait")).unwrap();
    let outside = portal.files_folder().with_file_name("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join(&name), pdf(7)).unwrap();
    symlink(&outside, portal.drop_folder().join("forsait")).unwrap();
    portal.worker().take_documents().await;
    assert_eq!(portal.count("documents").await, 0);
}

#[tokio::test]
async fn what_is_too_large_or_no_pdf_stays() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let name = document_name("act", "17", &organization);
    portal.drop_file("forsait", &name, b"<html>%PDF-1.7 %%EOF</html>");
    stays(&portal, &name, "Внутри не PDF").await;
    let path = portal.drop_file("forsait", &name, &pdf(1));
    let file = File::options().append(true).open(&path).unwrap();
    file.set_len(LARGEST_DOCUMENT + 1).unwrap();
    file.set_modified((portal.clock.now() - Duration::minutes(1)).into()).unwrap();
    stays(&portal, &name, "Файл больше 20 МБ").await;
    let mut largest = pdf(1);
    largest.resize(usize::try_from(LARGEST_DOCUMENT).unwrap() - 6, b' ');
    largest.extend_from_slice(b"%%EOF\n");
    portal.drop_file("forsait", &name, &largest);
    portal.worker().take_documents().await;
    assert_eq!((portal.dropped("forsait").len(), portal.count("documents").await), (0, 1));
}

#[tokio::test]
async fn a_file_that_is_still_written_is_waited_for() {
    let portal = Portal::open().await;
    let organization = served(&portal).await;
    let (name, whole) = (document_name("act", "17", &organization), pdf(1));
    let waits = async |content: &[u8], age: Duration| {
        portal.drop_file_aged("forsait", &name, content, age);
        portal.worker().take_documents().await;
        let page = looked(&portal, &portal.staff().await, "").await;
        assert!(!page.says("Не приняты") && page.says("Документов еще нет."), "{}", page.text());
        assert_eq!(portal.dropped("forsait").len(), 1);
    };
    waits(b"", Duration::seconds(50)).await;
    waits(&whole[..8], Duration::seconds(50)).await;
    waits(&whole, Duration::seconds(20)).await;
    for content in [&b""[..], &whole[..8]] {
        portal.drop_file_aged("forsait", &name, content, Duration::minutes(1));
        stays(&portal, &name, "Файл пуст или записан не до конца").await;
    }
    portal.drop_file("forsait", &name, &whole);
    portal.worker().take_documents().await;
    assert_eq!((portal.dropped("forsait").len(), portal.count("documents").await), (0, 1));
}

#[tokio::test]
async fn many_faulty_files_are_counted() {
    let portal = Portal::open().await;
    served(&portal).await;
    for number in 0..102 {
        portal.drop_file("forsait", &format!("{number}.pdf"), &pdf(1));
    }
    portal.worker().take_documents().await;
    let page = looked(&portal, &portal.staff().await, "").await;
    assert!(page.says("Показаны 100 из 102"), "{}", page.text());
}
