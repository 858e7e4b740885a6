//! One search box is the page; a result says at once what the caller will ask.

use maud::{Markup, Render, html};

use crate::components::{Badge, Empty, Pager};
use crate::pages::identifiers;
use crate::pages::partner::search;
use crate::{Page, paths};

/// What can be searched for.
pub(super) const KEYS: &str = "ИНН, КПП, ОГРН, название, рег. номер, код абонента, логин, e-mail, телефон, СНИЛС, № заявления, псевдоним, серийный номер сертификата";

/// The search of the support line.
#[derive(Clone, Debug, Default)]
pub struct SupportPage {
    /// What is being searched for.
    pub search: String,
    /// What was found.
    pub results: Vec<SupportResult>,
    /// How much is shown.
    pub pager: Pager,
    /// What to say before a search.
    pub empty: Empty,
    /// How the question was read, when nothing was found: «9900815901: ИНН организации».
    pub understood: Vec<String>,
    /// What else can be tried then.
    pub advice: Vec<String>,
}

/// An organisation that was found.
#[derive(Clone, Debug)]
pub struct SupportResult {
    /// The address of its card, with the question.
    pub href: String,
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
    /// The partner's telephone.
    pub partner_phone: String,
    /// The products.
    pub products: Vec<HeldProduct>,
    /// The application that was asked for, or the one that counts.
    pub application: Option<HeldApplication>,
}

/// A product in two lines.
#[derive(Clone, Debug)]
pub struct HeldProduct {
    /// The product and until when: «1С-Отчетность до 14.03.2027».
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
    /// Who must act and since when: «ход партнера с 21.11.2026 12:05 МСК, 2 ч».
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
            (search(&paths::support(), &self.search, KEYS))
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

    /// How the question was read, and what else can be tried.
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
            div { span.nowrap { "№ " (self.number) } " " (self.status) }
            @if let Some(waiting) = &self.waiting { div."soft small" { (waiting) } }
        }
    }
}
