//! A step of a draft: its questions, or the list whose entries have pages of their own.

use maud::{Markup, Render, html};

use super::walk::DraftHead;
use crate::Page;
use crate::components::{Ask, Fact, FieldError, Form, asking, facts, pressed_by_return, seen};

/// A step.
#[derive(Clone, Debug, Default)]
pub struct DraftStepPage {
    /// Its head.
    pub head: DraftHead,
    /// What to know before answering.
    pub lead: Vec<String>,
    /// What is known already.
    pub known: Vec<Fact>,
    /// The questions.
    pub asks: Vec<Ask>,
    /// The entries of its list.
    pub entries: Vec<DraftEntry>,
    /// The label of the button that keeps the answers and adds an entry.
    pub add: Option<String>,
    /// What follows from the list, in a line.
    pub sum: String,
    /// The URL of the form.
    pub action: String,
    /// The version from which the page was drawn.
    pub version: String,
    /// The label of the button that goes on: «Далее».
    pub onward: String,
    /// Whether there is a step before.
    pub back: bool,
    /// What is wrong with the questions.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub struct DraftEntry {
    /// What it is called.
    pub title: String,
    /// What it says.
    pub facts: Vec<Fact>,
    /// What is wrong with it.
    pub problems: Vec<String>,
    /// Where it is changed.
    pub href: String,
    /// The URL that takes it off.
    pub removal: String,
}

/// An entry of a list, on its own page.
#[derive(Clone, Debug, Default)]
pub struct DraftEntryPage {
    /// Its head.
    pub head: DraftHead,
    /// What to know before answering.
    pub lead: Vec<String>,
    /// The questions.
    pub asks: Vec<Ask>,
    /// The URL of the form.
    pub action: String,
    /// The version from which the page was drawn.
    pub version: String,
    /// The label of the button that saves it and begins another one.
    pub another: String,
    /// What is wrong with the questions.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

impl Page for DraftStepPage {
    fn title(&self) -> String {
        self.head.title()
    }
}

impl Page for DraftEntryPage {
    fn title(&self) -> String {
        self.head.title()
    }
}

impl Render for DraftStepPage {
    fn render(&self) -> Markup {
        let hidden = seen(&self.version);
        let content = html! {
            (pressed_by_return(&self.onward))
            @for ask in &self.asks { (ask.with(&self.errors)) }
        };
        let form = Form { action: &self.action, csrf: &self.csrf, hidden: &hidden, guarded: true, content };
        self.head.around(&html! {
            @for words in &self.lead { p { (words) } }
            @if !self.known.is_empty() { (facts(&self.known)) }
            (form.with_id(Some(QUESTIONS)))
            @for (place, entry) in self.entries.iter().enumerate() { (self.entry(place, entry)) }
            @if let Some(add) = &self.add {
                p { button.btn form=(QUESTIONS) id=(self.list_name()) name="go" value="another" { (add) } }
            }
            @if !self.sum.is_empty() { p.soft { (self.sum) } }
            (acts(&Acts { onward: &self.onward, back: self.back, another: None, form: Some(QUESTIONS) }))
        })
    }
}

impl DraftStepPage {
    /// The identity of the list, to which its faults link: the last part of the form's address.
    fn list_name(&self) -> &str {
        self.action.rsplit('/').next().unwrap_or_default()
    }

    fn entry(&self, place: usize, entry: &DraftEntry) -> Markup {
        let id = format!("entry-{place}");
        let hidden = seen(&self.version);
        let whom = html! { span.visually-hidden { ": " (entry.title) } };
        let removal = html! { button."btn btn-sm" { "Убрать" (whom) } };
        html! {
            section.person aria-labelledby=(id) {
                div.person-head {
                    h2 id=(id) { (place + 1) ". " (entry.title) }
                    div.person-acts {
                        a."btn btn-sm" href=(entry.href) { "Изменить" (whom) }
                        (Form { action: &entry.removal, csrf: &self.csrf, hidden: &hidden, guarded: false, content: removal })
                    }
                }
                div.person-body {
                    @for problem in &entry.problems { p.field-error { (problem) } }
                    (facts(&entry.facts))
                }
            }
        }
    }
}

impl Render for DraftEntryPage {
    fn render(&self) -> Markup {
        let hidden = seen(&self.version);
        let onward = "Сохранить и продолжить";
        let content = html! {
            (pressed_by_return(onward))
            @for ask in &self.asks { (ask.with(&self.errors)) }
            (acts(&Acts { onward, back: true, another: Some(&self.another), form: None }))
        };
        let form = Form { action: &self.action, csrf: &self.csrf, hidden: &hidden, guarded: true, content };
        self.head.around(&html! {
            @for words in &self.lead { p { (words) } }
            (asking(&form, &self.asks))
        })
    }
}

/// The identity of the form of a step: its buttons stand after the list, whose entries have forms of their own.
const QUESTIONS: &str = "questions";

/// The buttons of a page.
pub(super) struct Acts<'a> {
    pub(super) onward: &'a str,
    pub(super) back: bool,
    pub(super) another: Option<&'a str>,
    /// The form to which they belong, where they stand outside of it.
    pub(super) form: Option<&'a str>,
}

/// The buttons: each keeps what was typed.
pub(super) fn acts(Acts { onward, back, another, form }: &Acts<'_>) -> Markup {
    html! {
        div.acts {
            button."btn btn-primary" form=[form] name="go" value="on" { (onward) }
            @if let Some(another) = another { button.btn form=[form] name="go" value="another" { (another) } }
            @if *back { button.btn form=[form] name="go" value="back" { "Назад" } }
            button.btn form=[form] name="go" value="exit" { "Сохранить и выйти" }
        }
    }
}
