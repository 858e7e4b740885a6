//! What a client may begin, and the drafts that wait.

use maud::{Markup, Render, html};

use super::walk::{DraftProblem, problems};
use crate::components::{Ask, FieldError, Form, Link, icon};
use crate::format::Moment;
use crate::{Page, paths};

/// What a client may begin.
#[derive(Clone, Debug, Default)]
pub struct NewDraftPage {
    /// The name of the application: of the first one, or of a later one.
    pub heading: String,
    /// The questions.
    pub asks: Vec<Ask>,
    /// The drafts that wait already, in words.
    pub waiting: Option<Link>,
    /// What to do where nothing can be connected.
    pub connect_first: Option<Link>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// The drafts of a client.
#[derive(Clone, Debug, Default)]
pub struct DraftsPage {
    /// The drafts, the last saved first.
    pub rows: Vec<DraftRow>,
    /// Beginning another one.
    pub start: Option<Link>,
    /// The token against forgery.
    pub csrf: String,
}

/// A draft in the list.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// Its identity.
    pub id: String,
    /// The kind, and the organisation.
    pub title: String,
    /// When it was saved.
    pub saved: Moment,
    /// Until when it is kept.
    pub until: String,
}

impl Page for NewDraftPage {
    fn title(&self) -> String {
        let wrong = if self.errors.is_empty() { "" } else { "Ошибка: " };
        format!("{wrong}{} · Личный кабинет", self.heading)
    }
}

impl Render for NewDraftPage {
    fn render(&self) -> Markup {
        let told = self.errors.iter();
        let told =
            told.map(|error| DraftProblem { href: format!("#{}", error.field), text: error.text.clone() });
        let content = html! {
            @for ask in &self.asks { (ask.with(&self.errors)) }
            @if let Some(link) = &self.connect_first { p { a.link href=(link.href) { (link.label) } } }
            div.acts { button."btn btn-primary" { "Начать" } a.link href=(paths::cabinet()) { "Отмена" } }
        };
        html! {
            div.client {
                div.one {
                    a.back href=(paths::cabinet()) { (icon::ARROW_LEFT) "Мои заявления" }
                    (problems(&told.collect::<Vec<_>>()))
                    h1 { (self.heading) }
                    p { "Ответы сохраняются на каждом шаге. Можно выйти и продолжить позже, черновик ждет 90\u{a0}дней." }
                    @if let Some(waiting) = &self.waiting { p { a.link href=(waiting.href) { (waiting.label) } } }
                    (Form { action: &paths::drafts(), csrf: &self.csrf, hidden: &[], guarded: false, content })
                }
            }
        }
    }
}

impl Page for DraftsPage {
    fn title(&self) -> String {
        "Черновики · Личный кабинет".to_owned()
    }
}

impl Render for DraftsPage {
    fn render(&self) -> Markup {
        html! {
            div.client {
                div.one {
                    a.back href=(paths::cabinet()) { (icon::ARROW_LEFT) "Мои заявления" }
                    h1 { "Черновики" }
                    @if self.rows.is_empty() { p { "Черновиков нет." } }
                    @for row in &self.rows { (self.row(row)) }
                    @if let Some(start) = &self.start { div.acts { a."btn btn-primary" href=(start.href) { (start.label) } } }
                }
            }
        }
    }
}

impl DraftsPage {
    fn row(&self, row: &DraftRow) -> Markup {
        let whose = html! { span.visually-hidden { ": " (row.title) } };
        let removal = html! { button."btn btn-sm" { "Удалить" (whose) } };
        html! {
            div.person {
                div.person-head {
                    h2 { (row.title) }
                    div.person-acts {
                        a."btn btn-sm" href=(paths::draft(&row.id)) { "Продолжить" (whose) }
                        (Form { action: &paths::draft_removal(&row.id), csrf: &self.csrf, hidden: &[], guarded: false, content: removal })
                    }
                }
                div.person-body { p.soft { "Не отправлено · сохранено " (row.saved) ", хранится до " (row.until) } }
            }
        }
    }
}
