//! To a person: a factor of their sign-in changed, and what to do if another person did it.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct FactorChanged {
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// What happened, as the subject: «Подключено приложение с кодами».
    pub what: String,
    /// What follows from it, in a sentence.
    pub follows: String,
    /// When it happened.
    pub at: Moment,
    /// The full URL of the profile.
    pub link: String,
    /// The full URL at which a new password can be requested.
    pub password: String,
}

/// What to do about it.
const STRANGER: &str =
    "Если это были не вы, сразу задайте новый пароль и сообщите своему администратору или в поддержку:";

impl FactorChanged {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("{}: логин {}", self.what, self.login));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!("{} {}. {}", self.what, self.at.text(), self.follows)
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\nЧто защищает ваш вход, видно в профиле:\n{}\n\n{STRANGER}\n{}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.link,
            self.password
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) " Что защищает ваш вход, видно " a href=(self.link) { "в профиле" } "." }
            p { (STRANGER) " " a href=(self.password) { "задать новый пароль" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
