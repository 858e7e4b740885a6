//! «Войти через облако»: the providers, and the page that leads to one of them.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{Form, Hidden, Notice, NoticeTone, checked, titled};
use crate::layout::Door;
use crate::{Page, paths};

/// A provider with which one signs in.
#[derive(Clone, Debug)]
pub struct CloudChoice {
    /// Its issuer, by which the form names it.
    pub issuer: String,
    /// What people call it.
    pub name: String,
}

/// «Войти через облако»: the providers, or that there is none.
#[derive(Clone, Debug, Default)]
pub struct CloudPage {
    /// The token against forgery.
    pub csrf: String,
    /// The providers.
    pub choices: Vec<CloudChoice>,
    /// Why the last try failed.
    pub error: Option<String>,
    /// Where to go after signing in.
    pub next: Option<String>,
}

/// The way to a provider: the browser follows it by itself, or by a click.
#[derive(Clone, Debug)]
pub struct CloudLeavingPage {
    /// What people call the provider.
    pub name: String,
    /// Its host, as the address bar will show it.
    pub host: String,
    /// The address there.
    pub address: String,
    /// The way back: its words and its address.
    pub back: (String, String),
}

impl Page for CloudPage {
    fn title(&self) -> String {
        titled("Вход через облако", Door::Portal.name(), self.error.is_some())
    }
}

impl Render for CloudPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                (back("Вход", &paths::portal_sign_in()))
                @if let Some(error) = &self.error { (Notice { tone: NoticeTone::Bad, text: error.clone() }) }
                h1 { "Вход через облако" }
                @if self.choices.is_empty() { (nothing()) } @else { (self.providers()) }
            }
        }
    }
}

fn nothing() -> Markup {
    html! {
        p { "Облако к этому порталу не подключено, поэтому войти через «1С через Интернет - 1cfresh.com» нельзя." }
        p { "Войдите по логину портала. Если логина нет, зарегистрируйтесь: это бесплатно и занимает несколько минут." }
        div.acts {
            a."btn btn-primary" href=(paths::portal_sign_in()) { "Войти по логину" }
            a.link href=(paths::registration()) { "Зарегистрироваться" }
            a.link href=(paths::contacts()) { "Кому звонить" }
        }
    }
}

impl CloudPage {
    fn providers(&self) -> Markup {
        let hidden: Vec<Hidden<'_>> = self.next.iter().map(|next| ("next", next.as_str())).collect();
        let foreign = html! {
            b { "Чужой компьютер" }
            small { "Вход закончится, когда закроете браузер или отойдете на 15\u{a0}минут. Ничего не запомним." }
        };
        let content = html! {
            (checked("foreign_computer", false, &[], &foreign))
            @for choice in &self.choices {
                button."btn w-100 mb-2 text-wrap break" name="issuer" value=(choice.issuer) { "Войти через «" (choice.name) "»" }
            }
        };
        html! {
            p { "Облачная учетная запись открывает ту учетную запись портала, с которой ее связали в профиле." }
            (Form { action: &paths::cloud(), csrf: &self.csrf, hidden: &hidden, guarded: false, content })
            p.small-print {
                "Еще не связали? Войдите по паролю и откройте «Мой профиль», «Вход через облако». "
                a href=(paths::portal_sign_in()) { "Вход на портал" } ", "
                a href=(paths::sign_in()) { "вход для сотрудников" } "."
            }
        }
    }
}

impl Page for CloudLeavingPage {
    fn title(&self) -> String {
        titled("Переход в облако", Door::Portal.name(), false)
    }
}

impl Render for CloudLeavingPage {
    fn render(&self) -> Markup {
        let (words, address) = &self.back;
        html! {
            div.one {
                (back(words, address))
                h1 { "Переход в облако" }
                p { "Сейчас откроется " b.break { (self.host) } ": войдите там, и мы вернем вас сюда. На это есть 10\u{a0}минут." }
                div.acts { a."btn btn-primary text-wrap break" href=(self.address) rel="noreferrer" { "Перейти в «" (self.name) "»" } }
            }
        }
    }
}
