//! Whom the reader of a letter calls.

use maud::{Markup, html};

use crate::format::tel;

/// The partner, as a letter names it.
#[derive(Clone, Debug)]
pub struct LetterContact {
    /// Its name.
    pub name: String,
    /// Its phone, in groups.
    pub phone: String,
    /// Its e-mail.
    pub email: String,
}

impl LetterContact {
    /// Name, phone and e-mail in one line.
    pub(super) fn line(&self) -> String {
        format!("{}, {}, {}", self.name, self.phone, self.email)
    }

    /// The phone and the e-mail as links.
    pub(super) fn lines(&self) -> Markup {
        html! {
            p {
                "Вопросы: " a href=(tel(&self.phone)) { (self.phone) } ", "
                a href={ "mailto:" (self.email) } { (self.email) }
            }
        }
    }

    #[cfg(test)]
    pub(super) fn sample() -> Self {
        Self {
            name: "ООО «Форсайт»".to_owned(),
            phone: "+7 999 000-00-00".to_owned(),
            email: "help@forsait.example".to_owned(),
        }
    }
}
