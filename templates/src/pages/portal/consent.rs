//! A document that is accepted at the registration, in one of its versions.

use maud::{Markup, Render, html};

use super::back;
use crate::components::titled;
use crate::documentation::Text;
use crate::layout::{Door, Page};
use crate::paths;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct ConsentPage {
    /// Its name.
    pub title: String,
    /// The day of the version: «01.09.2026».
    pub version: String,
    /// Its text, as Markdown.
    pub text: String,
    /// Whether a later version holds by now.
    pub replaced: bool,
}

impl Page for ConsentPage {
    fn title(&self) -> String {
        titled(&self.title, Door::Outside.name(), false)
    }
}

impl Render for ConsentPage {
    fn render(&self) -> Markup {
        html! {
            article.one {
                (back("На главную", &paths::home()))
                h1 { (self.title) }
                p.soft { "Редакция от " (self.version) @if self.replaced { ", действует более поздняя" } }
                (Text::read(&self.text, &self.title).html)
            }
        }
    }
}
