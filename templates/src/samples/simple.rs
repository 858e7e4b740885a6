//! The sign-in, the failures, the conflict and the letters of the demo.

use super::{CSRF, Sample, long_name, moment, partner_frame, sample, training_banner};
use crate::components::{Choice, Difference, Fact, Pager, RowTotal};
use crate::pages::{
    ConflictChange, ConflictPage, DemoLogin, Failure, FailurePage, KeysPage, MailLetterPage, MailPage,
    MailRow, MergeField, MergeForm, Resubmission, SignInPage,
};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let anonymous = Frame { banners: vec![training_banner()], csrf: CSRF.to_owned(), ..Frame::default() };
    let mut list = vec![
        sample("sign-in", &SignInPage { csrf: CSRF.to_owned(), ..SignInPage::default() }, &anonymous),
        sample("sign-in-demo", &sign_in_demo(), &anonymous),
        sample("conflict", &conflict(), &partner_frame(0)),
        sample("conflict-merge", &merging(), &partner_frame(0)),
        sample("keys", &KeysPage, &partner_frame(9)),
        sample("mail-empty", &MailPage::default(), &partner_frame(3)),
        sample("mail", &mail(), &partner_frame(3)),
        sample("mail-letter", &letter(), &partner_frame(3)),
    ];
    for (name, failure) in failures() {
        let page = FailurePage { failure, request_id: "0193a1d2-7c1e-7a90-b1f4-3f0f6a3f9f11".to_owned() };
        let frame = if name == "failure-too-many" { anonymous.clone() } else { partner_frame(9) };
        list.push(sample(name, &page, &frame));
    }
    list
}

fn sign_in_demo() -> SignInPage {
    let logins = [
        ("staff", "сотрудник партнера «Форсайт»"),
        ("manager", "менеджер партнера «Форсайт»"),
        ("billing", "оператор, расчеты с партнерами"),
        ("support", "линия поддержки"),
        ("client", "клиент, ООО «Ромашка»"),
    ];
    SignInPage {
        notice: Some("Сеанс закончился. Войдите, и мы вернем вас на место: набранное сохранено.".to_owned()),
        csrf: CSRF.to_owned(),
        login: "stafff".to_owned(),
        error: Some("Неверный логин или пароль.".to_owned()),
        next: Some(paths::application("104209")),
        passkeys: true,
        cloud: Some(paths::cloud()),
        demo: logins
            .map(|(login, desk)| DemoLogin { login: login.to_owned(), desk: desk.to_owned() })
            .to_vec(),
        demo_password: "demo-demo-demo".to_owned(),
    }
}

fn failures() -> Vec<(&'static str, Failure)> {
    let who_may = vec!["менеджер партнера".to_owned(), "администратор партнера".to_owned()];
    let because =
        "Заявление № 104209 уже отправлено оператору: О. Смирнова, 21.11.2026 14:03 МСК.".to_owned();
    let refused = "Заявление не отложено.".to_owned();
    vec![
        ("failure-not-found", Failure::NotFound),
        (
            "failure-forbidden",
            Failure::Forbidden {
                who_may: who_may.clone(),
                not_lent: false,
                why: Some(paths::why("statement", "agree")),
            },
        ),
        (
            "failure-not-lent",
            Failure::Forbidden { who_may, not_lent: true, why: Some(paths::why("person", "appoint")) },
        ),
        ("failure-forbidden-unknown", Failure::Forbidden { who_may: Vec::new(), not_lent: false, why: None }),
        ("failure-conflict", changed_meanwhile(because)),
        ("failure-refused", Failure::Refused { because: refused, href: paths::application("104209") }),
        ("failure-forged", Failure::Forged),
        (
            "failure-unreadable",
            Failure::Unreadable {
                because: "Поле «Версия» должно быть числом.".to_owned()
            },
        ),
        (
            "failure-busy",
            Failure::Busy {
                again: Some(Resubmission {
                    address: paths::application("104209"),
                    fields: vec![
                        ("csrf".to_owned(), CSRF.to_owned()),
                        ("note".to_owned(), "Позвонить клиенту".to_owned()),
                    ],
                }),
            },
        ),
        ("failure-too-many", Failure::TooMany { seconds: 900 }),
        ("failure-limited", Failure::Limited { seconds: 40 }),
        ("failure-too-often", Failure::TooOften { seconds: 1_260 }),
        ("failure-broken", Failure::Broken),
    ]
}

fn changed_meanwhile(because: String) -> Failure {
    let changed = Some("Заявление уже изменил И. Ветров".to_owned());
    Failure::Conflict { changed, because, href: paths::application("104209") }
}

fn change(field: &str) -> ConflictChange {
    ConflictChange {
        by: "И. Ветров".to_owned(),
        at: moment(21, 11, 3),
        what: "изменены параметры подключения".to_owned(),
        differences: vec![Difference {
            field: field.to_owned(),
            was: Some("включен, 10 и более".to_owned()),
            now: Some("включен, от 2 до 9".to_owned()),
        }],
    }
}

fn merging() -> ConflictPage {
    let choice = |value: &str, label: &str| Choice::new(value, label);
    let merge = MergeForm {
        action: paths::parameters_merge("104209"),
        hidden: vec![("version".to_owned(), "8".to_owned())],
        fields: vec![
            MergeField {
                name: "mode",
                label: "Многопользовательский режим",
                choices: vec![
                    choice("10_plus", "Ваше: включен, 10 и более"),
                    choice("off", "Коллеги: выключен"),
                ],
                settled: None,
            },
            MergeField {
                name: "basis",
                label: "Основание",
                choices: vec![choice("group:5", "Коллеги: Группа компаний, от 5")],
                settled: Some("Изменил коллега".to_owned()),
            },
        ],
    };
    ConflictPage { merge: Some(merge), ..conflict() }
}

fn conflict() -> ConflictPage {
    ConflictPage {
        subject: "Заявление №\u{a0}104209".to_owned(),
        said: "Заявление №\u{a0}104209 уже изменил И. Ветров".to_owned(),
        changed_by: "Ветров Игорь Павлович".to_owned(),
        changed_at: moment(21, 11, 3),
        changes: vec![change("Многопользовательский режим"), change("Основание")],
        merge: None,
        typed: vec![
            Fact::new("Многопользовательский режим", "Включен"),
            Fact::new("Вид расширения", "10 и более"),
        ],
        action: paths::parameters("104209"),
        fields: vec![
            ("version".to_owned(), "8".to_owned()),
            ("enabled".to_owned(), "on".to_owned()),
            ("tier".to_owned(), "10_plus".to_owned()),
        ],
        repeat: "Сохранить мои параметры поверх".to_owned(),
        fresh: paths::application("104209"),
        csrf: CSRF.to_owned(),
    }
}

fn mail() -> MailPage {
    let row = |id: u32, subject: String| MailRow {
        id: id.to_string(),
        to: "zayavki@forsait.example".to_owned(),
        subject,
        at: moment(21, 8, 40),
    };
    MailPage {
        letters: vec![
            row(2, "Новое заявление № 104209".to_owned()),
            row(1, format!("Новое заявление: {}", long_name())),
        ],
        pager: Pager { shown: 2, total: RowTotal::Exactly(2), ..Pager::default() },
    }
}

fn letter() -> MailLetterPage {
    MailLetterPage {
        from: "Регистратор <robot@registrar.example>".to_owned(),
        to: "zayavki@forsait.example".to_owned(),
        subject: "Новое заявление № 104209".to_owned(),
        at: moment(21, 8, 40),
        text: "Пришло заявление № 104209.\n\nОрганизация: АО «Ангарский завод»\nТип: Изменение\n".to_owned(),
    }
}
