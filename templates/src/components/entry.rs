//! A field of the client's side: the hint before it, what is wrong with it beside it, its width by what is expected.

use maud::{Markup, Render, html};

use super::field::{FieldError, error_of};
use super::icon;

/// A field of the client's side.
pub(crate) struct Entry<'a> {
    /// Its name, also its identity on the page.
    pub(crate) name: &'a str,
    /// What it asks for.
    pub(crate) label: &'a str,
    /// How to fill it.
    pub(crate) hint: &'a str,
    /// Whether it must be filled.
    pub(crate) required: bool,
    /// What holds it.
    pub(crate) kind: Kind,
    /// What was typed.
    pub(crate) value: &'a str,
    /// The browser's name for what it holds.
    pub(crate) complete: &'a str,
    /// How wide it is.
    pub(crate) width: Width,
    /// What is wrong with the form.
    pub(crate) errors: &'a [FieldError],
    /// A link beside the label, with its address.
    pub(crate) beside: Option<(&'a str, String)>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line of text.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Digits.
    Digits,
    /// A password; what was sent never comes back.
    Password,
}

/// How wide a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// As the page.
    Full,
    /// For a word or two.
    Middle,
    /// For a few symbols.
    Short,
}

impl<'a> Entry<'a> {
    /// A line of text as wide as the page that may stay empty.
    pub(crate) fn text(
        name: &'a str,
        label: &'a str,
        value: &'a str,
        complete: &'a str,
        errors: &'a [FieldError],
    ) -> Self {
        let (required, kind, width) = (false, Kind::Text, Width::Full);
        Self { name, label, hint: "", required, kind, value, complete, width, errors, beside: None }
    }
}

impl Entry<'_> {
    fn input(&self, described: Option<&str>, bad: bool) -> Markup {
        let kind = match self.kind {
            Kind::Text | Kind::Digits => "text",
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Password => "password",
        };
        let value = (self.kind != Kind::Password).then_some(self.value);
        let plain = matches!(self.complete, "username" | "off").then_some("none");
        html! {
            input.form-control.w-mid[self.width == Width::Middle].w-short[self.width == Width::Short] id=(self.name) name=(self.name)
                type=(kind) value=[value] autocomplete=(self.complete) autocapitalize=[plain] inputmode=[(self.kind == Kind::Digits).then_some("numeric")] spellcheck=[plain.map(|_| "false")]
                aria-required=[self.required.then_some("true")] aria-describedby=[described] aria-invalid=[bad.then_some("true")];
        }
    }

    /// The button is hidden until the script is there that makes it work.
    fn password(&self, input: &Markup) -> Markup {
        html! {
            div.password.w-mid[self.width == Width::Middle] {
                (input)
                button."btn show-password" type="button" hidden data-shows=(self.name) aria-controls=(self.name)
                    aria-pressed="false" aria-label={ "Показать: " (self.label) } { "Показать" }
            }
        }
    }
}

impl Render for Entry<'_> {
    fn render(&self) -> Markup {
        let error = error_of(self.errors, self.name);
        let (hint_id, error_id) = (format!("{}-hint", self.name), format!("{}-error", self.name));
        let described = match (self.hint.is_empty(), error) {
            (true, None) => None,
            (true, Some(_)) => Some(error_id.clone()),
            (false, None) => Some(hint_id.clone()),
            (false, Some(_)) => Some(format!("{hint_id} {error_id}")),
        };
        let input = self.input(described.as_deref(), error.is_some());
        html! {
            div.field.field-bad[error.is_some()] {
                div.field-line {
                    label.form-label for=(self.name) {
                        (self.label) @if self.required { " " span.req aria-hidden="true" { "*" } }
                    }
                    @if let Some((words, address)) = &self.beside { a.link href=(address) { (words) } }
                }
                @if !self.hint.is_empty() { p.field-hint id=(hint_id) { (self.hint) } }
                @if let Some(error) = error { (wrong(&error_id, error)) }
                @if self.kind == Kind::Password { (self.password(&input)) } @else { (input) }
            }
        }
    }
}

/// What is wrong with a field.
pub(super) fn wrong(id: &str, error: &str) -> Markup {
    html! {
        p.field-error id=(id) {
            (icon::INFO_CIRCLE) span { span.visually-hidden { "Ошибка: " } (error) }
        }
    }
}

/// A tick with its words; what is wrong with it stands above.
pub(crate) fn checked(name: &str, on: bool, errors: &[FieldError], words: &Markup) -> Markup {
    let (error, id) = (error_of(errors, name), format!("{name}-error"));
    html! {
        div.field.field-bad[error.is_some()] {
            @if let Some(error) = error { (wrong(&id, error)) }
            label.tick {
                input.form-check-input id=(name) name=(name) type="checkbox" value="on" checked[on]
                    aria-describedby=[error.map(|_| id.as_str())] aria-invalid=[error.map(|_| "true")];
                span { (words) }
            }
        }
    }
}

/// All that is wrong with a form, above its heading: each a link to its field.
pub(crate) fn summary(errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.error-summary role="alert" tabindex="-1" {
                h2 { "Проверьте заполненное" }
                ul { @for error in errors { li { a href={ "#" (error.field) } { (error.text) } } } }
            }
        }
    }
}

/// The title of a page of the client's side: it says at once that something is wrong.
pub(crate) fn titled(heading: &str, door: &str, wrong: bool) -> String {
    if wrong { format!("Ошибка: {heading} · {door}") } else { format!("{heading} · {door}") }
}
