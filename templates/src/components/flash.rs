//! What was done by the last request, or not understood of it: above the next page, with the way to the thing and to undo it.

use maud::{Markup, html};

use super::{Form, Link, NoticeTone, hidden};

/// What was done by the last request.
#[derive(Clone, Debug, Default)]
pub struct Flash {
    /// The sentence.
    pub text: String,
    /// Whether it tells what was not understood, and not what was done.
    pub lost: bool,
    /// The way to what it was done to, where the page is another.
    pub open: Option<Link>,
    /// The undo, while one is possible.
    pub undo: Option<FlashUndo>,
}

/// An undo of the last request.
#[derive(Clone, Debug)]
pub struct FlashUndo {
    /// The button: «Отменить отправку».
    pub label: String,
    /// The form's URL.
    pub action: String,
    /// The hidden fields.
    pub hidden: Vec<(String, String)>,
    /// The seconds left.
    pub seconds_left: u64,
}

impl Flash {
    /// Above a page, with the viewer's CSRF token.
    pub(crate) fn above(&self, csrf: &str) -> Markup {
        let said = html! {
            (self.text)
            @if let Some(open) = &self.open { " " a.link data-opens="" href=(open.href) { (open.label) } }
            @if let Some(undo) = &self.undo { (undo.form(csrf)) }
        };
        let tone = if self.lost { NoticeTone::Warn } else { NoticeTone::Good };
        html! { div.flash data-flash="" { (tone.around(&said)) } }
    }
}

impl FlashUndo {
    fn form(&self, csrf: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let content = html! { button."btn btn-sm" { (self.label) (undo_left(self.seconds_left)) } };
        html! { span.flash-undo data-undo="" { (Form { action: &self.action, csrf, hidden: &hidden, guarded: false, content }) } }
    }
}

/// The seconds that an undo has left: counted down by the page's script, which takes the undo away at the end.
pub(crate) fn undo_left(seconds: u64) -> Markup {
    html! { span."num with-js" data-undo-left=(seconds) aria-hidden="true" { "\u{a0}(" (seconds) ")" } }
}
