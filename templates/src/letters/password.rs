//! To a person or to the client of an ITS login: a link that sets a password.

use maud::html;

use super::paper::Paper;
use super::{AUTOMATIC, Letter, one_line};
use crate::format::Moment;

/// The occasion of the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordOccasion {
    /// The person was invited.
    Invited,
    /// The person forgot the password.
    Forgotten,
    /// An ITS login was issued, or needs a new password.
    Issued,
}

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct PasswordLetter {
    /// The occasion.
    pub occasion: PasswordOccasion,
    /// The name of the person.
    pub name: Option<String>,
    /// The organisation that invites or that issued the login.
    pub house: String,
    /// The login.
    pub login: String,
    /// When the link expires.
    pub until: Moment,
    /// The full URL of the link.
    pub link: String,
    /// The contact for questions: name, telephone, e-mail in one line.
    pub contact: Option<String>,
}

impl PasswordLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = match self.occasion {
            PasswordOccasion::Invited => format!("Приглашение в Регистратор: {}", self.house),
            PasswordOccasion::Forgotten => "Новый пароль для входа в Регистратор".to_owned(),
            PasswordOccasion::Issued => format!("Логин портала 1С:ИТС {}", self.login),
        };
        let subject = one_line(&subject);
        Letter { text: self.text(), html: self.html(&subject), subject }
    }

    fn greeting(&self) -> String {
        self.name.as_ref().map_or_else(|| "Здравствуйте!".to_owned(), |name| format!("Здравствуйте, {name}!"))
    }

    fn reason(&self) -> String {
        match self.occasion {
            PasswordOccasion::Invited => {
                format!("{} приглашает вас работать в Регистраторе. Задайте пароль, чтобы войти.", self.house)
            }
            PasswordOccasion::Forgotten => {
                "Кто-то, вероятно вы, попросил задать новый пароль. Если это были не вы, ничего не делайте: \
                 прежний пароль продолжает действовать."
                    .to_owned()
            }
            PasswordOccasion::Issued => format!(
                "{} выдает вам логин портала 1С:ИТС. С ним программа 1С отправляет заявления на подключение \
                 к 1С-Отчетности. Задайте пароль и укажите логин и пароль в программе.",
                self.house
            ),
        }
    }

    fn text(&self) -> String {
        let (greeting, reason, until) = (self.greeting(), self.reason(), self.until.text());
        let contact =
            self.contact.as_ref().map(|contact| format!("Вопросы: {contact}\n\n")).unwrap_or_default();
        format!(
            "{greeting}\n\n{reason}\n\nЛогин: {}\nЗадать пароль: {}\n\n\
             Ссылка действует один раз и до {until}. Никому ее не пересылайте.\n\n{contact}\
             {AUTOMATIC}\n",
            self.login, self.link
        )
    }

    fn html(&self, subject: &str) -> String {
        let note = format!("Ссылка действует один раз и до {}. Никому ее не пересылайте.", self.until.text());
        let body = html! {
            p { (self.greeting()) }
            p { (self.reason()) }
            p { "Логин: " b { (self.login) } }
            @if let Some(contact) = &self.contact { p { "Вопросы: " (contact) } }
        };
        let paper = Paper {
            from: &self.house,
            heading: subject,
            body,
            button: ("Задать пароль", &self.link),
            note: &note,
            contact: None,
            why: AUTOMATIC,
        };
        paper.html(subject)
    }
}
