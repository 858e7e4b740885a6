//! The viewer's verb for a line: dispute it, accept it, or answer the dispute.

use maud::{Markup, html};

use super::Lines;
use crate::components::{Control, Field, FieldError, Form, error_of, error_summary};

/// The viewer's verb for a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LineAction {
    /// Nothing.
    #[default]
    Nothing,
    /// Dispute the line.
    Dispute {
        /// The form's URL.
        action: String,
    },
    /// Withdraw the dispute.
    Accept {
        /// The form's URL.
        action: String,
    },
    /// Answer the dispute.
    Resolve {
        /// The form's URL.
        action: String,
    },
}

/// A refused form of a line; the input is kept.
#[derive(Clone, Debug)]
pub struct ReturnedForm {
    /// The line.
    pub id: String,
    /// The chosen value.
    pub chosen: String,
    /// The comment.
    pub comment: String,
    /// The faults.
    pub errors: Vec<FieldError>,
}

/// The texts of a form with a choice and a comment.
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
