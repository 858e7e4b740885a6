//! A form of several questions, which can be shown again with its input.

use maud::{Markup, Render as _, html};

use super::{Choice, Control, Field, FieldError, Form, error_of, error_summary, hidden};

/// A form of several questions.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// Its id on the page.
    pub id: String,
    /// The form's URL.
    pub action: String,
    /// The questions.
    pub list: Vec<Question>,
    /// The hidden fields.
    pub hidden: Vec<(String, String)>,
    /// The button's label.
    pub button: String,
    /// The consequence, in one line.
    pub consequence: String,
    /// The faults.
    pub errors: Vec<FieldError>,
}

/// A question of a form.
#[derive(Clone, Debug)]
pub struct Question {
    /// The name under which the answer is sent.
    pub name: String,
    /// The label.
    pub label: String,
    /// The hint.
    pub hint: String,
    /// The present answer.
    pub answer: Answer,
    /// The heading of the group that begins with it; empty within a group, and where there are none.
    pub group: &'static str,
}

/// An answer, by the kind of its control.
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
    /// A file of this type, as the browser names it: `.pdf`.
    File(&'static str),
    /// One of a list.
    OneOf(Vec<Choice>, String),
    /// One of a few, all visible.
    Few(Vec<Choice>, String),
}

impl Questions {
    /// The form with the session's CSRF token.
    pub(crate) fn form(&self, csrf: &str) -> Markup {
        self.weighing(csrf, "btn btn-primary")
    }

    /// The same beside another form that is the one to be sent as a rule.
    pub(crate) fn quiet_form(&self, csrf: &str) -> Markup {
        self.weighing(csrf, "btn")
    }

    fn weighing(&self, csrf: &str, weight: &str) -> Markup {
        let prefix = format!("{}-", self.id);
        let hidden = hidden(&self.hidden);
        let about = format!("{prefix}consequence");
        let described = (!self.consequence.is_empty()).then_some(about.as_str());
        let content = html! {
            (error_summary(&self.errors, &prefix))
            @for group in self.list.chunk_by(|_, next| next.group.is_empty()) { (self.fields(group, &prefix)) }
            button class=(weight) aria-describedby=[described] { (self.button) }
            @if let Some(id) = described { p.consequence id=(id) { (self.consequence) } }
        };
        let with_files = self.list.iter().any(|question| matches!(question.answer, Answer::File(_)));
        let form = Form { action: &self.action, csrf, hidden: &hidden, guarded: !with_files, content };
        if with_files {
            form.with_files()
        } else {
            html! { (form) }
        }
    }
}

impl Questions {
    fn fields(&self, list: &[Question], prefix: &str) -> Markup {
        let fields = html! { @for question in list { (question.field(prefix, &self.errors)) } };
        match list.first().map(|first| first.group) {
            None | Some("") => fields,
            Some(title) => html! { fieldset.field-group { legend { (title) } div.field-grid { (fields) } } },
        }
    }
}

impl Question {
    /// The question as the first one of a group.
    #[must_use]
    pub fn heading(self, group: &'static str) -> Self {
        Self { group, ..self }
    }

    fn field(&self, prefix: &str, errors: &[FieldError]) -> Markup {
        let control = match &self.answer {
            Answer::Line(value) => Control::Line { value, complete: "off" },
            Answer::Day(value) => Control::Day { value },
            Answer::Text(value) => Control::Area { value },
            Answer::Table(value) => Control::Table { value },
            Answer::File(accept) => Control::File { accept },
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
