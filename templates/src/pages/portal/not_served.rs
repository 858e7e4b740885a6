//! What the portal's menu names and nobody here serves: it says so, and whom to ask.

use maud::{Markup, Render, html};

use super::Contacts;
use crate::components::titled;
use crate::layout::Door;
use crate::{Page, paths};

/// What is not served here.
#[derive(Clone, Debug, Default)]
pub struct NotServedPage {
    /// Its caption in the menu.
    pub name: String,
    /// Whom to write or call.
    pub contacts: Contacts,
}

impl Page for NotServedPage {
    fn title(&self) -> String {
        titled(&self.name, Door::Portal.name(), false)
    }
}

impl Render for NotServedPage {
    fn render(&self) -> Markup {
        html! {
            h1 { span.caption { "Портал 1С:ИТС" } (self.name) }
            p { "Этого раздела здесь нет: Регистратор обслуживает «1С-Отчетность» и регистрацию программных продуктов." }
            p {
                "О нем спросите обслуживающую организацию, ее телефон стоит на странице "
                a.link href=(paths::own_its_contracts()) { "Договоры" } ", или поддержку:"
            }
            (self.contacts)
        }
    }
}
