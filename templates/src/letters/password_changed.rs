//! To a person: the password was changed, and what to do if another person did it.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct PasswordChanged {
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// When it happened.
    pub at: Moment,
    /// The full URL at which a new password can be requested.
    pub link: String,
}

/// What else happened.
const SESSIONS: &str = "Остальные сеансы завершены: на других устройствах нужно войти снова.";
/// What to do about it.
const STRANGER: &str = "Если это были не вы, сразу задайте новый пароль и сообщите своему администратору:";

impl PasswordChanged {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line("Пароль изменен");
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!("Пароль для входа в Регистратор под логином {} изменен {}.", self.login, self.at.text())
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n{SESSIONS}\n\n{STRANGER}\n{}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) " " (SESSIONS) }
            p { (STRANGER) " " a href=(self.link) { "задать новый пароль" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
