//! The card of an organisation.

use maud::{Markup, Render, html};

use crate::components::{Empty, Fact, Link, Listing, Pager, Tab, tabs, trail};
use crate::pages::{
    ApplicationRow, CertificateRow, Product, applications, certificates, entries, fact_sheet,
    organization_head, products,
};
use crate::{Page, paths};

/// The card of an organisation with one tab open.
#[derive(Clone, Debug)]
pub struct OrganizationPage {
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// Where its administrators in the cabinet are, for whoever may see them.
    pub administrators: Option<Link>,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The open tab.
    pub part: OrganizationPart,
    /// The text when the open tab is empty.
    pub empty: Empty,
}

/// The content of a tab.
#[derive(Clone, Debug)]
pub enum OrganizationPart {
    /// «Общие сведения».
    Details(Vec<Fact>),
    /// «Продукты».
    Products(Vec<Product>),
    /// «Заявления».
    Applications(Vec<ApplicationRow>, Pager),
    /// «Сертификаты и пользователи».
    Certificates(Vec<CertificateRow>),
    /// «История изменений».
    History(Listing, Pager),
}

impl Page for OrganizationPage {
    fn title(&self) -> String {
        format!("{} · Организации", self.name)
    }
}

impl Render for OrganizationPage {
    fn render(&self) -> Markup {
        let list = Link { label: "Организации".to_owned(), href: paths::organizations() };
        html! {
            (trail(&[list], &self.code))
            (organization_head(&self.name, &self.inn, self.kpp.as_deref(), &self.code))
            (tabs(&self.tabs, "Карточка организации"))
            @if self.part.is_empty() { div.card { (self.empty) } } @else { (self.part) }
            @if let Some(link) = &self.administrators { p { a.link href=(link.href) { (link.label) } } }
        }
    }
}

impl OrganizationPart {
    fn is_empty(&self) -> bool {
        match self {
            Self::Details(list) => list.is_empty(),
            Self::Products(list) => list.is_empty(),
            Self::Applications(list, _) => list.is_empty(),
            Self::Certificates(list) => list.is_empty(),
            // The listing has an empty text of its own.
            Self::History(..) => false,
        }
    }
}

impl Render for OrganizationPart {
    fn render(&self) -> Markup {
        match self {
            Self::Details(list) => fact_sheet(list),
            Self::Products(list) => products(list),
            Self::Applications(list, pager) => html! { div.card { (applications(list)) (pager) } },
            Self::Certificates(list) => html! { div.card { (certificates(list)) } },
            Self::History(list, pager) => entries(list, pager),
        }
    }
}
