//! To a person: what became of one of their passkeys, and what to do if another person did it.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};
use crate::format::Moment;

/// The data of the letter.
#[derive(Clone, Debug)]
pub struct PasskeyLetter {
    /// What became of the key.
    pub fate: PasskeyFate,
    /// The name of the person.
    pub name: String,
    /// The login.
    pub login: String,
    /// The name of the key.
    pub key: String,
    /// When it happened.
    pub at: Moment,
    /// The full URL of the page with the person's keys.
    pub keys: String,
    /// The full URL at which a new password can be requested.
    pub link: String,
}

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyFate {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It was suspended.
    Suspended,
}

impl PasskeyLetter {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(self.subject());
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    const fn subject(&self) -> &'static str {
        match self.fate {
            PasskeyFate::Added => "Добавлен ключ доступа",
            PasskeyFate::Removed => "Удален ключ доступа",
            PasskeyFate::Suspended => "Ключ доступа приостановлен",
        }
    }

    fn happened(&self) -> String {
        let Self { login, key, .. } = self;
        let at = self.at.text();
        match self.fate {
            PasskeyFate::Added => {
                format!(
                    "{at} к учетной записи {login} добавлен ключ доступа «{key}». Им можно входить без пароля."
                )
            }
            PasskeyFate::Removed => {
                format!("{at} из учетной записи {login} удален ключ доступа «{key}». Войти им больше нельзя.")
            }
            PasskeyFate::Suspended => format!(
                "{at} ключ доступа «{key}» учетной записи {login} приостановлен: его счетчик пошел назад, так бывает, когда с \
                 ключа сняли копию. Войти им больше нельзя."
            ),
        }
    }

    const fn advice(&self) -> &'static str {
        match self.fate {
            PasskeyFate::Added | PasskeyFate::Removed => {
                "Если это были не вы, удалите чужие ключи, смените пароль, завершите лишние сеансы и сообщите своему \
                 администратору или в поддержку."
            }
            PasskeyFate::Suspended => {
                "Удалите этот ключ и добавьте другой. Если входили не вы, смените пароль, завершите лишние сеансы и сообщите \
                 своему администратору или в поддержку."
            }
        }
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{}\n\nВаши ключи доступа:\n{}\n\nЗадать новый пароль:\n{}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.advice(),
            self.keys,
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            p { (self.advice()) }
            p { a href=(self.keys) { "Ваши ключи доступа" } }
            p { a href=(self.link) { "Задать новый пароль" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
