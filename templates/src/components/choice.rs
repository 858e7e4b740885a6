//! One of several values to choose from.

use maud::{Markup, html};

/// A value to choose and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What it means, where there is room for it; empty when the words say it all.
    pub note: String,
}

impl Choice {
    /// A value and its words.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: String::new() }
    }

    /// The same with what it means.
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
