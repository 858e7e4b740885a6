//! What colleagues tell each other about an application.

use maud::{Markup, Render, html};

use crate::components::{Body, Card, Control, Field, FieldError, Form, error_of};
use crate::format::Moment;
use crate::paths;

/// What colleagues tell each other about an application.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The application's number.
    pub number: String,
    /// The notes, newest first.
    pub list: Vec<Note>,
    /// Whether the reader may write one.
    pub open: bool,
    /// What was typed into one that came back.
    pub typed: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// The list that the reader came from.
    pub from: String,
    /// The token against forgery.
    pub csrf: String,
}

/// A note.
#[derive(Clone, Debug)]
pub struct Note {
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Moment,
    /// What it says.
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
