//! The form that discloses personal data for a reason, and the note once it is disclosed.

use maud::{Markup, Render, html};

use crate::components::{
    Body, Card, Choice, Control, Field, FieldError, Form, Notice, NoticeTone, error_of, error_summary,
};

/// The form of a disclosure.
#[derive(Clone, Debug, Default)]
pub struct Disclosure {
    /// The form's URL: the card itself.
    pub action: String,
    /// The CSRF token.
    pub csrf: String,
    /// The question of the search, which stays visible.
    pub search: String,
    /// What can be disclosed.
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub chosen: String,
    /// The reason as typed.
    pub reason: String,
    /// Suggested reasons.
    pub suggestions: Vec<String>,
    /// The last disclosure that this page knows of, so that a reloaded page must ask again.
    pub seen: String,
    /// The faults of the form.
    pub errors: Vec<FieldError>,
    /// The reason of the present disclosure.
    pub shown: Option<String>,
}

/// The prefix of the ids of the form's fields.
const PREFIX: &str = "disclosure-";

impl Render for Disclosure {
    fn render(&self) -> Markup {
        let body = html! {
            @match &self.shown {
                Some(reason) => { (self.shown_now(reason)) }
                None => p."soft mt-0" { "СНИЛС, телефоны и e-mail скрыты, имена сокращены." },
            }
            (self.form())
        };
        html! { (Card { id: "disclosure", title: "Личные данные", aside: None, body: Body::Padded(body) }) }
    }
}

impl Disclosure {
    fn shown_now(&self, reason: &str) -> Markup {
        let text = format!("Данные показаны, пока открыта эта страница. Записано в журнал: «{reason}».");
        let back = crate::paths::with_query(&self.action, &[("q", &self.search)]);
        html! {
            (Notice { tone: NoticeTone::Warn, text })
            p { a.btn href=(back) { "Скрыть" } }
        }
    }

    fn form(&self) -> Markup {
        let hint = "От 10 до 300\u{a0}символов. Причину и ваше имя увидит обслуживающая организация. Не больше 20 раз в час.";
        let content = html! {
            (error_summary(&self.errors, PREFIX))
            (Field {
                id: "disclosure-what", name: "what", label: "Что показать", hint: "",
                error: error_of(&self.errors, "what"),
                control: Control::Radios { choices: &self.choices, chosen: &self.chosen },
            })
            (Field {
                id: "disclosure-reason", name: "reason", label: "Причина", hint,
                error: error_of(&self.errors, "reason"),
                control: Control::Suggested { value: &self.reason, suggestions: &self.suggestions },
            })
            button.btn { "Показать" }
        };
        let hidden = [("q", self.search.as_str()), ("seen", self.seen.as_str())];
        // The response scrolls back to the form.
        let action = format!("{}#disclosure", self.action);
        html! { (Form { action: &action, csrf: &self.csrf, hidden: &hidden, guarded: false, content }) }
    }
}
