//! The first page of the portal: one's own products, and what can be had for free.

use maud::{Markup, Render, html};

use crate::components::{Form, titled};
use crate::layout::{Door, Page};
use crate::paths;

/// The first page of the portal.
#[derive(Clone, Debug, Default)]
pub struct PortalPage {
    /// One's own products, the latest first.
    pub products: Vec<OwnProductRow>,
    /// What can be had for free.
    pub free: Vec<FreeProductRow>,
    /// The token against forgery.
    pub csrf: String,
}

/// A product of one's own.
#[derive(Clone, Debug, Default)]
pub struct OwnProductRow {
    /// Its identity.
    pub id: String,
    /// «Наименование».
    pub name: String,
    /// «Рег. номер»; a free one has none.
    pub number: Option<String>,
    /// When updates open, while they are closed: «обновления с 14:20».
    pub note: String,
}

/// A product that can be had for free.
#[derive(Clone, Debug, Default)]
pub struct FreeProductRow {
    /// Its code.
    pub code: String,
    /// «Наименование».
    pub name: String,
    /// «Комплект поставки».
    pub kit: String,
    /// Whether it is one's own already.
    pub own: bool,
}

const HEADING: &str = "Программные продукты";

impl Page for PortalPage {
    fn title(&self) -> String {
        titled(HEADING, Door::Portal.name(), false)
    }
}

impl Render for PortalPage {
    fn render(&self) -> Markup {
        html! {
            h1 { span.caption { "Портал 1С:ИТС" } (HEADING) }
            p {
                "Для получения сопровождения по приобретенным вами программным продуктам их необходимо зарегистрировать "
                a.link href=(paths::product_registration()) { "программный продукт" }
            }
            @if self.products.is_empty() { p.soft { "Своих продуктов пока нет." } } @else { (self.own()) }
            h2 { "Получить бесплатно" }
            table."sheet-list blocks" {
                caption.visually-hidden { "Получить бесплатно" }
                thead {
                    tr {
                        th scope="col" { "Наименование" } th scope="col" { "Комплект поставки" }
                        th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody { @for product in &self.free { (self.offered(product)) } }
            }
        }
    }
}

impl PortalPage {
    fn own(&self) -> Markup {
        html! {
            table."sheet-list blocks" {
                caption.visually-hidden { "Мои программные продукты" }
                thead { tr { th scope="col" { "Наименование" } th scope="col" { "Рег. номер" } } }
                tbody { @for product in &self.products { (product) } }
            }
        }
    }

    fn offered(&self, product: &FreeProductRow) -> Markup {
        let content = html! { button.btn { "Получить" span.visually-hidden { " " (product.name) } } };
        html! {
            tr {
                td { (product.name) }
                td.soft data-label="Комплект поставки" { (product.kit) }
                td.last {
                    @if product.own { span.soft { "получен" } } @else {
                        (Form {
                            action: &paths::free_product(&product.code), csrf: &self.csrf, hidden: &[], guarded: false,
                            content,
                        })
                    }
                }
            }
        }
    }
}

impl Render for OwnProductRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td {
                    a.link href=(paths::own_product(&self.id)) { (self.name) }
                    @if !self.note.is_empty() { small { (self.note) } }
                }
                td.break data-label="Рег. номер" {
                    @match &self.number { Some(number) => (number), None => span.soft { "без номера" } }
                }
            }
        }
    }
}
