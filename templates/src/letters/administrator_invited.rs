//! To an administrator of an organisation: its partner invited another one.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct AdministratorInvited {
    /// The name of the administrator.
    pub name: String,
    /// The partner that serves the organisation.
    pub partner: String,
    /// How to reach the partner, in one line.
    pub contact: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// When the partner invited.
    pub at: Moment,
    /// The full address of «Пользователи».
    pub link: String,
}

/// When the invited one becomes an administrator.
const UNTIL_THEN: &str = "Приглашенный станет администратором, когда примет приглашение. Пока он этого не сделал, вы можете \
     отозвать приглашение на странице «Пользователи»: там видно, кого пригласили.";

impl AdministratorInvited {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Приглашен администратор: {}", self.organization));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "{} обслуживающая организация {} пригласила еще одного администратора организации {} (ИНН {}) на портале 1С:ИТС \
             и в личном кабинете.",
            self.at.text(),
            self.partner,
            self.organization,
            self.inn
        )
    }

    fn advice(&self) -> String {
        format!("Если вы об этом не просили, свяжитесь с обслуживающей организацией: {}.", self.contact)
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{UNTIL_THEN}\n{}\n\n{}\n\n{AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.link,
            self.advice()
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            p { (UNTIL_THEN) }
            p { a href=(self.link) { "Открыть «Пользователи»" } }
            p { (self.advice()) }
            p { small { (AUTOMATIC) } }
        }
    }
}
