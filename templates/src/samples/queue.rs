//! The partner's queue.

mod heads;

use chrono::NaiveDate;
use heads::{live, sorting};

use super::{CSRF, Sample, at, long_name, now, partner_frame, sample};
use crate::components::{
    Badge, Chip, Choice, Empty, FieldError, FilterSelect, Filters, Flash, FlashUndo, Link, Notice,
    NoticeTone, Onlooker, Pager, RowTotal, Tone,
};
use crate::format::Zone;
use crate::pages::partner::{BulkBar, Mode, QueuePage, QueueRow, RowAction, SavedFilter, SavedFilters};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let flash = Flash {
        text: "Заявление № 104216: отправлено оператору.".to_owned(),
        lost: false,
        open: Some(Link { label: "Открыть".to_owned(), href: paths::application("104216") }),
        undo: Some(FlashUndo {
            label: "Отменить отправку".to_owned(),
            action: paths::forwarding_undo("104216"),
            hidden: vec![("version".to_owned(), "4".to_owned())],
            seconds_left: 8,
        }),
    };
    let frame = Frame { flash: Some(flash), ..partner_frame(0) };
    vec![
        sample("queue-empty", &empty(), &partner_frame(0)),
        sample("queue", &usual(), &frame),
        sample("queue-worst", &worst(), &partner_frame(0)),
    ]
}

fn filters(chosen: bool) -> Filters {
    let select = |name: &str, label: &str, values: &[&str], chosen: &str| FilterSelect {
        name: name.to_owned(),
        label: label.to_owned(),
        choices: std::iter::once(Choice::new("", format!("{label}: любой")))
            .chain(values.iter().map(|value| Choice::new(*value, *value)))
            .collect(),
        chosen: chosen.to_owned(),
    };
    let kind = if chosen { "Продление" } else { "" };
    Filters {
        action: paths::queue(),
        kept: vec![("tab".to_owned(), "working".to_owned())],
        selects: vec![
            select("type", "Тип", &["Подключение", "Продление", "Изменение"], kind),
            select("mode", "Режим", &["Нет", "от 2 до 9", "10 и более", "заявлен, список пуст"], ""),
            select("reviewer", "Ответственный", &["О. Смирнова", "И. Ветров"], ""),
            select("due", "Срок", &["просрочен", "сегодня"], ""),
        ],
        typed: Vec::new(),
        chips: if chosen {
            vec![Chip { label: "Тип: Продление".to_owned(), without: paths::queue() }]
        } else {
            Vec::new()
        },
        reset: chosen.then(paths::queue),
    }
}

fn row(number: &str, organization: &str, status: (&str, Tone), since: u32) -> QueueRow {
    let number = number.to_owned();
    QueueRow {
        href: paths::application(&number),
        organization: organization.to_owned(),
        inn: "3801112233".to_owned(),
        kpp: Some("380101001".to_owned()),
        kind: "Подключение".to_owned(),
        mode: None,
        status: Badge { label: status.0.to_owned(), tone: status.1 },
        received: Zone::moscow().moment(at(since, 8, 40)),
        since: Zone::moscow().since(at(since, 9, 5), now()),
        waiting_for: "партнер".to_owned(),
        ended: None,
        nudged: None,
        reviewer: Some("О. Смирнова".to_owned()),
        gone: number == "104209",
        due: Some(Zone::moscow().due(at(21, 14, 30), now())),
        action: None,
        onlookers: Vec::new(),
        number,
    }
}

fn untaken(number: &str, organization: &str) -> QueueRow {
    QueueRow {
        reviewer: None,
        due: Some(Zone::moscow().due(at(21, 12, 0), now())),
        action: Some(RowAction {
            label: "Взять".to_owned(),
            action: paths::taking(number),
            hidden: vec![("version".to_owned(), "1".to_owned())],
        }),
        ..row(number, organization, ("Новое", Tone::New), 21)
    }
}

fn mode(label: &str, note: &str, tone: Tone) -> Mode {
    Mode { label: label.to_owned(), note: Some(note.to_owned()), tone }
}

fn rows() -> Vec<QueueRow> {
    let late = Some(Zone::moscow().due(at(20, 15, 0), now()));
    vec![
        QueueRow {
            mode: Some(mode("2–9", "заявлено 3", Tone::Quiet)),
            ..untaken("104218", "ООО «Северный ветер»")
        },
        QueueRow {
            kpp: None,
            inn: "381200456790".to_owned(),
            ..untaken("104217", "ИП Кузнецова Марина Олеговна")
        },
        QueueRow {
            mode: Some(mode("10+", "список пуст", Tone::Work)),
            kind: "Изменение".to_owned(),
            ..row(
                "104209",
                "АО «Ангарский завод полимерных изделий и композитных материалов»",
                ("На проверке", Tone::Work),
                21,
            )
        },
        QueueRow {
            nudged: Some(Zone::moscow().since(at(21, 10, 20), now())),
            onlookers: vec![Onlooker { initials: "ИВ".to_owned(), name: "И. Ветров".to_owned() }],
            due: late,
            ..row("104196", "ООО «Байкал-Логистика»", ("На проверке", Tone::Work), 20)
        },
        QueueRow {
            mode: Some(mode("2–9", "2 пользователя", Tone::Quiet)),
            waiting_for: "оператор".to_owned(),
            due: None,
            ..row("104188", "ООО «Ромашка»", ("Выпускается сертификат", Tone::Out), 21)
        },
        QueueRow {
            waiting_for: "клиент".to_owned(),
            due: None,
            ..row("104171", "МБОУ СОШ № 14", ("Возвращено на доработку", Tone::Bad), 19)
        },
        QueueRow {
            mode: Some(mode("10+", "14 пользователей", Tone::Quiet)),
            ended: NaiveDate::from_ymd_opt(2026, 11, 20),
            due: None,
            ..row("104160", "ООО «Вектор Плюс»", ("Настройка завершена", Tone::Good), 21)
        },
    ]
}

fn bulk() -> BulkBar {
    let verbs =
        [("take", "Взять"), ("return", "Вернуть на доработку"), ("forward", "Отправить"), ("mode", "Режим")];
    BulkBar {
        verbs: verbs.map(|(code, label)| Choice::new(code, label)).to_vec(),
        from: "tab=working".to_owned(),
    }
}

fn saved(count: u32) -> SavedFilters {
    let filter = |id: u32| SavedFilter {
        id: id.to_string(),
        name: if id == 1 {
            "Продления с режимом".to_owned()
        } else {
            "Мои просроченные заявления за неделю".to_owned()
        },
        href: paths::with_query(&paths::queue(), &[("type", "renewal")]),
        of_team: id == 1,
        current: id == 2,
        removable: id != 1,
    };
    SavedFilters {
        list: (1..=count).map(filter).collect(),
        present: Some("tab=work&type=renewal".to_owned()),
        csrf: CSRF.to_owned(),
        ..SavedFilters::default()
    }
}

fn usual() -> QueuePage {
    QueuePage {
        sorting: sorting(),
        live: live(2, [9, 12, 27, 6, 31, 1, 2, 1_204]),
        filters: filters(false),
        rows: rows(),
        pager: Pager {
            first: 1,
            shown: 7,
            total: RowTotal::Exactly(27),
            note: Some("по сроку".to_owned()),
            start: None,
            back: None,
            next: Some(paths::with_query(&paths::queue(), &[("after", "104160")])),
        },
        bulk: Some(bulk()),
        saved: saved(2),
        csrf: CSRF.to_owned(),
        ..QueuePage::default()
    }
}

fn empty() -> QueuePage {
    QueuePage {
        live: live(0, [0, 0, 0, 0, 0, 0, 0, 0]),
        filters: filters(true),
        empty: Empty {
            reason: "Новых заявлений нет.".to_owned(),
            advice: "Заявление появится здесь, как только клиент отправит его из программы.".to_owned(),
            link: Some(Link { label: "Сбросить отбор".to_owned(), href: paths::queue() }),
        },
        csrf: CSRF.to_owned(),
        ..QueuePage::default()
    }
}

fn worst() -> QueuePage {
    let long = |index: usize| QueueRow {
        organization: long_name(),
        reviewer: Some("Константинопольская-Преображенская Александра Вячеславовна".to_owned()),
        mode: Some(mode("10+", "список не подходит к виду расширения", Tone::Work)),
        status: Badge {
            label: "Регистрация в контролирующих органах".to_owned(), tone: Tone::Out
        },
        ..untaken(&format!("{}", 99_999_999_999 - index), "")
    };
    QueuePage {
        calendar: Some(Notice {
            tone: NoticeTone::Warn,
            text: "Производственного календаря на 2027 год нет: сроки посчитаны без праздников.".to_owned(),
        }),
        sorting: sorting(),
        live: live(5, [1_234_567, 12, 27, 6, 31, 1, 2, 99_999_999]),
        filters: filters(true),
        rows: (0..400_usize)
            .map(|index| if index.is_multiple_of(3) { long(index) } else { rows().swap_remove(index % 7) })
            .collect(),
        pager: Pager {
            first: 401,
            shown: 400,
            total: RowTotal::Exactly(99_999_999),
            start: Some(paths::queue()),
            back: Some(paths::queue()),
            next: Some(paths::queue()),
            note: None,
        },
        bulk: Some(bulk()),
        saved: SavedFilters {
            typed: long_name(),
            errors: vec![FieldError {
                field: "name".to_owned(), text: "Не больше 60 символов".to_owned()
            }],
            ..saved(40)
        },
        csrf: CSRF.to_owned(),
        ..QueuePage::default()
    }
}
