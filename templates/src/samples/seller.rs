//! The requisites of a partner with the logo of its documents.

use super::sales::{error, tabs};
use super::{CSRF, Sample, long_name, partner_frame, sample};
use crate::components::{Answer, Fact, Question, Questions};
use crate::pages::operator::{Part, PartBody};
use crate::pages::partner::{LogoCard, SalesPage};
use crate::paths;

/// A usual logo, and one that is as wide as may be.
const USUAL: &str = concat!(
    "data:image/png;base64,",
    "iVBORw0KGgoAAAANSUhEUgAAAHgAAAAoAQMAAAAPJKxmAAAABlBMVEX///8gYKDepF3RAAAAHUlEQVR42mNgGGjw////Aefz/4eC",
    "AeIPpP8HFgAAwJ6H8V66458AAAAASUVORK5CYII=",
);
const WIDE: &str = concat!(
    "data:image/png;base64,",
    "iVBORw0KGgoAAAANSUhEUgAAAyAAAAAJAQMAAADw9dpIAAAABlBMVEX///8gYKDepF3RAAAAGklEQVR42mNgGDbg/wH+P7QmRi0Z",
    "hJYMGwAA+zoW+B0L6YcAAAAASUVORK5CYII=",
);

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(1);
    let seen = vec![("version".to_owned(), "3".to_owned())];
    let empty = LogoCard { upload: Some(upload("")), ..LogoCard::default() };
    let usual = LogoCard { picture: USUAL.to_owned(), upload: Some(upload("")), removal: Some(seen.clone()) };
    let wrong = upload("Файл поврежден или дошел не полностью: проверьте его и приложите снова");
    let worst = LogoCard { picture: WIDE.to_owned(), upload: Some(wrong), removal: Some(seen) };
    let read = LogoCard { picture: USUAL.to_owned(), ..LogoCard::default() };
    vec![
        sample("seller-empty", &page("ООО «Форсайт»", empty), &partner),
        sample("seller", &page("ООО «Форсайт»", usual), &partner),
        sample("seller-read", &page("ООО «Форсайт»", read), &partner),
        sample("seller-worst", &page(&long_name(), worst), &partner),
    ]
}

fn upload(fault: &str) -> Questions {
    let file = Question {
        group: "",
        name: "file".to_owned(),
        label: "Файл".to_owned(),
        hint: "PNG или JPEG, не больше 1 МБ и 4000×4000 точек. Лучше всего горизонтальный, на белом или прозрачном фоне."
            .to_owned(),
        answer: Answer::File(".png,.jpg,.jpeg"),
    };
    Questions {
        id: "set-logo".to_owned(),
        action: paths::seller_logo(),
        list: vec![file],
        button: "Загрузить логотип".to_owned(),
        consequence: "Выставленные документы не изменятся.".to_owned(),
        errors: if fault.is_empty() { Vec::new() } else { vec![error("file", fault)] },
        ..Questions::default()
    }
}

fn page(name: &str, logo: LogoCard) -> SalesPage {
    let facts = vec![Fact::new("Наименование", name), Fact::identifier("ИНН", "9900100011")];
    SalesPage {
        heading: "Документы".to_owned(),
        tabs: tabs("Реквизиты и цены"),
        parts: vec![
            Part::new("requisites", "Реквизиты", PartBody::Facts(facts.clone())),
            Part::new("logo", "Логотип", PartBody::Logo(Box::new(logo))),
        ],
        side: vec![Part::new("regimes", "Режим НДС", PartBody::Facts(facts))],
        csrf: CSRF.to_owned(),
        ..SalesPage::default()
    }
}
