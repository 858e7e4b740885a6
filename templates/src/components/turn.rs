//! Who must act on a month, and until when.

use maud::{Markup, Render, html};

/// Who must act: «ждет вас: согласовать, срок согласования 09.11.2026».
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// The words.
    pub text: String,
    /// Whether the deadline has passed.
    pub late: bool,
}

impl From<String> for Turn {
    fn from(text: String) -> Self {
        Self { text, late: false }
    }
}

impl Render for Turn {
    fn render(&self) -> Markup {
        html! { span class=(if self.late { "due-late" } else { "soft" }) { (self.text) } }
    }
}
