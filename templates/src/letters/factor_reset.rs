//! To a person: an administrator asked to take their second factors off, and how to say no.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct FactorResetAsked {
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// When it was asked.
    pub at: Moment,
    /// Before which instant nothing is taken off.
    pub until: Moment,
    /// The full URL that says no.
    pub link: String,
}

/// What ends it besides the link.
const SIGN_IN: &str = "Запрос отменится и сам, если вы войдете со вторым шагом.";

impl FactorResetAsked {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Просят снять защиту входа: логин {}", self.login));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "{} администратор попросил снять второй шаг входа с логина {}: приложение с кодами, ключи доступа и запасные коды. \
             Если согласится другой администратор, защита снимется не раньше {}.",
            self.at.text(),
            self.login,
            self.until.text()
        )
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\nЕсли вы об этом не просили, отмените запрос:\n{}\n\n{SIGN_IN}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            p { "Если вы об этом не просили, " a href=(self.link) { "отмените запрос" } ". " (SIGN_IN) }
            p { small { (AUTOMATIC) } }
        }
    }
}
