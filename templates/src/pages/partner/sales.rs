//! What the partner sells to its clients: drafts with their checkboxes, and plain parts on the other tabs.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Empty, FieldError, Form, Link, Notice, PageSearch, Pager, Search, Tab, error_summary, tabs, trail,
};
use crate::format::{counted, money, number};
use crate::pages::identifiers;
use crate::pages::operator::Part;
use crate::{Page, paths};
use rust_decimal::Decimal;

/// A tab of the documents for clients.
#[derive(Clone, Debug, Default)]
pub struct SalesPage {
    /// The heading.
    pub heading: String,
    /// The breadcrumbs of a page below a tab.
    pub trail: Vec<Link>,
    /// Its status, if it has one.
    pub status: Option<Badge>,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The introduction.
    pub lead: String,
    /// The notices.
    pub notices: Vec<Notice>,
    /// The faults of what was sent.
    pub errors: Vec<FieldError>,
    /// The search box of its list.
    pub search: Option<Search>,
    /// The shares of its list.
    pub choices: Vec<Tab>,
    /// The drafts.
    pub drafts: Option<DraftList>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The pager of its list.
    pub pager: Option<Pager>,
    /// The parts below that pager.
    pub below: Vec<Part>,
    /// The parts in the side column.
    pub side: Vec<Part>,
    /// The CSRF token.
    pub csrf: String,
}

/// The drafts that wait to be issued.
#[derive(Clone, Debug, Default)]
pub struct DraftList {
    /// The drafts: first those that lack something.
    pub rows: Vec<DraftRow>,
    /// How many wait in all, and what they come to.
    pub note: String,
    /// Whether the reader may issue them.
    pub issues: bool,
    /// The hidden fields of the form that issues them.
    pub hidden: Vec<(String, String)>,
    /// The text of an empty list.
    pub empty: Empty,
    /// The pager.
    pub pager: Pager,
}

/// A draft.
#[derive(Clone, Debug)]
pub struct DraftRow {
    /// Its number.
    pub number: String,
    /// Its version.
    pub version: String,
    /// The client.
    pub client: String,
    /// Its ИНН.
    pub inn: String,
    /// Its КПП.
    pub kpp: Option<String>,
    /// The documents: «Счет и акт».
    pub papers: String,
    /// How many documents it gives out.
    pub documents: u64,
    /// The lines.
    pub lines: Vec<String>,
    /// The application, where the reader may open it.
    pub application: Option<Link>,
    /// The day of the activation.
    pub day: String,
    /// What is missing.
    pub gaps: Vec<String>,
    /// «Всего», once it is known.
    pub total: Option<Decimal>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The form to which the checkboxes belong.
const ISSUE: &str = "issue";

impl Page for SalesPage {
    fn title(&self) -> String {
        let wrong = if self.errors.is_empty() { "" } else { "Ошибка: " };
        match self.tabs.iter().find(|tab| tab.current) {
            Some(tab) => format!("{wrong}{} · Документы · Регистратор", tab.label),
            None => format!("{wrong}{} · Документы · Регистратор", self.heading),
        }
    }
}

impl Render for SalesPage {
    fn render(&self) -> Markup {
        html! {
            @if !self.trail.is_empty() { (trail(&self.trail, &self.heading)) }
            h1 { (self.heading) @if let Some(status) = &self.status { " " (status) } }
            @if !self.tabs.is_empty() { (tabs(&self.tabs, "Документы клиентам")) }
            @if !self.lead.is_empty() { p.sheet-lead { (self.lead) } }
            @for notice in &self.notices { (notice) }
            @if let Some(search) = &self.search { (way_in(search)) }
            @if !self.choices.is_empty() { (tabs(&self.choices, "Отбор")) }
            (error_summary(&self.errors, ""))
            @if self.side.is_empty() { div.sheet-parts { (self.main()) } } @else {
                div.columns {
                    div.column-main { (self.main()) }
                    div.column-side { @for part in &self.side { (part.card(&self.csrf)) } }
                }
            }
        }
    }
}

fn way_in(search: &Search) -> PageSearch<'_> {
    PageSearch {
        action: &search.action,
        about: "Поиск клиента",
        label: &search.placeholder,
        value: &search.value,
        suggests: false,
        first: false,
    }
}

impl SalesPage {
    fn main(&self) -> Markup {
        html! {
            @if let Some(drafts) = &self.drafts { (drafts.card(&self.csrf)) }
            @for part in &self.parts { (part.card(&self.csrf)) }
            @if let Some(pager) = &self.pager { div."card mb-3" { (pager) } }
            @for part in &self.below { (part.card(&self.csrf)) }
        }
    }
}

impl DraftList {
    fn card(&self, csrf: &str) -> Markup {
        html! {
            section.card id="sales" aria-labelledby="sales-name" tabindex="-1" {
                div.card-header {
                    h2.card-title id="sales-name" { "Черновики к выставлению" }
                    @if !self.note.is_empty() { div."card-aside soft ms-auto" { (self.note) } }
                }
                @if self.rows.is_empty() { (self.empty) } @else {
                    (self.table())
                    @if self.issues { (bar(csrf, &self.hidden)) }
                    (self.pager)
                }
            }
        }
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Черновики документов" }
                thead {
                    tr {
                        th scope="col" { "Клиент" } th scope="col" { "Документы" } th scope="col" { "Основание" }
                        th.num scope="col" { "Сумма" }
                    }
                }
                tbody { @for row in &self.rows { (row.line(self.issues)) } }
            }
        }
    }
}

/// Without scripts the button does not count; with them it says how many documents are chosen and their sum.
fn bar(csrf: &str, hidden: &[(String, String)]) -> Markup {
    let content = html! {
        label."form-check with-js" {
            input."form-check-input" type="checkbox" data-issue-all="";
            span."form-check-label" { "Все на странице" }
        }
        button."btn btn-primary" data-issue="" { "Выставить отмеченные" }
        p."consequence mb-0" { "Документы получат номера. Номер не отменить, только исправить новым документом." }
    };
    let action = paths::issuing();
    let hidden: Vec<(&str, &str)> = hidden.iter().map(|one| (one.0.as_str(), one.1.as_str())).collect();
    let form = Form { action: &action, csrf, hidden: &hidden, guarded: false, content };
    html! { div."bulk-bar" data-any="" { (form.with_id(Some(ISSUE))) } }
}

impl DraftRow {
    fn line(&self, issues: bool) -> Markup {
        html! {
            tr data-row=(self.number) {
                td.cell-main {
                    @if issues && self.gaps.is_empty() { (self.choice()) }
                    a."name break" href=(paths::sale(&self.number)) { (self.client) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                }
                td data-label="Документы" {
                    (self.papers)
                    @for line in &self.lines { div."soft small" { (line) } }
                    @for gap in &self.gaps { div."small warn break" { (gap) } }
                }
                td data-label="Основание" {
                    @match &self.application {
                        Some(link) => a.nowrap href=(link.href) { (link.label) },
                        None => span.soft { "—" },
                    }
                    div."soft small" { (self.day) }
                }
                td.num data-label="Сумма" {
                    @match self.total { Some(total) => span.nowrap { (money(total)) }, None => span.soft { "—" } }
                }
            }
        }
    }

    fn choice(&self) -> Markup {
        let sum = self.total.map(|total| (total * Decimal::ONE_HUNDRED).normalize().to_string());
        html! {
            label.pick {
                input."form-check-input" type="checkbox" name="sale" value={ (self.number) ":" (self.version) } form=(ISSUE)
                    checked[self.chosen] data-sum=[sum] data-papers=(self.documents);
                span.visually-hidden { "Выставить: " (self.client) ", " (counted(self.documents, ["документ", "документа", "документов"])) }
            }
        }
    }
}

/// How many drafts wait, how many of them this page shows and how many of those have no sum yet, and what the others come to.
#[must_use]
pub fn draft_note(total: u64, shown: u64, without: u64, sum: Decimal) -> String {
    let head = if shown < total {
        format!("{}, на этой странице {}", number(total), number(shown))
    } else {
        number(total)
    };
    match without {
        0 => format!("{head} на {}", money(sum)),
        _ if without == shown => format!("{head}, пока без сумм"),
        _ => format!("{head}, из них {} без суммы, остальные на {}", number(without), money(sum)),
    }
}
