//! A step that wants a reason: a button that opens a field, and what will happen, before the click.

use maud::{Markup, html};

use super::{Control, Field, FieldError, Form, error_of, error_summary};

/// A step that wants a reason.
#[derive(Clone, Debug)]
pub struct ReasonForm {
    /// Its identity on the page; no other has it.
    pub id: String,
    /// What it does: «Отправить еще раз».
    pub label: String,
    /// Of what, for those who do not see the row: «№ 104188».
    pub about: String,
    /// Where it is sent.
    pub action: String,
    /// What is asked: «Почему отправляем еще раз».
    pub question: String,
    /// What will happen.
    pub consequence: String,
    /// What was written, when it came back.
    pub written: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

impl ReasonForm {
    /// The button and, once it is pressed, the form.
    pub(crate) fn menu(&self, csrf: &str) -> Markup {
        let prefix = format!("{}-", self.id);
        let content = html! {
            (error_summary(&self.errors, &prefix))
            (Field {
                id: &format!("{prefix}reason"), name: "reason", label: &self.question, hint: &self.consequence,
                error: error_of(&self.errors, "reason"), control: Control::Area { value: &self.written },
            })
            button."btn btn-primary" { (self.label) }
        };
        html! {
            details."menu menu-end menu-wide" id=(self.id) data-menu="" open[!self.errors.is_empty()] {
                summary."btn btn-sm" { (self.label) span.visually-hidden { " " (self.about) } }
                div.menu-body { (Form { action: &self.action, csrf, hidden: &[], guarded: true, content }) }
            }
        }
    }
}
