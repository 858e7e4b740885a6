//! A labelled value, with the result of its check.

use maud::{Markup, Render, html};

use super::{CopyingIdentifier, email};

/// A labelled value.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value; a dash when empty.
    pub value: String,
    /// Whether it is an identifier, which is copied in one piece.
    pub identifier: bool,
    /// The result of its check.
    pub check: Option<Check>,
    /// A note about it.
    pub note: Option<String>,
    /// The link of the value.
    pub href: Option<String>,
}

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// Passed.
    Passed,
    /// Failed, in words.
    Failed(String),
    /// It is otherwise elsewhere: «сейчас выключен».
    Differs(String),
}

impl Fact {
    /// A plain value.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), ..Self::default() }
    }

    /// An identifier: it never wraps, and a button beside it copies it.
    #[must_use]
    pub fn identifier(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { identifier: true, ..Self::new(label, value) }
    }
}

impl Render for Fact {
    fn render(&self) -> Markup {
        html! {
            dt { (self.label) }
            dd {
                @match &self.href {
                    Some(href) => a href=(href) { (self.shown()) },
                    None => (self.shown()),
                }
                @if let Some(check) = &self.check { " " (check) }
                @if let Some(note) = &self.note { " " span.soft { (note) } }
                @if self.identifier && !self.value.is_empty() { (CopyingIdentifier { label: &self.label, of: None }) }
            }
        }
    }
}

impl Fact {
    fn shown(&self) -> Markup {
        html! {
            @if self.value.is_empty() { span.soft { "—" } }
            @else if self.value.contains('@') { span.ident.break { (email(&self.value)) } }
            @else if self.identifier { span.ident { (self.value) } }
            @else { (self.value) }
        }
    }
}

impl Render for Check {
    fn render(&self) -> Markup {
        html! {
            @match self {
                Self::Passed => span.ok { span aria-hidden="true" { "✓" } span.visually-hidden { "верно" } },
                Self::Differs(text) => span.warn { span aria-hidden="true" { "≠ " } (text) },
                Self::Failed(text) => span.bad { span aria-hidden="true" { "✗ " } (text) },
            }
        }
    }
}

/// A list of facts.
pub(crate) fn facts(list: &[Fact]) -> Markup {
    html! { dl.facts { @for fact in list { (fact) } } }
}
