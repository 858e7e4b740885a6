//! An organisation as the support line sees it: everything on one page, read-only, personal data masked.

use maud::{Markup, Render, html};

use crate::components::{Body, Card, Fact, Link, Notice, NoticeTone, facts, trail};
use crate::pages::{
    ApplicationRow, CertificateRow, Product, applications, certificates, organization_head, products,
};
use crate::{Page, paths};

/// An organisation for the support line.
#[derive(Clone, Debug)]
pub struct SupportOrganizationPage {
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// What the caller will ask first, in a line: whose turn it is and since when.
    pub answer: Option<String>,
    /// Names, contacts and the partner; personal data masked.
    pub details: Vec<Fact>,
    /// The products.
    pub products: Vec<Product>,
    /// The applications.
    pub applications: Vec<ApplicationRow>,
    /// The certificates.
    pub certificates: Vec<CertificateRow>,
}

impl Page for SupportOrganizationPage {
    fn title(&self) -> String {
        format!("{} · Линия поддержки", self.name)
    }
}

impl Render for SupportOrganizationPage {
    fn render(&self) -> Markup {
        let back = Link { label: "Поиск".to_owned(), href: paths::support() };
        html! {
            (trail(&[back], &self.code))
            (organization_head(&self.name, &self.inn, self.kpp.as_deref(), &self.code))
            @if let Some(answer) = &self.answer { (Notice { tone: NoticeTone::Info, text: answer.clone() }) }
            div.columns {
                div.column-main { (self.products()) (self.applications()) (self.certificates()) }
                div.column-side {
                    (Card { id: "details", title: "Общие сведения", aside: None, body: Body::Padded(facts(&self.details)) })
                    p."soft small" { "Только просмотр. Просмотр записан в журнал; личные данные скрыты." }
                }
            }
        }
    }
}

impl SupportOrganizationPage {
    fn products(&self) -> Markup {
        let none = html! { p."soft m-0" { "Действующих продуктов нет: ни одно заявление еще не одобрено." } };
        html! {
            @if self.products.is_empty() {
                (Card { id: "products", title: "Продукты", aside: None, body: Body::Padded(none) })
            } @else {
                (products(&self.products))
            }
        }
    }

    fn applications(&self) -> Markup {
        let body = if self.applications.is_empty() {
            Body::Padded(html! { p."soft m-0" { "Заявлений нет." } })
        } else {
            Body::Flush(applications(&self.applications))
        };
        html! { (Card { id: "applications", title: "Заявления", aside: None, body }) }
    }

    fn certificates(&self) -> Markup {
        html! {
            @if !self.certificates.is_empty() {
                (Card { id: "certificates", title: "Сертификаты", aside: None, body: Body::Flush(certificates(&self.certificates)) })
            }
        }
    }
}
