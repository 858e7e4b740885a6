//! The documents that 1С gave out for the partner's organisations.

use maud::{Markup, Render, html};

use crate::components::{Empty, PageSearch, Pager, Tab, tabs};
use crate::format::{Moment, number};
use crate::pages::identifiers;
use crate::{Page, paths};

/// The documents, and the files that could not be taken.
#[derive(Clone, Debug, Default)]
pub struct DocumentsPage {
    /// The tabs of the documents for clients.
    pub desk: Vec<Tab>,
    /// The search words.
    pub search: String,
    /// The kinds.
    pub tabs: Vec<Tab>,
    /// The documents, the newest first.
    pub rows: Vec<DocumentRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The first files that could not be taken.
    pub faulty: Vec<FaultyRow>,
    /// How many there are.
    pub faulty_total: u64,
}

/// A document.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// Its name: «Счет № 17 от 03.11.2026».
    pub name: String,
    /// Where its file is.
    pub href: String,
    /// The size of the file: «340 КБ».
    pub size: String,
    /// The name of the organisation.
    pub organization: String,
    /// The card of the organisation, where the reader may open it.
    pub card: Option<String>,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The day of the document: «03.11.2026».
    pub day: String,
    /// When it was taken.
    pub taken: Moment,
}

/// A file that could not be taken.
#[derive(Clone, Debug)]
pub struct FaultyRow {
    /// Its name.
    pub name: String,
    /// Why, and what to do.
    pub reason: String,
}

impl Page for DocumentsPage {
    fn title(&self) -> String {
        "Из 1С · Документы · Регистратор".to_owned()
    }
}

impl Render for DocumentsPage {
    fn render(&self) -> Markup {
        let action = paths::dropped_documents();
        let search = PageSearch {
            action: &action,
            about: "Поиск документов",
            label: "Организация, ИНН или номер документа",
            value: &self.search,
            suggests: false,
            first: false,
        };
        html! {
            h1 { "Документы" }
            @if !self.desk.is_empty() { (tabs(&self.desk, "Документы клиентам")) }
            p.sheet-lead { "Счета, акты и УПД, которые 1С выгрузила в папку обмена." }
            @if !self.faulty.is_empty() { (self.faults()) }
            (search)
            (tabs(&self.tabs, "Вид документа"))
            div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) (self.pager) } }
        }
    }
}

impl DocumentsPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Документы" }
                thead {
                    tr {
                        th scope="col" { "Документ" } th scope="col" { "Организация" } th scope="col" { "Дата" }
                        th scope="col" { "Принят" }
                    }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }

    fn faults(&self) -> Markup {
        let shown = u64::try_from(self.faulty.len()).unwrap_or_default();
        html! {
            section.card.mb-3 id="faulty" aria-labelledby="faulty-name" {
                div.card-header { h2."card-title mb-0" id="faulty-name" { "Не приняты" } }
                table."table list" {
                    caption.visually-hidden { "Файлы, которые не приняты" }
                    thead { tr { th scope="col" { "Файл" } th scope="col" { "Причина" } } }
                    tbody {
                        @for row in &self.faulty {
                            tr { td."cell-main file-name" { (row.name) } td data-label="Причина" { (row.reason) } }
                        }
                    }
                }
                div.card-footer {
                    @if shown < self.faulty_total {
                        "Показаны " (number(shown)) " из " (number(self.faulty_total)) ". "
                    }
                    "Файлы остаются в папке. Исправьте их там или удалите: список обновится сам."
                }
            }
        }
    }
}

impl Render for DocumentRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main {
                    a.name href=(self.href) { (self.name) }
                    div."soft small" { "PDF, " (self.size) }
                }
                td data-label="Организация" {
                    @match &self.card { Some(card) => a href=(card) { (self.organization) }, None => (self.organization) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                }
                td data-label="Дата" { span.nowrap { (self.day) } }
                td data-label="Принят" { (self.taken) }
            }
        }
    }
}
