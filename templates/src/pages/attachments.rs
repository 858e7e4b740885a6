//! Files that a client attached to an application.

use maud::{Markup, Render, html};

use crate::components::{FieldError, Form};
use crate::format::Moment;

/// An attached file.
#[derive(Clone, Debug)]
pub struct AttachmentRow {
    /// Its name.
    pub name: String,
    /// Its kind and size: «PDF, 1,2 МБ».
    pub about: String,
    /// When it was attached.
    pub at: Moment,
    /// Where it is downloaded.
    pub href: String,
    /// The URL that removes it, while it may be removed.
    pub removal: Option<String>,
}

impl AttachmentRow {
    fn item(&self, csrf: &str) -> Markup {
        let whom = html! { span.visually-hidden { ": " (self.name) } };
        html! {
            li.attached {
                div.attached-file {
                    a href=(self.href) download { (self.name) }
                    div."soft small" { (self.about) " · " (self.at) }
                }
                @if let Some(removal) = &self.removal {
                    (Form {
                        action: removal, csrf, hidden: &[], guarded: false,
                        content: html! { button."btn btn-sm" { "Удалить" (whom) } },
                    })
                }
            }
        }
    }
}

/// The files as a list.
pub(crate) fn attached(rows: &[AttachmentRow], csrf: &str) -> Markup {
    html! {
        @if !rows.is_empty() { ul.attached-files { @for row in rows { (row.item(csrf)) } } }
    }
}

/// The field in which files are chosen.
#[derive(Clone, Debug, Default)]
pub struct FilesField {
    /// What may be added.
    pub hint: String,
    /// The extensions that the browser offers.
    pub accept: String,
    /// What is wrong with files that were sent.
    pub errors: Vec<FieldError>,
}

impl Render for FilesField {
    fn render(&self) -> Markup {
        let wrong = !self.errors.is_empty();
        let described = if wrong { "files-hint files-error" } else { "files-hint" };
        html! {
            div.field.field-bad[wrong] {
                label.form-label for="files" { "Выберите файлы" }
                p.field-hint id="files-hint" { (self.hint) }
                @if wrong {
                    div id="files-error" { @for error in &self.errors { p.field-error { (error.text) } } }
                }
                input.form-control.is-invalid[wrong] id="files" name="files" type="file" multiple accept=(self.accept)
                    aria-describedby=(described) aria-invalid=[wrong.then_some("true")];
            }
        }
    }
}
