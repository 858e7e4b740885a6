//! The operator's sheets: partners, prices, settings.

use super::{CSRF, Sample, long_name, moment, operator_frame, sample};
use crate::components::{
    Answer, Badge, Cell, Choice, Empty, Fact, FieldError, Link, Listing, ListingRow, Notice, NoticeTone,
    Question, Questions, RowMenu, Search, TimelineEntry, Tone,
};
use crate::pages::operator::{Part, PartBody, SheetPage};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let frame = operator_frame(2);
    vec![
        sample("operator-partners-empty", &partners(0), &frame),
        sample("operator-partners", &partners(3), &frame),
        sample("operator-partners-worst", &partners(400), &frame),
        sample("operator-partner", &partner(Vec::new()), &frame),
        sample("operator-partner-returned", &partner(faults()), &frame),
        sample("operator-setting", &setting(), &frame),
        sample("operator-reasons-empty", &reasons(0), &frame),
        sample("operator-reasons", &reasons(16), &frame),
        sample("operator-reasons-worst", &reasons(400), &frame),
        sample("operator-prices", &prices(16), &frame),
        sample("operator-prices-worst", &prices(400), &frame),
    ]
}

fn link(label: &str, href: String) -> Link {
    Link { label: label.to_owned(), href }
}

fn row(cells: Vec<Cell>) -> ListingRow {
    ListingRow { cells, act: None }
}

fn badge(label: &str, tone: Tone) -> Cell {
    Cell::badge(Badge { label: label.to_owned(), tone })
}

fn listing(caption: &str, headings: &[&str], rows: Vec<ListingRow>) -> PartBody {
    PartBody::Listing(Listing {
        caption: caption.to_owned(),
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows,
        empty: Empty {
            reason: "Партнеров не найдено.".to_owned(),
            advice: "Ищите по названию, коду, ИНН или номеру договора.".to_owned(),
            link: Some(link("Показать всех", paths::partners())),
        },
    })
}

fn partners(count: usize) -> SheetPage {
    let one = |index: usize| {
        let name = if index % 7 == 6 { long_name() } else { "ООО «Форсайт»".to_owned() };
        row(vec![
            Cell::noted(name, "ИНН 9900100011").leading(paths::partner("forsait")),
            Cell::text("forsait"),
            Cell::text("№ 17-С"),
            badge("Действует", Tone::Good),
            Cell::text("+7 999 000-10-01"),
        ])
    };
    let headings = ["Партнер", "Код", "Договор", "Действует", "Телефон"];
    SheetPage {
        title: "Партнеры и договоры · Оператор".to_owned(),
        heading: "Партнеры и договоры".to_owned(),
        search: Some(Search {
            action: paths::partners(),
            value: String::new(),
            placeholder: "Название, код, ИНН, номер договора".to_owned(),
            suggests: false,
        }),
        links: vec![link("Добавить партнера", paths::enrolment())],
        parts: vec![Part::new(
            "partners",
            "Партнеры",
            listing("Партнеры", &headings, (0..count).map(one).collect()),
        )],
        ..SheetPage::default()
    }
}

fn question(name: &str, label: &str, hint: &str, answer: Answer) -> Question {
    Question { group: "", name: name.to_owned(), label: label.to_owned(), hint: hint.to_owned(), answer }
}

fn discount(errors: Vec<FieldError>) -> Questions {
    let products =
        vec![Choice::new("main", "1С-Отчетность"), Choice::new("multi_user", "Многопользовательский режим")];
    Questions {
        id: "discount".to_owned(),
        action: paths::discounts("forsait"),
        list: vec![
            question("product", "Продукт", "", Answer::OneOf(products, "main".to_owned())),
            question("percent", "Скидка, %", "Например 37,5", Answer::Line("много".to_owned())),
            question("from", "Действует с", "Не раньше завтрашнего", Answer::Day("2026-11-22".to_owned())),
        ],
        hidden: Vec::new(),
        button: "Изменить скидку".to_owned(),
        consequence: "Уже посчитанные строки не изменятся.".to_owned(),
        errors,
    }
}

fn faults() -> Vec<FieldError> {
    let fault = |field: &str, text: &str| FieldError { field: field.to_owned(), text: text.to_owned() };
    vec![fault("percent", "Процент от 0 до 100"), fault("from", "Не раньше завтрашнего дня")]
}

fn changed_discount() -> TimelineEntry {
    TimelineEntry {
        at: moment(18, 9, 0),
        actor: Some("Рублева Зоя Максимовна".to_owned()),
        text: "изменена скидка".to_owned(),
        detail: Some("1С-Отчетность: 40 % → 45 % с 01.12.2026, договор № 17-С".to_owned()),
        tone: Tone::Work,
    }
}

fn partner(errors: Vec<FieldError>) -> SheetPage {
    let term = |product: &str, share: &str, state| {
        row(vec![
            Cell::text(product),
            Cell::number(share),
            Cell::text("01.03.2024"),
            Cell::text("без срока"),
            state,
        ])
    };
    let discounts = vec![
        term("1С-Отчетность", "45\u{a0}%", badge("Запланировано", Tone::New)),
        term("1С-Отчетность", "40\u{a0}%", badge("Действует", Tone::Good)),
        term("Многопользовательский режим", "30\u{a0}%", badge("Закончилось", Tone::Quiet)),
    ];
    SheetPage {
        title: "ООО «Форсайт» · Партнеры · Оператор".to_owned(),
        trail: vec![link("Партнеры и договоры", paths::partners())],
        heading: "ООО «Форсайт»".to_owned(),
        links: vec![
            link("Изменить карточку", paths::partner_card("forsait")),
            link("Новый договор", paths::contract("forsait")),
        ],
        parts: vec![
            Part::new(
                "requisites",
                "Реквизиты",
                PartBody::Facts(vec![Fact::identifier("ИНН", "9900100011"), Fact::new("КПП", "")]),
            ),
            Part::new(
                "discounts",
                "Скидки",
                listing(
                    "Скидки",
                    &["Продукт", "Скидка", "Действует с", "Действует по", "Состояние"],
                    discounts,
                ),
            ),
            Part::new("history", "История изменений", PartBody::History(vec![changed_discount()])),
        ],
        side: vec![Part::new("discount", "Изменить скидку", PartBody::Questions(discount(errors)))],
        csrf: CSRF.to_owned(),
        ..SheetPage::default()
    }
}

fn setting() -> SheetPage {
    let yes_no = vec![Choice::new("yes", "да"), Choice::new("no", "нет")];
    let plan = Questions {
        id: "plan".to_owned(),
        action: paths::setting("silence_is_agreement"),
        list: vec![
            question("value", "Значение", "", Answer::Few(yes_no, "no".to_owned())),
            question("from", "Действует с", "Сегодня или позже", Answer::Day("2026-11-21".to_owned())),
            question("reason", "Причина", "", Answer::Text(String::new())),
        ],
        button: "Сохранить".to_owned(),
        ..Questions::default()
    };
    let history = vec![row(vec![
        Cell::text("нет"),
        Cell::text("01.01.2023"),
        badge("Действует", Tone::Good),
        Cell::noted("", ""),
    ])];
    SheetPage {
        title: "Молчание считается согласием · Настройки · Оператор".to_owned(),
        trail: vec![link("Настройки", paths::settings())],
        heading: "Молчание считается согласием".to_owned(),
        lead: "Отчет без ответа в срок согласуется сам.".to_owned(),
        parts: vec![Part::new(
            "history",
            "История и планы",
            listing("История", &["Значение", "Действует с", "Состояние", "Кто и когда"], history),
        )],
        side: vec![Part::new("plan", "Новое значение", PartBody::Questions(plan))],
        csrf: CSRF.to_owned(),
        ..SheetPage::default()
    }
}

fn reasons(count: usize) -> SheetPage {
    let one = |index: usize| {
        let title = if index % 7 == 6 {
            long_name()
        } else {
            "СНИЛС владельца не подтвержден".to_owned()
        };
        row(vec![
            Cell::noted(title, "snils").leading(paths::reason("snils")),
            badge("Возврат и отклонение", Tone::New),
            Cell::noted(
                "СНИЛС владельца подписи не прошел проверку.",
                "Исправьте СНИЛС и отправьте заявление снова.",
            ),
            Cell::number("3"),
            Cell::number("999"),
        ])
    };
    let headings = ["Причина", "Для чего", "Что читает клиент", "Редакция", "Место"];
    let purposes = vec![Choice::new("return", "Возврат"), Choice::new("reject", "Отклонение")];
    let new = Questions {
        id: "reason".to_owned(),
        action: paths::reasons(),
        list: vec![
            question("serving", "Для чего", "", Answer::Few(purposes, "return".to_owned())),
            question("text", "Что не так", "{organization} заменит название", Answer::Text(String::new())),
        ],
        button: "Добавить причину".to_owned(),
        ..Questions::default()
    };
    SheetPage {
        title: "Причины возврата и отклонения · Оператор".to_owned(),
        heading: "Причины возврата и отклонения".to_owned(),
        links: vec![
            link("Отчет по причинам", paths::reason_count()),
            link("Отчет партнера", paths::own_reason_count()),
        ],
        parts: vec![Part::new(
            "reasons",
            "Все причины",
            listing("Причины", &headings, (0..count).map(one).collect()),
        )],
        side: vec![Part::new("new", "Новая причина", PartBody::Questions(new))],
        csrf: CSRF.to_owned(),
        ..SheetPage::default()
    }
}

fn prices(zones: usize) -> SheetPage {
    let price = |text: &str| Cell { note: "с 01.01.2027: 99 999 999,00".to_owned(), ..Cell::number(text) };
    let one = |index: usize| ListingRow {
        cells: vec![
            Cell::noted(format!("z{index:02}"), "регионы 01, 02, 03, 38"),
            price("5 500,00"),
            price("99 999 999,00"),
            Cell::default(),
            Cell::number("2 000,00"),
        ],
        act: (index == 0).then(|| RowMenu {
            label: "Завершить".to_owned(),
            form: discount(Vec::new()),
            open: false,
        }),
    };
    let headings = ["Зона", "ЮЛ, 12 мес.", "ЮЛ, 24 мес.", "ИП, 12 мес.", "ИП, 24 мес."];
    let paste = question("rows", "Цены", "Строки в столбцах скачанного файла", Answer::Table(String::new()));
    let version = Questions {
        id: "version".to_owned(),
        action: paths::price_preview(),
        list: vec![paste],
        hidden: vec![("seen".to_owned(), "0".to_owned())],
        button: "Показать различия".to_owned(),
        ..Questions::default()
    };
    SheetPage {
        title: "Прайс-лист · Оператор".to_owned(),
        heading: "Прайс-лист на 21.11.2026".to_owned(),
        links: vec![link("Ценовые зоны", paths::price_ground("zones"))],
        files: vec![link("CSV (Excel, UTF-8 с BOM)", paths::price_file("2026-11-21"))],
        notices: vec![Notice {
            tone: NoticeTone::Info,
            text: "Изменятся 3 цены, остальные 105 останутся прежними.".to_owned(),
        }],
        parts: vec![Part {
            note: "₽, действует с 01.01.2026".to_owned(),
            ..Part::new(
                "prices-main",
                "1С-Отчетность",
                listing("1С-Отчетность", &headings, (0..zones).map(one).collect()),
            )
        }],
        side: vec![Part::new("version", "Новая версия", PartBody::Questions(version))],
        csrf: CSRF.to_owned(),
        ..SheetPage::default()
    }
}
