//! A form that changes something. Every such form is one, so that none lacks the CSRF token.

use maud::{Markup, Render, html};

/// A hidden field.
pub(crate) type Hidden<'a> = (&'a str, &'a str);

/// Hidden fields.
pub(crate) fn hidden(pairs: &[(String, String)]) -> Vec<Hidden<'_>> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// A form that changes something.
pub(crate) struct Form<'a> {
    /// The form's URL.
    pub(crate) action: &'a str,
    /// The session's CSRF token.
    pub(crate) csrf: &'a str,
    /// The hidden fields.
    pub(crate) hidden: &'a [Hidden<'a>],
    /// Whether leaving it with changes asks first.
    pub(crate) guarded: bool,
    /// The fields and the button.
    pub(crate) content: Markup,
}

impl Render for Form<'_> {
    fn render(&self) -> Markup {
        self.tag(None, None)
    }
}

impl Form<'_> {
    /// The form with an id, for controls outside of it.
    pub(crate) fn with_id(&self, id: Option<&str>) -> Markup {
        self.tag(id, None)
    }

    /// The form whose fields include a file.
    pub(crate) fn with_files(&self) -> Markup {
        html! {
            form method="post" action=(self.action) enctype="multipart/form-data" data-guard=[self.guarded.then_some("")] { (self.fields()) }
        }
    }

    fn fields(&self) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.csrf);
            @for (name, value) in self.hidden { input type="hidden" name=(name) value=(value); }
            (self.content)
        }
    }

    /// The form whose response replaces this part of the page, so that other input stays. Without scripts the whole
    /// page is loaded.
    pub(crate) fn swapping(&self, part: &str) -> Markup {
        self.tag(None, Some(part))
    }

    fn tag(&self, id: Option<&str>, part: Option<&str>) -> Markup {
        html! {
            form id=[id] method="post" action=(self.action) data-guard=[self.guarded.then_some("")]
                hx-post=[part.map(|_| self.action)] hx-target=[part] hx-swap=[part.map(|_| "outerHTML")] hx-sync=[part.map(|_| "this:drop")] {
                (self.fields())
            }
        }
    }
}
