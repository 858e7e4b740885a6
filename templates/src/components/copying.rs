//! A button that copies a part of the page. It is hidden until the script that makes it work is loaded.

use maud::{Markup, Render, html};

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
