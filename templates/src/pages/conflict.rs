//! Somebody changed the thing meanwhile: what changed, by whom, and what the reader typed, kept.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{Body, Card, Difference, Fact, Form, Hidden, differences, facts};
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
    /// What changed meanwhile.
    pub changes: Vec<Difference>,
    /// What the reader typed, in words.
    pub typed: Vec<Fact>,
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

impl Page for ConflictPage {
    fn title(&self) -> String {
        format!("Изменилось · {} · Регистратор", self.subject)
    }
}

impl Render for ConflictPage {
    fn render(&self) -> Markup {
        let hidden: Vec<Hidden<'_>> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        html! {
            div.narrow {
                h1 { (self.subject) ": уже изменилось" }
                p.lead { (self.changed_by) " · " (self.changed_at) ". Ваши изменения не сохранены, но и не потеряны." }
                @if !self.changes.is_empty() {
                    (Card { id: "changes", title: "Что изменилось", aside: None, body: Body::Padded(differences(&self.changes)) })
                }
                @if !self.typed.is_empty() {
                    (Card { id: "typed", title: "Что ввели вы", aside: None, body: Body::Padded(facts(&self.typed)) })
                }
                div.verbs-row {
                    (Form {
                        action: &self.action, csrf: &self.csrf, hidden: &hidden, guarded: false,
                        content: html! { button."btn btn-primary" { (self.repeat) } },
                    })
                    a.btn href=(self.fresh) { "Открыть свежую версию" }
                }
            }
        }
    }
}
