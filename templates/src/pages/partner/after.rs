//! The preference for the page after a decision: the next application, the list, or the same card.

use maud::{Markup, html};

use super::ApplicationPage;
use crate::components::{Choice, Form};
use crate::paths;

/// The preference for the page after a decision.
#[derive(Clone, Debug)]
pub struct AfterChoice {
    /// The values.
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub chosen: String,
}

impl AfterChoice {
    /// The choice as a row of buttons; pressing one stores it.
    pub(super) fn form(&self, card: &ApplicationPage) -> Markup {
        let content = html! {
            span."soft small" id="after-label" { "После решения:" }
            span.after-choices role="group" aria-labelledby="after-label" {
                @for choice in &self.choices {
                    @let pressed = choice.value == self.chosen;
                    button."btn btn-sm" name="after" value=(choice.value) aria-pressed=(pressed) { (choice.label) }
                }
            }
        };
        let hidden = [("number", card.number.as_str()), ("from", card.progress.from.as_str())];
        let form = Form {
            action: &paths::after_action(),
            csrf: &card.progress.csrf,
            hidden: &hidden,
            guarded: false,
            content,
        };
        html! { div.after-action { (form) } }
    }
}
