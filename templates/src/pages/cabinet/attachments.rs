//! The files of an application: adding, downloading, removing.

use maud::{Markup, Render, html};

use crate::components::{FieldError, Form, Link, summary, trail};
use crate::pages::{AttachmentRow, attached};
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
    /// What may be added.
    pub hint: String,
    /// The extensions that the browser offers.
    pub accept: String,
    /// What is wrong with files that were sent.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for AttachmentsPage {
    fn title(&self) -> String {
        let wrong = if self.errors.is_empty() { "" } else { "Ошибка: " };
        format!("{wrong}Вложения · Заявление № {} · Личный кабинет", self.number)
    }
}

impl Render for AttachmentsPage {
    fn render(&self) -> Markup {
        let back = [
            Link { label: "Мои заявления".to_owned(), href: paths::cabinet() },
            Link { label: format!("№ {}", self.number), href: paths::cabinet_application(&self.number) },
        ];
        html! {
            div."narrow client-page" {
                (trail(&back, "Вложения"))
                (summary(&self.errors))
                h1 { span.caption { (self.organization) " · заявление № " (self.number) } "Вложения" }
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
                p.soft { (self.hint) " Чтобы приложить другой файл, удалите лишний." }
            } @else { (self.form()) }
        }
    }

    fn form(&self) -> Markup {
        let wrong = !self.errors.is_empty();
        let described = if wrong { "files-hint files-error" } else { "files-hint" };
        let content = html! {
            div.field.field-bad[wrong] {
                label.form-label for="files" { "Выберите файлы" }
                p.field-hint id="files-hint" { (self.hint) }
                @if wrong {
                    div id="files-error" { @for error in &self.errors { p.field-error { (error.text) } } }
                }
                input.form-control.is-invalid[wrong] id="files" name="files" type="file" multiple accept=(self.accept)
                    aria-describedby=(described) aria-invalid=[wrong.then_some("true")];
            }
            div.acts { button."btn btn-primary" { "Приложить" } }
        };
        let action = paths::attachments(&self.number);
        Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: false, content }.with_files()
    }
}
