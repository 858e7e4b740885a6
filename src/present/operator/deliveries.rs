//! The deliveries whose PINs register products: how many there are, the form of more, and their preview.

use templates::components::{Cell, Fact, Link, Listing, ListingRow, Notice, NoticeTone, Questions};
use templates::format::{counted, number};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::delivery_file::HEADINGS;
use super::pieces::nothing;
use super::typed::{Returned, TypedForm, errors};
use crate::domain::form::FieldFaults;
use crate::operations::deliveries::{DeliveryCount, HandedIn};

const TITLE: &str = "Комплекты и PIN-коды";

/// How many there are, and the form of more.
#[must_use]
pub fn deliveries_page(count: DeliveryCount, returned: Option<Returned>, csrf: String) -> SheetPage {
    let facts = vec![
        Fact::new("Загружено", number(count.published)),
        Fact::new("Зарегистрировано клиентами", number(count.registered)),
    ];
    SheetPage {
        title: format!("{TITLE} · Оператор"),
        heading: TITLE.to_owned(),
        lead: "По регистрационному номеру и PIN-коду клиент регистрирует продукт на портале. PIN-коды после загрузки \
               прочитать нельзя: хранятся только их отпечатки."
            .to_owned(),
        parts: vec![
            Part::new("count", "Сейчас", PartBody::Facts(facts)),
            Part::new("new", "Загрузить", PartBody::Questions(form(&returned.unwrap_or_default()))),
        ],
        csrf,
        ..SheetPage::default()
    }
}

fn form(returned: &Returned) -> Questions {
    let Returned { typed, faults } = returned;
    let hint = format!("Столбцы: {}. Через точку с запятой или из Excel.", HEADINGS.join("; "));
    Questions {
        id: "new".to_owned(),
        action: paths::delivery_preview(),
        list: vec![typed.table("rows", "Строки", &hint)],
        hidden: Vec::new(),
        button: "Проверить".to_owned(),
        consequence: "Ничего не загрузится, пока вы не подтвердите.".to_owned(),
        errors: errors(faults),
    }
}

/// What would be published.
#[must_use]
pub fn delivery_preview_page(rows: &[HandedIn], typed: TypedForm, csrf: String) -> SheetPage {
    let row = |row: &HandedIn| ListingRow {
        cells: vec![
            Cell::text(row.number.as_str()),
            Cell::noted(row.name.clone(), row.kit.clone()),
            Cell::text(digits(row.pin.digits().len())),
        ],
        act: None,
    };
    let listing = Listing {
        caption: TITLE.to_owned(),
        headings: ["Рег. номер", "Наименование и комплект", "PIN-код"].map(str::to_owned).to_vec(),
        rows: rows.iter().map(row).collect(),
        empty: nothing("Строк нет.", "Вставьте строки рядом."),
    };
    let count =
        counted(u64::try_from(rows.len()).unwrap_or(u64::MAX), ["комплект", "комплекта", "комплектов"]);
    let publication = Questions {
        id: "publication".to_owned(),
        action: paths::delivery_publication(),
        hidden: vec![("rows".to_owned(), typed.get("rows").to_owned())],
        button: format!("Загрузить {count}"),
        consequence: "Загруженное нельзя изменить или удалить.".to_owned(),
        ..Questions::default()
    };
    let returned = Returned { typed, faults: FieldFaults::new() };
    SheetPage {
        title: format!("{TITLE}: проверка · Оператор"),
        trail: vec![Link { label: TITLE.to_owned(), href: paths::deliveries() }],
        heading: "Проверьте перед загрузкой".to_owned(),
        notices: vec![Notice {
            tone: NoticeTone::Info,
            text: format!("Ошибок нет. Будет загружено: {count}."),
        }],
        parts: vec![Part::new("rows", "Что загрузится", PartBody::Listing(listing))],
        side: vec![
            Part::new("publication", "Загрузка", PartBody::Questions(publication)),
            Part::new("new", "Исправить", PartBody::Questions(form(&returned))),
        ],
        csrf,
        ..SheetPage::default()
    }
}

fn digits(length: usize) -> String {
    counted(u64::try_from(length).unwrap_or(u64::MAX), ["цифра", "цифры", "цифр"])
}
