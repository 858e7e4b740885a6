//! The viewer's profile: account, password, sessions.

use maud::{Markup, Render, html};

use super::{SessionRow, sessions};
use crate::components::{
    Body, Card, Control, Fact, Field, FieldError, Form, Notice, NoticeTone, VerbButton, error_of,
    error_summary, facts, verbs,
};
use crate::{Page, paths};

/// The viewer's profile.
#[derive(Clone, Debug, Default)]
pub struct ProfilePage {
    /// Name, login, e-mail, roles.
    pub facts: Vec<Fact>,
    /// How the sign-in is protected.
    pub protection: Vec<Fact>,
    /// That guesses at the password ran out, and when.
    pub guessed: Option<String>,
    /// The sessions.
    pub sessions: Vec<SessionRow>,
    /// The verb that ends all other sessions.
    pub end_others: Option<VerbButton>,
    /// The faults of a refused password change.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for ProfilePage {
    fn title(&self) -> String {
        "Мой профиль · Регистратор".to_owned()
    }
}

impl Render for ProfilePage {
    fn render(&self) -> Markup {
        let password = Form {
            action: &paths::own_password(),
            csrf: &self.csrf,
            hidden: &[],
            guarded: false,
            content: self.fields(),
        };
        html! {
            h1 { "Мой профиль" }
            @if let Some(text) = &self.guessed { (Notice { tone: NoticeTone::Warn, text: text.clone() }) }
            div.columns {
                div.column-main {
                    (Card { id: "account", title: "Учетная запись", aside: None, body: Body::Padded(facts(&self.facts)) })
                    (Card { id: "sessions", title: "Мои сеансы", aside: None, body: Body::Flush(self.sessions()) })
                }
                div.column-side {
                    (Card { id: "protection", title: "Защита входа", aside: None, body: Body::Padded(facts(&self.protection)) })
                    (Card { id: "password-card", title: "Сменить пароль", aside: None, body: Body::Padded(html! { (password) }) })
                }
            }
        }
    }
}

impl ProfilePage {
    fn sessions(&self) -> Markup {
        html! {
            (sessions(&self.sessions, &self.csrf))
            @if let Some(verb) = &self.end_others {
                div.card-footer { (verbs(std::slice::from_ref(verb), &self.csrf, &[])) }
            }
        }
    }

    fn fields(&self) -> Markup {
        html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "old", name: "old", label: "Текущий пароль", hint: "", error: error_of(&self.errors, "old"),
                control: Control::Password { complete: "current-password" },
            })
            (Field {
                id: "password", name: "password", label: "Новый пароль", hint: super::PASSWORD_HINT,
                error: error_of(&self.errors, "password"), control: Control::Password { complete: "new-password" },
            })
            button."btn btn-primary" { "Сменить пароль" }
            p.consequence { "Остальные ваши сеансы завершатся." }
        }
    }
}
