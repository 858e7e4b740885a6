//! «Кому звонить»: whom clients write or call.

use maud::{Markup, Render, html};

use super::back;
use crate::components::titled;
use crate::layout::{Door, Page};
use crate::paths;

/// The telephone and the address of the support, from the settings.
#[derive(Clone, Debug, Default)]
pub struct Contacts {
    /// The telephone, as people write it.
    pub phone: String,
    /// The address.
    pub email: String,
}

/// The page.
#[derive(Clone, Debug, Default)]
pub struct ContactsPage {
    /// Whom to write or call.
    pub contacts: Contacts,
}

impl Render for Contacts {
    fn render(&self) -> Markup {
        html! {
            dl.versus {
                dt { "Телефон" } dd.ident { (self.phone) }
                dt { "E-mail" } dd.break { (self.email) }
            }
        }
    }
}

impl Page for ContactsPage {
    fn title(&self) -> String {
        titled("Кому звонить", Door::Outside.name(), false)
    }
}

impl Render for ContactsPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                (back("На главную", &paths::home()))
                h1 { "Кому звонить" }
                p { "По заявлению звоните в обслуживающую организацию: ее телефон стоит в письмах о заявлении и на странице самого заявления." }
                p { "По входу на портал, регистрации и согласиям обращайтесь в поддержку:" }
                (self.contacts)
                h2 { "Не получается войти" }
                p { "Сначала попробуйте " a href=(paths::recovery()) { "восстановить логин и пароль" } "." }
                p { "В письме необходимо указать: Наименование организации, серийный номер ПП, электронную почту, указанную при регистрации." }
            }
        }
    }
}
