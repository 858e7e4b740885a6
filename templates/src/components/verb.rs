//! A step that the reader may take now.

use maud::{Markup, html};

use super::{Form, hidden};

/// A step that the reader may take now.
#[derive(Clone, Debug)]
pub struct VerbButton {
    /// The verb: «Отправить оператору».
    pub label: String,
    /// Where it is sent.
    pub action: String,
    /// What is sent along: the version, the key of this one try.
    pub hidden: Vec<(String, String)>,
    /// What it means for the reader.
    pub weight: VerbWeight,
    /// What will happen, in one line, when that cannot be taken back.
    pub consequence: Option<String>,
}

/// How a verb stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbWeight {
    /// The one that most readers want.
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
    /// The verb as a form of one button; `id` tells its consequence from others on the page.
    pub(crate) fn form(&self, csrf: &str, id: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let described = self.consequence.as_ref().map(|_| id.to_owned());
        let content = html! {
            button class=(self.weight.class()) aria-describedby=[described] { (self.label) }
        };
        html! { (Form { action: &self.action, csrf, hidden: &hidden, guarded: false, content }) }
    }

    /// What will happen, as a line that the button refers to.
    pub(crate) fn consequence_line(&self, id: &str) -> Markup {
        html! { @if let Some(text) = &self.consequence { p.consequence id=(id) { (text) } } }
    }
}

/// A button that is no form of its own, and the lines beneath it.
pub(crate) type Lead = (Markup, Markup);

/// Verbs in a bar, what they will do beneath.
pub(crate) fn verbs(list: &[VerbButton], csrf: &str, more: &[Markup]) -> Markup {
    verbs_after(None, list, csrf, more)
}

/// The same after a button of another form.
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
