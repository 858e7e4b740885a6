//! Decisions with words: return, reject, hold, hand over. Each is a menu with its own form.

use maud::{Markup, html};

use super::ReasonQuestion;
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
    /// A reason.
    Reason(ReasonQuestion),
    /// A day, and what is awaited.
    Day {
        /// The days that are offered.
        offered: Vec<Choice>,
        /// The chosen one of them.
        chosen: String,
        /// Another day, as the browser writes it.
        until: String,
        /// What is awaited.
        reason: String,
    },
    /// A colleague, and a note to them.
    Colleague {
        /// The colleagues, each with the present load.
        choices: Vec<Choice>,
        /// The chosen one.
        chosen: String,
        /// The note.
        note: String,
    },
}

impl Decision {
    pub(super) fn menu(&self, from: &str, csrf: &str) -> Markup {
        let hidden = [("version", self.version.as_str()), ("from", from)];
        let line = format!("{}-consequence", self.id);
        let described = (!self.consequence.is_empty()).then_some(line.as_str());
        let content = html! {
            (self.fields())
            div.menu-foot {
                @if described.is_some() { p."form-hint" id=(line) { (self.consequence) } }
                button class={ "btn " (self.class()) } aria-describedby=[described] { (self.label) }
            }
        };
        let (letter, narrow) =
            (matches!(self.asks, Asks::Reason(_)), matches!(self.asks, Asks::Colleague { .. }));
        html! {
            details.menu.menu-wide[!narrow].menu-letter[letter] id=(self.id) data-menu="" data-verb=(self.id) open[!self.errors.is_empty()] hx-morph-skip="" {
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
        let id = |field: &str| format!("{}-{field}", self.id);
        let error = |field| error_of(&self.errors, field);
        match &self.asks {
            Asks::Reason(question) => question.fields(&format!("{}-", self.id), &self.errors),
            Asks::Day { offered, chosen, until, reason } => html! {
                @if !offered.is_empty() { (days(&id("day"), offered, chosen)) }
                (Field {
                    id: &id("until"), name: "until", label: if offered.is_empty() { "До какого дня" } else { "Другой день" },
                    hint: "", error: error("until"), control: Control::Day { value: until },
                })
                (Field {
                    id: &id("reason"), name: "reason", label: "Чего ждем", hint: "Видят только сотрудники.", error: error("reason"),
                    control: Control::Line { value: reason, complete: "off" },
                })
            },
            Asks::Colleague { choices, chosen, note } => html! {
                (Field {
                    id: &id("reviewer"), name: "reviewer", label: "Кому передать", hint: "Рядом с именем: сколько заявлений сейчас проверяет.",
                    error: error("reviewer"), control: Control::List { choices, chosen },
                })
                (Field {
                    id: &id("text"), name: "text", label: "Почему передаете", hint: "Необязательно. Коллега прочтет это в карточке.",
                    error: error("text"), control: Control::Area { value: note },
                })
            },
        }
    }
}

/// The usual days as chips; the last one leaves the day to the field below.
fn days(id: &str, offered: &[Choice], chosen: &str) -> Markup {
    let other = Choice::new("", "другой день");
    html! {
        fieldset.field id=(id) {
            legend.form-label { "До какого дня" }
            div."form-selectgroup form-selectgroup-pills" data-fills="until" {
                @for day in offered.iter().chain([&other]) {
                    label.form-selectgroup-item {
                        input.form-selectgroup-input type="radio" name="day" value=(day.value) checked[day.value == chosen];
                        span.form-selectgroup-label { (day.label) }
                    }
                }
            }
        }
    }
}
