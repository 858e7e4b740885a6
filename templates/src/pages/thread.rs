//! The messages of a question, as both sides read them.

use maud::{Markup, Render, html};

use crate::format::Moment;

/// A message of a question.
#[derive(Clone, Debug)]
pub struct ThreadMessage {
    /// Who wrote it, and what it is.
    pub who: String,
    /// When it was written.
    pub at: Moment,
    /// What it says.
    pub text: String,
    /// Whether it is the partner's.
    pub reply: bool,
}

impl Render for ThreadMessage {
    fn render(&self) -> Markup {
        html! {
            li.thread-message.thread-reply[self.reply] {
                div.thread-who { b { (self.who) } " " span."soft small" { (self.at) } }
                p.thread-text { (self.text) }
            }
        }
    }
}

/// The messages, the first one first.
pub(crate) fn thread(messages: &[ThreadMessage]) -> Markup {
    html! { ol.thread aria-label="Сообщения" { @for message in messages { (message) } } }
}
