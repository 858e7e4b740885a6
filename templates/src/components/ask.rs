//! A question of a form of the client's side, whatever its control: the hint before it, what is wrong with it beside it, and
//! the old answer where there is one.

use maud::{Markup, Render, html};

use super::choice::options;
use super::entry::wrong;
use super::field::{FieldError, error_of};
use super::{Choice, Form, Hidden};

/// A question.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The name under which the answer is sent, also its identity on the page.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: String,
    /// The answer.
    pub answer: AskedAnswer,
    /// The old answer, where the new one differs.
    pub was: Option<String>,
    /// What somebody said of the old answer: why the application was returned.
    pub remark: Option<String>,
}

/// An answer, by the kind of its control.
#[derive(Clone, Debug)]
pub enum AskedAnswer {
    /// A line of text.
    Text(String),
    /// A few symbols.
    Short(String),
    /// Digits, perhaps with marks between them.
    Digits(String),
    /// An e-mail address.
    Email(String),
    /// A telephone number.
    Phone(String),
    /// One of a list.
    List(Vec<Choice>, String),
    /// One of a few, all visible.
    OneOf(Vec<Choice>, String),
    /// Any of a few.
    AnyOf(Vec<Choice>, Vec<String>),
    /// Yes or no.
    Tick(bool),
    /// A file, with the one that is there already.
    File(Option<KeptFile>),
}

/// A file that was sent before.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// What is in it, in words.
    pub about: String,
}

impl Ask {
    /// A question without a hint.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>, answer: AskedAnswer) -> Self {
        Self { name: name.into(), label: label.into(), hint: String::new(), answer, was: None, remark: None }
    }

    /// The same question with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The same question with the old answer.
    #[must_use]
    pub fn was(self, was: Option<String>) -> Self {
        Self { was, ..self }
    }

    /// The question with what is wrong with its form.
    pub(crate) fn with<'a>(&'a self, errors: &'a [FieldError]) -> AskShown<'a> {
        AskShown { ask: self, error: error_of(errors, &self.name) }
    }
}

/// A question as it is shown.
pub(crate) struct AskShown<'a> {
    ask: &'a Ask,
    error: Option<&'a str>,
}

impl Render for AskShown<'_> {
    fn render(&self) -> Markup {
        match &self.ask.answer {
            AskedAnswer::Text(value)
            | AskedAnswer::Short(value)
            | AskedAnswer::Digits(value)
            | AskedAnswer::Email(value)
            | AskedAnswer::Phone(value) => self.line(value),
            AskedAnswer::List(choices, chosen) => self.list(choices, chosen),
            AskedAnswer::OneOf(choices, chosen) => {
                self.choices("radio", choices, std::slice::from_ref(chosen))
            }
            AskedAnswer::AnyOf(choices, chosen) => self.choices("checkbox", choices, chosen),
            AskedAnswer::Tick(on) => self.tick(*on),
            AskedAnswer::File(kept) => self.file(kept.as_ref()),
        }
    }
}

impl AskShown<'_> {
    fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.ask.name)
    }

    fn described(&self) -> Option<String> {
        let parts = [
            (!self.ask.hint.is_empty()).then(|| self.id("hint")),
            self.ask.remark.as_ref().map(|_| self.id("remark")),
            self.error.map(|_| self.id("error")),
            self.ask.was.as_ref().map(|_| self.id("was")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn labelled(&self, control: &Markup) -> Markup {
        html! {
            div.field.field-bad[self.error.is_some()] {
                label.form-label for=(self.ask.name) { (self.ask.label) }
                (self.hint_and_error())
                (control)
                (self.old())
            }
        }
    }

    fn hint_and_error(&self) -> Markup {
        html! {
            @if !self.ask.hint.is_empty() { p.field-hint id=(self.id("hint")) { (self.ask.hint) } }
            @if let Some(remark) = &self.ask.remark { p."field-hint warn" id=(self.id("remark")) { (remark) } }
            @if let Some(error) = self.error { (wrong(&self.id("error"), error)) }
        }
    }

    fn old(&self) -> Markup {
        html! { @if let Some(was) = &self.ask.was { p.was id=(self.id("was")) { "было: " del { (was) } } } }
    }

    /// A line of plain text, whatever is asked for: a browser that judges it by itself would keep it from being saved.
    fn line(&self, value: &str) -> Markup {
        let keys = match self.ask.answer {
            AskedAnswer::Digits(_) => Some("numeric"),
            AskedAnswer::Email(_) => Some("email"),
            AskedAnswer::Phone(_) => Some("tel"),
            AskedAnswer::Text(_)
            | AskedAnswer::Short(_)
            | AskedAnswer::List(..)
            | AskedAnswer::OneOf(..)
            | AskedAnswer::AnyOf(..)
            | AskedAnswer::Tick(_)
            | AskedAnswer::File(_) => None,
        };
        let short = matches!(self.ask.answer, AskedAnswer::Short(_) | AskedAnswer::Digits(_));
        let middle = matches!(self.ask.answer, AskedAnswer::Email(_) | AskedAnswer::Phone(_));
        let plain = keys.map(|_| "none");
        self.labelled(&html! {
            input.form-control.w-short[short].w-mid[middle] id=(self.ask.name) name=(self.ask.name) type="text" value=(value)
                autocomplete="off" inputmode=[keys] autocapitalize=[plain] spellcheck=[plain.map(|_| "false")]
                aria-describedby=[self.described()] aria-invalid=[self.error.map(|_| "true")];
        })
    }

    fn list(&self, choices: &[Choice], chosen: &str) -> Markup {
        self.labelled(&html! {
            select."form-select w-mid" id=(self.ask.name) name=(self.ask.name) aria-describedby=[self.described()]
                aria-invalid=[self.error.map(|_| "true")] { (options(choices, chosen)) }
        })
    }

    /// The first choice carries the identity, so that a link to the question leads to a control.
    fn choices(&self, kind: &str, choices: &[Choice], chosen: &[String]) -> Markup {
        html! {
            fieldset.field.field-bad[self.error.is_some()] aria-describedby=[self.described()] {
                legend.form-label { (self.ask.label) }
                (self.hint_and_error())
                @for (place, choice) in choices.iter().enumerate() {
                    label.tick {
                        input.form-check-input id=[(place == 0).then_some(&self.ask.name)] type=(kind) name=(self.ask.name)
                            value=(choice.value) checked[chosen.contains(&choice.value)];
                        span { b { (choice.label) } @if !choice.note.is_empty() { small { (choice.note) } } }
                    }
                }
                (self.old())
            }
        }
    }

    fn tick(&self, on: bool) -> Markup {
        html! {
            div.field.field-bad[self.error.is_some()] {
                @if let Some(error) = self.error { (wrong(&self.id("error"), error)) }
                label.tick {
                    input.form-check-input id=(self.ask.name) name=(self.ask.name) type="checkbox" value="on" checked[on]
                        aria-describedby=[self.described()] aria-invalid=[self.error.map(|_| "true")];
                    span { b { (self.ask.label) } }
                }
                @if !self.ask.hint.is_empty() { p.field-hint id=(self.id("hint")) { (self.ask.hint) } }
                @if let Some(remark) = &self.ask.remark { p."field-hint warn" id=(self.id("remark")) { (remark) } }
                (self.old())
            }
        }
    }

    fn file(&self, kept: Option<&KeptFile>) -> Markup {
        self.labelled(&html! {
            @if let Some(kept) = kept {
                p.upload { b { (kept.name) } span.ok { "✓ " (kept.about) } }
            }
            input.form-control id=(self.ask.name) name=(self.ask.name) type="file" accept=".p10,.csr,.pem,.der,.txt"
                aria-describedby=[self.described()] aria-invalid=[self.error.map(|_| "true")];
        })
    }
}

/// The form of several questions: with files where one of them is asked for.
pub(crate) fn asking(form: &Form<'_>, asks: &[Ask]) -> Markup {
    if asks.iter().any(|ask| matches!(ask.answer, AskedAnswer::File(_))) {
        form.with_files()
    } else {
        form.render()
    }
}

/// The hidden fields of a page of a draft: the version that it was drawn from.
pub(crate) fn seen(version: &str) -> [Hidden<'_>; 1] {
    [("version", version)]
}
