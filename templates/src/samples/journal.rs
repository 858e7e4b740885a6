//! The journal of a partner.

use super::{Sample, long_name, moment, partner_frame, sample};
use crate::components::{
    Cell, Chip, Choice, Empty, FilterSelect, FilterText, Filters, Link, Listing, ListingRow, Pager, RowTotal,
};
use crate::pages::JournalPage;
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(9);
    vec![
        sample("journal-empty", &journal(0, false), &partner),
        sample("journal", &journal(6, false), &partner),
        sample("journal-worst", &journal(50, true), &partner),
        sample("journal-refused", &refused(), &partner),
    ]
}

fn entry(at: (u32, u32), who: (&str, &str), what: (&str, &str), about: (&str, &str)) -> ListingRow {
    let cells = vec![
        Cell::text(moment(21, at.0, at.1).text()),
        Cell::noted(who.0, who.1),
        Cell::noted(what.0, what.1),
        Cell::noted(about.0, about.1).leading(paths::organization("A-00417")),
    ];
    ListingRow { cells, act: None }
}

pub(super) fn listing(count: usize, worst: bool) -> Listing {
    let long = long_name();
    let name = if worst { long.as_str() } else { "ООО «Ромашка»" };
    let reason = "СНИЛС владельцев, имена владельцев. Причина: Звонящий называет данные, сверяем с карточкой";
    let words = if worst {
        format!("{reason}. {}", "Еще раз то же самое. ".repeat(12))
    } else {
        reason.to_owned()
    };
    let support = ("Зайцева Елена Олеговна", "линия поддержки");
    let rows = [
        entry((10, 31), support, ("Показаны личные данные", &words), (name, "код абонента 7000001")),
        entry((10, 30), support, ("Открыта карточка организации", ""), (name, "код абонента 7000001")),
        entry(
            (9, 12),
            ("Смирнова Ольга Викторовна", "сотрудник партнера"),
            ("Возвращено на доработку", "Исправьте СНИЛС и отправьте заявление снова."),
            ("Заявление № 104209", name),
        ),
        entry(
            (9, 5),
            ("Логин its-demo", "программа клиента"),
            ("Заявление получено из 1С", ""),
            ("Заявление № 104209", name),
        ),
        entry(
            (8, 0),
            ("Регистратор", "фоновая обработка"),
            ("Отчет согласован по истечении срока", "срок ответа кончился 20.11.2026"),
            ("Сверка за октябрь 2026", ""),
        ),
        entry(
            (7, 59),
            ("Громова Инна Юрьевна", "администратор партнера"),
            ("Дана роль", "менеджер партнера"),
            ("Второй Иван Иванович", "сотрудник"),
        ),
    ];
    Listing {
        caption: "Журнал".to_owned(),
        headings: ["Когда", "Кто", "Что произошло", "О чем"].map(str::to_owned).to_vec(),
        rows: rows.into_iter().cycle().take(count).collect(),
        empty: Empty {
            reason: "Таких записей нет.".to_owned(),
            advice: "Расширьте период или уберите часть отбора.".to_owned(),
            link: None,
        },
    }
}

fn filters(error: Option<&str>) -> Filters {
    let select = |name: &str, label: &str, values: &[&str]| FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: std::iter::once(Choice::new("", format!("{label}: все")))
            .chain(values.iter().map(|value| Choice::new(*value, *value)))
            .collect(),
        chosen: String::new(),
    };
    let text = |name: &str, label: &str, value: &str, day: bool| FilterText {
        name: name.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        day,
        error: error.filter(|_| name == "to").map(str::to_owned),
    };
    Filters {
        action: paths::journal(),
        kept: Vec::new(),
        typed: vec![
            text("from", "С", "2026-11-21", true),
            text("to", "По", "", true),
            text("about", "№ заявления, организация, месяц", "", false),
        ],
        selects: vec![
            select("who", "Кто", &["Смирнова Ольга Викторовна", "линия поддержки", "программы клиентов"]),
            select("act", "Что", &["просмотры линии поддержки", "возвраты и отклонения"]),
        ],
        chips: vec![Chip { label: "С: 21.11.2026".to_owned(), without: paths::journal() }],
        reset: Some(paths::journal()),
    }
}

pub(super) fn pager(count: usize) -> Pager {
    let many = count > 20;
    Pager {
        shown: u64::try_from(count).unwrap_or_default(),
        total: if many {
            RowTotal::MoreThan(1_000)
        } else {
            RowTotal::Exactly(u64::try_from(count).unwrap_or_default())
        },
        first: 1,
        back: None,
        note: Some("новые сверху".to_owned()),
        start: None,
        next: many.then(paths::journal),
    }
}

fn journal(count: usize, worst: bool) -> JournalPage {
    JournalPage {
        house: "Партнер".to_owned(),
        lead:
            "Кто и что сделал у вас, и кто из линии поддержки открывал ваших клиентов и зачем. Записи нельзя \
               изменить или удалить."
                .to_owned(),
        filters: filters(None),
        listing: listing(count, worst),
        pager: pager(count),
        file: (count > 0)
            .then(|| Link { label: "Скачать CSV".to_owned(), href: paths::journal_file() }),
    }
}

fn refused() -> JournalPage {
    JournalPage {
        filters: filters(Some("Конец периода раньше начала")), ..journal(0, false)
    }
}
