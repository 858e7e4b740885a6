//! Archives of documents in the cabinet.

use super::{CSRF, Sample, cabinet_frame, long_name, moment, sample};
use crate::components::{Badge, Choice, Empty, FieldError, Link, Pager, RowTotal, Tone};
use crate::layout::{Door, Frame};
use crate::pages::cabinet::{
    ArchiveAddressPage, ArchiveLinkPage, ArchivePage, DisowningPage, OwnArchiveRow, OwnArchivesPage,
    PeriodPreset, Refresh,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let client = cabinet_frame();
    let outside = Frame { door: Some(Door::Cabinet), ..Frame::default() };
    let worst: Vec<OwnArchiveRow> = (1..=20).map(worst_row).collect();
    vec![
        sample("archive-new", &form(), &client),
        sample("archive-new-package", &package(), &client),
        sample("archive-new-worst", &wrong_form(), &client),
        sample("archive-new-empty", &nobody(), &client),
        sample("archives-own-empty", &own(Vec::new()), &client),
        sample("archives-own", &own(rows()), &client),
        sample("archives-own-worst", &own(worst), &client),
        sample("archive-address", &address(), &client),
        sample("archive-address-worst", &wrong_address(), &client),
        sample("archive-link-confirm", &confirm(), &outside),
        sample("archive-link-confirmed", &confirmed(), &outside),
        sample("archive-link-take", &take(true), &outside),
        sample("archive-link-taken", &take(false), &outside),
        sample("archive-link-gone", &ArchiveLinkPage::Gone, &outside),
        sample("disowning", &disowning(1), &client),
        sample("disowning-worst", &disowning(12), &client),
        sample("disowning-empty", &DisowningPage::default(), &client),
    ]
}

const TAKE: &str = "Скачать архив";
const SUPPORT: &str = "8 800 000-00-00, help@registrar.example";
const ABOUT: &str = "Архив счетов, III квартал 2026, ООО «Ромашка»";

fn error(field: &str, text: &str) -> FieldError {
    FieldError { field: field.to_owned(), text: text.to_owned() }
}

fn presets() -> Vec<PeriodPreset> {
    let preset = |label: &str, days: &str| PeriodPreset {
        label: label.to_owned(),
        days: days.to_owned(),
        current: days == "2026-07-01 2026-09-30",
    };
    vec![
        preset("октябрь 2026", "2026-10-01 2026-10-31"),
        preset("III квартал 2026", "2026-07-01 2026-09-30"),
        preset("I полугодие 2026", "2026-01-01 2026-06-30"),
        preset("2026 год", "2026-01-01 2026-12-31"),
    ]
}

pub(super) fn form() -> ArchivePage {
    ArchivePage {
        kind: "invoices".to_owned(),
        heading: "Архив счетов".to_owned(),
        organization: "ООО «Ромашка»".to_owned(),
        presets: presets(),
        first: "2026-07-01".to_owned(),
        last: "2026-09-30".to_owned(),
        email: "buh@romashka.example".to_owned(),
        found: Some([
            "14 документов, около 3 МБ".to_owned(),
            "Счета с 01.07.2026 по 30.09.2026. Придут одним архивом ZIP, обычно за 5 минут.".to_owned(),
        ]),
        support: SUPPORT.to_owned(),
        csrf: CSRF.to_owned(),
        ..ArchivePage::default()
    }
}

fn package() -> ArchivePage {
    ArchivePage {
        kind: "package".to_owned(),
        heading: "Пакет документов".to_owned(),
        found: Some([
            "42 документа, около 9 МБ".to_owned(),
            "Счета, акты, УПД и акты сверки с 01.07.2026 по 30.09.2026. Придут одним архивом ZIP, обычно за 5 минут."
                .to_owned(),
        ]),
        ..form()
    }
}

pub(super) fn wrong_form() -> ArchivePage {
    ArchivePage {
        organization: String::new(),
        organizations: vec![Choice::new("", "Выберите"), Choice::new("7000001", long_name())],
        first: "2026-10-01".to_owned(),
        email: "buh@".to_owned(),
        found: None,
        errors: vec![
            error("organization", "Выберите организацию"),
            error("last", "Дата конца периода меньше даты начала"),
            error("email", "Адрес электронной почты неверен"),
        ],
        ..form()
    }
}

fn nobody() -> ArchivePage {
    let empty = Empty {
        reason: "Документов пока нет: у учетной записи нет организации.".to_owned(),
        advice: "Организация появится, когда одобрят заявление на подключение или вас пригласят.".to_owned(),
        link: None,
    };
    ArchivePage { organization: String::new(), nobody: Some(empty), ..form() }
}

fn own(rows: Vec<OwnArchiveRow>) -> OwnArchivesPage {
    let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    OwnArchivesPage {
        pager: Pager { shown: count, total: RowTotal::Exactly(count), ..Pager::default() },
        rows,
        empty: Empty {
            reason: "Запросов еще нет.".to_owned(),
            advice: "Запросите архив: он соберется и придет письмом.".to_owned(),
            link: Some(Link {
                label: "Архив закрывающих документов".to_owned(),
                href: paths::new_archive("closing"),
            }),
        },
        refresh: Refresh {
            words: Vec::new(),
            at: moment(21, 11, 5),
            follows: Some(paths::archive_changes()),
        },
        address: paths::own_archives(),
        support: SUPPORT.to_owned(),
    }
}

fn row(number: &str, state: (&str, Tone), said: &str) -> OwnArchiveRow {
    OwnArchiveRow {
        number: number.to_owned(),
        kind: "Архив счетов".to_owned(),
        about: "III квартал 2026 · запрошено 21.11.2026 13:55 МСК".to_owned(),
        state: Badge { label: state.0.to_owned(), tone: state.1 },
        said: said.to_owned(),
        more: String::new(),
        kept: None,
        act: None,
    }
}

fn rows() -> Vec<OwnArchiveRow> {
    let file = "4fb776c5-56e4-43e2-9d0a-1c3e5a7b9d21.zip, 14 документов, 2,9 МБ, хранится до 28.11.2026";
    let sent = row(
        "11",
        ("Отправлено", Tone::Good),
        "документы отправлены на электронную почту buh@romashka.example",
    );
    let ready =
        row("10", ("Готов к скачиванию", Tone::Good), "Архив больше 10 МБ, поэтому на почту ушла ссылка.");
    vec![
        OwnArchiveRow {
            kind: "Акт сверки".to_owned(),
            ..row(
                "15",
                ("Принято, формируется", Tone::Out),
                "Проверяет сотрудник ООО «Форсайт». Придет на buh@romashka.example сегодня до 18:00 МСК+5.",
            )
        },
        OwnArchiveRow {
            kind: "Акт сверки".to_owned(),
            act: Some(Link { label: "Задать вопрос".to_owned(), href: paths::new_question() }),
            ..row(
                "14",
                ("Отказано", Tone::Bad),
                "ООО «Форсайт» не отправит акт: сначала согласуем корректировку",
            )
        },
        row(
            "13",
            ("Обработка", Tone::Out),
            "Окно можно закрыть: архив придет на buh@romashka.example, ход виден в «Мои запросы»",
        ),
        row(
            "12",
            ("Ждет 1С", Tone::Work),
            "Сервис 1С временно недоступен. Запрос не потерян: повторим сами и пришлем архив, как только сервис ответит.",
        ),
        OwnArchiveRow { more: file.to_owned(), kept: Some(TAKE.to_owned()), ..sent },
        OwnArchiveRow {
            more: format!("По ссылке осталось скачиваний: 4 из 5. {file}"),
            kept: Some(TAKE.to_owned()),
            ..ready
        },
        row("9", ("Нечего отправлять", Tone::Quiet), "За данный период документов нет"),
    ]
}

fn worst_row(number: u32) -> OwnArchiveRow {
    let number = number.to_string();
    let href = paths::archive_address(&number);
    let act = Link { label: "Отправить на другой адрес".to_owned(), href };
    OwnArchiveRow {
        about: format!("{} · 01.01.2026 – 31.10.2026 · запрошено 21.11.2026 13:55 МСК−1", long_name()),
        more: "4fb776c5-56e4-43e2-9d0a-1c3e5a7b9d21.zip, 2 000 документов, 480 МБ, хранится до 28.11.2026"
            .to_owned(),
        kept: Some(TAKE.to_owned()),
        act: Some(act),
        ..row(
            &number,
            ("Письмо не дошло", Tone::Bad),
            &format!(
                "Письмо на {}@romashka.example не дошло. Почтовый сервер отказал (550): 5.1.1 No such reader.",
                "buh".repeat(20)
            ),
        )
    }
}

fn address() -> ArchiveAddressPage {
    ArchiveAddressPage {
        number: "7".to_owned(),
        kind: "Архив счетов".to_owned(),
        about: ABOUT.to_owned(),
        said: "Письмо на buh@romashka.example не дошло. Почтовый сервер отказал (550): 5.1.1 No such reader."
            .to_owned(),
        email: "buh@romashka.example".to_owned(),
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    }
}

fn wrong_address() -> ArchiveAddressPage {
    ArchiveAddressPage {
        about: long_name(),
        email: String::new(),
        errors: vec![error("email", "Укажите email")],
        ..address()
    }
}

fn confirm() -> ArchiveLinkPage {
    ArchiveLinkPage::Confirm {
        token: "0f".repeat(32),
        about: ABOUT.to_owned(),
        email: "anna@romashka.example".to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn confirmed() -> ArchiveLinkPage {
    ArchiveLinkPage::Confirmed { about: ABOUT.to_owned(), email: "anna@romashka.example".to_owned() }
}

fn take(open: bool) -> ArchiveLinkPage {
    ArchiveLinkPage::Take {
        token: "0f".repeat(32),
        about: ABOUT.to_owned(),
        size: "4fb776c5-56e4-43e2-9d0a-1c3e5a7b9d21.zip, 212 документов, 42 МБ".to_owned(),
        left: "Хранится до 28.11.2026, по ссылке можно скачать еще 4 из 5 раз.".to_owned(),
        open,
        csrf: CSRF.to_owned(),
    }
}

fn disowning(count: usize) -> DisowningPage {
    let choice = |place: usize| Choice::new(format!("700000{place}"), long_name());
    let errors = (count > 1).then(|| error("organization", "Выберите организацию"));
    DisowningPage {
        organizations: (0..count).map(choice).collect(),
        chosen: String::new(),
        errors: errors.into_iter().collect(),
        csrf: CSRF.to_owned(),
    }
}
