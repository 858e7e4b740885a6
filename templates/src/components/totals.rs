//! The figures above a list; each leads to what it is made of.

use maud::{Markup, Render, html};

use super::Tone;

/// A figure that can be opened.
#[derive(Clone, Debug)]
pub struct Total {
    /// What it is: «Всего к оплате».
    pub label: String,
    /// The figure.
    pub value: String,
    /// What else: «41 строка».
    pub note: String,
    /// How the note reads.
    pub tone: Tone,
    /// The list that it is made of.
    pub href: String,
}

impl Render for Total {
    fn render(&self) -> Markup {
        html! {
            a.total-card href=(self.href) {
                span.total-label { (self.label) }
                span.total-value { (self.value) }
                span class={ "total-note " (self.tone.ink()) } { (self.note) }
            }
        }
    }
}

/// Figures side by side.
pub(crate) fn totals(list: &[Total]) -> Markup {
    html! { div.totals { @for total in list { (total) } } }
}
