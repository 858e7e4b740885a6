//! To the operator's administrators: as many codes were sent by SMS as a day allows.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct SmsCeiling {
    /// The name of the administrator.
    pub name: String,
    /// When the ceiling was reached.
    pub at: Moment,
    /// The full URL of the setting.
    pub link: String,
}

/// What it means for clients, and what may be behind it.
const MEANING: &str = "Новые коды до конца этих суток не отправляются: по телефону нельзя ни зарегистрироваться, ни \
     восстановить пароль. По e-mail все работает. Возможно, кто-то запрашивает коды программой.";

impl SmsCeiling {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line("Достигнут суточный предел SMS");
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!("{} отправлено столько кодов по SMS, сколько разрешено за сутки.", self.at.text())
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{MEANING}\n\nПредел задается в настройках: {}\n\n\
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
            p { (MEANING) }
            p { "Предел задается в настройках: " a href=(self.link) { "SMS за сутки" } "." }
            p { small { (AUTOMATIC) } }
        }
    }
}
