//! The notes of colleagues about an application.

use maud::{Markup, Render, html};

use crate::components::{Body, Card, Control, Field, FieldError, Form, error_of};
use crate::format::Moment;
use crate::paths;

/// The notes of colleagues about an application.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The application's number.
    pub number: String,
    /// The notes, newest first.
    pub list: Vec<Note>,
    /// Whether the viewer may write one.
    pub open: bool,
    /// The text of a refused note.
    pub typed: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The list that the viewer came from, as a query.
    pub from: String,
    /// The CSRF token.
    pub csrf: String,
}

/// A note.
#[derive(Clone, Debug)]
pub struct Note {
    /// The author.
    pub author: String,
    /// When it was written.
    pub at: Moment,
    /// The text.
    pub text: String,
}

impl Render for Notes {
    fn render(&self) -> Markup {
        let body = html! {
            @if self.open { (self.form()) }
            @if self.list.is_empty() { p."soft small mb-0 mt-2" { "Заметок еще нет. Их видят только сотрудники." } }
            @else { ol.notes { @for note in &self.list { (note) } } }
        };
        html! { (Card { id: "notes", title: "Заметки", aside: None, body: Body::Padded(body) }) }
    }
}

impl Notes {
    fn form(&self) -> Markup {
        let content = html! {
            (Field {
                id: "note-text", name: "note", label: "Новая заметка", hint: "", error: error_of(&self.errors, "note"),
                control: Control::Area { value: &self.typed },
            })
            button."btn btn-sm" id="note-send" { "Добавить заметку" }
        };
        let hidden = [("from", self.from.as_str())];
        let action = paths::notes(&self.number);
        Form { action: &action, csrf: &self.csrf, hidden: &hidden, guarded: true, content }.swapping("#notes")
    }
}

impl Render for Note {
    fn render(&self) -> Markup {
        html! {
            li {
                p.note-text { (self.text) }
                div."soft small" { (self.author) " · " (self.at) }
            }
        }
    }
}
