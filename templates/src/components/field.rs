//! A form field: label, control, hint and error. Every control on a page is one.

use maud::{Markup, Render, html};

use super::Choice;
use super::choice::options;

/// A labelled control.
pub(crate) struct Field<'a> {
    /// Its id on the page.
    pub(crate) id: &'a str,
    /// The name under which it is sent.
    pub(crate) name: &'a str,
    /// The label.
    pub(crate) label: &'a str,
    /// The hint.
    pub(crate) hint: &'a str,
    /// The error.
    pub(crate) error: Option<&'a str>,
    /// The control.
    pub(crate) control: Control<'a>,
}

/// The control of a field.
pub(crate) enum Control<'a> {
    /// A line of text; `complete` is the `autocomplete` value.
    Line { value: &'a str, complete: &'a str },
    /// A line of text with the focus; one on a page.
    First { value: &'a str, complete: &'a str },
    /// A day.
    Day { value: &'a str },
    /// A password; with scripts a button reveals it. The value is never sent back.
    Password { complete: &'a str },
    /// A line of text with suggestions.
    Suggested { value: &'a str, suggestions: &'a [String] },
    /// Several lines of text.
    Area { value: &'a str },
    /// A table that is pasted as text.
    Table { value: &'a str },
    /// A file of this type.
    File { accept: &'a str },
    /// One of a list.
    List { choices: &'a [Choice], chosen: &'a str },
    /// One of a few, all visible.
    Radios { choices: &'a [Choice], chosen: &'a str },
    /// On or off.
    Switch { on: bool },
    /// A checkbox of a form elsewhere on the page, by that form's id.
    Tick { value: &'a str, on: bool, form: &'a str },
}

/// An error in a field.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The name of the field.
    pub field: String,
    /// The error, in a sentence.
    pub text: String,
}

/// The error of a field, if there is one.
pub(crate) fn error_of<'a>(errors: &'a [FieldError], field: &str) -> Option<&'a str> {
    errors.iter().find(|error| error.field == field).map(|error| error.text.as_str())
}

/// All errors of a form, each with a link to its field.
pub(crate) fn error_summary(errors: &[FieldError], prefix: &str) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.error-summary role="alert" tabindex="-1" {
                p.error-summary-title { "Проверьте введенное" }
                ul { @for error in errors { li { a href={ "#" (prefix) (error.field) } { (error.text) } } } }
            }
        }
    }
}

impl Field<'_> {
    fn described_by(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        match (hint, error) {
            (None, None) => None,
            (Some(one), None) | (None, Some(one)) => Some(one),
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
        }
    }

    fn hint_and_error(&self) -> Markup {
        html! {
            @if !self.hint.is_empty() { div.form-hint id={ (self.id) "-hint" } { (self.hint) } }
            @if let Some(error) = self.error { div.field-error id={ (self.id) "-error" } { (error) } }
        }
    }

    fn input(&self, kind: &str, value: Option<&str>, complete: &str) -> Markup {
        html! {
            input.form-control.is-invalid[self.error.is_some()] id=(self.id) name=(self.name) type=(kind) value=[value]
                autocomplete=(complete) aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")] autofocus[self.error.is_some()];
        }
    }

    fn file(&self, accept: &str) -> Markup {
        html! {
            input.form-control.is-invalid[self.error.is_some()] id=(self.id) name=(self.name) type="file" accept=(accept)
                aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")];
        }
    }

    fn first(&self, value: &str, complete: &str) -> Markup {
        html! {
            input.form-control.is-invalid[self.error.is_some()] id=(self.id) name=(self.name) type="text" value=(value) autofocus
                autocomplete=(complete) aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")];
        }
    }

    /// The button is hidden until the script that makes it work is loaded.
    fn password(&self, complete: &str) -> Markup {
        html! {
            div.password {
                (self.input("password", None, complete))
                button."btn show-password" type="button" hidden data-shows=(self.id) aria-controls=(self.id)
                    aria-pressed="false" aria-label={ "Показать: " (self.label) } { "Показать" }
            }
        }
    }

    fn suggested(&self, value: &str, suggestions: &[String]) -> Markup {
        let list = format!("{}-list", self.id);
        html! {
            input.form-control.is-invalid[self.error.is_some()] id=(self.id) name=(self.name) type="text" value=(value)
                list=(list) autocomplete="off" aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")] autofocus[self.error.is_some()];
            datalist id=(list) { @for suggestion in suggestions { option value=(suggestion) {} } }
        }
    }

    fn area(&self, value: &str, rows: &str) -> Markup {
        html! {
            textarea.form-control.is-invalid[self.error.is_some()] id=(self.id) name=(self.name) rows=(rows)
                aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")] autofocus[self.error.is_some()] { (value) }
        }
    }

    fn radios(&self, choices: &[Choice], chosen: &str) -> Markup {
        html! {
            fieldset.field id=(self.id) aria-describedby=[self.described_by()] {
                legend.form-label { (self.label) }
                @for (place, choice) in choices.iter().enumerate() {
                    label.form-check {
                        input.form-check-input type="radio" name=(self.name) value=(choice.value) checked[choice.value == chosen]
                            autofocus[place == 0 && self.error.is_some()];
                        span.form-check-label {
                            (choice.label)
                            @if !choice.note.is_empty() { span."choice-note" { (choice.note) } }
                        }
                    }
                }
                (self.hint_and_error())
            }
        }
    }

    fn switch(&self, on: bool) -> Markup {
        html! {
            div.field {
                label.form-check.form-switch {
                    input.form-check-input id=(self.id) type="checkbox" name=(self.name) value="on" checked[on]
                        autofocus[self.error.is_some()] aria-invalid=[self.error.map(|_| "true")] aria-describedby=[self.described_by()];
                    span.form-check-label.fw-bold { (self.label) }
                }
                (self.hint_and_error())
            }
        }
    }

    fn tick(&self, value: &str, on: bool, form: &str) -> Markup {
        html! {
            div.field {
                label.form-check {
                    input.form-check-input.is-invalid[self.error.is_some()] id=(self.id) type="checkbox" name=(self.name)
                        value=(value) form=(form) checked[on] aria-describedby=[self.described_by()]
                        aria-invalid=[self.error.map(|_| "true")] autofocus[self.error.is_some()];
                    span.form-check-label { (self.label) }
                }
                (self.hint_and_error())
            }
        }
    }

    fn labelled(&self, control: &Markup) -> Markup {
        html! {
            div.field { label.form-label for=(self.id) { (self.label) } (control) (self.hint_and_error()) }
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        match self.control {
            Control::Line { value, complete } => self.labelled(&self.input("text", Some(value), complete)),
            Control::First { value, complete } => self.labelled(&self.first(value, complete)),
            Control::Day { value } => self.labelled(&self.input("date", Some(value), "off")),
            Control::Password { complete } => self.labelled(&self.password(complete)),
            Control::Suggested { value, suggestions } => self.labelled(&self.suggested(value, suggestions)),
            Control::Area { value } => self.labelled(&self.area(value, "3")),
            Control::Table { value } => self.labelled(&self.area(value, "12")),
            Control::File { accept } => self.labelled(&self.file(accept)),
            Control::List { choices, chosen } => self.labelled(&html! {
                select.form-select.is-invalid[self.error.is_some()] id=(self.id) name=(self.name)
                    aria-describedby=[self.described_by()] aria-invalid=[self.error.map(|_| "true")] autofocus[self.error.is_some()] {
                    (options(choices, chosen))
                }
            }),
            Control::Radios { choices, chosen } => self.radios(choices, chosen),
            Control::Switch { on } => self.switch(on),
            Control::Tick { value, on, form } => self.tick(value, on, form),
        }
    }
}
