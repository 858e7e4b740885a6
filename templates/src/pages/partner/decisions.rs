//! Decisions with words: return, reject, hold. Each is a menu with its own form.

use maud::{Markup, html};

use crate::components::{Choice, Control, Field, FieldError, Form, VerbWeight, error_of};

/// A decision with words.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Its code in ids on the page: `return`.
    pub id: &'static str,
    /// The verb: «Вернуть на доработку».
    pub label: &'static str,
    /// The form's URL.
    pub action: String,
    /// The version that the viewer sees.
    pub version: String,
    /// The question.
    pub asks: Asks,
    /// The consequence, in one line.
    pub consequence: String,
    /// Its weight among the verbs.
    pub weight: VerbWeight,
    /// The faults of a refused form; the menu is then open.
    pub errors: Vec<FieldError>,
}

/// The question of a decision.
#[derive(Clone, Debug)]
pub enum Asks {
    /// A reason, with words of the reviewer's own.
    Reason {
        /// The reasons, each with the client's text.
        choices: Vec<Choice>,
        /// The chosen one.
        chosen: String,
        /// The reviewer's own words.
        text: String,
    },
    /// A day, and what is awaited.
    Day {
        /// The day as the browser writes it.
        until: String,
        /// What is awaited.
        reason: String,
    },
}

impl Decision {
    pub(super) fn menu(&self, from: &str, csrf: &str) -> Markup {
        let hidden = [("version", self.version.as_str()), ("from", from)];
        let line = format!("{}-consequence", self.id);
        let content = html! {
            (self.fields())
            p."form-hint" id=(line) { (self.consequence) }
            button class={ "btn " (self.class()) } aria-describedby=(line) { (self.label) }
        };
        html! {
            details."menu menu-wide" id=(self.id) data-menu="" data-verb=(self.id) open[!self.errors.is_empty()] hx-morph-skip="" {
                summary.btn { (self.label) }
                div.menu-body {
                    (Form { action: &self.action, csrf, hidden: &hidden, guarded: true, content })
                }
            }
        }
    }

    fn class(&self) -> &'static str {
        match self.weight {
            VerbWeight::Primary => "btn-primary",
            VerbWeight::Plain => "",
            VerbWeight::Danger => "btn-danger",
        }
    }

    fn fields(&self) -> Markup {
        let (one, other) = (format!("{}-reason", self.id), format!("{}-more", self.id));
        let error = |field| error_of(&self.errors, field);
        match &self.asks {
            Asks::Reason { choices, chosen, text } => html! {
                (Field {
                    id: &one, name: "reason", label: "Причина", hint: "", error: error("reason"),
                    control: Control::Radios { choices, chosen },
                })
                (Field {
                    id: &other, name: "text", label: "Добавить от себя", hint: "Клиент прочтет это после текста причины.",
                    error: error("text"), control: Control::Area { value: text },
                })
            },
            Asks::Day { until, reason } => html! {
                (Field {
                    id: &other, name: "until", label: "До какого дня", hint: "", error: error("until"),
                    control: Control::Day { value: until },
                })
                (Field {
                    id: &one, name: "reason", label: "Чего ждем", hint: "Видят только сотрудники.", error: error("reason"),
                    control: Control::Line { value: reason, complete: "off" },
                })
            },
        }
    }
}
