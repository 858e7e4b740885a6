//! The search page of the support line; a result answers the caller's first questions.

use maud::{Markup, Render, html};

use crate::components::{Badge, Empty, PageSearch, Pager};
use crate::pages::identifiers;
use crate::pages::partner::{nearest, search};
use crate::{Page, paths};

/// The fields that can be searched.
pub(super) const KEYS: &str = "ИНН, КПП, ОГРН, название, рег. номер, код абонента, логин, e-mail, телефон, СНИЛС, № заявления, псевдоним, серийный номер сертификата";

/// The search of the support line.
#[derive(Clone, Debug, Default)]
pub struct SupportPage {
    /// The search words.
    pub search: String,
    /// The results.
    pub results: Vec<SupportResult>,
    /// Whether nothing matches as it was asked, and these are the nearest.
    pub nearest: bool,
    /// The pager.
    pub pager: Pager,
    /// The text before a search.
    pub empty: Empty,
    /// How the question was read, when nothing was found: «9900815901: ИНН организации».
    pub understood: Vec<String>,
    /// What else to try then.
    pub advice: Vec<String>,
}

/// An organisation among the results.
#[derive(Clone, Debug)]
pub struct SupportResult {
    /// The URL of its card, with the question.
    pub href: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// Why it matched: «рег. номер 800123456».
    pub matched: Option<String>,
    /// The partner that serves it.
    pub partner: String,
    /// The partner's telephone.
    pub partner_phone: String,
    /// The products.
    pub products: Vec<HeldProduct>,
    /// The named application, or the current one.
    pub application: Option<HeldApplication>,
}

/// A product in two lines.
#[derive(Clone, Debug)]
pub struct HeldProduct {
    /// The product with its last day: «1С-Отчетность до 14.03.2027».
    pub text: String,
    /// The multi-user mode: «режим: от 2 до 9».
    pub mode: String,
}

/// An application in two lines.
#[derive(Clone, Debug)]
pub struct HeldApplication {
    /// Its number.
    pub number: String,
    /// Its stage.
    pub status: Badge,
    /// Who must act and since when: «ждет партнера с 21.11.2026 12:05 МСК, 2 ч».
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
        html! {
            h1 { "Поиск организации" }
            (PageSearch { first: true, ..search(&paths::support(), &self.search, KEYS) })
            @if self.nearest { (nearest()) }
            div.card {
                @if !self.results.is_empty() { (self.table()) (self.pager) }
                @else if self.understood.is_empty() { (self.empty) }
                @else { (self.nothing()) }
            }
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
                        th scope="col" { "Организация" } th scope="col" { "Продукт · многопольз. режим" }
                        th scope="col" { "Заявление · у кого ход" } th scope="col" { "Партнер" }
                    }
                }
                tbody { @for result in &self.results { (result) } }
            }
        }
    }

    /// How the question was read, and what else to try.
    fn nothing(&self) -> Markup {
        html! {
            div.card-body {
                p.nothing-reason { "Ничего не найдено по запросу «" (self.search) "»" }
                h2.part-title { "Как прочитан запрос" }
                ul.remarks { @for line in &self.understood { li { (line) } } }
                h2.part-title { "Что еще попробовать" }
                ul.remarks { @for line in &self.advice { li { (line) } } }
            }
        }
    }
}

impl Render for SupportResult {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main {
                    a.name href=(self.href) { (self.name) }
                    div."soft small" { (identifiers(&self.inn, self.kpp.as_deref())) }
                    @if let Some(matched) = &self.matched { div.small { "Найдено: " (matched) } }
                }
                td data-label="Продукт" {
                    @for product in &self.products { div { (product.text) } div."soft small" { (product.mode) } }
                    @if self.products.is_empty() { span.soft { "—" } }
                }
                td data-label="Заявление" {
                    @match &self.application { Some(application) => (application), None => span.soft { "—" } }
                }
                td data-label="Партнер" {
                    div { (self.partner) }
                    div."soft small" { span.nowrap { (self.partner_phone) } }
                }
            }
        }
    }
}

impl Render for HeldApplication {
    fn render(&self) -> Markup {
        html! {
            div { span.nowrap { "№\u{a0}" (self.number) } " " (self.status) }
            @if let Some(waiting) = &self.waiting { div."soft small" { (waiting) } }
        }
    }
}
