//! A verb that the viewer may use now.

use maud::{Markup, html};

use super::{Form, hidden};

/// A verb that the viewer may use now.
#[derive(Clone, Debug)]
pub struct VerbButton {
    /// The verb: «Отправить оператору».
    pub label: String,
    /// The form's URL.
    pub action: String,
    /// The hidden fields: the version, an idempotency key.
    pub hidden: Vec<(String, String)>,
    /// Its weight among the verbs.
    pub weight: VerbWeight,
    /// The consequence of a verb that cannot be undone, in one line.
    pub consequence: Option<String>,
}

/// The weight of a verb among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbWeight {
    /// The one that most viewers want.
    Primary,
    /// One of the others.
    Plain,
    /// One that ends something.
    Danger,
}

impl VerbWeight {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Plain => "btn",
            Self::Danger => "btn btn-outline-danger",
        }
    }
}

impl VerbButton {
    /// The verb as a form with one button; `id` identifies its consequence on the page.
    pub(crate) fn form(&self, csrf: &str, id: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let described = self.consequence.as_ref().map(|_| id.to_owned());
        let content = html! {
            button class=(self.weight.class()) aria-describedby=[described] { (self.label) }
        };
        html! { (Form { action: &self.action, csrf, hidden: &hidden, guarded: false, content }) }
    }

    /// The verb as a button that opens its consequence, and below that the button which does it.
    pub(crate) fn asking(&self, csrf: &str, about: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let content = html! { button class=(self.weight.class()) { (self.label) } };
        html! {
            details.menu data-menu="" {
                summary class=(self.weight.class()) {
                    (self.label) @if !about.is_empty() { span.visually-hidden { ": " (about) } }
                }
                div.menu-body {
                    @if let Some(text) = &self.consequence { p { (text) } }
                    (Form { action: &self.action, csrf, hidden: &hidden, guarded: false, content })
                }
            }
        }
    }

    /// The verb as a link that opens its consequence, and below that the button which does it.
    pub(crate) fn quiet(&self, csrf: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let content = html! { button class=(self.weight.class()) { (self.label) } };
        html! {
            details.more {
                summary { (self.label) }
                div {
                    @if let Some(text) = &self.consequence { p { (text) } }
                    (Form { action: &self.action, csrf, hidden: &hidden, guarded: false, content })
                }
            }
        }
    }

    /// The consequence, as a line that the button refers to.
    pub(crate) fn consequence_line(&self, id: &str) -> Markup {
        html! { @if let Some(text) = &self.consequence { p.consequence id=(id) { (text) } } }
    }
}

/// A button of another form, and the lines below it.
pub(crate) type Lead = (Markup, Markup);

/// A bar of verbs, with their consequences below.
pub(crate) fn verbs(list: &[VerbButton], csrf: &str, more: &[Markup]) -> Markup {
    verbs_after(None, list, csrf, more)
}

/// Like [`verbs`], after a button of another form.
pub(crate) fn verbs_after(lead: Option<&Lead>, list: &[VerbButton], csrf: &str, more: &[Markup]) -> Markup {
    let line = |index: usize| format!("consequence-{index}");
    html! {
        @if lead.is_some() || !list.is_empty() || !more.is_empty() {
            div.verbs {
                div.verbs-row {
                    @if let Some((button, _)) = lead { (button) }
                    @for (index, verb) in list.iter().enumerate() { (verb.form(csrf, &line(index))) }
                    @for menu in more { (menu) }
                }
                @if let Some((_, lines)) = lead { (lines) }
                @for (index, verb) in list.iter().enumerate() { (verb.consequence_line(&line(index))) }
            }
        }
    }
}
