//! Decisions with words: return, reject, hold. Each is a menu with its own form.

use maud::{Markup, html};

use super::ReasonQuestion;
use crate::components::{Control, Field, FieldError, Form, VerbWeight, error_of};

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
    /// A reason.
    Reason(ReasonQuestion),
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
            div.menu-foot {
                p."form-hint" id=(line) { (self.consequence) }
                button class={ "btn " (self.class()) } aria-describedby=(line) { (self.label) }
            }
        };
        let wide = matches!(self.asks, Asks::Reason(_));
        html! {
            details."menu menu-wide".menu-letter[wide] id=(self.id) data-menu="" data-verb=(self.id) open[!self.errors.is_empty()] hx-morph-skip="" {
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
            Asks::Reason(question) => question.fields(&format!("{}-", self.id), &self.errors),
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
