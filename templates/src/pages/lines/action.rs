//! What the reader may do with a line: dispute it, accept it after all, or resolve the dispute.

use maud::{Markup, html};

use super::Lines;
use crate::components::{Control, Field, FieldError, Form, error_of, error_summary};

/// What the reader may do with a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LineAction {
    /// Nothing.
    #[default]
    Nothing,
    /// Say that it is wrong, with a reason.
    Dispute {
        /// Where it is sent.
        action: String,
    },
    /// Accept a disputed line after all.
    Accept {
        /// Where it is sent.
        action: String,
    },
    /// Decide a dispute, with an outcome.
    Resolve {
        /// Where it is sent.
        action: String,
    },
}

/// The form of a line that came back with faults; nothing typed is lost.
#[derive(Clone, Debug)]
pub struct ReturnedForm {
    /// The line.
    pub id: String,
    /// What was chosen.
    pub chosen: String,
    /// What was written.
    pub comment: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// The words of a form that asks for a choice and a comment.
struct Words {
    open: &'static str,
    name: &'static str,
    label: &'static str,
    send: &'static str,
}

const DISPUTE: Words =
    Words {
        open: "Оспорить", name: "reason", label: "Что не так", send: "Заявить расхождение"
    };
const RESOLVE: Words = Words {
    open: "Решить", name: "outcome", label: "Решение", send: "Сохранить решение"
};

impl LineAction {
    pub(super) fn form(&self, id: &str, lines: &Lines) -> Markup {
        match self {
            Self::Nothing => html! {},
            Self::Dispute { action } => menu(action, id, lines, &DISPUTE),
            Self::Resolve { action } => menu(action, id, lines, &RESOLVE),
            Self::Accept { action } => {
                let hidden = [("version", lines.version.as_str())];
                let content =
                    html! { button."btn btn-sm" { "Согласиться" span.visually-hidden { " со строкой" } } };
                html! { (Form { action, csrf: &lines.csrf, hidden: &hidden, guarded: false, content }) }
            }
        }
    }
}

fn menu(action: &str, id: &str, lines: &Lines, words: &Words) -> Markup {
    let returned = lines.returned.as_ref().filter(|form| form.id == id);
    let hidden = [("version", lines.version.as_str())];
    let content = fields(id, lines, words);
    html! {
        details."menu menu-end menu-wide" data-menu="" open[returned.is_some()] {
            summary."btn btn-sm" { (words.open) }
            div.menu-body { (Form { action, csrf: &lines.csrf, hidden: &hidden, guarded: true, content }) }
        }
    }
}

fn fields(id: &str, lines: &Lines, words: &Words) -> Markup {
    let prefix = format!("line-{id}-");
    let returned = lines.returned.as_ref().filter(|form| form.id == id);
    let errors = returned.map_or(&[][..], |form| form.errors.as_slice());
    html! {
        (error_summary(errors, &prefix))
        (Field {
            id: &format!("{prefix}{}", words.name), name: words.name, label: words.label, hint: "",
            error: error_of(errors, words.name),
            control: Control::List { choices: &lines.choices, chosen: returned.map_or("", |form| &form.chosen) },
        })
        (Field {
            id: &format!("{prefix}comment"), name: "comment", label: "Комментарий", hint: "",
            error: error_of(errors, "comment"),
            control: Control::Area { value: returned.map_or("", |form| &form.comment) },
        })
        button."btn btn-primary" { (words.send) }
    }
}
