//! Reconciliation acts: ordering one, and looking at them at the partner's desk.

use super::archives::{form as archive_form, wrong_form};
use super::sales::{error, tabs};
use super::{CSRF, Sample, cabinet_frame, long_name, partner_frame, sample};
use crate::components::{
    Answer, Badge, Cell, Choice, Empty, Fact, Link, Listing, ListingRow, Notice, NoticeTone, Question,
    Questions, Tone,
};
use crate::pages::cabinet::{ActQuestions, ArchivePage};
use crate::pages::operator::{Part, PartBody};
use crate::pages::partner::SalesPage;
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let (partner, client) = (partner_frame(1), cabinet_frame());
    vec![
        sample("act-new", &act_form(), &client),
        sample("act-new-worst", &wrong_act_form(), &client),
        sample("acts-empty", &board(0, ""), &partner),
        sample("acts", &board(2, "ООО «Ромашка»"), &partner),
        sample("acts-worst", &board(50, &long_name()), &partner),
        sample("act", &own("ООО «Ромашка»", 4), &partner),
        sample("act-worst", &own(&long_name(), 300), &partner),
        sample("act-1c", &from_1c(), &partner),
    ]
}

fn act_form() -> ArchivePage {
    ArchivePage {
        kind: "reconciliation".to_owned(),
        heading: "Заказать акт сверки".to_owned(),
        act: Some(ActQuestions {
            balance: String::new(),
            favours: vec![
                Choice::new("", "Не указано"),
                Choice::new("partner", "Не в нашу: должны мы"),
                Choice::new("client", "В нашу: должны нам"),
            ],
            favour: String::new(),
            promised: Some([
                "Придет сегодня до 18:00 МСК+5".to_owned(),
                "Акт проверит сотрудник ООО «Форсайт», поэтому он приходит позже архива.".to_owned(),
            ]),
        }),
        found: None,
        ..archive_form()
    }
}

fn wrong_act_form() -> ArchivePage {
    let act = act_form().act.map(|act| ActQuestions {
        balance: "много".to_owned(),
        promised: Some([
            "Придет 11.01.2027 до 12:00 МСК+5".to_owned(),
            format!("Акт проверит сотрудник {}, поэтому он приходит позже архива.", long_name()),
        ]),
        ..act
    });
    let faults = [
        error("balance", "Укажите сумму, например 8 000,00"),
        error("favour", "Укажите, в чью пользу остаток"),
    ];
    let wrong = wrong_form();
    ArchivePage {
        kind: "reconciliation".to_owned(),
        heading: "Заказать акт сверки".to_owned(),
        act,
        errors: wrong.errors.clone().into_iter().chain(faults).collect(),
        ..wrong
    }
}

fn listing(caption: &str, headings: &[&str], rows: Vec<ListingRow>) -> Listing {
    let empty = Empty {
        reason: "Актов к проверке нет.".to_owned(),
        advice: "Акт появится здесь, когда клиент закажет его в личном кабинете.".to_owned(),
        link: None,
    };
    let headings = headings.iter().map(|heading| (*heading).to_owned()).collect();
    Listing { caption: caption.to_owned(), headings, rows, empty }
}

fn until(late: bool) -> Cell {
    if late {
        let badge = Badge { label: "Просрочен".to_owned(), tone: Tone::Bad };
        return Cell { note: "вчера до 18:00 МСК+5".to_owned(), ..Cell::badge(badge) };
    }
    Cell::text("сегодня до 18:00 МСК+5")
}

fn board(count: usize, client: &str) -> SalesPage {
    let row = |place: usize| ListingRow {
        cells: vec![
            Cell::noted(client, "ИНН 9900815901").leading(paths::act("15")),
            Cell::text("III квартал 2026"),
            Cell::text("21.11.2026 13:55 МСК+5"),
            until(place.is_multiple_of(3)),
        ],
        act: None,
    };
    let answered = ListingRow {
        cells: vec![
            Cell::noted(client, "ИНН 9900815901").leading(paths::act("14")),
            Cell::text("октябрь 2026"),
            Cell::text("20.11.2026 12:01 МСК+5"),
            Cell::badge(Badge { label: "Отправлено".to_owned(), tone: Tone::Good }),
        ],
        act: None,
    };
    let waiting = listing(
        "Акты сверки, которые ждут проверки",
        &["Клиент", "Период", "Заказан", "Обещан"],
        (0..count).map(row).collect(),
    );
    let checked =
        listing("Проверенные акты сверки", &["Клиент", "Период", "Когда", "Состояние"], vec![answered]);
    let below = Part {
        note: "Показаны 1 из 1".to_owned(),
        ..Part::new("answered", "Проверены", PartBody::Listing(checked))
    };
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: tabs("Акты сверки"),
        parts: vec![Part::new("acts", "Ждут проверки", PartBody::Listing(waiting))],
        below: if count > 0 { vec![below] } else { Vec::new() },
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}

fn lines(count: usize) -> Listing {
    let sums = |debit: &str, credit: &str| [Cell::number(debit), Cell::number(credit)];
    let total = |name: &str, debit: &str| ListingRow {
        cells: [Cell::text(name)].into_iter().chain(sums(debit, "")).collect(),
        act: None,
    };
    let line = |place: usize| {
        let (name, sums) = if place.is_multiple_of(2) {
            (format!("Акт № Ф-{}", 112 + place), sums("8 000,00 ₽", ""))
        } else {
            ("Оплата, п/п № 77".to_owned(), sums("", "8 000,00 ₽"))
        };
        let named = Cell::noted(name, "12.07.2026").leading(paths::sale("7"));
        ListingRow { cells: [named].into_iter().chain(sums).collect(), act: None }
    };
    let rows = [total("Начальное сальдо", "1 440,00 ₽")].into_iter().chain((0..count).map(line));
    let rows = rows.chain([total("Конечное сальдо", "1 440,00 ₽")]).collect();
    listing("Акт сверки", &["Документ", "Дебет", "Кредит"], rows)
}

fn facts(client: &str) -> Part {
    let list = vec![
        Fact::new("Клиент", client),
        Fact::identifier("ИНН", "9900815901"),
        Fact::new("Период", "01.07.2026 – 30.09.2026"),
        Fact::new("Обещан", "сегодня до 18:00 МСК+5"),
        Fact::new("Данные клиента", "долга нет"),
        Fact::new("Уйдет на", "b***@romashka.example"),
    ];
    Part::new("facts", "Заказ", PartBody::Facts(list))
}

fn form(id: &str, list: Vec<Question>, button: &str) -> Questions {
    Questions {
        id: id.to_owned(),
        action: paths::act_refusal("15"),
        list,
        button: button.to_owned(),
        ..Questions::default()
    }
}

fn question(name: &str, label: &str, answer: Answer) -> Question {
    Question { group: "", name: name.to_owned(), label: label.to_owned(), hint: String::new(), answer }
}

fn refusal() -> Part {
    let words = question("reason", "Причина", Answer::Text(String::new()));
    Part::new("refuse", "Отказать", PartBody::Questions(form("refusal", vec![words], "Отказать")))
}

fn card(client: &str) -> SalesPage {
    SalesPage {
        heading: format!("Акт сверки: {client}"),
        trail: vec![Link { label: "Акты сверки".to_owned(), href: paths::acts() }],
        status: Some(Badge { label: "Принято, формируется".to_owned(), tone: Tone::Out }),
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}

fn own(client: &str, count: usize) -> SalesPage {
    let text = "Разница 1 440,00 ₽: у нас долг 1 440,00 ₽, по данным клиента долга нет.".to_owned();
    let sending = Questions {
        consequence: "Акт получит следующий номер и уйдет клиенту письмом. Номер не отменить.".to_owned(),
        ..form("sending", Vec::new(), "Отправить")
    };
    SalesPage {
        notices: vec![Notice { tone: NoticeTone::Warn, text }],
        parts: vec![Part::new("lines", "По нашим данным", PartBody::Listing(lines(count)))],
        side: vec![
            facts(client),
            Part::new("send", "Отправить клиенту", PartBody::Questions(sending)),
            refusal(),
        ],
        ..card(client)
    }
}

fn from_1c() -> SalesPage {
    let choices = vec![Choice::new("", "Выберите"), Choice::new("5", "№ 5 от 03.11.2026")];
    let choice = question("document", "Акт из 1С", Answer::OneOf(choices, String::new()));
    let file = Questions {
        errors: vec![error("file", "Это не PDF")],
        ..form(
            "file",
            vec![
                question("number", "Номер акта", Answer::Line("7".to_owned())),
                question("day", "День акта", Answer::Day("2026-11-18".to_owned())),
                question("file", "Файл", Answer::File(".pdf")),
            ],
            "Приложить и отправить",
        )
    };
    SalesPage {
        parts: vec![
            Part::new(
                "choose",
                "Отправить акт из 1С",
                PartBody::Questions(form("choice", vec![choice], "Отправить")),
            ),
            Part::new("upload", "Приложить файл акта", PartBody::Questions(file)),
            refusal(),
        ],
        side: vec![facts("ООО «Ромашка»")],
        ..card("ООО «Ромашка»")
    }
}
