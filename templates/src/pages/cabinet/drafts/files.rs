//! The step of a draft that takes files.

use maud::{Markup, Render, html};

use super::step::{Acts, acts};
use super::walk::DraftHead;
use crate::Page;
use crate::components::{Form, Link, pressed_by_return};
use crate::pages::{AttachmentRow, FilesField, attached};

/// The step.
#[derive(Clone, Debug, Default)]
pub struct DraftFilesPage {
    /// Its head.
    pub head: DraftHead,
    /// What to know before choosing files.
    pub lead: Vec<String>,
    /// The files that the returned application has already.
    pub there: Vec<AttachmentRow>,
    /// Where these are removed.
    pub there_changed: Option<Link>,
    /// The files that will be sent, the oldest first.
    pub rows: Vec<AttachmentRow>,
    /// The field that takes more; `None` when there are as many as there may be.
    pub field: Option<FilesField>,
    /// What is told instead of the field.
    pub full: String,
    /// The URL of the form.
    pub action: String,
    /// The label of the button that goes on: «Далее».
    pub onward: String,
    /// The token against forgery.
    pub csrf: String,
}

impl Page for DraftFilesPage {
    fn title(&self) -> String {
        self.head.title()
    }
}

impl Render for DraftFilesPage {
    fn render(&self) -> Markup {
        let content = html! {
            (pressed_by_return(&self.onward))
            @if let Some(field) = &self.field {
                (field)
                p { button.btn name="go" value="another" { "Приложить" } }
            } @else { p.soft { (self.full) } }
            (acts(&Acts { onward: &self.onward, back: true, another: None, form: None }))
        };
        let form = Form { action: &self.action, csrf: &self.csrf, hidden: &[], guarded: true, content };
        self.head.around(&html! {
            @for words in &self.lead { p { (words) } }
            @if !self.there.is_empty() {
                h2 { "Уже приложены к заявлению" }
                (attached(&self.there, &self.csrf))
                @if let Some(change) = &self.there_changed { p { a href=(change.href) { (change.label) } } }
                h2 { "Добавятся при отправке" }
            }
            (attached(&self.rows, &self.csrf))
            (form.with_files())
        })
    }
}
