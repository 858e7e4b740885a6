//! A notice about the whole page: a banner or a flash message.

use maud::{Markup, Render, html};

use super::icon::{self, Icon};

/// A notice above the page.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its kind.
    pub tone: NoticeTone,
    /// The sentence.
    pub text: String,
}

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeTone {
    /// Good to know.
    Info,
    /// Something succeeded.
    Good,
    /// Something needs care.
    Warn,
    /// Something failed.
    Bad,
}

impl NoticeTone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice-info",
            Self::Good => "notice notice-good",
            Self::Warn => "notice notice-warn",
            Self::Bad => "notice notice-bad",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Info => icon::INFO_CIRCLE,
            Self::Good => icon::CIRCLE_CHECK,
            Self::Warn | Self::Bad => icon::ALERT_TRIANGLE,
        }
    }

    fn role(self) -> &'static str {
        match self {
            Self::Info | Self::Good | Self::Warn => "status",
            Self::Bad => "alert",
        }
    }
}

impl Render for Notice {
    fn render(&self) -> Markup {
        html! { div class=(self.tone.class()) role=(self.tone.role()) { (self.tone.icon()) div { (self.text) } } }
    }
}
