//! Archives of documents in the cabinet: the requests with their states, another address.

use maud::{Markup, Render, html};

use super::Refresh;
use crate::components::{
    Badge, Control, Empty, Field, FieldError, Form, Link, Pager, error_of, icon, summary, titled, trail,
};
use crate::{Page, paths};

/// «Мои запросы».
#[derive(Clone, Debug)]
pub struct OwnArchivesPage {
    /// The requests, the newest first.
    pub rows: Vec<OwnArchiveRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// How the states are learnt.
    pub refresh: Refresh,
    /// The address of this page.
    pub address: String,
    /// Whom to call with questions.
    pub support: String,
}

/// A request of the client.
#[derive(Clone, Debug)]
pub struct OwnArchiveRow {
    /// Its number.
    pub number: String,
    /// What was asked for: «Архив счетов».
    pub kind: String,
    /// Whose documents, of which days, and when it was asked for.
    pub about: String,
    /// Its state.
    pub state: Badge,
    /// What is said of it.
    pub said: String,
    /// More of it, in small print.
    pub more: String,
    /// What taking it is called: «Скачать архив»; none when it cannot be taken.
    pub kept: Option<String>,
    /// What can be done.
    pub act: Option<Link>,
}

/// «Отправить на другой адрес».
#[derive(Clone, Debug, Default)]
pub struct ArchiveAddressPage {
    /// The number of the request.
    pub number: String,
    /// What was asked for.
    pub kind: String,
    /// Whose documents, and of which days.
    pub about: String,
    /// What became of the letter.
    pub said: String,
    /// The address.
    pub email: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

pub(super) const LIST: &str = "Мои запросы";
pub(super) const DOOR: &str = "Личный кабинет";
const OTHER: &str = "Отправить на другой адрес";

pub(super) fn home() -> Link {
    Link {
        label: "Для бухгалтерии".to_owned(), href: format!("{}#accounting", paths::cabinet())
    }
}

fn list() -> Link {
    Link { label: LIST.to_owned(), href: paths::own_archives() }
}

/// What to do when a letter did not come. Whether the mail server took it stands at the request, which may be elsewhere.
pub(super) fn hints(support: &str, elsewhere: bool) -> Markup {
    html! {
        section.what aria-labelledby="no-letter" {
            h2 id="no-letter" { "Если письмо не пришло" }
            ol {
                @if elsewhere {
                    li { "Посмотрите состояние запроса в разделе " a href=(paths::own_archives()) { "«" (LIST) "»" } ": там видно, принял ли письмо почтовый сервер." }
                } @else {
                    li { "Посмотрите состояние запроса выше: там видно, принял ли письмо почтовый сервер." }
                }
                li { "Проверьте адрес: на него ли запрошены документы." }
                li { "Если письмо отправлено, проверьте папку «Спам»." }
                li { "Не помогло, обратитесь в поддержку: " (support) "." }
            }
        }
    }
}

pub(super) fn field<'a>(
    errors: &'a [FieldError],
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    control: Control<'a>,
) -> Field<'a> {
    Field { id, name: id, label, hint, error: error_of(errors, id), control }
}

impl Page for OwnArchivesPage {
    fn title(&self) -> String {
        titled(LIST, DOOR, false)
    }
}

impl Render for OwnArchivesPage {
    fn render(&self) -> Markup {
        html! {
            div."narrow client-page" {
                (trail(&[home()], LIST))
                h1 { (LIST) }
                p { a href=(paths::subscriptions()) { "Присылать закрывающие документы каждый месяц" } }
                (self.refresh.part("archives", &self.address, &self.rows()))
                (hints(&self.support, false))
            }
        }
    }
}

impl OwnArchivesPage {
    /// The part that follows.
    fn rows(&self) -> Markup {
        html! {
            @if self.rows.is_empty() { div.card { (self.empty) } } @else {
                @for row in &self.rows { (row) }
                (self.pager)
            }
            (self.refresh.button(&self.address))
        }
    }
}

impl Render for OwnArchiveRow {
    fn render(&self) -> Markup {
        let label = format!("archive-{}", self.number);
        html! {
            article."card mb-3 archive" aria-labelledby=(label) data-row=(self.number) {
                div.card-header {
                    h2.card-title id=(label) { (self.kind) }
                    div."ms-auto card-aside" { (self.state) }
                }
                div.card-body {
                    p."soft small" { (self.about) }
                    p { (self.said) }
                    @if !self.more.is_empty() { p."soft small break" { (self.more) } }
                    @if self.kept.is_some() || self.act.is_some() {
                        div.acts {
                            @if let Some(label) = &self.kept { a.btn href=(paths::archive_file(&self.number)) download="" { (icon::DOWNLOAD) (label) } }
                            @if let Some(act) = &self.act { a href=(act.href) { (act.label) } }
                        }
                    }
                }
            }
        }
    }
}

impl Page for ArchiveAddressPage {
    fn title(&self) -> String {
        titled(OTHER, DOOR, !self.errors.is_empty())
    }
}

impl Render for ArchiveAddressPage {
    fn render(&self) -> Markup {
        let content = html! {
            (field(&self.errors, "email", "E-mail", "Новый адрес сначала подтвердите по ссылке из письма.", Control::Line { value: &self.email, complete: "email" }))
            div.acts { button."btn btn-primary" { "Отправить" } }
        };
        let action = paths::archive_address(&self.number);
        html! {
            div."narrow client-page" {
                (trail(&[home(), list()], OTHER))
                h1 { span.caption { (self.kind) } (OTHER) }
                p.soft { (self.about) }
                (summary(&self.errors))
                p { (self.said) }
                (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: true, content })
            }
        }
    }
}
