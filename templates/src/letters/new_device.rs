//! To a person: somebody signed in to their account in a browser that was not used for it before.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::{Moment, counted};

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct NewDeviceLetter {
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// How many such sign-ins the letter tells of; the facts are those of the last one.
    pub count: u64,
    /// When it was.
    pub at: Moment,
    /// «Firefox, Windows».
    pub browser: String,
    /// From which address.
    pub address: String,
    /// The full URL of the page with the sessions.
    pub profile: String,
    /// The full URL at which a new password can be requested.
    pub link: String,
}

/// What to do when it was the owner.
const OWNER: &str = "Если это были вы, ничего делать не нужно. Так бывает и после очистки данных браузера.";
/// What to do when it was not.
const STRANGER: &str = "Если это были не вы, завершите этот сеанс и смените пароль, сеансы перечислены под заголовком «Мои сеансы»";
const LOST: &str = "Если войти не удается, задайте новый пароль";

impl NewDeviceLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Вход с нового устройства под логином {}", self.login));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        if self.count > 1 {
            let times = counted(self.count, ["раз", "раза", "раз"]);
            format!(
                "За час под логином {} вошли с новых устройств еще {times}. Последний из этих входов:",
                self.login
            )
        } else {
            format!("Под логином {} вошли в браузере, в котором за последние 30 дней не входили:", self.login)
        }
    }

    fn facts(&self) -> [(&'static str, String); 3] {
        [("Когда", self.at.text()), ("Браузер", self.browser.clone()), ("Адрес", self.address.clone())]
    }

    fn text(&self) -> String {
        let facts: Vec<_> = self.facts().iter().map(|(label, value)| format!("{label}: {value}")).collect();
        format!(
            "Здравствуйте, {}!\n\n{}\n{}\n\n{OWNER}\n\n{STRANGER}:\n{}\n\n{LOST}:\n{}\n\n{AUTOMATIC}\n",
            self.name,
            self.happened(),
            facts.join("\n"),
            self.profile,
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            ul { @for (label, value) in self.facts() { li { (label) ": " (value) } } }
            p { (OWNER) }
            p { (STRANGER) ": " a href=(self.profile) { "«Мои сеансы»" } ". " (LOST) ": " a href=(self.link) { "задать новый пароль" } "." }
            p { small { (AUTOMATIC) } }
        }
    }
}
