//! The progress of an application: «шаг 3 из 6» as a line of segments.

use maud::{Markup, Render, html};

/// A progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// The present step, from 1.
    pub at: u8,
    /// The number of steps.
    pub of: u8,
    /// Whether the last step is done too.
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
