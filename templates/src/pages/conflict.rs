//! A conflict: what another person changed meanwhile, with the viewer's input kept.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{
    Body, Card, Choice, Control, Difference, Fact, Field, Form, differences, facts, hidden,
};
use crate::format::Moment;

/// A stale form: the changes made meanwhile, and the viewer's input to repeat.
#[derive(Clone, Debug)]
pub struct ConflictPage {
    /// The subject: «Заявление № 104209».
    pub subject: String,
    /// Who changed it: «Заявление № 104209 уже изменил И. Ветров».
    pub said: String,
    /// Who changed it last.
    pub changed_by: String,
    /// When it was changed last.
    pub changed_at: Moment,
    /// The changes made meanwhile, the oldest first.
    pub changes: Vec<ConflictChange>,
    /// The viewer's input, in words.
    pub typed: Vec<Fact>,
    /// The values of both editors, field by field, where they can be merged.
    pub merge: Option<MergeForm>,
    /// The URL to which the viewer's form is sent again.
    pub action: String,
    /// The viewer's form, field by field, with the present version.
    pub fields: Vec<(String, String)>,
    /// The button's label: «Сохранить мои параметры поверх».
    pub repeat: String,
    /// The URL of the present version.
    pub fresh: String,
    /// The CSRF token.
    pub csrf: String,
}

/// A change made meanwhile.
#[derive(Clone, Debug)]
pub struct ConflictChange {
    /// The actor.
    pub by: String,
    /// When it happened.
    pub at: Moment,
    /// What happened: «изменены параметры подключения».
    pub what: String,
    /// The differences.
    pub differences: Vec<Difference>,
}

/// The form that merges the values of both editors.
#[derive(Clone, Debug)]
pub struct MergeForm {
    /// The form's URL.
    pub action: String,
    /// The hidden fields.
    pub hidden: Vec<(String, String)>,
    /// The fields.
    pub fields: Vec<MergeField>,
}

/// A field with its possible values.
#[derive(Clone, Debug)]
pub struct MergeField {
    /// The name under which it is sent.
    pub name: &'static str,
    /// The label.
    pub label: &'static str,
    /// The values; in a conflict the viewer's own is the first.
    pub choices: Vec<Choice>,
    /// The merged value of a field without a conflict, in words.
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
                h1 { (self.said) }
                p.lead { (self.changed_by) " · " (self.changed_at) ". Ваши изменения не сохранены, но и не потеряны." }
                @if !self.changes.is_empty() {
                    (Card { id: "changes", title: "Что изменилось", aside: None, body: Body::Padded(html! { @for change in &self.changes { (change) } }) })
                }
                @if !self.typed.is_empty() {
                    (Card { id: "typed", title: "Что ввели вы", aside: None, body: Body::Padded(facts(&self.typed)) })
                }
                @if let Some(merge) = &self.merge {
                    (Card { id: "merge", title: "Что оставить", aside: None, body: Body::Padded(merge.form(&self.csrf)) })
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
            button."btn btn-primary" { "Сохранить" }
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
