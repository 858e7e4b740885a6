//! What happened, newest first.

use maud::{Markup, Render, html};

use super::Tone;
use crate::format::Moment;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// When.
    pub at: Moment,
    /// Who did it; nothing when it happened by itself.
    pub actor: Option<String>,
    /// What: «взяла в работу».
    pub text: String,
    /// More about it: a reason, words of the authority.
    pub detail: Option<String>,
    /// How it ended.
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

/// All that happened.
pub(crate) fn timeline(entries: &[TimelineEntry]) -> Markup {
    html! {
        @if entries.is_empty() {
            p."soft m-0" { "Изменений еще не было." }
        } @else {
            ol.events { @for entry in entries { (entry) } }
        }
    }
}
