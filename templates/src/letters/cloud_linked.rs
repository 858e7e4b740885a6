//! To a person: an account at a provider opens theirs from now on, and what to do if another person linked it.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct CloudLinkedNotice {
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// What people call the provider.
    pub provider: String,
    /// When it happened.
    pub at: Moment,
    /// The full URL of the page where it is unlinked.
    pub link: String,
}

/// What it means.
const MEANS: &str = "Теперь она открывает вашу учетную запись без пароля.";
/// What to do about it.
const STRANGER: &str =
    "Если это сделали не вы, сразу отвяжите ее, смените пароль и сообщите своему администратору:";

impl CloudLinkedNotice {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line("Связан вход через облако");
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "С логином {} связана облачная учетная запись («{}»), {}.",
            self.login,
            self.provider,
            self.at.text()
        )
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n{MEANS}\n\n{STRANGER}\n{}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) " " (MEANS) }
            p { (STRANGER) " " a href=(self.link) { "вход через облако" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
