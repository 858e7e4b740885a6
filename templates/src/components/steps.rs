//! How far something has come: «шаг 3 из 6» as a line of segments.

use maud::{Markup, Render, html};

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The present step, from 1.
    pub at: u8,
    /// How many there are.
    pub of: u8,
    /// Whether the last one is done too.
    pub finished: bool,
}

impl Render for Steps {
    fn render(&self) -> Markup {
        html! {
            div.steps-line aria-hidden="true" {
                @for step in 1..=self.of {
                    i.done[step < self.at || self.finished].now[step == self.at && !self.finished] {}
                }
            }
        }
    }
}

impl Steps {
    /// The step in words.
    #[must_use]
    pub fn text(self) -> String {
        format!("шаг {} из {}", self.at, self.of)
    }
}
