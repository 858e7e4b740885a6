//! The first page of whoever is not signed in: three doors, each says what it is for and with which login.

use maud::{Markup, Render, html};

use crate::{Page, paths};

/// The doors.
#[derive(Clone, Copy, Debug)]
pub struct DoorsPage;

impl Page for DoorsPage {
    fn title(&self) -> String {
        "Регистратор: 1С-Отчетность и документы".to_owned()
    }
}

impl Render for DoorsPage {
    fn render(&self) -> Markup {
        html! {
            div.hero {
                h1 { "Отчетность и документы вашей организации" }
                p.lead { "Подключить организацию к 1С-Отчетности, узнать, у кого сейчас заявление и что делать дальше." }
            }
            div.door-pair {
                section.door {
                    h2 { "1С-Отчетность" }
                    ul.dots { li { "подключить организацию" } li { "следить за заявлением" } li { "учетная запись и согласия" } }
                    a."btn btn-primary" href=(paths::portal_sign_in()) { "Портал 1С:ИТС" }
                    p.door-note { "Вход по логину портала. Подключаетесь впервые и нет логина? " a href=(paths::registration()) { "Зарегистрируйтесь" } }
                }
                section.door {
                    h2 { "Кабинет организации" }
                    ul.dots { li { "вход по ИНН организации" } li { "заявления организации и их история" } li { "счета, акты и УПД на почту" } }
                    a.btn href=(paths::cabinet_sign_in()) { "Войти в личный кабинет" }
                    p.door-note { "Логин: ИНН организации. Пароль вы задали по ссылке из письма" }
                }
            }
            p.aside-act {
                "Работаете в обслуживающей организации, на линии поддержки или у оператора? "
                a href=(paths::sign_in()) { "Вход для сотрудников" }
            }
        }
    }
}
