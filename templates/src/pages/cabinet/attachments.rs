//! The files of an application: adding, downloading, removing.

use maud::{Markup, Render, html};

use crate::components::{Form, Link, summary, trail};
use crate::pages::{AttachmentRow, FilesField, attached};
use crate::{Page, paths};

/// The files of an application.
#[derive(Clone, Debug, Default)]
pub struct AttachmentsPage {
    /// The application's number.
    pub number: String,
    /// The organisation.
    pub organization: String,
    /// The files, the oldest first.
    pub rows: Vec<AttachmentRow>,
    /// Whether files may be added and removed now.
    pub open: bool,
    /// Whether there are as many as there may be.
    pub full: bool,
    /// Where more are chosen.
    pub field: FilesField,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for AttachmentsPage {
    fn title(&self) -> String {
        let wrong = if self.field.errors.is_empty() { "" } else { "Ошибка: " };
        format!("{wrong}Вложения · Заявление №\u{a0}{} · Личный кабинет", self.number)
    }
}

impl Render for AttachmentsPage {
    fn render(&self) -> Markup {
        let back = [
            Link { label: "Мои заявления".to_owned(), href: paths::cabinet() },
            Link {
                label: format!("№\u{a0}{}", self.number), href: paths::cabinet_application(&self.number)
            },
        ];
        html! {
            div."narrow client-page" {
                (trail(&back, "Вложения"))
                (summary(&self.field.errors))
                h1 { span.caption { (self.organization) " · заявление №\u{a0}" (self.number) } "Вложения" }
                @if self.rows.is_empty() { p { "Файлов еще нет." } } @else { (attached(&self.rows, &self.csrf)) }
                (self.adding())
            }
        }
    }
}

impl AttachmentsPage {
    fn adding(&self) -> Markup {
        html! {
            @if !self.open {
                p.soft {
                    "Добавлять и удалять файлы можно, пока заявление не взято в работу и когда его вернули на доработку."
                }
            } @else if self.full {
                p.soft { (self.field.hint) " Чтобы приложить другой файл, удалите лишний." }
            } @else { (self.form()) }
        }
    }

    fn form(&self) -> Markup {
        let content = html! {
            (self.field)
            div.acts { button."btn btn-primary" { "Приложить" } }
        };
        let action = paths::attachments(&self.number);
        Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: false, content }.with_files()
    }
}
