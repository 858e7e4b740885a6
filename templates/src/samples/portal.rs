//! The client's side before the sign-in.

use super::{CSRF, Sample, long_name, moment, sample, training_banner};
use crate::components::{Captcha, FieldError};
use crate::layout::Door;
use crate::pages::DemoLogin;
use crate::pages::portal::{
    CodeFor, CodeNews, CodePage, ConfirmationPage, ConfirmingPage, ConsentPage, Contacts, ContactsPage,
    DoorSignInPage, DoorsPage, RecoveryPage, RegistrationPage, Typed,
};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let at = |door| Frame { door: Some(door), banners: vec![training_banner()], ..Frame::default() };
    let (outside, portal) = (at(Door::Outside), at(Door::Portal));
    let cabinet = at(Door::Cabinet);
    let mut list = vec![
        sample("doors", &DoorsPage, &outside),
        sample("portal-sign-in", &sign_in(Door::Portal), &portal),
        sample("portal-sign-in-refused", &refused(), &portal),
        sample("cabinet-sign-in", &sign_in(Door::Cabinet), &cabinet),
        sample("registration", &registration(), &portal),
        sample("registration-refused", &registration_refused(), &portal),
        sample("registration-by-phone", &by_phone(), &portal),
        sample("recovery", &recovery(), &portal),
        sample("recovery-by-phone", &RecoveryPage { by_phone: true, ..recovery() }, &portal),
        sample("recovery-asked", &RecoveryPage { asked: true, ..recovery() }, &portal),
        sample("recovery-refused", &recovery_refused(), &portal),
        sample("contacts", &ContactsPage { contacts: contacts() }, &outside),
        sample("consent", &consent(), &outside),
        sample("confirmation", &confirmation(false), &portal),
        sample("confirmation-too-early", &confirmation(true), &portal),
        sample("confirmation-nothing", &ConfirmationPage::Nothing, &portal),
    ];
    list.extend(codes().into_iter().map(|(name, page)| sample(name, &page, &portal)));
    list.extend(confirming().into_iter().map(|(name, page)| sample(name, &page, &portal)));
    list
}

fn sign_in(door: Door) -> DoorSignInPage {
    DoorSignInPage {
        notice: None,
        door,
        csrf: CSRF.to_owned(),
        login: String::new(),
        error: None,
        next: None,
        passkeys: true,
        cloud: (door == Door::Portal).then(paths::cloud),
        demo: Vec::new(),
        demo_password: String::new(),
    }
}

fn refused() -> DoorSignInPage {
    DoorSignInPage {
        login: "romashka".to_owned(),
        error: Some("Неверный логин или пароль.".to_owned()),
        next: Some("/cabinet".to_owned()),
        demo: vec![DemoLogin {
            login: "client".to_owned(), desk: "клиент, бухгалтер".to_owned()
        }],
        demo_password: "demo-demo-demo".to_owned(),
        ..sign_in(Door::Portal)
    }
}

pub(super) fn captcha() -> Captcha {
    Captcha {
        id: "0f".repeat(32), question: Some("Сколько будет семь плюс три?".to_owned())
    }
}

fn registration() -> RegistrationPage {
    RegistrationPage {
        captcha: captcha(),
        versions: ["01.09.2026", "01.09.2026"].map(str::to_owned),
        csrf: CSRF.to_owned(),
        ..RegistrationPage::default()
    }
}

pub(super) fn errors(wrong: &[(&str, &str)]) -> Vec<FieldError> {
    let error =
        |(field, text): &(&str, &str)| FieldError { field: (*field).to_owned(), text: (*text).to_owned() };
    wrong.iter().map(error).collect()
}

fn registration_refused() -> RegistrationPage {
    RegistrationPage {
        typed: Typed {
            email: "buh@romashka.example".to_owned(),
            last_name: "Петрова".to_owned(),
            first_name: "Анна".to_owned(),
            middle_name: "Ивановна".to_owned(),
            place_of_work: long_name(),
            city: "Иркутск".to_owned(),
            phone: "+7 999 000-00-01".to_owned(),
            agreement: true,
            ..Typed::default()
        },
        captcha: Captcha { question: None, ..captcha() },
        email_taken: true,
        errors: errors(&[
            ("login", "Логин не указан"),
            ("password", "Введите пароль еще раз"),
            ("email", "Такой e-mail уже использован при регистрации"),
            ("personal_data", "Отметьте согласие на обработку персональных данных"),
        ]),
        ..registration()
    }
}

fn by_phone() -> RegistrationPage {
    RegistrationPage {
        by_phone: true,
        typed: Typed {
            login: "romashka".to_owned(),
            mobile: "8 (495) 000-00-01".to_owned(),
            ..Typed::default()
        },
        errors: errors(&[
            ("password", "Введите пароль еще раз"),
            ("mobile", "Укажите мобильный номер, он начинается с +7 9: на другие SMS не приходит"),
        ]),
        ..registration()
    }
}

fn codes() -> Vec<(&'static str, CodePage)> {
    let code = CodePage {
        purpose: CodeFor::Registration { login: "romashka".to_owned() },
        phone: "+7 999 000-00-01".to_owned(),
        until: Some(moment(22, 11, 5)),
        news: None,
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    };
    let wrong = errors(&[("code", "Код не подошел, попытки закончились: запросите новый")]);
    let refused = CodePage { news: Some(CodeNews::Refused), until: None, ..code.clone() };
    vec![
        ("code", code.clone()),
        ("code-again", CodePage { news: Some(CodeNews::SentAgain), ..code.clone() }),
        ("code-refused", refused),
        ("code-recovery", CodePage { purpose: CodeFor::Recovery, errors: wrong, until: None, ..code }),
    ]
}

pub(super) fn contacts() -> Contacts {
    Contacts { phone: "+7 800 000-00-00".to_owned(), email: "help@registrar.example".to_owned() }
}

fn recovery() -> RecoveryPage {
    RecoveryPage {
        captcha: captcha(),
        contacts: contacts(),
        csrf: CSRF.to_owned(),
        ..RecoveryPage::default()
    }
}

fn recovery_refused() -> RecoveryPage {
    let wrong = [("email", "E-mail не указан"), ("symbols", "Символы не совпали.")];
    RecoveryPage { errors: errors(&wrong), ..recovery() }
}

fn consent() -> ConsentPage {
    ConsentPage {
        title: "Пользовательское соглашение".to_owned(),
        version: "01.09.2026".to_owned(),
        text: "Это образец.\n\n## О чем соглашение\n\nУчетная запись нужна, чтобы:\n\n- подавать заявления;\n- следить за ними.\n".to_owned(),
        replaced: true,
    }
}

fn confirmation(too_early: bool) -> ConfirmationPage {
    ConfirmationPage::Waiting {
        email: "buh@romashka.example".to_owned(),
        login: "romashka".to_owned(),
        until: moment(22, 11, 5),
        too_early,
        sent_again: !too_early,
        csrf: CSRF.to_owned(),
    }
}

fn confirming() -> Vec<(&'static str, ConfirmingPage)> {
    let (login, email) = ("romashka".to_owned(), format!("{}@romashka.example", "b".repeat(60)));
    let asked = ConfirmingPage::Asked {
        token: "0f".repeat(32),
        login: login.clone(),
        email,
        added: false,
        csrf: CSRF.to_owned(),
    };
    let because = "Такой e-mail уже использован при регистрации".to_owned();
    vec![
        ("confirming", asked),
        ("confirming-done", ConfirmingPage::Done { login: login.clone(), added: false }),
        ("confirming-added", ConfirmingPage::Done { login, added: true }),
        ("confirming-taken", ConfirmingPage::Taken { because }),
        ("confirming-gone", ConfirmingPage::Gone),
    ]
}
