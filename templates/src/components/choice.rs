//! A choice among several values.

use maud::{Markup, html};

/// A value with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// The label.
    pub label: String,
    /// An explanation, shown where there is room; may be empty.
    pub note: String,
}

impl Choice {
    /// A value with its label.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: String::new() }
    }

    /// The same choice with an explanation.
    #[must_use]
    pub fn meaning(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// The options of a list, with the chosen one marked.
pub(crate) fn options(choices: &[Choice], chosen: &str) -> Markup {
    html! {
        @for choice in choices { option value=(choice.value) selected[choice.value == chosen] { (choice.label) } }
    }
}
