//! Buttons that copy a part of the page. They are hidden until the script that makes them work is loaded.

use maud::{Markup, Render, html};

use super::icon;

/// A button that copies a part of the page.
pub(crate) struct Copying<'a> {
    /// The id of the part.
    pub(crate) of: &'a str,
}

impl Render for Copying<'_> {
    fn render(&self) -> Markup {
        html! { button.btn type="button" hidden data-copies=(self.of) aria-live="polite" { "Копировать" } }
    }
}

/// A small button that copies an identifier.
pub(crate) struct CopyingIdentifier<'a> {
    /// What it is: «ИНН».
    pub(crate) label: &'a str,
    /// The id of the identifier; none where the button stands beside the only one of its line.
    pub(crate) of: Option<&'a str>,
}

impl Render for CopyingIdentifier<'_> {
    fn render(&self) -> Markup {
        let name = format!("Скопировать: {}", self.label);
        html! {
            span.copying {
                button.copy type="button" hidden data-copies=(self.of.unwrap_or_default()) aria-label=(name) title=(name) { (icon::COPY) }
                span.copied role="status" {}
            }
        }
    }
}

/// A text that breaks only after «@» and before a dot, if it is an e-mail address.
pub(crate) fn email(text: &str) -> Markup {
    html! {
        @for (at, half) in text.split_inclusive('@').enumerate() {
            @if at > 0 { wbr; }
            @for (at, part) in half.split('.').enumerate() { @if at > 0 { wbr; "." } (part) }
        }
    }
}
