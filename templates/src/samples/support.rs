//! The support line: its search, and an organisation's card.

use super::desks::step;
use super::organization::{application_rows, certificates, details, product};
use super::{CSRF, Sample, at, long_name, now, sample, support_frame};
use crate::components::{Badge, Choice, Empty, FieldError, Pager, RowTotal, Tone};
use crate::format::Zone;
use crate::pages::ApplicationRow;
use crate::pages::support::{
    Disclosure, HeldApplication, HeldProduct, PersonRow, StuckApplication, SupportOrganizationPage,
    SupportPage, SupportResult,
};
use crate::paths;

pub(super) fn samples() -> Vec<Sample> {
    let support = support_frame();
    vec![
        sample("support-empty", &before_search(), &support),
        sample("support-nothing", &nothing_found(), &support),
        sample("support-nearest", &nearest(), &support),
        sample("support", &search(3, "ООО «Ромашка»"), &support),
        sample("support-worst", &search(400, &long_name()), &support),
        sample("support-organization", &card(form()), &support),
        sample("support-organization-empty", &nothing_held(), &support),
        sample("support-organization-refused", &card(refused()), &support),
        sample("support-organization-shown", &card(shown()), &support),
        sample("support-organization-worst", &worst(), &support),
    ]
}

fn before_search() -> SupportPage {
    let empty = Empty {
        reason: "Спросите у звонящего ИНН.".to_owned(),
        advice: "Поиск понимает «е» и «ё», чужую раскладку, пробелы и дефисы в номерах.".to_owned(),
        link: None,
    };
    SupportPage { empty, ..SupportPage::default() }
}

fn nothing_found() -> SupportPage {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    SupportPage {
        search: "9900815902 hjvfirf".to_owned(),
        understood: lines(&[
            "9900815902: ИНН с ошибкой (контрольное число не сходится) или телефон",
            "«hjvfirf»: начало слова в названии, логине или псевдониме; в другой раскладке «ромашка»",
        ]),
        advice: lines(&[
            "Попросите продиктовать номер еще раз: в нем ошибка.",
            "Уберите часть слов: найдется только то, где есть все слова запроса.",
        ]),
        ..SupportPage::default()
    }
}

fn nearest() -> SupportPage {
    SupportPage {
        search: "байкл-логитсика".to_owned(), nearest: true, ..search(3, "ООО «Байкал-Логистика»")
    }
}

fn search(count: u64, name: &str) -> SupportPage {
    let held = |text: &str| HeldProduct {
        text: text.to_owned(),
        mode: "многопользовательский режим от 2 до 9 до 14.03.2027".to_owned(),
    };
    let result = |index: u64| SupportResult {
        href: paths::support_organization("A-00417"),
        name: name.to_owned(),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        matched: (index == 0).then(|| "рег. номер 800123456".to_owned()),
        partner: "ООО «Форсайт»".to_owned(),
        partner_phone: "+7 999 000-10-01".to_owned(),
        products: (0..index % 3).map(|_| held("1С-Отчетность до 14.03.2027 · «Бухгалтерия 3.0»")).collect(),
        application: Some(HeldApplication {
            number: (104_209 + index).to_string(),
            status: Badge { label: "На проверке".to_owned(), tone: Tone::Work },
            waiting: Some("ждет партнера с 21.11.2026 12:05 МСК, 2 ч".to_owned()),
        }),
    };
    SupportPage {
        search: "9900815901".to_owned(),
        results: (0..count).map(result).collect(),
        pager: Pager { shown: count, total: RowTotal::Exactly(count), ..Pager::default() },
        ..SupportPage::default()
    }
}

fn form() -> Disclosure {
    Disclosure {
        action: paths::support_organization("A-00417"),
        csrf: CSRF.to_owned(),
        search: "ромашка".to_owned(),
        choices: vec![
            Choice::new("contacts", "Телефон и e-mail организации"),
            Choice::new("people", "Людей: имена, СНИЛС, e-mail"),
            Choice::new("everything", "Все"),
        ],
        chosen: "contacts".to_owned(),
        suggestions: vec!["Звонящий называет данные, сверяем с карточкой".to_owned()],
        seen: "0".to_owned(),
        ..Disclosure::default()
    }
}

fn refused() -> Disclosure {
    let text = "Напишите причину: от 10 до 300 символов".to_owned();
    let errors = vec![FieldError { field: "reason".to_owned(), text }];
    Disclosure { reason: "надо".to_owned(), errors, ..form() }
}

fn shown() -> Disclosure {
    Disclosure {
        shown: Some("Перезвонить клиенту по его обращению".to_owned()), ..form()
    }
}

fn person(index: usize) -> PersonRow {
    PersonRow {
        name: if index == 0 { "Петрова А. И." } else { "Пользователь" }.to_owned(),
        position: "Генеральный директор · Руководитель".to_owned(),
        snils: "•••-•••-•01 53".to_owned(),
        email: "p•••@romashka.example".to_owned(),
        roles: vec!["подписание".to_owned(), "шифрование".to_owned()],
    }
}

fn card(disclosure: Disclosure) -> SupportOrganizationPage {
    let rows = application_rows().into_iter().map(|row| ApplicationRow { href: None, ..row }).collect();
    SupportOrganizationPage {
        search: "104209".to_owned(),
        code: "A-00417".to_owned(),
        name: "ООО «Ромашка»".to_owned(),
        inn: "9900815901".to_owned(),
        kpp: Some("990001001".to_owned()),
        matched: Some("№ заявления 104209".to_owned()),
        answer: Some("Заявление № 104209 на проверке: ждет партнера с 21.11.2026 12:05 МСК (2 ч).".to_owned()),
        stuck: vec![StuckApplication {
            number: "№ 104209".to_owned(),
            last_error: "Ответ удостоверяющего центра не получен: истекло время ожидания".to_owned(),
            since: Zone::moscow().since(at(21, 9, 5), now()),
            reset: Some(step("reset-104209", "Сбросить", "Почему сбрасываем")),
        }],
        details: details(),
        products: vec![product()],
        applications: rows,
        people: vec![person(0), person(1)],
        certificates: certificates(),
        disclosure: Some(disclosure),
        csrf: CSRF.to_owned(),
        summary: "ООО «Ромашка»\nИНН 9900815901, КПП 990001001, код абонента A-00417\n\
                  Продукт: 1С-Отчетность до 14.03.2027, многопользовательский режим выключен\n\
                  Заявление № 104209 (подключение): «На проверке» с 21.11.2026 12:05 МСК\n\
                  Сейчас ждет партнера с 21.11.2026 12:05 МСК (2 ч)\nОбслуживает: ООО «Форсайт», +7 999 000-10-01"
            .to_owned(),
    }
}

fn nothing_held() -> SupportOrganizationPage {
    SupportOrganizationPage {
        matched: None,
        answer: None,
        stuck: Vec::new(),
        products: Vec::new(),
        applications: Vec::new(),
        people: Vec::new(),
        certificates: Vec::new(),
        ..card(form())
    }
}

fn worst() -> SupportOrganizationPage {
    SupportOrganizationPage {
        name: long_name(),
        people: (0..400).map(person).collect(),
        summary: long_name(),
        ..card(Disclosure { shown: Some(long_name()), ..form() })
    }
}
