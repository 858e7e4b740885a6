//! To the owner of an account: guesses at its password ran out, and until when none is looked at.

use maud::html;

use super::{Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct PasswordGuesses {
    /// The name of the person.
    pub name: String,
    /// The login of the account.
    pub login: String,
    /// Whether the password was right and the second factor was guessed at.
    pub second_factor: bool,
    /// When the guesses ran out.
    pub at: Moment,
    /// What is paused, as a sentence without its end: «Вход под именем … приостановлен до».
    pub paused: String,
    /// Until when it is paused.
    pub until: Moment,
    /// The full URL of the page with the sessions.
    pub profile: String,
    /// The full URL at which a new password can be requested.
    pub link: String,
    /// Whom to tell, in one line.
    pub contact: String,
}

/// What to do when it was the owner.
const OWNER: &str = "Если это были вы, подождите до этого времени.";

impl PasswordGuesses {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let what = if self.second_factor {
            "знает пароль и подбирал код"
        } else {
            "подбирал пароль"
        };
        let subject = one_line(&format!("Кто-то {what} к учетной записи {}", self.login));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        let what =
            if self.second_factor { "код второго шага входа" } else { "пароль" };
        let known = if self.second_factor {
            " Пароль при этом подошел: он кому-то известен."
        } else {
            ""
        };
        format!(
            "{} закончились попытки ввести {what} к вашей учетной записи {}: несколько раз он не подошел.{known} {} {}.",
            self.at.text(),
            self.login,
            self.paused,
            self.until.text()
        )
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{OWNER}\n\nЕсли это были не вы, смените пароль и завершите лишние сеансы, они \
             перечислены под заголовком «Мои сеансы»:\n{}\n\nЕсли войти не удается, задайте новый пароль:\n{}\n\n\
             Сообщите о попытках: {}.\n\nТакое письмо приходит не чаще раза в сутки. Оно отправлено автоматически, отвечать на \
             него не нужно.\n",
            self.name,
            self.happened(),
            self.profile,
            self.link,
            self.contact
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            p { (OWNER) }
            p {
                "Если это были не вы, смените пароль и завершите лишние сеансы в разделе "
                a href=(self.profile) { "«Мои сеансы»" } ". Если войти не удается, "
                a href=(self.link) { "задайте новый пароль" } "."
            }
            p { "Сообщите о попытках: " (self.contact) "." }
            p { small { "Такое письмо приходит не чаще раза в сутки. Оно отправлено автоматически, отвечать на него не нужно." } }
        }
    }
}
