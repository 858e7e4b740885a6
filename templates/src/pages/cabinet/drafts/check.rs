//! «Проверьте и отправьте»: everything that was answered, what differs from before, what is wrong, and the button.

use maud::{Markup, Render, html};

use super::walk::DraftHead;
use crate::components::{Form, Link, icon, seen};
use crate::{Page, paths};

/// The check before sending.
#[derive(Clone, Debug, Default)]
pub struct DraftCheckPage {
    /// Its head.
    pub head: DraftHead,
    /// The draft.
    pub draft: String,
    /// What to know before sending.
    pub lead: Vec<String>,
    /// How many answers differ from the earlier application, in words.
    pub differs: String,
    /// The answers, a part for each step.
    pub parts: Vec<DraftPart>,
    /// What is in order.
    pub checks: Vec<String>,
    /// Who gets it, and that it cannot be mended afterwards.
    pub consequence: String,
    /// Whether it can be sent.
    pub ready: bool,
    /// The version from which the page was drawn.
    pub version: String,
    /// What it shows beside the draft itself.
    pub shown: String,
    /// The token against forgery.
    pub csrf: String,
}

/// The answers of a step.
#[derive(Clone, Debug)]
pub struct DraftPart {
    /// The step, with its address.
    pub step: Link,
    /// The answers.
    pub answers: Vec<DraftAnswer>,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct DraftAnswer {
    /// What was asked.
    pub label: String,
    /// The answer.
    pub value: String,
    /// The old answer, where it differs; an empty one was not there.
    pub was: Option<String>,
    /// A note: that the request was taken.
    pub note: String,
}

impl Page for DraftCheckPage {
    fn title(&self) -> String {
        self.head.title()
    }
}

impl Render for DraftCheckPage {
    fn render(&self) -> Markup {
        self.head.around(&html! {
            @for words in &self.lead { p { (words) } }
            @if !self.differs.is_empty() { p { b { (self.differs) } } }
            @for part in &self.parts { (part) }
            @if self.ready && !self.checks.is_empty() {
                h2 { "Все готово к отправке" }
                ul.checks { @for check in &self.checks { li { (icon::CHECK) span { (check) } } } }
            }
            (self.sending())
        })
    }
}

impl DraftCheckPage {
    /// The button stands there while something is wrong, too: pressing it tells what.
    fn sending(&self) -> Markup {
        let [version] = seen(&self.version);
        let hidden = [version, ("shown", self.shown.as_str())];
        let send = html! {
            button."btn btn-primary" id="sending" aria-describedby="sending-consequence" { "Отправить заявление" }
        };
        html! {
            div.acts {
                (Form { action: &paths::draft_sending(&self.draft), csrf: &self.csrf, hidden: &hidden, guarded: false, content: send })
                a.link href=(paths::cabinet()) { "Сохранить и выйти" }
                p.acts-note id="sending-consequence" { (self.consequence) }
            }
        }
    }
}

impl Render for DraftPart {
    fn render(&self) -> Markup {
        html! {
            div.part {
                h2 { (self.step.label) }
                a href=(self.step.href) { "Изменить" span.visually-hidden { ": " (self.step.label) } }
            }
            dl.answers { @for answer in &self.answers { (answer) } }
        }
    }
}

impl Render for DraftAnswer {
    fn render(&self) -> Markup {
        let value = if self.value.is_empty() { "не указано" } else { &self.value };
        html! {
            div {
                dt { (self.label) }
                dd {
                    @match &self.was {
                        None => (value),
                        Some(was) => {
                            ins { (value) }
                            span.was { @if was.is_empty() { "раньше не было" } @else { "было: " del { (was) } } }
                        }
                    }
                    @if !self.note.is_empty() { span.was { (self.note) } }
                }
            }
        }
    }
}
