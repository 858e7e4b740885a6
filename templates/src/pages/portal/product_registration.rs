//! «Регистрация» of a product: its number, its PIN, the captcha.

use maud::{Markup, Render, html};

use crate::components::{Captcha, Entry, FieldError, Form, Kind, Width, pressed_by_return, summary, titled};
use crate::layout::Door;
use crate::{Page, paths};

/// The form.
#[derive(Clone, Debug, Default)]
pub struct ProductRegistrationPage {
    /// The number, as typed; the PIN never comes back.
    pub number: String,
    /// The captcha.
    pub captcha: Captcha,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

const HEADING: &str = "Регистрация";
const ENTER: &str = "Ввести";

impl Page for ProductRegistrationPage {
    fn title(&self) -> String {
        titled("Регистрация программного продукта", Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for ProductRegistrationPage {
    fn render(&self) -> Markup {
        let content = html! {
            (pressed_by_return(ENTER))
            (self.entry("number", "Регистрационный номер", &self.number, NUMBER))
            (Entry { width: Width::Middle, ..self.entry("pin", "PIN-код", "", PIN) })
            (self.captcha.with(&self.errors))
            div.acts {
                button."btn btn-primary" { (ENTER) }
                p.acts-note { "Дальше анкета из 12 полей. На один номер 5 попыток в день." }
            }
        };
        html! {
            (summary(&self.errors))
            h1 { span.caption { "Программные продукты" } (HEADING) }
            (Form { action: &paths::product_registration(), csrf: &self.csrf, hidden: &[], guarded: false, content })
        }
    }
}

const NUMBER: &str = "Код пользователя: на анкете из коробки или в письме об электронной поставке.";
const PIN: &str = "Как правило, 16 цифр. Пробелы и дефисы можно не убирать.";

impl ProductRegistrationPage {
    fn entry<'a>(&'a self, name: &'a str, label: &'a str, value: &'a str, hint: &'a str) -> Entry<'a> {
        let text = Entry::text(name, label, value, "off", &self.errors);
        Entry { hint, required: true, kind: Kind::Digits, width: Width::Short, ..text }
    }
}
