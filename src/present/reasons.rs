//! Canned reasons for the operator: the list, and a reason with its wordings.

mod count;
mod question;

pub use count::{CountAsked, count_page, place_of_count};
pub use question::question;

use templates::components::{Badge, Cell, Choice, Empty, Fact, Link, Listing, ListingRow, Questions, Tone};
use templates::format::Zone;
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::operator::{Returned, TypedForm, errors};
use crate::domain::reason::{CannedReason, PLACEHOLDER, Serving, TypedReason};
use crate::operations::reasons::{ReasonHistory, Wording};

/// The fields of a wording.
#[must_use]
pub fn typed(typed: &TypedForm) -> TypedReason<'_> {
    TypedReason {
        serving: typed.get("serving"),
        title: typed.get("title"),
        text: typed.get("text"),
        fix_step: typed.get("fix_step"),
        place: typed.get("place"),
    }
}

/// The purposes in words.
const fn serving(serving: Serving) -> &'static str {
    match serving {
        Serving::Return => "Возврат",
        Serving::Reject => "Отклонение",
        Serving::Both => "Возврат и отклонение",
        Serving::Nothing => "Не используется",
    }
}

fn badge(reason: &CannedReason) -> Badge {
    let tone = match reason.serving() {
        Serving::Return => Tone::Work,
        Serving::Reject => Tone::Bad,
        Serving::Both => Tone::New,
        Serving::Nothing => Tone::Quiet,
    };
    Badge { label: serving(reason.serving()).to_owned(), tone }
}

/// The list of all reasons.
#[must_use]
pub fn list_page(reasons: &[CannedReason], returned: Option<Returned>, csrf: String) -> SheetPage {
    let row = |reason: &CannedReason| ListingRow {
        cells: vec![
            Cell::noted(&reason.title, &reason.code).leading(paths::reason(&reason.code)),
            Cell::badge(badge(reason)),
            words(reason),
            Cell::number(reason.version.to_string()),
            Cell::number(reason.place.to_string()),
        ],
        act: None,
    };
    let headings = ["Причина", "Для чего", "Что читает клиент", "Редакция", "Место"];
    let listing = Listing {
        caption: "Причины".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows: reasons.iter().map(row).collect(),
        empty: Empty {
            reason: "Причин нет.".to_owned(), advice: "Добавьте первую.".to_owned(), link: None
        },
    };
    SheetPage {
        title: "Причины возврата и отклонения · Оператор".to_owned(),
        heading: "Причины возврата и отклонения".to_owned(),
        lead: "Партнер выбирает причину, клиент читает ее текст. Новая редакция действует сразу; что было сказано \
               прежней, не меняется."
            .to_owned(),
        links: vec![Link { label: "Отчет по причинам".to_owned(), href: paths::reason_count() }],
        parts: vec![Part::new("reasons", "Все причины", PartBody::Listing(listing))],
        side: vec![Part::new("new", "Новая причина", PartBody::Questions(new_form(reasons, returned)))],
        csrf,
        ..SheetPage::default()
    }
}

/// The client's text: the fault, and the advice below it.
fn words(reason: &CannedReason) -> Cell {
    if reason.text.is_empty() && reason.fix_step.is_empty() {
        return Cell::noted("", "текст пишет партнер");
    }
    Cell::noted(&reason.text, &reason.fix_step)
}

fn new_form(reasons: &[CannedReason], returned: Option<Returned>) -> Questions {
    let last = reasons.iter().map(|reason| reason.place).max().unwrap_or_default();
    let fresh = || Returned {
        typed: TypedForm::filled(&[("serving", "return"), ("place", &(last + 1).to_string())]),
        ..Returned::default()
    };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    let code = typed.line("code", "Код", "Под ним причину считают отчеты, например no_stamp. Не меняется");
    let purposes = Serving::ALL.iter().filter(|one| **one != Serving::Nothing);
    Questions {
        id: "reason".to_owned(),
        action: paths::reasons(),
        list: std::iter::once(code).chain(questions(&typed, purposes)).collect(),
        hidden: Vec::new(),
        button: "Добавить причину".to_owned(),
        consequence: "Партнеры увидят ее сразу.".to_owned(),
        errors: errors(&faults),
    }
}

fn questions<'a>(
    typed: &TypedForm,
    offered: impl Iterator<Item = &'a Serving>,
) -> [templates::components::Question; 5] {
    let choices = offered.map(|one| Choice::new(one.code(), serving(*one))).collect();
    let text = format!("{PLACEHOLDER} заменит название организации. Пусто: текст пишет партнер");
    [
        typed.few("serving", "Для чего", choices),
        typed.line("title", "Название", "По нему выбирает партнер"),
        typed.text("text", "Что не так", &text),
        typed.text("fix_step", "Что сделать клиенту", "Стоит после текста, например «Исправьте СНИЛС…»"),
        typed.line("place", "Порядок", "Меньшее число стоит выше"),
    ]
}

/// A reason with its wordings and the form of the next one.
#[must_use]
pub fn reason_page(found: &ReasonHistory, returned: Option<Returned>, csrf: String) -> SheetPage {
    let Some(latest) = found.wordings.first() else { return SheetPage::default() };
    let reason = &latest.reason;
    let facts = vec![
        Fact::identifier("Код", &reason.code),
        Fact::new("Что читает клиент", reason.read_by("ООО «Ромашка»")),
        Fact::new("Порядок", reason.place.to_string()),
    ];
    let note = format!("редакция {}", reason.version);
    SheetPage {
        title: format!("{} · Причины · Оператор", reason.title),
        trail: vec![Link { label: "Причины".to_owned(), href: paths::reasons() }],
        heading: reason.title.clone(),
        status: Some(badge(reason)),
        parts: vec![
            Part { note, ..Part::new("now", "Действует", PartBody::Facts(facts)) },
            Part::new("history", "Редакции", PartBody::Listing(history(found))),
        ],
        side: vec![Part::new("next", "Новая редакция", PartBody::Questions(next_form(reason, returned)))],
        csrf,
        ..SheetPage::default()
    }
}

fn history(found: &ReasonHistory) -> Listing {
    let row = |wording: &Wording| {
        let reason = &wording.reason;
        let login = wording.set_by.as_deref().unwrap_or_default();
        let by = found.names.get(login).map_or(login, String::as_str);
        let by = if by.is_empty() { "при запуске" } else { by };
        ListingRow {
            cells: vec![
                Cell::noted(reason.version.to_string(), &reason.title),
                Cell::badge(badge(reason)),
                words(reason),
                Cell::noted(Zone::moscow().moment(wording.since).text(), by),
            ],
            act: None,
        }
    };
    Listing {
        caption: "Редакции".to_owned(),
        headings: ["Редакция", "Для чего", "Что читает клиент", "Начало"].map(str::to_owned).to_vec(),
        rows: found.wordings.iter().map(row).collect(),
        empty: Empty::default(),
    }
}

fn next_form(reason: &CannedReason, returned: Option<Returned>) -> Questions {
    let fresh = || {
        let place = reason.place.to_string();
        let values = [
            ("serving", reason.serving().code()),
            ("title", &reason.title),
            ("text", &reason.text),
            ("fix_step", &reason.fix_step),
            ("place", &place),
        ];
        Returned { typed: TypedForm::filled(&values), ..Returned::default() }
    };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    Questions {
        id: "reason".to_owned(),
        action: paths::reason(&reason.code),
        list: questions(&typed, Serving::ALL.iter()).to_vec(),
        hidden: vec![("version".to_owned(), seen(&typed, reason))],
        button: "Сохранить редакцию".to_owned(),
        consequence: "Действует сразу. Заявления, которым причину уже назвали, сохранят прежний текст."
            .to_owned(),
        errors: errors(&faults),
    }
}

/// The version that was seen: that of the form that came back, so that nobody's wording is written over unseen.
fn seen(typed: &TypedForm, reason: &CannedReason) -> String {
    let typed = typed.get("version");
    if typed.is_empty() { reason.version.to_string() } else { typed.to_owned() }
}
