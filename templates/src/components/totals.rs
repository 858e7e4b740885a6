//! The figures above a list; each links to the rows behind it.

use maud::{Markup, Render, html};

use super::Tone;

/// A figure with a link.
#[derive(Clone, Debug)]
pub struct Total {
    /// Its label: «Всего к оплате».
    pub label: String,
    /// The figure.
    pub value: String,
    /// A note: «41 строка».
    pub note: String,
    /// The tone of the note.
    pub tone: Tone,
    /// The URL of the rows behind it.
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
