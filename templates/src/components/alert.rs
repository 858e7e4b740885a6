//! A notice about the whole page: a banner or a flash message.

use maud::{Markup, Render, html};

use super::Link;
use super::icon::{self, Icon};

/// A notice above the page.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its kind.
    pub tone: NoticeTone,
    /// The sentence.
    pub text: String,
}

/// A notice with the way to where something can be done about it.
#[derive(Clone, Debug)]
pub struct LinkedNotice {
    /// Its kind.
    pub tone: NoticeTone,
    /// The sentence.
    pub text: String,
    /// The way.
    pub link: Link,
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

    pub(super) fn around(self, content: &Markup) -> Markup {
        html! { div class=(self.class()) role=(self.role()) { (self.icon()) div { (content) } } }
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
        self.tone.around(&html! { (self.text) })
    }
}

impl Render for LinkedNotice {
    fn render(&self) -> Markup {
        self.tone.around(&html! { (self.text) " " a.link href=(self.link.href) { (self.link.label) } })
    }
}
