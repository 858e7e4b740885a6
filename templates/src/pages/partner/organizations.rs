//! The partner's organisations.

use maud::{Markup, Render, html};

use crate::components::{Badge, Empty, Link, PageSearch, Pager, Tab, tabs};
use crate::pages::identifiers;
use crate::{Page, paths};

/// The partner's organisations.
#[derive(Clone, Debug, Default)]
pub struct OrganizationsPage {
    /// The search words.
    pub search: String,
    /// The filters by what organisations hold.
    pub filters: Vec<Tab>,
    /// The organisations.
    pub rows: Vec<OrganizationRow>,
    /// Whether nothing matches as it was asked, and these are the nearest.
    pub nearest: bool,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
}

/// An organisation in a list.
#[derive(Clone, Debug)]
pub struct OrganizationRow {
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// The product with its last day: «1С-Отчетность до 14.03.2027».
    pub product: Option<String>,
    /// The multi-user mode: «от 2 до 9».
    pub mode: Option<String>,
    /// The named application, or the open one.
    pub status: Option<Badge>,
    /// The application that the search names, if any.
    pub lead: Option<Link>,
}

impl Page for OrganizationsPage {
    fn title(&self) -> String {
        "Организации · Регистратор".to_owned()
    }
}

impl Render for OrganizationsPage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Организации" }
            (search(&paths::organizations(), &self.search, "Название, ИНН, КПП, рег. номер, код абонента"))
            @if !self.filters.is_empty() { (tabs(&self.filters, "Отбор")) }
            @if self.nearest { (nearest()) }
            div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) (self.pager) } }
        }
    }
}

impl OrganizationsPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Организации" }
                thead {
                    tr {
                        th scope="col" { "Организация" } th scope="col" { "Код абонента" } th scope="col" { "Продукт" }
                        th scope="col" { "Многопольз. режим" } th scope="col" { "Заявление" }
                    }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for OrganizationRow {
    fn render(&self) -> Markup {
        let dash = html! { span.soft { "—" } };
        html! {
            tr {
                td.cell-main {
                    a.name href=(paths::organization(&self.code)) { (self.name) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                }
                td data-label="Код абонента" { span.ident { (self.code) } }
                td data-label="Продукт" { @match &self.product { Some(text) => (text), None => (dash) } }
                td data-label="Многопольз. режим" { @match &self.mode { Some(text) => (text), None => span.soft { "выключен" } } }
                td data-label="Заявление" {
                    @if let Some(lead) = &self.lead { a.nowrap href=(lead.href) { (lead.label) } " " }
                    @match &self.status { Some(badge) => (badge), None => (dash) }
                }
            }
        }
    }
}

/// That a list shows what is near to the question, since nothing matches it.
pub(crate) fn nearest() -> Markup {
    html! { p.found role="status" { "Точно такого нет. Похоже на это:" } }
}

/// The search box of a list of organisations.
pub(crate) fn search<'a>(action: &'a str, value: &'a str, label: &'a str) -> PageSearch<'a> {
    PageSearch {
        action, about: "Поиск организаций", label, value, suggests: true, first: false
    }
}
