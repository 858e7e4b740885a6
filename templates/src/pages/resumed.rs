//! What was sent when the session had ended: shown after the sign-in, to be sent now.

use maud::{Markup, Render, html};

use super::Resubmission;
use crate::components::{Body, Card};
use crate::{Page, paths};

/// What was sent when the session had ended.
#[derive(Clone, Debug, Default)]
pub struct ResumedPage {
    /// The forms, the first sent first.
    pub forms: Vec<ResumedForm>,
}

/// A form that was sent then.
#[derive(Clone, Debug)]
pub struct ResumedForm {
    /// What was typed and chosen in it.
    pub typed: Vec<String>,
    /// The form, with the token of the present session.
    pub sent: Resubmission,
    /// The page on which it was filled in.
    pub back: Option<String>,
}

impl Page for ResumedPage {
    fn title(&self) -> String {
        "Набранное сохранено · Регистратор".to_owned()
    }
}

impl Render for ResumedPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow {
                h1 { "Набранное сохранено" }
                p.lead { "Сеанс закончился раньше, чем вы отправили форму, поэтому ничего не изменено. Проверьте и отправьте." }
                @for (place, form) in self.forms.iter().enumerate() { (form.card(place)) }
            }
        }
    }
}

impl ResumedForm {
    fn card(&self, place: usize) -> Markup {
        let content = html! {
            @for text in &self.typed { blockquote.typed { (text) } }
            @if self.typed.is_empty() { p { "Полей в ней нет: только кнопка." } }
            form method="post" action=(self.sent.address) {
                @for (name, value) in &self.sent.fields { input type="hidden" name=(name) value=(value); }
                div.verbs-row {
                    button."btn btn-primary" type="submit" { "Отправить" }
                    a.btn href=(self.back.clone().unwrap_or_else(paths::home)) { "Не отправлять" }
                }
            }
        };
        let id = format!("resumed-{place}");
        html! { (Card { id: &id, title: "Вы набрали", aside: None, body: Body::Padded(content) }) }
    }
}
