//! An organisation for the support line: everything on one page, personal data masked. The only verb drops dead
//! errands.

use maud::{Markup, Render, html};

use super::disclosure::Disclosure;
use super::people::{PersonRow, people};
use super::search::KEYS;
use crate::components::{Body, Card, Fact, Link, Notice, NoticeTone, ReasonForm, facts, trail};
use crate::format::Since;
use crate::pages::partner::search;
use crate::pages::{
    ApplicationRow, CertificateRow, Product, applications, certificates, organization_head, products,
};
use crate::{Page, paths};

/// An organisation for the support line.
#[derive(Clone, Debug)]
pub struct SupportOrganizationPage {
    /// What was searched for.
    pub search: String,
    /// The code of the subscriber.
    pub code: String,
    /// The name.
    pub name: String,
    /// The ИНН.
    pub inn: String,
    /// The КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// Why it matched: «рег. номер 800123456».
    pub matched: Option<String>,
    /// The caller's first question, answered on a line: who must act and since when.
    pub answer: Option<String>,
    /// The applications with dead errands.
    pub stuck: Vec<StuckApplication>,
    /// Names, contacts and the partner; personal data is masked.
    pub details: Vec<Fact>,
    /// The products.
    pub products: Vec<Product>,
    /// The applications.
    pub applications: Vec<ApplicationRow>,
    /// The people; personal data is masked.
    pub people: Vec<PersonRow>,
    /// The certificates.
    pub certificates: Vec<CertificateRow>,
    /// The form of a disclosure, if the viewer may request one.
    pub disclosure: Option<Disclosure>,
    /// The summary for a colleague: plain text without personal data.
    pub summary: String,
    /// The CSRF token.
    pub csrf: String,
}

/// An application with dead errands.
#[derive(Clone, Debug)]
pub struct StuckApplication {
    /// Its number.
    pub number: String,
    /// The message of the last failure.
    pub last_error: String,
    /// When it happened.
    pub since: Since,
    /// The form that drops the dead errands, if it is allowed.
    pub reset: Option<ReasonForm>,
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
            (search(&paths::support(), &self.search, KEYS))
            (trail(&[back], &self.code))
            (organization_head(&self.name, &self.inn, self.kpp.as_deref(), &self.code))
            @if let Some(matched) = &self.matched { p.small { "Найдено: " (matched) } }
            @if let Some(answer) = &self.answer { (Notice { tone: NoticeTone::Info, text: answer.clone() }) }
            div.columns {
                div.column-main {
                    (self.stuck()) (self.products()) (self.applications()) (self.people()) (self.certificates())
                }
                div.column-side {
                    (self.for_a_colleague())
                    (Card { id: "details", title: "Общие сведения", aside: None, body: Body::Padded(facts(&self.details)) })
                    @if let Some(disclosure) = &self.disclosure { (disclosure) }
                    p."soft small" {
                        "Только просмотр. Каждый просмотр записывается в "
                        a href=(paths::article("journal")) { "журнал обслуживающей организации" }
                        ": ее менеджер видит, кто и когда открыл карточку."
                    }
                }
            }
        }
    }
}

impl SupportOrganizationPage {
    fn stuck(&self) -> Markup {
        let table = html! {
            table."table list" {
                caption.visually-hidden { "Требует внимания" }
                thead {
                    tr {
                        th scope="col" { "№" } th scope="col" { "Последняя ошибка" } th scope="col" { "Начало" }
                        th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody {
                    @for one in &self.stuck {
                        tr {
                            td.nowrap { (one.number) }
                            td."bad break" data-label="Последняя ошибка" { (one.last_error) }
                            td data-label="Начало" { (one.since.short()) }
                            td.cell-action { @if let Some(reset) = &one.reset { (reset.menu(&self.csrf)) } }
                        }
                    }
                }
            }
        };
        html! {
            @if !self.stuck.is_empty() {
                (Card { id: "stuck", title: "Требует внимания", aside: None, body: Body::Flush(table) })
            }
        }
    }

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

    fn people(&self) -> Markup {
        let aside = Some(html! { "из последнего заявления, где они указаны" });
        html! {
            @if !self.people.is_empty() {
                (Card { id: "people", title: "Владельцы подписей и пользователи", aside, body: Body::Flush(people(&self.people)) })
            }
        }
    }

    fn certificates(&self) -> Markup {
        html! {
            @if !self.certificates.is_empty() {
                (Card { id: "certificates", title: "Сертификаты", aside: None, body: Body::Flush(certificates(&self.certificates)) })
            }
        }
    }

    fn for_a_colleague(&self) -> Markup {
        let body = html! {
            p."form-hint mt-0" { "Без личных данных. Щелчок выделяет весь текст: его можно скопировать и отправить." }
            pre.summary { (self.summary) }
        };
        html! { (Card { id: "summary", title: "Сводка для коллеги", aside: None, body: Body::Padded(body) }) }
    }
}
