//! A former and a new value.

use maud::{Markup, Render, html};

/// A value that changed.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The name of what changed.
    pub field: String,
    /// The former value; `None` when there was none.
    pub was: Option<String>,
    /// The new value; `None` when it was removed.
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
