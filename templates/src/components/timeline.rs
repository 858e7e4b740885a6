//! A history, newest first.

use maud::{Markup, Render, html};

use super::Tone;
use crate::format::Moment;

/// An entry of a history.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// When it happened.
    pub at: Moment,
    /// The actor; `None` when it happened by itself.
    pub actor: Option<String>,
    /// What happened: «взяла в работу».
    pub text: String,
    /// Details: a reason, a message of the authority.
    pub detail: Option<String>,
    /// The outcome.
    pub tone: Tone,
}

impl Render for TimelineEntry {
    fn render(&self) -> Markup {
        html! {
            li.event-bad[self.tone == Tone::Bad].event-good[self.tone == Tone::Good] {
                div {
                    @if let Some(actor) = &self.actor { b { (actor) } " " }
                    (self.text)
                }
                @if let Some(detail) = &self.detail { div.event-detail { (detail) } }
                div."soft small" { (self.at) }
            }
        }
    }
}

/// The whole history.
pub(crate) fn timeline(entries: &[TimelineEntry]) -> Markup {
    html! {
        @if entries.is_empty() {
            p."soft m-0" { "Изменений еще не было." }
        } @else {
            ol.events { @for entry in entries { (entry) } }
        }
    }
}
