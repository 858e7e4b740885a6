//! A captcha: the picture, another one for whoever cannot read it, and a question instead of it.

use maud::{Markup, Render, html};

use super::entry::{Entry, Kind, Width};
use super::field::FieldError;
use super::{Notice, NoticeTone};
use crate::paths;

/// A captcha of a form.
#[derive(Clone, Debug, Default)]
pub struct Captcha {
    /// The word that names it.
    pub id: String,
    /// The question; nothing is asked where it was solved before.
    pub question: Option<String>,
}

impl Captcha {
    /// The captcha with what is wrong with its form.
    pub(crate) fn with<'a>(&'a self, errors: &'a [FieldError]) -> impl Render + 'a {
        Shown { captcha: self, errors }
    }
}

/// What the return key presses: the first button of a form, and that must not be «Обновить».
pub(crate) fn pressed_by_return(words: &str) -> Markup {
    html! { button.visually-hidden type="submit" tabindex="-1" aria-hidden="true" { (words) } }
}

struct Shown<'a> {
    captcha: &'a Captcha,
    errors: &'a [FieldError],
}

impl Render for Shown<'_> {
    fn render(&self) -> Markup {
        let Captcha { id, question } = self.captcha;
        html! {
            input type="hidden" name="captcha" value=(id);
            @match question {
                None => (Notice { tone: NoticeTone::Good, text: "Проверка пройдена, повторять символы не нужно.".to_owned() }),
                Some(question) => (self.asked(question)),
            }
        }
    }
}

impl Shown<'_> {
    fn asked(&self, question: &str) -> Markup {
        html! {
            div.captcha {
                img src=(paths::captcha(&self.captcha.id)) alt="Картинка с символами" width="280" height="100";
                button.btn name="refresh" value="1" { "Обновить" }
            }
            (Entry {
                name: "symbols", label: "Введите символы", hint: "", required: true, kind: Kind::Text, value: "",
                complete: "off", width: Width::Short, errors: self.errors, beside: None,
            })
            details.more {
                summary { "Не вижу символы" }
                div {
                    (Entry {
                        name: "sum", label: question, hint: "Ответьте вместо символов, числом или словом.", required: false,
                        kind: Kind::Text, value: "", complete: "off", width: Width::Short, errors: &[], beside: None,
                    })
                }
            }
        }
    }
}
