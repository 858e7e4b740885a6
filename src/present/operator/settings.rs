//! The business settings: the list with present and planned values, and a setting with its history.

use chrono::{DateTime, NaiveDate, Utc};
use templates::components::{
    Badge, Cell, Choice, Empty, Fact, Link, Listing, ListingRow, Notice, NoticeTone, Questions, Tone,
};
use templates::format::{Zone, date};
use templates::pages::operator::{Part, PartBody, SheetPage};
use templates::paths;

use super::typed::{Returned, TypedForm, errors};
use crate::domain::month::moscow_day;
use crate::domain::settings::{Setting, SettingKind, SettingRow};
use crate::operations::Desk;
use crate::operations::settings::Decided;
use crate::present::words::office as words;

/// The list of all settings.
#[must_use]
pub fn settings_page(desk: &Desk, decided: &Decided) -> SheetPage {
    let today = moscow_day(desk.now());
    let rows = Setting::ALL.iter().map(|setting| row(decided, *setting, today)).collect();
    let headings = ["Настройка", "Сегодня", "Действует с", "Запланировано"];
    let listing = Listing {
        caption: "Настройки".to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        rows,
        empty: Empty::default(),
    };
    SheetPage {
        title: "Настройки · Оператор".to_owned(),
        heading: "Настройки".to_owned(),
        lead: "Значение меняется с выбранного дня, сегодняшнего или будущего; что действовало раньше, остается в истории."
            .to_owned(),
        notices: decided.no_sms_until.map(no_sms).into_iter().collect(),
        parts: vec![Part::new("settings", "Все настройки", PartBody::Listing(listing))],
        ..SheetPage::default()
    }
}

/// That no more codes are sent by SMS.
fn no_sms(until: DateTime<Utc>) -> Notice {
    let until = Zone::moscow().moment(until).text();
    let text = format!("Достигнут предел «SMS за сутки»: коды по телефону не отправляются до {until}.");
    Notice { tone: NoticeTone::Warn, text }
}

fn row(decided: &Decided, setting: Setting, today: NaiveDate) -> ListingRow {
    let (name, meaning) = words::setting(setting);
    let holding = decided.book.holding(setting, today);
    let planned: Vec<String> = decided
        .book
        .of(setting)
        .filter(|row| row.from > today)
        .map(|row| format!("{} с {}", words::setting_value(setting, &row.value), date(row.from)))
        .collect();
    let since = holding.map_or_else(|| "по умолчанию".to_owned(), |row| date(row.from));
    let by = holding.map_or_else(String::new, |row| author(decided, row));
    let cells = vec![
        Cell::noted(name, meaning).leading(paths::setting(setting.code())),
        Cell::text(words::setting_value(setting, decided.book.value(setting, today))),
        Cell::noted(since, by),
        Cell::text(planned.join("; ")),
    ];
    ListingRow { cells, act: None }
}

/// The author of a value; empty when it came with the installation.
fn author(decided: &Decided, row: &SettingRow) -> String {
    let login = row.set_by.as_deref();
    login.map_or_else(String::new, |login| {
        decided.names.get(login).cloned().unwrap_or_else(|| login.to_owned())
    })
}

/// A setting with its history and the form of its next value.
#[must_use]
pub fn setting_page(
    desk: &Desk,
    decided: &Decided,
    setting: Setting,
    returned: Option<Returned>,
    csrf: String,
) -> SheetPage {
    let today = moscow_day(desk.now());
    let (name, meaning) = words::setting(setting);
    SheetPage {
        title: format!("{name} · Настройки · Оператор"),
        trail: vec![Link { label: "Настройки".to_owned(), href: paths::settings() }],
        heading: name.to_owned(),
        lead: meaning.to_owned(),
        parts: vec![
            Part::new("now", "Сегодня", PartBody::Facts(facts(decided, setting, today))),
            Part::new("history", "История и планы", PartBody::Listing(history(decided, setting, today))),
        ],
        side: vec![Part::new(
            "plan",
            "Новое значение",
            PartBody::Questions(plan(decided, setting, today, returned)),
        )],
        csrf,
        ..SheetPage::default()
    }
}

fn facts(decided: &Decided, setting: Setting, today: NaiveDate) -> Vec<Fact> {
    let (kind, default) = setting.declared();
    let mut facts =
        vec![Fact::new("Действует", words::setting_value(setting, decided.book.value(setting, today)))];
    if let SettingKind::Number { least, most } = kind {
        facts.push(Fact::new("Допустимо", format!("от {least} до {most}")));
    }
    facts.push(Fact::new("По умолчанию", words::setting_value(setting, default)));
    facts
}

fn history(decided: &Decided, setting: Setting, today: NaiveDate) -> Listing {
    let holding = decided.book.holding(setting, today);
    let badge = |label: &str, tone| Badge { label: label.to_owned(), tone };
    let row = |row: &SettingRow| {
        let state = if row.from > today {
            badge("Запланировано", Tone::New)
        } else if holding == Some(row) {
            badge("Действует", Tone::Good)
        } else {
            badge("Действовало", Tone::Quiet)
        };
        let set_at = row.set_at.map_or_else(String::new, |at| Zone::moscow().moment(at).text());
        let cells = vec![
            Cell::text(words::setting_value(setting, &row.value)),
            Cell::text(date(row.from)),
            Cell::badge(state),
            Cell::noted(author(decided, row), set_at),
        ];
        ListingRow { cells, act: None }
    };
    Listing {
        caption: "История".to_owned(),
        headings: ["Значение", "Действует с", "Состояние", "Кто и когда"].map(str::to_owned).to_vec(),
        rows: decided.book.of(setting).rev().map(row).collect(),
        empty: Empty {
            reason: "Действует значение по умолчанию.".to_owned(),
            advice: "Оператор его еще не менял.".to_owned(),
            link: None,
        },
    }
}

fn plan(decided: &Decided, setting: Setting, today: NaiveDate, returned: Option<Returned>) -> Questions {
    let holds = decided.book.value(setting, today);
    let fresh = || Returned {
        typed: TypedForm::filled(&[("value", holds), ("from", &today.to_string())]),
        ..Returned::default()
    };
    let Returned { typed, faults } = returned.unwrap_or_else(fresh);
    let value = match setting.declared().0 {
        SettingKind::Number { least, most } => {
            typed.line("value", "Значение", &format!("Целое число от {least} до {most}"))
        }
        SettingKind::Email => typed.line("value", "Значение", "Адрес, например help@company.ru"),
        SettingKind::Phone => typed.line("value", "Значение", "Российский номер, например 8-800-500-94-76"),
        SettingKind::OneOf(codes) => {
            let choice = |code: &&str| Choice::new(*code, words::setting_value(setting, code));
            typed.few("value", "Значение", codes.iter().map(choice).collect())
        }
    };
    Questions {
        id: "plan".to_owned(),
        action: paths::setting(setting.code()),
        list: vec![value, typed.day("from", "Действует с", "Сегодня или позже")],
        hidden: Vec::new(),
        button: "Сохранить".to_owned(),
        consequence: "Если на этот день значение уже запланировано, оно будет заменено.".to_owned(),
        errors: errors(&faults),
    }
}
