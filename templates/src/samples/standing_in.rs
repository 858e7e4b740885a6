//! Standing in: one's own page, and what of it stands on the page of a person.

use super::{CSRF, Sample, long_name, partner_frame, sample};
use crate::components::{
    Answer, Badge, Cell, Choice, Empty, FieldError, Link, Listing, ListingRow, Question, Questions, RowMenu,
    Tone,
};
use crate::pages::operator::{Part, PartBody, SheetPage};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample("standing-in-empty", &page(0, Vec::new()), &partner_frame(9)),
        sample("standing-in", &page(2, Vec::new()), &partner_frame(9)),
        sample("standing-in-worst", &page(40, faults()), &partner_frame(9)),
    ]
}

fn faults() -> Vec<FieldError> {
    [
        ("deputy", "В эти дни сотрудник уже замещает кого-то в этой роли."),
        ("first", "Первый день — сегодня или позже, последний — не раньше первого."),
    ]
    .map(|(field, text)| FieldError { field: field.to_owned(), text: text.to_owned() })
    .into()
}

fn page(count: usize, errors: Vec<FieldError>) -> SheetPage {
    let mut form = form();
    form.errors = errors;
    SheetPage {
        title: "Замещение · Регистратор".to_owned(),
        trail: vec![Link { label: "Мой профиль".to_owned(), href: paths::profile() }],
        heading: "Замещение".to_owned(),
        lead: "На время отпуска вашу роль можно передать коллеге.".to_owned(),
        parts: vec![Part::new("standing", "Замещения", PartBody::Listing(listing(count)))],
        side: vec![Part::new("hand-over", "Передать роль на время", PartBody::Questions(form))],
        csrf: CSRF.to_owned(),
        ..SheetPage::default()
    }
}

/// The parts of a person's page.
pub(super) fn parts(count: usize) -> Vec<Part> {
    vec![
        Part::new("standing", "Замещения", PartBody::Listing(listing(count))),
        Part::new("hand-over", "Передать роль на время", PartBody::Questions(form())),
    ]
}

fn listing(count: usize) -> Listing {
    let name = if count > 9 { long_name() } else { "И. Ветров".to_owned() };
    let row = |place: usize| {
        let (state, tone) =
            if place == 0 { ("действует", Tone::Good) } else { ("прошло", Tone::Quiet) };
        let id = place.to_string();
        let form = Questions {
            id: format!("standing-{id}"),
            action: paths::own_standing_in_ending(&id),
            button: "Завершить замещение".to_owned(),
            ..Questions::default()
        };
        ListingRow {
            cells: vec![
                Cell::noted("Менеджер партнера", format!("замещает {name}")),
                Cell::text("с 16.11.2026 по 30.11.2026"),
                Cell::badge(Badge { label: state.to_owned(), tone }),
            ],
            act: (place == 0).then(|| RowMenu { label: "Завершить".to_owned(), form, open: false }),
        }
    };
    Listing {
        caption: "Замещения".to_owned(),
        headings: ["Роль", "Когда", "Состояние"].map(str::to_owned).to_vec(),
        rows: (0..count).map(row).collect(),
        empty: Empty {
            reason: "Замещений не было.".to_owned(),
            advice: "Здесь будет видно, кто кого замещает и до какого дня.".to_owned(),
            link: None,
        },
    }
}

fn form() -> Questions {
    let question = |name: &str, label: &str, answer: Answer| Question {
        group: "",
        name: name.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        answer,
    };
    let people = vec![Choice::new("", "выберите"), Choice::new("7", "Ветров Игорь Павлович")];
    let roles = vec![Choice::new("partner_manager", "менеджер партнера")];
    Questions {
        id: "hand-over".to_owned(),
        action: paths::own_standing_in(),
        list: vec![
            question("deputy", "Кто заместит", Answer::OneOf(people, String::new())),
            question("role", "Роль", Answer::OneOf(roles, "partner_manager".to_owned())),
            question("first", "Первый день", Answer::Day("2026-11-16".to_owned())),
            question("last", "Последний день", Answer::Day("2026-11-30".to_owned())),
        ],
        button: "Передать".to_owned(),
        consequence: "Обоим придут письма, когда замещение начнется и закончится.".to_owned(),
        ..Questions::default()
    }
}
