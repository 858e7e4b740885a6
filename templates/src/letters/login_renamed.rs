//! To a person: the login is another one, since an ITS login of the same name became an account of the portal too.

use maud::html;

use super::{AUTOMATIC, Letter, document, one_line};

/// What is told.
#[derive(Clone, Debug)]
pub struct LoginRenamed {
    /// The name of the person.
    pub name: String,
    /// The login as it was.
    pub was: String,
    /// The login as it is.
    pub login: String,
    /// The full address at which one signs in.
    pub link: String,
}

impl LoginRenamed {
    /// The letter.
    #[must_use]
    pub fn letter(&self) -> Letter {
        let subject = one_line(&format!("Ваш логин теперь {}", self.login));
        Letter { text: self.text(), html: document(&subject, &self.html()), subject }
    }

    fn happened(&self) -> String {
        format!(
            "Логином {} пользовались и вы, и программа одного из клиентов. Теперь у каждого логина один владелец, поэтому ваш \
             логин изменился: {}.",
            self.was, self.login
        )
    }

    fn next(&self) -> String {
        format!("Входите с логином {} и прежним паролем. Больше ничего не изменилось.", self.login)
    }

    fn text(&self) -> String {
        format!(
            "Здравствуйте, {}!\n\n{}\n\n{}\n{}\n\n\
             {AUTOMATIC}\n",
            self.name,
            self.happened(),
            self.next(),
            self.link
        )
    }

    fn html(&self) -> maud::Markup {
        html! {
            p { "Здравствуйте, " (self.name) "!" }
            p { (self.happened()) }
            p { (self.next()) " " a href=(self.link) { "Войти" } }
            p { small { (AUTOMATIC) } }
        }
    }
}
