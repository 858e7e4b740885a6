//! Somebody changed the thing meanwhile: what changed, by whom, and what the reader typed, kept.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{
    Body, Card, Choice, Control, Difference, Fact, Field, Form, differences, facts, hidden,
};
use crate::format::Moment;

/// A stale form: what changed meanwhile, and the reader's own input to repeat over it.
#[derive(Clone, Debug)]
pub struct ConflictPage {
    /// What was changed: «Заявление № 104209».
    pub subject: String,
    /// Who changed it.
    pub changed_by: String,
    /// When.
    pub changed_at: Moment,
    /// What changed meanwhile, the oldest first.
    pub changes: Vec<ConflictChange>,
    /// What the reader typed, in words.
    pub typed: Vec<Fact>,
    /// The values of both, field by field, where they can be merged.
    pub merge: Option<MergeForm>,
    /// Where the reader's form is sent again.
    pub action: String,
    /// The reader's form, field by field, with the fresh version.
    pub fields: Vec<(String, String)>,
    /// The button: «Сохранить мои параметры поверх».
    pub repeat: String,
    /// The fresh version of the thing.
    pub fresh: String,
    /// The token against forgery.
    pub csrf: String,
}

/// Something that somebody did meanwhile.
#[derive(Clone, Debug)]
pub struct ConflictChange {
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What: «изменены параметры подключения».
    pub what: String,
    /// Field by field.
    pub differences: Vec<Difference>,
}

/// The values of both, field by field.
#[derive(Clone, Debug)]
pub struct MergeForm {
    /// Where it is sent.
    pub action: String,
    /// What is sent along.
    pub hidden: Vec<(String, String)>,
    /// The fields.
    pub fields: Vec<MergeField>,
}

/// A field with the values that can be chosen.
#[derive(Clone, Debug)]
pub struct MergeField {
    /// The name under which it is sent.
    pub name: &'static str,
    /// What it is.
    pub label: &'static str,
    /// The values; the first one is the reader's own, when both changed it.
    pub choices: Vec<Choice>,
    /// Why there is nothing to choose, when there is not.
    pub settled: Option<String>,
}

impl Page for ConflictPage {
    fn title(&self) -> String {
        format!("Изменилось · {} · Регистратор", self.subject)
    }
}

impl Render for ConflictPage {
    fn render(&self) -> Markup {
        let hidden = hidden(&self.fields);
        html! {
            div.narrow {
                h1 { (self.subject) ": уже изменилось" }
                p.lead { (self.changed_by) " · " (self.changed_at) ". Ваши изменения не сохранены, но и не потеряны." }
                @if !self.changes.is_empty() {
                    (Card { id: "changes", title: "Что изменилось", aside: None, body: Body::Padded(html! { @for change in &self.changes { (change) } }) })
                }
                @if !self.typed.is_empty() {
                    (Card { id: "typed", title: "Что ввели вы", aside: None, body: Body::Padded(facts(&self.typed)) })
                }
                @if let Some(merge) = &self.merge {
                    (Card { id: "merge", title: "Слияние", aside: None, body: Body::Padded(merge.form(&self.csrf)) })
                }
                div.verbs-row {
                    @if self.merge.is_none() {
                        (Form {
                            action: &self.action, csrf: &self.csrf, hidden: &hidden, guarded: false,
                            content: html! { button."btn btn-primary" { (self.repeat) } },
                        })
                    }
                    a.btn href=(self.fresh) { "Открыть свежую версию" }
                }
            }
        }
    }
}

impl Render for ConflictChange {
    fn render(&self) -> Markup {
        html! {
            div.conflict-change {
                p { b { (self.by) ":" } " " (self.what) " · " span.soft { (self.at) } }
                @if !self.differences.is_empty() { (differences(&self.differences)) }
            }
        }
    }
}

impl MergeForm {
    fn form(&self, csrf: &str) -> Markup {
        let hidden = hidden(&self.hidden);
        let content = html! {
            @for field in &self.fields { (field) }
            button."btn btn-primary" { "Сохранить слияние" }
        };
        html! { (Form { action: &self.action, csrf, hidden: &hidden, guarded: true, content }) }
    }
}

impl Render for MergeField {
    fn render(&self) -> Markup {
        let id = format!("merge-{}", self.name);
        let chosen = self.choices.first().map_or("", |choice| choice.value.as_str());
        html! {
            (Field {
                id: &id, name: self.name, label: self.label, hint: self.settled.as_deref().unwrap_or("Меняли оба: выберите."),
                error: None, control: Control::Radios { choices: &self.choices, chosen },
            })
        }
    }
}
