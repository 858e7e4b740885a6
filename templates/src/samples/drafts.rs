//! An application that is filled in the browser: every kind of page, with the worst that may be typed.

use super::{CSRF, Sample, cabinet_frame, long_name, moment, sample, training_banner};
use crate::components::{
    Ask, AskedAnswer, Captcha, Choice, Fact, FieldError, KeptFile, Link, Notice, NoticeTone,
};
use crate::layout::Door;
use crate::pages::cabinet::{
    CabinetAccountPage, DraftAnswer, DraftCheckPage, DraftEntry, DraftEntryPage, DraftHead, DraftPart,
    DraftProblem, DraftRow, DraftStepPage, DraftWalk, DraftsPage, NewDraftPage, WalkMark,
};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let client = cabinet_frame();
    let anonymous = Frame {
        door: Some(Door::Cabinet),
        banners: vec![training_banner()],
        csrf: CSRF.to_owned(),
        ..Frame::default()
    };
    vec![
        sample("drafts-empty", &drafts(0, "ООО «Ромашка»"), &client),
        sample("drafts", &drafts(2, "ООО «Ромашка»"), &client),
        sample("drafts-worst", &drafts(20, &long_name()), &client),
        sample("draft-new", &new_draft(false), &client),
        sample("draft-new-refused", &new_draft(true), &client),
        sample("draft-cabinet", &step("", false), &client),
        sample("draft-cabinet-error", &step("Бу", true), &client),
        sample("draft-owners", &owners(2, "Петрова Анна Ивановна"), &client),
        sample("draft-owners-empty", &owners(0, ""), &client),
        sample("draft-owners-worst", &owners(12, &long_name()), &client),
        sample("draft-owner", &owner("Петрова", false), &client),
        sample("draft-owner-error", &owner(&"Константинопольская-".repeat(8), true), &client),
        sample("draft-check", &check("ООО «Ромашка»", false), &client),
        sample("draft-check-error", &check(&long_name(), true), &client),
        sample("cabinet-account", &account(false), &anonymous),
        sample("cabinet-account-error", &account(true), &anonymous),
    ]
}

fn drafts(count: usize, organization: &str) -> DraftsPage {
    let row = |index: usize| DraftRow {
        id: index.to_string(),
        title: format!("Продление 1С-Отчетности: {organization}"),
        saved: moment(20, 7, 5),
        until: "18.02.2027".to_owned(),
    };
    let label = "Заявление на продление 1С-Отчетности или изменение реквизитов".to_owned();
    DraftsPage {
        rows: (0..count).map(row).collect(),
        start: Some(Link { label, href: paths::new_draft() }),
        csrf: CSRF.to_owned(),
    }
}

fn new_draft(refused: bool) -> NewDraftPage {
    let kinds = vec![
        Choice::new("renew", "Продление 1С-Отчетности").meaning("новый срок лицензии, все уже заполнено"),
        Choice::new("connect", "Подключение к 1С-Отчетности").meaning("первое заявление организации"),
    ];
    let whose = vec![
        Choice::new("7000001", "ООО «Ромашка»").meaning("ИНН 9900815901"),
        Choice::new("7000002", long_name()).meaning("ИНН 9900010103"),
    ];
    let words = "Для отправки заявления подключите Интернет-поддержку";
    NewDraftPage {
        heading: "Заявление на продление 1С-Отчетности или изменение реквизитов".to_owned(),
        asks: vec![
            Ask::new("type", "Что нужно сделать", AskedAnswer::OneOf(kinds, "renew".to_owned())),
            Ask::new("organization", "Организация", AskedAnswer::OneOf(whose, "7000001".to_owned()))
                .hint("Для подключения новой организации выбирать не нужно."),
        ],
        waiting: Some(Link { label: "Черновики: 2".to_owned(), href: paths::drafts() }),
        connect_first: refused.then(|| Link {
            label: "Как подключить Интернет-поддержку".to_owned(),
            href: paths::portal_support(),
        }),
        errors: errors(refused, &[("type", words)]),
        csrf: CSRF.to_owned(),
    }
}

pub(super) fn errors(wrong: bool, list: &[(&str, &str)]) -> Vec<FieldError> {
    let told = list.iter().filter(|_| wrong);
    told.map(|(field, text)| FieldError { field: (*field).to_owned(), text: (*text).to_owned() }).collect()
}

pub(super) fn head(heading: &str, problems: &[(&str, &str)]) -> DraftHead {
    let marks = [
        ("Организация", WalkMark::Done),
        ("Личный кабинет 1С-Отчетность", WalkMark::Faulty),
        ("Реквизиты", WalkMark::Done),
        ("Владельцы подписи", WalkMark::Now),
        ("Пользователи", WalkMark::Open),
        ("Проверка и отправка", WalkMark::Ahead),
    ];
    let step = |(label, mark): &(&str, WalkMark)| {
        (Link { label: (*label).to_owned(), href: paths::draft_step("1", "owners") }, *mark)
    };
    let problem =
        |(href, text): &(&str, &str)| DraftProblem { href: (*href).to_owned(), text: (*text).to_owned() };
    DraftHead {
        walk: DraftWalk { steps: marks.iter().map(step).collect() },
        caption: "Шаг 4 из 5 · Подключение к 1С-Отчетности".to_owned(),
        heading: heading.to_owned(),
        saved:
            "Черновик сохранен 21.11.2026 14:05 МСК. Можно закрыть страницу: он ждет в «Черновиках» 90 дней."
                .to_owned(),
        notices: Vec::new(),
        problems: problems.iter().map(problem).collect(),
    }
}

fn step(alias: &str, wrong: bool) -> DraftStepPage {
    let words = "Укажите псевдоним продукта от 3 до 20 символов";
    let problems: &[(&str, &str)] = if wrong { &[("#alias", words)] } else { &[] };
    let notice = Notice {
        tone: NoticeTone::Warn, text: format!("Заявление вернули: {}", long_name())
    };
    let head = head("Личный кабинет 1С-Отчетность", problems);
    let alias = Ask::new("alias", "Псевдоним продукта", AskedAnswer::Text(alias.to_owned()))
        .hint("Псевдоним продукта необходим для того, чтобы различать конфигурации у одного абонента.")
        .was(wrong.then(|| "Бухгалтерия 3.0".to_owned()));
    DraftStepPage {
        head: DraftHead { notices: if wrong { vec![notice] } else { Vec::new() }, ..head },
        lead: vec!["Логин портала 1С:ИТС закреплен за абонентом: romashka-its".to_owned()],
        known: vec![Fact::new("Организация", "ООО «Ромашка»")],
        asks: vec![
            Ask::new("cabinet", "Личный кабинет 1С-Отчетность", AskedAnswer::Tick(true)),
            Ask {
                remark: wrong.then(|| "Вернули с замечанием: псевдоним занят".to_owned()), ..alias
            },
        ],
        action: paths::draft_step("1", "cabinet"),
        version: "3".to_owned(),
        onward: "Подключить".to_owned(),
        back: true,
        errors: errors(wrong, &[("alias", words)]),
        csrf: CSRF.to_owned(),
        ..DraftStepPage::default()
    }
}

fn owners(count: usize, name: &str) -> DraftStepPage {
    let entry = |index: usize| DraftEntry {
        title: name.to_owned(),
        facts: vec![
            Fact::new("Должность", "Генеральный директор"),
            Fact::identifier("СНИЛС", "990-000-001 53"),
            Fact::new("Роли", "подписание, шифрование, администрирование"),
        ],
        problems: if index == 1 {
            vec!["Контрольное число СНИЛС не совпадает".to_owned()]
        } else {
            Vec::new()
        },
        href: paths::draft_entry("1", "owners", &index.to_string()),
        removal: paths::draft_entry_removal("1", "owners", &index.to_string()),
    };
    let problems: &[(&str, &str)] = if count == 0 {
        &[("#owners", "Обязательное поле не заполнено")]
    } else {
        &[]
    };
    DraftStepPage {
        head: head("Владельцы подписи", problems),
        lead: vec!["На каждого владельца выпускают свой сертификат.".to_owned()],
        entries: (0..count).map(entry).collect(),
        add: Some("Добавить владельца".to_owned()),
        action: paths::draft_step("1", "owners"),
        version: "3".to_owned(),
        onward: "Далее".to_owned(),
        back: true,
        csrf: CSRF.to_owned(),
        ..DraftStepPage::default()
    }
}

fn owner(name: &str, wrong: bool) -> DraftEntryPage {
    let kinds = vec![Choice::new("head", "Руководитель"), Choice::new("employee", "Сотрудник")];
    let roles = vec![
        Choice::new("sign", "подписание").meaning("подписывает отчеты"),
        Choice::new("admin", "администрирование").meaning("добавляет пользователей и меняет их права"),
    ];
    let kept = KeptFile {
        name: "petrova.p10".to_owned(),
        about: "запрос на имя Петровой, подпись верна".to_owned(),
    };
    let wrong_snils = "Контрольное число СНИЛС не совпадает";
    let problems: &[(&str, &str)] =
        if wrong { &[("#snils", wrong_snils), ("#roles", "Выберите роль")] } else { &[] };
    DraftEntryPage {
        head: head(name, problems),
        lead: Vec::new(),
        asks: vec![
            Ask::new("kind", "Кто это", AskedAnswer::OneOf(kinds, "head".to_owned())),
            Ask::new("last_name", "Фамилия", AskedAnswer::Text(name.to_owned())),
            Ask::new("snils", "СНИЛС", AskedAnswer::Digits("990-000-001 53".to_owned())),
            Ask::new("email", "E-mail", AskedAnswer::Email("petrova@romashka.example".to_owned())),
            Ask::new("roles", "Роли", AskedAnswer::AnyOf(roles, vec!["sign".to_owned()])),
            Ask::new("csr", "Запрос на сертификат", AskedAnswer::File(wrong.then_some(kept)))
                .hint("Файл .p10, .csr, .pem или .der."),
        ],
        action: paths::draft_entry("1", "owners", "1"),
        version: "3".to_owned(),
        another: "Сохранить и добавить еще владельца".to_owned(),
        errors: errors(wrong, &[("snils", wrong_snils), ("roles", "Выберите роль")]),
        csrf: CSRF.to_owned(),
    }
}

fn check(name: &str, wrong: bool) -> DraftCheckPage {
    let answer = |label: &str, value: &str, was: Option<&str>| DraftAnswer {
        label: label.to_owned(),
        value: value.to_owned(),
        was: was.map(str::to_owned),
        note: String::new(),
    };
    let part = |label: &str, answers| DraftPart {
        step: Link { label: label.to_owned(), href: paths::draft_step("1", "requisites") },
        answers,
    };
    let broken = ("/cabinet/drafts/1/steps/owners/1#snils", "Петрова: контрольное число СНИЛС не совпадает");
    let problems: &[(&str, &str)] = if wrong { &[broken] } else { &[] };
    DraftCheckPage {
        head: head("Проверьте ответы", problems),
        draft: "1".to_owned(),
        lead: vec!["Логин портала 1С:ИТС закреплен за абонентом: romashka-its".to_owned()],
        differs: "Отличий от того, что есть сейчас: 2".to_owned(),
        parts: vec![
            part(
                "Реквизиты",
                vec![
                    answer("Краткое наименование", name, None),
                    answer("Телефон", "+7 999 000-00-07", Some("+7 999 000-00-01")),
                    answer("Код акции, если есть", "", None),
                ],
            ),
            part("Владельцы подписи", vec![answer("Соколова Марина Олеговна", "подписание", Some(""))]),
        ],
        checks: vec!["Администратор есть: Петрова Анна Ивановна".to_owned()],
        consequence: "Получит ООО «Форсайт». Исправить после отправки можно, только если заявление вернут."
            .to_owned(),
        ready: !wrong,
        version: "3".to_owned(),
        shown: "1".to_owned(),
        csrf: CSRF.to_owned(),
    }
}

fn account(wrong: bool) -> CabinetAccountPage {
    CabinetAccountPage {
        email: if wrong { "buh@".to_owned() } else { String::new() },
        agreement: wrong,
        personal_data: false,
        captcha: Captcha {
            id: "1".to_owned(), question: Some("Сколько будет семь плюс три?".to_owned())
        },
        errors: errors(
            wrong,
            &[("email", "E-mail записывается как имя@домен"), ("password", "Введите пароль еще раз")],
        ),
        csrf: CSRF.to_owned(),
    }
}
