//! One search box is the page; a result says at once what the caller will ask.

use maud::{Markup, Render, html};

use crate::components::{Badge, Empty, Pager};
use crate::pages::identifiers;
use crate::pages::partner::search;
use crate::{Page, paths};

/// The search of the support line.
#[derive(Clone, Debug, Default)]
pub struct SupportPage {
    /// What is being searched for.
    pub search: String,
    /// What was found.
    pub results: Vec<SupportResult>,
    /// How much is shown.
    pub pager: Pager,
    /// What to say when nothing is shown: before a search, and after one without a result.
    pub empty: Empty,
}

/// An organisation that was found.
#[derive(Clone, Debug)]
pub struct SupportResult {
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// By what it was found: «рег. номер 800123456».
    pub matched: Option<String>,
    /// The partner that serves it.
    pub partner: String,
    /// The product and until when.
    pub product: Option<String>,
    /// The multi-user mode: «от 2 до 9».
    pub mode: Option<String>,
    /// The last application: its stage.
    pub status: Option<Badge>,
    /// Who must act and since when: «ход партнера, 2 ч».
    pub waiting: Option<String>,
}

impl Page for SupportPage {
    fn title(&self) -> String {
        if self.search.is_empty() {
            "Поиск · Линия поддержки".to_owned()
        } else {
            format!("{} · Поиск · Линия поддержки", self.search)
        }
    }
}

impl Render for SupportPage {
    fn render(&self) -> Markup {
        let hint = "ИНН, КПП, ОГРН, название, рег. номер, код абонента, логин, e-mail, телефон, № заявления";
        html! {
            h1 { "Поиск организации" }
            (search(&paths::support(), &self.search, hint))
            div.card { @if self.results.is_empty() { (self.empty) } @else { (self.table()) (self.pager) } }
        }
    }
}

impl SupportPage {
    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Найденные организации" }
                thead {
                    tr {
                        th scope="col" { "Организация" } th scope="col" { "Партнер" } th scope="col" { "Продукт" }
                        th scope="col" { "Многопольз. режим" } th scope="col" { "Заявление · у кого ход" }
                    }
                }
                tbody { @for result in &self.results { (result) } }
            }
        }
    }
}

impl Render for SupportResult {
    fn render(&self) -> Markup {
        let dash = html! { span.soft { "—" } };
        html! {
            tr {
                td.cell-main {
                    a.name href=(paths::support_organization(&self.code)) { (self.name) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                    @if let Some(matched) = &self.matched { div.small { "Найдено: " (matched) } }
                }
                td data-label="Партнер" { (self.partner) }
                td data-label="Продукт" { @match &self.product { Some(text) => (text), None => (dash) } }
                td data-label="Многопольз. режим" { @match &self.mode { Some(text) => (text), None => span.soft { "Нет" } } }
                td data-label="Заявление" {
                    @match &self.status { Some(badge) => (badge), None => (dash) }
                    @if let Some(waiting) = &self.waiting { div."soft small" { (waiting) } }
                }
            }
        }
    }
}
