//! «Это не моя организация».

use maud::{Markup, Render, html};

use crate::components::{Choice, Control, Field, FieldError, Form, Link, error_of, summary, titled, trail};
use crate::{Page, paths};

/// «Это не моя организация».
#[derive(Clone, Debug, Default)]
pub struct DisowningPage {
    /// The organisations.
    pub organizations: Vec<Choice>,
    /// The chosen one.
    pub chosen: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

const HEADING: &str = "Это не моя организация";

impl Page for DisowningPage {
    fn title(&self) -> String {
        titled(HEADING, "Личный кабинет", !self.errors.is_empty())
    }
}

impl Render for DisowningPage {
    fn render(&self) -> Markup {
        let home = Link { label: "Мои заявления".to_owned(), href: paths::cabinet() };
        html! {
            div."narrow client-page" {
                (trail(&[home], HEADING))
                h1 { (HEADING) }
                (summary(&self.errors))
                @if self.organizations.is_empty() { p { "Открытых организаций у вас нет." } } @else {
                    p { "Если в приветствии чужая организация, сообщите об этом. Ее документы для вас закроются, а обслуживающая организация разберется и ответит." }
                    (self.form())
                }
            }
        }
    }
}

impl DisowningPage {
    fn form(&self) -> Markup {
        let content = html! {
            (Field {
                id: "organization", name: "organization", label: "Какая организация не ваша", hint: "",
                error: error_of(&self.errors, "organization"),
                control: Control::Radios { choices: &self.organizations, chosen: &self.chosen },
            })
            div.acts { button."btn btn-primary" { "Сообщить и закрыть документы" } }
        };
        html! { (Form { action: &paths::disowning(), csrf: &self.csrf, hidden: &[], guarded: false, content }) }
    }
}
