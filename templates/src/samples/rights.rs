//! Rights: why something is not allowed, who may what, and the policy.

use super::{CSRF, Sample, cabinet_frame, long_name, moment, operator_frame, partner_frame, sample};
use crate::components::{
    Cell, Choice, Empty, Fact, FilterSelect, FilterText, Filters, Link, Listing, ListingRow, Notice,
    NoticeTone,
};
use crate::pages::RightsPage;
use crate::pages::operator::{Part, PartBody, SheetPage};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    vec![
        sample("why-empty", &why(0, false), &cabinet_frame()),
        sample("why", &why(2, false), &partner_frame(9)),
        sample("why-worst", &why(40, true), &partner_frame(9)),
        sample("rights-empty", &rights(0, false), &partner_frame(9)),
        sample("rights", &rights(3, false), &partner_frame(9)),
        sample("rights-worst", &rights(60, true), &operator_frame(9)),
        sample("rights-person", &person(), &partner_frame(9)),
        sample("policy-empty", &policy(0), &operator_frame(9)),
        sample("policy", &policy(2), &operator_frame(9)),
        sample("policy-worst", &policy(40), &operator_frame(9)),
    ]
}

fn row(cells: Vec<Cell>) -> ListingRow {
    ListingRow { cells, act: None }
}

fn listing(caption: &str, headings: &[&str], rows: Vec<ListingRow>) -> Listing {
    Listing {
        caption: caption.to_owned(),
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows,
        empty: Empty {
            reason: "Это делает оператор.".to_owned(),
            advice: "Среди ваших сотрудников такого права нет ни у кого.".to_owned(),
            link: None,
        },
    }
}

fn bearers(count: usize, worst: bool) -> Vec<ListingRow> {
    let name = if worst { long_name() } else { "Громова Инна Юрьевна".to_owned() };
    let rows = "g, partner_admin, partner_manager · p, partner_manager, statement, agree";
    let given = format!("роль дана {}, {name}", moment(18, 9, 0).text());
    let one = || {
        row(vec![
            Cell::noted(&name, "partner-admin"),
            Cell::noted("Администратор партнера", rows),
            Cell::text(&given),
        ])
    };
    (0..count).map(|_| one()).collect()
}

fn ways() -> Vec<ListingRow> {
    let line = "p, partner_manager, statement, agree";
    vec![
        row(vec![Cell::text("Менеджер партнера"), Cell::noted(line, "разрешено роли «менеджер партнера»")]),
        row(vec![
            Cell::text("Администратор партнера"),
            Cell::noted(
                format!("g, partner_admin, partner_manager · {line}"),
                "администратор партнера может все, что менеджер партнера; разрешено роли «менеджер партнера»",
            ),
        ]),
    ]
}

fn why(count: usize, worst: bool) -> SheetPage {
    let own = row(vec![
        Cell::noted("Сотрудник партнера", "ООО «Форсайт»"),
        Cell::text("роль была с самого начала"),
        Cell::text("нет"),
    ]);
    let who = listing("Кто может у вас", &["Кто", "Роль", "Откуда она"], bearers(count, worst));
    let mine = listing("Ваши роли", &["Ваша роль", "Откуда она", "Разрешает"], vec![own]);
    let mut own = Part::new("own", "Ваши роли", PartBody::Listing(mine));
    "роли дает: Громова Инна Юрьевна".clone_into(&mut own.note);
    SheetPage {
        title: "Почему нельзя и кто может · Регистратор".to_owned(),
        heading: "Почему нельзя и кто может".to_owned(),
        lead: "Что нужно: согласовать сверку.".to_owned(),
        notices: vec![Notice {
            tone: NoticeTone::Warn,
            text: "Ни одна из ваших ролей этого не разрешает.".to_owned(),
        }],
        parts: vec![
            Part::new("who", "Кто может у вас", PartBody::Listing(who)),
            own,
            Part::new("rows", "Кому это разрешено", PartBody::Listing(rows())),
        ],
        csrf: CSRF.to_owned(),
        ..SheetPage::default()
    }
}

fn rows() -> Listing {
    listing("Кому это разрешено", &["Роль", "Строки политики"], ways())
}

fn filters(error: bool) -> Filters {
    Filters {
        action: paths::rights(),
        selects: vec![FilterSelect {
            name: "right".to_owned(),
            label: "Право".to_owned(),
            choices: vec![
                Choice::new("", "Право: не выбрано"),
                Choice::new("statement.agree", "согласовать сверку"),
            ],
            chosen: "statement.agree".to_owned(),
        }],
        typed: vec![FilterText {
            name: "day".to_owned(),
            label: "День".to_owned(),
            value: "2026-11-18".to_owned(),
            day: true,
            error: error.then(|| "Этот день еще не наступил".to_owned()),
        }],
        ..Filters::default()
    }
}

fn rights(count: usize, worst: bool) -> RightsPage {
    let mut who = listing("Кто может", &["Кто", "Роль", "Откуда она", "Когда мог"], bearers(count, worst));
    for row in &mut who.rows {
        row.cells.push(Cell::text("с 12:00 до 15:00, с 17:00"));
    }
    let people = (0..count.max(1)).map(|place| {
        let address = paths::rights_of(&place.to_string());
        row(vec![Cell::noted("Смирнова Ольга Викторовна", "staff").leading(address), Cell::text("работает")])
    });
    let people = listing("Что может сотрудник", &["Кто", "Состояние"], people.collect());
    RightsPage {
        heading: "Кто что может".to_owned(),
        lead: "Выберите право, чтобы узнать, у кого оно есть и почему. Или выберите сотрудника.".to_owned(),
        links: vec![Link { label: "Политика".to_owned(), href: paths::policy() }],
        filters: filters(worst),
        notices: worst.then(unknown).into_iter().collect(),
        parts: vec![
            Part::new("who", "Кто может", PartBody::Listing(who)),
            Part::new("rows", "Кому это разрешено", PartBody::Listing(rows())),
            Part::new("people", "Что может сотрудник", PartBody::Listing(people)),
        ],
        ..RightsPage::default()
    }
}

fn unknown() -> Notice {
    let text =
        "Политика до 18.11.2026 12:00 МСК не сохранена: ответ дан по той, что действовала после этого.";
    Notice { tone: NoticeTone::Warn, text: text.to_owned() }
}

fn person() -> RightsPage {
    let facts = vec![Fact::identifier("Логин", "partner-admin"), Fact::new("Где", "ООО «Форсайт»")];
    let right = row(vec![
        Cell::text("Согласовать сверку"),
        Cell::noted(
            "Администратор партнера: роль была с самого начала",
            "p, partner_manager, statement, agree",
        ),
    ]);
    let rights = listing("Что может", &["Право", "Почему"], vec![right]);
    RightsPage {
        trail: vec![Link { label: "Кто что может".to_owned(), href: paths::rights() }],
        heading: "Громова Инна Юрьевна".to_owned(),
        lead: "Что может сейчас.".to_owned(),
        filters: Filters { action: paths::rights_of("7"), ..filters(false) },
        parts: vec![
            Part::new("account", "Учетная запись", PartBody::Facts(facts)),
            Part::new("rights", "Что может", PartBody::Listing(rights)),
        ],
        ..RightsPage::default()
    }
}

fn policy(changes: usize) -> RightsPage {
    let columns = ["Право", "Сотрудник", "Менеджер", "Админ. партнера", "Поддержка", "Обработка", "Расчеты"];
    let through = Cell::noted("да", "через: менеджер партнера");
    let one = || {
        let name = Cell::noted("согласовать сверку", "Сверка · statement, agree");
        let mut cells = vec![name, Cell::default(), Cell::text("да"), through.clone()];
        cells.resize(columns.len(), Cell::default());
        row(cells)
    };
    let difference = (0..changes).map(|_| {
        let cell = Cell::noted("согласовать сверку", "statement, agree");
        row(vec![cell, Cell::text("менеджер партнера"), Cell::text("разрешено")])
    });
    let difference = listing("Что изменилось", &["Право", "Роль", "Что стало"], difference.collect());
    let kept = row(vec![Cell::text(moment(18, 9, 0).text()), Cell::text("c".repeat(64))]);
    let versions = listing("Версии политики", &["Действует с", "Отпечаток"], vec![kept]);
    RightsPage {
        heading: "Политика".to_owned(),
        lead: "Что разрешено каждой роли.".to_owned(),
        filters: Filters { action: paths::policy(), ..Filters::default() },
        parts: vec![
            Part::new("difference", "Что изменилось", PartBody::Listing(difference)),
            Part::new(
                "table",
                "Кому что разрешено",
                PartBody::Listing(table(&columns, (0..30).map(|_| one()).collect())),
            ),
            Part::new("versions", "Версии", PartBody::Listing(versions)),
        ],
        ..RightsPage::default()
    }
}

fn table(columns: &[&str], rows: Vec<ListingRow>) -> Listing {
    listing("Кому что разрешено", columns, rows)
}
