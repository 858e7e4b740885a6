//! The partner's documents from 1С.

use super::{Sample, long_name, moment, partner_frame, sample};
use crate::components::{Empty, Pager, RowTotal, Tab};
use crate::pages::partner::{DocumentRow, DocumentsPage, FaultyRow};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(1);
    let worst = DocumentsPage {
        faulty: (0..100).map(|_| faulty(&"очень_длинное_имя_файла".repeat(10), "Внутри не PDF.")).collect(),
        faulty_total: 1204,
        ..page(
            (0..50)
                .map(|_| {
                    row(
                        "Акт сверки № 00000000000000000000000000000000000000000000000017 от 03.11.2026",
                        &long_name(),
                    )
                })
                .collect(),
        )
    };
    let usual = DocumentsPage {
        faulty: vec![faulty(
            "act_2026-02-30_17_9900815901.pdf",
            "Такой даты нет. Дата записывается как 2026-11-03.",
        )],
        faulty_total: 1,
        ..page(vec![
            row("Счет № 17 от 03.11.2026", "ООО «Ромашка»"),
            row("Акт № БП-4 от 31.10.2026", "ООО «Ромашка»"),
        ])
    };
    vec![
        sample("documents-empty", &page(Vec::new()), &partner),
        sample("documents", &usual, &partner),
        sample("documents-worst", &worst, &partner),
    ]
}

fn page(rows: Vec<DocumentRow>) -> DocumentsPage {
    let shown = u64::try_from(rows.len()).unwrap_or(0);
    let tab = |label: &str, kind: &str| Tab {
        label: label.to_owned(),
        href: paths::with_query(&paths::dropped_documents(), &[("kind", kind)]),
        count: None,
        current: kind.is_empty(),
    };
    DocumentsPage {
        tabs: vec![tab("Все", ""), tab("Счета", "invoice"), tab("Акты", "act"), tab("УПД", "upd")],
        rows,
        pager: Pager { shown, total: RowTotal::Exactly(shown), ..Pager::default() },
        empty: Empty {
            reason: "Документов еще нет.".to_owned(),
            advice: "Они появляются здесь, когда 1С выгружает их в папку обмена.".to_owned(),
            link: None,
        },
        ..DocumentsPage::default()
    }
}

fn row(name: &str, organization: &str) -> DocumentRow {
    DocumentRow {
        name: name.to_owned(),
        href: paths::document_file("7"),
        size: "340 КБ".to_owned(),
        organization: organization.to_owned(),
        card: Some(paths::organization("7000001")),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        day: "03.11.2026".to_owned(),
        taken: moment(18, 9, 0),
    }
}

fn faulty(name: &str, reason: &str) -> FaultyRow {
    FaultyRow { name: name.to_owned(), reason: reason.to_owned() }
}
