//! The partner's board of what ends.

use maud::{Markup, Render, html};

use crate::components::{Badge, Empty, Form, Link, Pager, Tab, icon, tabs};
use crate::format::tel;
use crate::pages::identifiers;
use crate::{Page, paths};

/// The organisations of which something ends.
#[derive(Clone, Debug, Default)]
pub struct ExpiringPage {
    /// How far one looks, each with its count.
    pub tabs: Vec<Tab>,
    /// The organisations, the first to end first.
    pub rows: Vec<ExpiringRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The URL of the file.
    pub file: String,
    /// The code of the open tab, to return to it.
    pub within: String,
    /// The CSRF token.
    pub csrf: String,
}

/// An organisation of which something ends.
#[derive(Clone, Debug)]
pub struct ExpiringRow {
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The day on which the first of it ends: «29.12.2026».
    pub day: String,
    /// How many days are left.
    pub left: Badge,
    /// What ends, each with its day.
    pub endings: Vec<String>,
    /// Its phone.
    pub phone: String,
    /// Its e-mail.
    pub email: String,
    /// The last reminder: «18.11.2026 12:00 МСК, за 30 дней».
    pub reminded: Option<String>,
    /// The application that renews it.
    pub renewal: Option<Link>,
    /// Why it cannot be reminded now; nothing when it can.
    pub closed: Option<String>,
}

impl Page for ExpiringPage {
    fn title(&self) -> String {
        match self.tabs.iter().find(|tab| tab.current) {
            Some(tab) => format!("{} · Истекают · Регистратор", tab.label),
            None => "Истекают · Регистратор".to_owned(),
        }
    }
}

impl Render for ExpiringPage {
    fn render(&self) -> Markup {
        html! {
            div.list-head {
                h1 { "Истекают" }
                p."keys-hint with-js mb-0" {
                    kbd { "j" } " " kbd { "k" } " по списку · " kbd { "o" } " открыть · " kbd { "m" } " напомнить · "
                    a href=(paths::keys()) data-keys="" { kbd { "?" } " все клавиши" }
                }
            }
            (tabs(&self.tabs, "Срок"))
            p.sheet-lead {
                "Клиенты получают напоминания сами: за 60, 30, 14 и 7\u{a0}дней. «Истекли» показывает последний год."
            }
            ul."exports mb-2" { li { a.btn.btn-sm href=(self.file) { (icon::DOWNLOAD) "CSV" } } }
            div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) (self.pager) } }
        }
    }
}

impl ExpiringPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Организации, у которых истекает срок" }
                thead {
                    tr {
                        th scope="col" { "Организация" } th scope="col" { "Срок" } th scope="col" { "Что истекает" }
                        th scope="col" { "Контакты" } th scope="col" { "Напоминание" } th scope="col" { "Продление" }
                    }
                }
                tbody { @for row in &self.rows { (row.line(&self.csrf, &self.within)) } }
            }
        }
    }
}

impl ExpiringRow {
    fn line(&self, csrf: &str, within: &str) -> Markup {
        html! {
            tr data-row=(self.code) {
                td.cell-main {
                    a.name href=(paths::organization(&self.code)) { (self.name) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                }
                td data-label="Срок" { span.nowrap { (self.day) } " " (self.left) }
                td data-label="Что истекает" { @for ending in &self.endings { div { (ending) } } }
                td data-label="Контакты" {
                    div { a."reach nowrap" href=(tel(&self.phone)) { (self.phone) } }
                    div { a.reach href={ "mailto:" (self.email) } { (self.email) } }
                }
                td data-label="Напоминание" {
                    @match &self.reminded { Some(text) => (text), None => span.soft { "не было" } }
                    (self.act(csrf, within))
                }
                td data-label="Продление" {
                    @match &self.renewal { Some(link) => a.nowrap href=(link.href) { (link.label) }, None => span.soft { "нет" } }
                }
            }
        }
    }

    /// The button that reminds, or why there is none.
    fn act(&self, csrf: &str, within: &str) -> Markup {
        let content = html! {
            button."btn btn-sm mt-1" { "Напомнить" span.visually-hidden { ": " (self.name) } }
        };
        let action = paths::reminder(&self.code);
        let form = Form { action: &action, csrf, hidden: &[("within", within)], guarded: false, content };
        html! { @match &self.closed { Some(why) => div."soft small" { (why) }, None => (form) } }
    }
}
