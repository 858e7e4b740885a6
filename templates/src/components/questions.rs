//! A form that asks one thing under another, and comes back with everything that was typed.

use maud::{Markup, Render as _, html};

use super::{Choice, Control, Field, FieldError, Form, error_of, error_summary, hidden};

/// A form that asks one thing under another.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// Its identity on the page.
    pub id: String,
    /// Where it is sent.
    pub action: String,
    /// What it asks.
    pub list: Vec<Question>,
    /// What is sent along unseen.
    pub hidden: Vec<(String, String)>,
    /// The words of its button.
    pub button: String,
    /// What will happen, in one line.
    pub consequence: String,
    /// What is wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// One thing that a form asks.
#[derive(Clone, Debug)]
pub struct Question {
    /// The name under which the answer is sent.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: String,
    /// The answer so far.
    pub answer: Answer,
}

/// An answer, of the kind that decides how it is given.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A line of text.
    Line(String),
    /// A day.
    Day(String),
    /// Several lines of text.
    Text(String),
    /// A table that is pasted as text.
    Table(String),
    /// One of a list.
    OneOf(Vec<Choice>, String),
    /// One of a few, all of them visible.
    Few(Vec<Choice>, String),
}

impl Questions {
    /// The form with the session's token.
    pub(crate) fn form(&self, csrf: &str) -> Markup {
        let prefix = format!("{}-", self.id);
        let hidden = hidden(&self.hidden);
        let about = format!("{prefix}consequence");
        let described = (!self.consequence.is_empty()).then_some(about.as_str());
        let content = html! {
            (error_summary(&self.errors, &prefix))
            @for question in &self.list { (question.field(&prefix, &self.errors)) }
            button."btn btn-primary" aria-describedby=[described] { (self.button) }
            @if let Some(id) = described { p.consequence id=(id) { (self.consequence) } }
        };
        html! { (Form { action: &self.action, csrf, hidden: &hidden, guarded: true, content }) }
    }
}

impl Question {
    fn field(&self, prefix: &str, errors: &[FieldError]) -> Markup {
        let control = match &self.answer {
            Answer::Line(value) => Control::Line { value, complete: "off" },
            Answer::Day(value) => Control::Day { value },
            Answer::Text(value) => Control::Area { value },
            Answer::Table(value) => Control::Table { value },
            Answer::OneOf(choices, chosen) => Control::List { choices, chosen },
            Answer::Few(choices, chosen) => Control::Radios { choices, chosen },
        };
        let field = Field {
            id: &format!("{prefix}{}", self.name),
            name: &self.name,
            label: &self.label,
            hint: &self.hint,
            error: error_of(errors, &self.name),
            control,
        };
        field.render()
    }
}
