//! The profile at a desk and in the portal, with what stands above every page of its owner.

use super::house::{fault, session, verb};
use super::{CSRF, Sample, long_name, partner_frame, portal_frame, sample};
use crate::components::{Fact, Link, LinkedNotice, NoticeTone, VerbWeight};
use crate::layout::Reader;
use crate::pages::ProfilePage;
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(9);
    vec![
        sample("profile", &profile(), &partner),
        sample("profile-worst", &profile_worst(), &partner),
        sample("profile-client", &profile(), &portal_frame()),
        sample("profile-client-worst", &profile_worst(), &called(portal_frame())),
        sample("profile-deputy", &profile(), &called(deputy_frame())),
    ]
}

/// The frame of somebody who stands in for two colleagues.
fn deputy_frame() -> Frame {
    let frame = partner_frame(9);
    let stands_in = "замещает: Орлов Н. С. по 07.12.2026, Громова А. В. по 30.11.2026".to_owned();
    Frame { reader: frame.reader.map(|reader| Reader { stands_in, ..reader }), ..frame }
}

/// The frame of somebody who signed in with a recovery code.
fn called(frame: Frame) -> Frame {
    let link = Link { label: "Подключите другой".to_owned(), href: paths::own_codes() };
    let text = "Вы вошли по запасному коду, осталось: 9 запасных кодов. Нет прежнего телефона?".to_owned();
    Frame { calls: vec![LinkedNotice { tone: NoticeTone::Warn, text, link }], ..frame }
}

fn profile() -> ProfilePage {
    let ending = verb("Завершить остальные сеансы", paths::own_sessions_ending(), VerbWeight::Plain, None);
    ProfilePage {
        facts: vec![
            Fact::new("Имя", "Смирнова Ольга Викторовна"),
            Fact::identifier("Логин", "staff"),
            Fact::identifier("E-mail", "staff@forsait.example"),
            Fact::new("Роли", "сотрудник партнера"),
        ],
        protection: protection(),
        guessed: None,
        sessions: vec![
            session("Chrome, Windows", Some("этот сеанс · по паролю и коду · 203.0.113.7"), false),
            session("Safari, iPhone", None, true),
        ],
        end_others: Some(ending),
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    }
}

fn protection() -> Vec<Fact> {
    let app = Fact {
        href: Some(paths::own_codes()),
        ..Fact::new("Приложение с кодами", "подключено 18.11.2026 12:00 МСК")
    };
    vec![app, Fact::new("Запасные коды", "осталось 9 кодов")]
}

fn profile_worst() -> ProfilePage {
    ProfilePage {
        facts: vec![Fact::new("Имя", long_name())],
        guessed: Some(
            "Пароль к вашей учетной записи подбирали: попытки закончились 18.11.2026 12:00 МСК. ".to_owned()
                + &long_name(),
        ),
        sessions: vec![session(&long_name(), Some("чужой компьютер"), true); 40],
        errors: vec![
            fault("old", "Текущий пароль не подходит"),
            fault("password", "Пароль должен быть не короче 8 символов"),
        ],
        ..profile()
    }
}
