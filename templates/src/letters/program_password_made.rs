//! To a person: a password for a program was made in their account, and what to do if it was somebody else.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct ProgramPasswordMade {
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// What the program is called.
    pub program: String,
    /// When it happened.
    pub at: Moment,
    /// The full URL of the page with the passwords of programs.
    pub passwords: String,
    /// The full URL at which a new password of the account can be requested.
    pub link: String,
}

/// What such a password opens.
const OPENS: &str = "С ним программа отправляет заявления под вашим логином. Войти с ним в браузере нельзя.";
/// What to do when it was somebody else.
const STRANGER: &str = "Если это были не вы, прекратите этот пароль";
const OWN: &str = "Затем смените и свой пароль: кто-то вошел под вашим логином.";

impl ProgramPasswordMade {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Создан пароль для программы «{}»", self.program));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "{} под логином {} создан пароль для программы «{}».",
            self.at.text(),
            self.login,
            self.program
        )
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{} {OPENS}\n\n{STRANGER}:\n{}\n\n{OWN}\n{}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.passwords,
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) " " (OPENS) }
            p { (STRANGER) " на странице " a href=(self.passwords) { "«Пароли для программ»" } ". " (OWN) " " a href=(self.link) { "Задать новый пароль" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
