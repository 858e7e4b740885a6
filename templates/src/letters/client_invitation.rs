//! To whoever is invited to act for an organisation.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// What is told.
#[derive(Clone, Debug)]
pub struct ClientInvited {
    /// Who invites.
    pub by: String,
    /// The organisation.
    pub organization: String,
    /// Its ИНН.
    pub inn: String,
    /// As what: «пользователь».
    pub role: String,
    /// Until when the link is good.
    pub until: Moment,
    /// The full address at which it is accepted.
    pub link: String,
}

/// What becomes of an invitation that was not expected.
const STRANGER: &str =
    "Если вы не ждали приглашения, ничего не делайте: без вашего согласия ничего не изменится.";

impl ClientInvited {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Приглашение: {}", self.organization));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "{} приглашает вас работать от имени организации {} (ИНН {}) на портале 1С:ИТС и в личном кабинете. Роль: {}.",
            self.by, self.organization, self.inn, self.role
        )
    }

    fn how(&self) -> String {
        format!(
            "Откройте ссылку и войдите со своим логином, а если его нет, зарегистрируйтесь. Ссылка действует до {} и один раз.",
            self.until.text()
        )
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте!\n\n{}\n\n{}\n{}\n\n{STRANGER}\n\n{AUTOMATIC}\n",
            self.happened(),
            self.how(),
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте!" }
            p { (self.happened()) }
            p { (self.how()) }
            p { a href=(self.link) { "Принять приглашение" } }
            p { (STRANGER) }
            p { small { (AUTOMATIC) } }
        }
    }
}
