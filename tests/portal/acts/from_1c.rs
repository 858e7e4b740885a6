//! Acts of partners that issue in 1С: a person chooses a dropped one, or brings its file.

use axum::http::StatusCode;
use chrono::Duration;
use registrar::domain::ids::ArchiveId;
use registrar::domain::organization::Organization;
use registrar::domain::seller::TypedTerms;
use registrar::operations::sales::sellers;
use registrar::operations::{Failure, acts};

use super::{ACT, NOVEMBER, OWN, answers, client_of, file, letters, ordered, orders};
use crate::support::{Page, Persona, Portal, Visitor, document_name, pdf, seller_terms};

/// «Форсайт» issues in 1С, which has dropped an act, a reconciliation act and one of another client.
async fn in_1c(portal: &Portal) -> (Organization, Persona) {
    let desk = portal.selling().await;
    let terms = TypedTerms { source: "1c".to_owned(), ..seller_terms() };
    sellers::keep_terms(&desk, 2, &terms).await.unwrap();
    let organization = portal.organization(portal.send(&portal.draft()).await).await;
    let other = portal.organization(portal.send(&portal.draft()).await).await;
    for (content, (kind, number, of)) in [
        ("act", "17", &organization),
        ("reconciliation", "5", &organization),
        ("reconciliation", "6", &other),
    ]
    .into_iter()
    .enumerate()
    {
        let day = if kind == "act" { "2026-11-03" } else { "2026-11-18" };
        let name = document_name(kind, number, of).replace("2026-11-03", day);
        portal.drop_file("forsait", &name, &pdf(content));
    }
    portal.worker().take_documents().await;
    assert_eq!(portal.count("documents").await, 3);
    let client = client_of(portal, &organization).await;
    (organization, client)
}

/// Sends the form with the file of an act.
async fn brings(desk: &mut Visitor, values: &[(&str, &str)], bytes: Option<&[u8]>) -> Page {
    let page = desk.open(ACT).await;
    let version = page.values("form[action$='/file'] input[name=version]", "value").remove(0);
    let values = [values, &[("version", version.as_str())]].concat();
    desk.send_act(&format!("{ACT}/file"), &values, bytes).await
}

#[tokio::test]
async fn a_dropped_act_is_chosen_and_comes_by_letter() {
    let portal = Portal::open().await;
    let (_, client) = in_1c(&portal).await;
    ordered(&portal, &client, &[("balance", "0")]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    let card = desk.open(ACT).await;
    assert!(card.says("№ 5 от 18.11.2026") && !card.says("№ 6 от"), "{}", card.text());
    let none = answers(&mut desk, "choice", &[]).await;
    assert_eq!(none.texts("#choice-document-error"), ["Выберите акт из списка"]);
    for foreign in ["1", "3", "99", "x"] {
        let page = answers(&mut desk, "choice", &[("document", foreign)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{foreign}");
    }
    let drawn = acts::send(&portal.staff().await.desk(), ArchiveId(1), 2, "").await;
    assert!(matches!(drawn, Err(Failure::Invalid(ref faults)) if faults[0].0 == "act"), "{drawn:?}");
    let page = answers(&mut desk, "choice", &[("document", "2")]).await;
    assert!(page.says("Акт отправляется клиенту."), "{}", page.text());
    portal.run_errands().await;
    let (name, kind, bytes) = file(&letters(&portal, "Акт сверки").remove(0));
    assert!(
        name.split('.').next_back() == Some("pdf") && kind == "application/pdf" && bytes == pdf(1),
        "{name}"
    );
    assert!(portal.visit(&client).await.open(OWN).await.says("Отправлено"));
    assert_eq!(portal.count("numbered_documents").await, 0, "the number is that of 1С");
    portal.verify().await;
}

#[tokio::test]
async fn a_file_is_brought_filed_and_sent_and_each_fault_is_told() {
    let portal = Portal::open().await;
    let (_, client) = in_1c(&portal).await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    let page = brings(&mut desk, &[("number", "_"), ("day", "2026-11-19")], None).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts("#file-file-error"), ["Приложите файл PDF"]);
    assert_eq!((page.texts("#file-number-error").len(), page.texts("#file-day-error").len()), (1, 1));
    let typed = [("number", "7"), ("day", "2026-11-18")];
    let page = brings(&mut desk, &typed, Some(b"PK\x03\x04")).await;
    assert_eq!(page.texts("#file-file-error"), ["Это не PDF"]);
    assert_eq!(page.values("#file-number", "value"), ["7"], "what was typed stays");
    let page = brings(&mut desk, &typed, Some(b"%PDF-1.7\n half")).await;
    assert_eq!(page.texts("#file-file-error"), ["Файл дошел не полностью: приложите его снова"]);
    let large = [b"%PDF-1.7\n".to_vec(), vec![b' '; 20 * 1024 * 1024], b"%%EOF\n".to_vec()].concat();
    let page = brings(&mut desk, &typed, Some(&large)).await;
    assert_eq!(page.texts("#file-file-error"), ["Файл больше 20 МБ"]);
    let taken = [("number", "5"), ("day", "2026-11-18")];
    let page = brings(&mut desk, &taken, Some(&pdf(9))).await;
    assert!(page.texts("#file-number-error")[0].contains("уже есть другой акт"), "{}", page.text());
    assert_eq!(portal.count("documents").await, 3);
    let page = brings(&mut desk, &typed, Some(&pdf(9))).await;
    assert!(page.says("Акт отправляется клиенту."), "{}", page.text());
    assert_eq!(portal.count("documents where kind = 'reconciliation' and number = '7'").await, 1);
    portal.run_errands().await;
    assert_eq!(file(&letters(&portal, "Акт сверки").remove(0)).2, pdf(9));
    portal.verify().await;
}

#[tokio::test]
async fn without_a_document_until_the_end_of_the_period_nothing_is_ordered() {
    let portal = Portal::open().await;
    let (_, client) = in_1c(&portal).await;
    let mut browser = portal.visit(&client).await;
    let page = orders(&mut browser, &[("first", "2026-01-01"), ("last", "2026-11-02")]).await;
    assert_eq!(page.texts("#last-error"), ["За данный период документов нет"]);
    assert!(orders(&mut browser, &NOVEMBER).await.says("Принято, формируется"));
}

#[tokio::test]
async fn while_the_store_is_away_a_chosen_act_waits_and_goes_on_by_itself() {
    let portal = Portal::open().await;
    let (_, client) = in_1c(&portal).await;
    ordered(&portal, &client, &[]).await;
    let folder = portal.files_folder();
    std::fs::rename(&folder, folder.with_file_name("files-away")).unwrap();
    std::fs::create_dir(&folder).unwrap();
    answers(&mut portal.visit(&portal.staff().await).await, "choice", &[("document", "2")]).await;
    portal.run_errands().await;
    let page = portal.visit(&client).await.open(OWN).await;
    assert!(page.says("Ждет 1С") && page.says("пришлем акт, как только"), "{}", page.text());
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::rename(folder.with_file_name("files-away"), &folder).unwrap();
    portal.clock.advance(Duration::minutes(20));
    portal.run_errands().await;
    assert_eq!(letters(&portal, "Акт сверки").len(), 1);
    portal.verify().await;
}

#[tokio::test]
async fn an_act_of_another_period_is_not_offered_and_the_period_of_the_order_is_named() {
    let portal = Portal::open().await;
    let (organization, client) = in_1c(&portal).await;
    let early = document_name("reconciliation", "4", &organization);
    portal.drop_file("forsait", &early, &pdf(8));
    portal.worker().take_documents().await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    let card = desk.open(ACT).await;
    assert!(!card.says("№ 4 от"), "it is older than the end of the period: {}", card.text());
    assert!(card.says("Акт за 01.11.2026 – 18.11.2026 уйдет клиенту письмом."), "{}", card.text());
    answers(&mut desk, "choice", &[("document", "2")]).await;
    let later = [("first", "2026-10-01"), ("last", "2026-11-18")];
    orders(&mut portal.visit(&client).await, &later).await;
    let card = desk.open("/partner/documents/acts/2").await;
    assert!(!card.says("№ 5 от") && !card.offers("/partner/documents/acts/2/choice"), "{}", card.text());
    portal.verify().await;
}

#[tokio::test]
async fn the_day_of_an_act_is_neither_before_the_end_of_its_period_nor_to_come() {
    let portal = Portal::open().await;
    let (_, client) = in_1c(&portal).await;
    ordered(&portal, &client, &[]).await;
    let mut desk = portal.visit(&portal.staff().await).await;
    for day in ["1900-01-01", "2026-11-17", "2026-11-19"] {
        let page = brings(&mut desk, &[("number", "7"), ("day", day)], Some(&pdf(9))).await;
        let told = page.texts("#file-day-error");
        assert!(told[0].contains("не раньше конца периода, 18.11.2026"), "{day}: {told:?}");
    }
    assert_eq!(portal.count("documents").await, 3);
}
