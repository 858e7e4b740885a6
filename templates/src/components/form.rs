//! A form that changes something: the one way to make one, so that none can lack the token against forgery.

use maud::{Markup, Render, html};

/// A value that a form sends along unseen.
pub(crate) type Hidden<'a> = (&'a str, &'a str);

/// Values that a form sends along unseen.
pub(crate) fn hidden(pairs: &[(String, String)]) -> Vec<Hidden<'_>> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// A form that changes something.
pub(crate) struct Form<'a> {
    /// Where it is sent.
    pub(crate) action: &'a str,
    /// The session's token against forgery.
    pub(crate) csrf: &'a str,
    /// What it sends along unseen.
    pub(crate) hidden: &'a [Hidden<'a>],
    /// Whether leaving it changed asks first.
    pub(crate) guarded: bool,
    /// Its fields and button.
    pub(crate) content: Markup,
}

impl Render for Form<'_> {
    fn render(&self) -> Markup {
        self.tag(None, None)
    }
}

impl Form<'_> {
    /// The form under an identity, for controls that stand outside of it.
    pub(crate) fn with_id(&self, id: Option<&str>) -> Markup {
        self.tag(id, None)
    }

    /// The form whose answer takes the place of this part of the page: what is typed elsewhere stays. Without scripts the
    /// page comes anew.
    pub(crate) fn swapping(&self, part: &str) -> Markup {
        self.tag(None, Some(part))
    }

    fn tag(&self, id: Option<&str>, part: Option<&str>) -> Markup {
        html! {
            form id=[id] method="post" action=(self.action) data-guard=[self.guarded.then_some("")]
                hx-post=[part.map(|_| self.action)] hx-target=[part] hx-swap=[part.map(|_| "outerHTML")] hx-sync=[part.map(|_| "this:drop")] {
                input type="hidden" name="csrf" value=(self.csrf);
                @for (name, value) in self.hidden { input type="hidden" name=(name) value=(value); }
                (self.content)
            }
        }
    }
}
