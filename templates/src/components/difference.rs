//! What was and what is now.

use maud::{Markup, Render, html};

/// A value that changed.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What changed.
    pub field: String,
    /// What it was; nothing when it was not there.
    pub was: Option<String>,
    /// What it is; nothing when it is gone.
    pub now: Option<String>,
}

impl Render for Difference {
    fn render(&self) -> Markup {
        html! {
            span.change {
                @match &self.was {
                    Some(was) => { span.visually-hidden { "было " } del.soft { (was) } },
                    None => span.soft { "не было" },
                }
                span aria-hidden="true" { " → " }
                span.visually-hidden { ", стало " }
                @match &self.now {
                    Some(now) => ins { (now) },
                    None => span.soft { "убрано" },
                }
            }
        }
    }
}

/// Several changes as a list of facts.
pub(crate) fn differences(list: &[Difference]) -> Markup {
    html! { dl.facts { @for one in list { dt { (one.field) } dd { (one) } } } }
}
