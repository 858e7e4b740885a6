//! A status as a coloured word; the colour never carries the meaning alone.

use maud::{Markup, Render, html};

/// A status in a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The word.
    pub label: String,
    /// What it means.
    pub tone: Tone,
}

/// The meaning of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// New; no one works on it.
    New,
    /// In work here.
    Work,
    /// In work elsewhere.
    Out,
    /// It ended well.
    Good,
    /// It ended badly, or waits for a correction.
    Bad,
    /// Nothing is to be done.
    Quiet,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::New => "pill pill-new",
            Self::Work => "pill pill-work",
            Self::Out => "pill pill-out",
            Self::Good => "pill pill-good",
            Self::Bad => "pill pill-bad",
            Self::Quiet => "pill pill-quiet",
        }
    }

    /// The CSS class of text in this tone.
    pub(crate) fn ink(self) -> &'static str {
        match self {
            Self::New | Self::Out | Self::Quiet => "soft",
            Self::Work => "warn",
            Self::Good => "ok",
            Self::Bad => "bad",
        }
    }
}

impl Render for Badge {
    fn render(&self) -> Markup {
        html! { span class=(self.tone.class()) { (self.label) } }
    }
}
