//! «Абонент»: the codes, organisations and people of one's own organisations, and one's profile.

use maud::{Markup, Render, html};

use super::back;
use crate::components::{Empty, Entry, FieldError, Form, Kind, Listing, Width, summary, titled};
use crate::layout::Door;
use crate::{Page, paths};

/// A list of the subscriber: its codes, its organisations or its people.
#[derive(Clone, Debug, Default)]
pub struct SubscriberPage {
    /// The heading.
    pub heading: String,
    /// The introduction.
    pub lead: String,
    /// The parts: each a title, which may be empty, and a list.
    pub parts: Vec<SubscriberPart>,
    /// What is said when there is none.
    pub empty: Empty,
}

/// A part of a list of the subscriber.
#[derive(Clone, Debug, Default)]
pub struct SubscriberPart {
    /// Its title; empty where there is one part alone.
    pub title: String,
    /// What is listed.
    pub list: Listing,
}

/// «Добавить e-mail» to an account that has none.
#[derive(Clone, Debug, Default)]
pub struct OwnEmailPage {
    /// What was typed.
    pub email: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// «Профиль абонента».
#[derive(Clone, Debug, Default)]
pub struct SubscriberProfilePage {
    /// What was typed.
    pub typed: ProfileFields,
    /// The login, which stays.
    pub login: String,
    /// The address; empty where there is none.
    pub email: String,
    /// The confirmed number; empty where there is none.
    pub mobile: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// What was typed into the profile.
#[derive(Clone, Debug, Default)]
pub struct ProfileFields {
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество.
    pub middle_name: String,
    /// Место работы.
    pub place_of_work: String,
    /// Город.
    pub city: String,
    /// Телефон.
    pub phone: String,
}

impl Page for SubscriberPage {
    fn title(&self) -> String {
        titled(&self.heading, Door::Portal.name(), false)
    }
}

impl Render for SubscriberPage {
    fn render(&self) -> Markup {
        html! {
            h1 { span.caption { "Абонент" } (self.heading) }
            @if !self.lead.is_empty() { p.soft { (self.lead) } }
            @if self.parts.is_empty() { div.card { (self.empty) } }
            @for part in &self.parts {
                @if !part.title.is_empty() { h2 { (part.title) } }
                div.card { (part.list.table("")) }
            }
        }
    }
}

const PROFILE: &str = "Профиль абонента";

impl Page for SubscriberProfilePage {
    fn title(&self) -> String {
        titled(PROFILE, Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for SubscriberProfilePage {
    fn render(&self) -> Markup {
        let typed = &self.typed;
        let work = self.entry("place_of_work", "Место работы", &typed.place_of_work, "organization");
        let city = self.entry("city", "Город", &typed.city, "address-level2");
        let phone = self.entry("phone", "Телефон", &typed.phone, "tel");
        let content = html! {
            div.triple {
                (self.entry("last_name", "Фамилия", &typed.last_name, "family-name"))
                (self.entry("first_name", "Имя", &typed.first_name, "given-name"))
                (self.entry("middle_name", "Отчество", &typed.middle_name, "additional-name"))
            }
            (Entry { hint: "Полное наименование организации.", ..work })
            (Entry { hint: "Город, указанный в юридическом адресе.", width: Width::Middle, ..city })
            (Entry { hint: "Контактный рабочий номер организации", width: Width::Middle, kind: Kind::Phone, ..phone })
            div.acts { button."btn btn-primary" { "Сохранить" } }
        };
        html! {
            (summary(&self.errors))
            h1 { span.caption { "Абонент" } (PROFILE) }
            dl.versus {
                dt { "Логин" } dd.break { (self.login) }
                @if !self.email.is_empty() { dt { "E-mail" } dd.break { (self.email) } }
                @if !self.mobile.is_empty() { dt { "Телефон для входа" } dd.ident { (self.mobile) } }
            }
            @if self.email.is_empty() {
                p { a.link href=(paths::own_email()) { "Добавить e-mail" } ": на него придут письма о заявлениях, по нему можно восстановить пароль." }
            }
            (Form { action: &paths::subscriber_profile(), csrf: &self.csrf, hidden: &[], guarded: true, content })
            p."soft mt-4" { "Пароль, согласия и сеансы — на странице " a.link href=(paths::profile()) { "Мой профиль" } "." }
        }
    }
}

impl SubscriberProfilePage {
    fn entry<'a>(&'a self, name: &'a str, label: &'a str, value: &'a str, complete: &'a str) -> Entry<'a> {
        Entry::text(name, label, value, complete, &self.errors)
    }
}

const EMAIL: &str = "Добавить e-mail";

impl Page for OwnEmailPage {
    fn title(&self) -> String {
        titled(EMAIL, Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for OwnEmailPage {
    fn render(&self) -> Markup {
        let email = Entry::text("email", "E-mail", &self.email, "email", &self.errors);
        let password = Entry::text("password", "Ваш пароль", "", "current-password", &self.errors);
        let (required, width) = (true, Width::Middle);
        let content = html! {
            (Entry { hint: "На него придет письмо со ссылкой. Она действует 24\u{a0}часа.", required, width, kind: Kind::Email, ..email })
            (Entry { hint: "Чтобы адрес не добавил кто-то другой.", required, width, kind: Kind::Password, ..password })
            div.acts { button."btn btn-primary" { "Отправить письмо" } }
        };
        html! {
            (back("Профиль абонента", &paths::subscriber_profile()))
            (summary(&self.errors))
            h1 { span.caption { "Абонент" } (EMAIL) }
            (Form { action: &paths::own_email(), csrf: &self.csrf, hidden: &[], guarded: true, content })
        }
    }
}
