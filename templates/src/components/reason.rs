//! A step that needs a reason: a button that opens a field, with the consequence.

use maud::{Markup, html};

use super::{Control, Field, FieldError, Form, error_of, error_summary};

/// A step that needs a reason.
#[derive(Clone, Debug)]
pub struct ReasonForm {
    /// Its unique id on the page.
    pub id: String,
    /// Its label: «Отправить еще раз».
    pub label: String,
    /// The row, for screen readers: «№ 104188».
    pub about: String,
    /// The form's URL.
    pub action: String,
    /// The field's label: «Почему отправляем еще раз».
    pub question: String,
    /// The consequence.
    pub consequence: String,
    /// The text of a refused form.
    pub written: String,
    /// The faults.
    pub errors: Vec<FieldError>,
}

impl ReasonForm {
    /// The button, and the form that it opens.
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
