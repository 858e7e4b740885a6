//! What the partner sells to its clients.

use rust_decimal::Decimal;

use super::{CSRF, Sample, long_name, partner_frame, sample};
use crate::components::{
    Answer, Badge, Cell, Choice, Empty, Fact, FieldError, Link, Listing, ListingRow, Notice, NoticeTone,
    Pager, Question, Questions, RowMenu, RowTotal, Tab, Tone,
};
use crate::pages::operator::{Part, PartBody};
use crate::pages::partner::{DraftList, DraftRow, PayerChoice, PayerRow, SalesPage, draft_note};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(1);
    let refused = SalesPage {
        errors: vec![
            error("sales", "не заполнены ваши реквизиты"),
            error("sales", "МБОУ СОШ № 14: нет КПП плательщика"),
        ],
        ..drafts(vec![draft(0, "ООО «Северный ветер»", false), draft(1, "МБОУ СОШ № 14", true)])
    };
    let worst = (0..50).map(|place| draft(place, &long_name(), place % 3 == 0)).collect();
    vec![
        sample("sales-empty", &drafts(Vec::new()), &partner),
        sample(
            "sales",
            &drafts(vec![draft(1, "МБОУ СОШ № 14", true), draft(0, "ООО «Северный ветер»", false)]),
            &partner,
        ),
        sample("sales-refused", &refused, &partner),
        sample("sales-worst", &drafts(worst), &partner),
        sample("sales-issued", &issued(2, "ООО «Ромашка»"), &partner),
        sample("sales-issued-empty", &issued(0, ""), &partner),
        sample("sales-issued-worst", &issued(50, &long_name()), &partner),
        sample("payments-empty", &payments(PayerChoice::default()), &partner),
        sample("payments", &payments(chosen("ООО «Ромашка»")), &partner),
        sample("payments-found", &payments(found(3, "ООО «Ромашка»")), &partner),
        sample("payments-worst", &payments(found(8, &long_name())), &partner),
        sample("payments-wrong", &payments(nobody()), &partner),
        sample("sale", &sale("ООО «Ромашка»"), &partner),
        sample("sale-worst", &sale(&long_name()), &partner),
    ]
}

pub(super) fn error(field: &str, text: &str) -> FieldError {
    FieldError { field: field.to_owned(), text: text.to_owned() }
}

pub(super) fn tabs(open: &str) -> Vec<Tab> {
    let tab = |label: &str, href: String| Tab {
        label: label.to_owned(),
        href,
        count: None,
        current: label == open,
    };
    vec![
        tab("К работе", paths::documents()),
        tab("Выставлены", paths::issued_documents()),
        tab("Оплаты", paths::client_payments()),
        tab("Акты сверки", paths::acts()),
        tab("Журнал отправки", paths::sendings()),
        tab("Из 1С", paths::dropped_documents()),
        tab("Реквизиты и цены", paths::seller()),
    ]
}

pub(super) fn drafts(rows: Vec<DraftRow>) -> SalesPage {
    let shown = u64::try_from(rows.len()).unwrap_or(0);
    let text = "Пока нельзя выставить: 1 черновик. МБОУ СОШ № 14: нет КПП плательщика.".to_owned();
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: tabs("К работе"),
        notices: (shown > 1).then_some(Notice { tone: NoticeTone::Warn, text }).into_iter().collect(),
        drafts: Some(DraftList {
            rows,
            note: draft_note(shown, shown, 0, Decimal::new(5_436_000, 2)),
            issues: true,
            hidden: Vec::new(),
            empty: Empty {
                reason: "К выставлению ничего нет.".to_owned(),
                advice: "Черновик появится здесь, когда оператор одобрит платное заявление клиента."
                    .to_owned(),
                link: None,
            },
            pager: Pager { shown, total: RowTotal::Exactly(shown), ..Pager::default() },
        }),
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}

pub(super) fn draft(place: usize, client: &str, lacks: bool) -> DraftRow {
    DraftRow {
        number: (place + 1).to_string(),
        version: "1".to_owned(),
        client: client.to_owned(),
        inn: "9900815901".to_owned(),
        kpp: (!lacks).then(|| "990001001".to_owned()),
        papers: "Счет и акт".to_owned(),
        documents: 2,
        lines: vec![
            "1С-Отчетность, 12 мес.".to_owned(),
            "Многопользовательский режим, 10 и более, 12 мес.".to_owned(),
        ],
        application: Some(Link { label: "№ 104218".to_owned(), href: paths::application("104218") }),
        day: "24.11.2026".to_owned(),
        gaps: if lacks { vec!["нет КПП плательщика".to_owned()] } else { Vec::new() },
        total: Some(Decimal::new(800_000, 2)),
        chosen: !lacks,
    }
}

fn issued(count: usize, client: &str) -> SalesPage {
    let row = |place: usize| ListingRow {
        cells: vec![
            Cell::noted(format!("Акт № Ф-{place} от 24.11.2026"), "").leading(paths::sale("7")),
            Cell::noted(client, "ИНН 9900815901"),
            Cell::text("24.11.2026, 10:05"),
            Cell::number("8 000,00 ₽"),
        ],
        act: None,
    };
    let listing = |caption: &str, headings: &[&str], rows| Listing {
        caption: caption.to_owned(),
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows,
        empty: Empty { reason: "Документов еще нет.".to_owned(), ..Empty::default() },
    };
    let series = ListingRow {
        cells: vec![
            Cell::noted("Акты", "2026 год"),
            Cell::text("112–131"),
            Cell::number("20"),
            Cell::text("нет"),
        ],
        act: None,
    };
    let documents = listing(
        "Выставленные документы",
        &["Документ", "Клиент", "Выставлен", "Сумма"],
        (0..count).map(row).collect(),
    );
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: tabs("Выставлены"),
        parts: vec![Part::new("issued", "Выставленные документы", PartBody::Listing(documents))],
        below: vec![Part::new(
            "series",
            "Нумерация",
            PartBody::Listing(listing("Нумерация", &["Вид", "Номера", "Всего", "Пропуски"], vec![series])),
        )],
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}

fn payer(name: &str) -> PayerRow {
    PayerRow {
        name: name.to_owned(),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        owes: "должен 8 000,00 ₽".to_owned(),
        href: paths::client_payments(),
    }
}

fn chosen(name: &str) -> PayerChoice {
    PayerChoice { chosen: Some(payer(name)), ..PayerChoice::default() }
}

fn found(count: usize, name: &str) -> PayerChoice {
    PayerChoice {
        find: "ром".to_owned(),
        rows: vec![payer(name); count],
        said: if count < 8 {
            String::new()
        } else {
            "Показаны первые 8, уточните название или ИНН.".to_owned()
        },
        ..PayerChoice::default()
    }
}

fn nobody() -> PayerChoice {
    PayerChoice {
        find: "роза".to_owned(),
        said: "Среди ваших клиентов такого нет.".to_owned(),
        error: "Выберите плательщика".to_owned(),
        ..PayerChoice::default()
    }
}

fn payments(choice: PayerChoice) -> SalesPage {
    let row = ListingRow {
        cells: vec![
            Cell::noted("ООО «Ромашка»", "код 7000001").leading(paths::client_payments()),
            Cell::noted("№ 94", "24.11.2026"),
            Cell::badge(Badge { label: "Отмечена".to_owned(), tone: Tone::Good }),
            Cell::number("8 000,00 ₽"),
        ],
        act: None,
    };
    let listing = Listing {
        caption: "Оплаты".to_owned(),
        headings: ["Клиент", "Поручение", "Состояние", "Сумма"].map(str::to_owned).to_vec(),
        rows: vec![row],
        ..Listing::default()
    };
    let fields = [("number", "Номер поручения"), ("amount", "Сумма, ₽")];
    let noting = asked("payment", &fields, "Отметить оплату");
    let noting = Questions { action: paths::client_payments(), errors: Vec::new(), ..noting };
    let noting =
        choice.chosen.is_some().then(|| Part::new("note", "Отметить оплату", PartBody::Questions(noting)));
    let choice = PayerChoice { action: paths::client_payments(), ..choice };
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: tabs("Оплаты"),
        parts: vec![Part::new("payments", "Оплаты", PartBody::Listing(listing))],
        side: std::iter::once(Part::new("payer", "Плательщик", PartBody::Payer(choice)))
            .chain(noting)
            .collect(),
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}

fn asked(id: &str, names: &[(&str, &str)], button: &str) -> Questions {
    let question = |one: &(&str, &str)| Question {
        group: "",
        name: one.0.to_owned(),
        label: one.1.to_owned(),
        hint: String::new(),
        answer: Answer::Line(String::new()),
    };
    Questions {
        id: id.to_owned(),
        action: paths::sale_price("7"),
        list: names.iter().map(question).collect(),
        button: button.to_owned(),
        errors: vec![error("reason", "Напишите причину")],
        ..Questions::default()
    }
}

fn lines() -> Listing {
    let form = asked("price-0", &[("price", "Цена без НДС, ₽"), ("reason", "Причина")], "Изменить цену");
    let line = ListingRow {
        cells: vec![
            Cell::text("Право использования: сервис «1С-Отчетность», тариф «Основной», 12 мес."),
            Cell::number("1"),
            Cell::number("8 000,00 ₽"),
            Cell::text("Без НДС"),
            Cell::number("8 000,00 ₽"),
        ],
        act: Some(RowMenu { label: "Цена".to_owned(), form, open: true }),
    };
    Listing {
        caption: "Строки".to_owned(),
        headings: ["Что", "Количество", "Цена без НДС", "НДС", "Всего"].map(str::to_owned).to_vec(),
        rows: vec![line],
        ..Listing::default()
    }
}

fn sale(client: &str) -> SalesPage {
    let choices = vec![Choice::new("osn", "ОСН, НДС по товару"), Choice::new("usn", "УСН без НДС")];
    let regime = Questions {
        id: "regime".to_owned(),
        action: paths::seller_regime(),
        list: vec![Question {
            group: "",
            name: "regime".to_owned(),
            label: "Режим".to_owned(),
            hint: String::new(),
            answer: Answer::Few(choices, "usn".to_owned()),
        }],
        button: "Указать режим".to_owned(),
        ..Questions::default()
    };
    let dropping = asked("dropping", &[("reason", "Причина")], "Отложить");
    SalesPage {
        heading: format!("{client}, № 7"),
        trail: vec![Link { label: "Документы".to_owned(), href: paths::documents() }],
        status: Some(Badge { label: "Черновик".to_owned(), tone: Tone::Work }),
        parts: vec![Part::new("lines", "Строки", PartBody::Listing(lines()))],
        side: vec![
            Part::new("facts", "Реализация", PartBody::Facts(vec![Fact::new("Клиент", client)])),
            Part::new("drop", "Не выставлять", PartBody::Questions(dropping)),
            Part::new("set-regime", "Указать режим", PartBody::Questions(regime)),
        ],
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}
