//! The holdings of an organisation: products with their periods, applications, certificates; the same for every desk.

use chrono::NaiveDate;
use maud::{Markup, Render, html};

use crate::components::{Badge, CopyingIdentifier, Fact, Link, Tone, facts};
use crate::format::{Moment, Since, date_of};

/// A product of an organisation.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its name: «1С-Отчетность».
    pub name: String,
    /// The alias of the account.
    pub alias: Option<String>,
    /// Whether it is in force.
    pub status: Badge,
    /// Facts about licence and certificate.
    pub facts: Vec<Fact>,
    /// The multi-user mode.
    pub multi_user: MultiUser,
    /// The licence periods, newest first.
    pub periods: Vec<LicensePeriod>,
}

/// The multi-user mode of a product.
#[derive(Clone, Debug, Default)]
pub struct MultiUser {
    /// Whether it is on.
    pub enabled: bool,
    /// The kind of extension: «от 2 до 9».
    pub tier: Option<String>,
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// The application that activated it.
    pub application: Option<Link>,
}

/// A period of a licence.
#[derive(Clone, Debug)]
pub struct LicensePeriod {
    /// What was licensed: «Многопользовательский режим, от 2 до 9».
    pub product: String,
    /// The basis.
    pub basis: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The application that activated it.
    pub application: Option<Link>,
}

/// An application in a list that is not the queue.
#[derive(Clone, Debug)]
pub struct ApplicationRow {
    /// Its number.
    pub number: String,
    /// Its URL, if the viewer may open it.
    pub href: Option<String>,
    /// The type.
    pub kind: String,
    /// When it came.
    pub sent: Moment,
    /// The stage.
    pub status: Badge,
    /// Who must act; `None` after the end.
    pub waiting_for: Option<String>,
    /// When its stage began.
    pub since: Since,
}

/// An issued certificate.
#[derive(Clone, Debug)]
pub struct CertificateRow {
    /// The owner.
    pub owner: String,
    /// The serial number.
    pub serial: String,
    /// The thumbprint.
    pub thumbprint: String,
    /// The first day of its validity.
    pub valid_from: NaiveDate,
    /// The last day of its validity.
    pub valid_to: NaiveDate,
    /// A note: «истекает через 12 дней».
    pub note: Option<(String, Tone)>,
}

/// A list of products.
pub(crate) fn products(list: &[Product]) -> Markup {
    html! { @for (index, product) in list.iter().enumerate() { (product.card(index)) } }
}

impl Product {
    fn card(&self, index: usize) -> Markup {
        html! {
            section.card.mb-3 aria-labelledby={ "product-" (index) } {
                div.card-header {
                    h2.card-title id={ "product-" (index) } {
                        (self.name)
                        @if let Some(alias) = &self.alias { " · " (alias) }
                    }
                    div.ms-auto { (self.status) }
                }
                div.card-body { dl.facts { (self.multi_user) @for fact in &self.facts { (fact) } } }
                @if !self.periods.is_empty() { (self.history()) }
            }
        }
    }

    fn history(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Периоды лицензий" }
                thead {
                    tr {
                        th scope="col" { "Лицензия" } th scope="col" { "Основание" } th scope="col" { "Период" }
                        th scope="col" { "Заявление" }
                    }
                }
                tbody { @for period in &self.periods { (period) } }
            }
        }
    }
}

impl Render for MultiUser {
    fn render(&self) -> Markup {
        let state = Badge {
            label: if self.enabled { "Включен" } else { "Выключен" }.to_owned(),
            tone: if self.enabled { Tone::Good } else { Tone::Quiet },
        };
        html! {
            dt { "Многопользовательский режим" }
            dd {
                (state)
                @if let Some(tier) = &self.tier { " " (tier) }
                @if let Some(since) = self.since { " с " (date_of(since)) }
                @if let Some(until) = self.until { " по " (date_of(until)) }
                @if let Some(application) = &self.application { ", заявление " a href=(application.href) { (application.label) } }
            }
        }
    }
}

impl Render for LicensePeriod {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { (self.product) }
                td data-label="Основание" { (self.basis) }
                td data-label="Период" { (date_of(self.from)) " – " (date_of(self.to)) }
                td data-label="Заявление" {
                    @match &self.application {
                        Some(link) => a href=(link.href) { (link.label) },
                        None => span.soft { "—" },
                    }
                }
            }
        }
    }
}

/// A table of applications.
pub(crate) fn applications(list: &[ApplicationRow]) -> Markup {
    html! {
        table."table list" {
            caption.visually-hidden { "Заявления" }
            thead {
                tr {
                    th scope="col" { "№" } th scope="col" { "Тип" } th scope="col" { "Статус · у кого ход" }
                    th scope="col" { "Получено" }
                }
            }
            tbody { @for row in list { (row) } }
        }
    }
}

impl Render for ApplicationRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-number {
                    @match &self.href { Some(href) => a.name href=(href) { (self.number) }, None => (self.number) }
                }
                td { (self.kind) }
                td {
                    (self.status)
                    div."soft small" {
                        (self.since.short())
                        @if let Some(who) = &self.waiting_for { " · " (who) }
                    }
                }
                td data-label="Получено" { (self.sent) }
            }
        }
    }
}

/// A table of certificates.
pub(crate) fn certificates(list: &[CertificateRow]) -> Markup {
    html! {
        table."table list" {
            caption.visually-hidden { "Сертификаты" }
            thead {
                tr {
                    th scope="col" { "Владелец" } th scope="col" { "Серийный номер · отпечаток" } th scope="col" { "Действует" }
                }
            }
            tbody { @for certificate in list { (certificate) } }
        }
    }
}

impl Render for CertificateRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main { b { (self.owner) } }
                td data-label="Серийный номер" {
                    div { span."ident break" { (self.serial) } (CopyingIdentifier { label: "серийный номер", of: None }) }
                    div."soft small" { span."ident break" { (self.thumbprint) } (CopyingIdentifier { label: "отпечаток", of: None }) }
                }
                td data-label="Действует" {
                    (date_of(self.valid_from)) " – " (date_of(self.valid_to))
                    @if let Some((note, tone)) = &self.note { div class={ "small " (tone.ink()) } { (note) } }
                }
            }
        }
    }
}

/// ИНН and КПП on one line that does not break within a number.
pub(crate) fn identifiers(inn: &str, kpp: Option<&str>) -> Markup {
    html! {
        span.nowrap { "ИНН " span.ident { (inn) } }
        @if let Some(kpp) = kpp { " · " span.nowrap { "КПП " span.ident { (kpp) } } }
    }
}

/// A heading with identifiers below.
pub(crate) fn organization_head(name: &str, inn: &str, kpp: Option<&str>, code: &str) -> Markup {
    html! {
        h1 { (name) }
        p.soft {
            span.nowrap { "ИНН\u{a0}" span.ident { (inn) } (CopyingIdentifier { label: "ИНН", of: None }) }
            @if let Some(kpp) = kpp { " · " span.nowrap { "КПП\u{a0}" span.ident { (kpp) } (CopyingIdentifier { label: "КПП", of: None }) } }
            " · " span.nowrap { "код абонента " span.ident { (code) } (CopyingIdentifier { label: "код абонента", of: None }) }
        }
    }
}

/// Facts in a card without a heading.
pub(crate) fn fact_sheet(list: &[Fact]) -> Markup {
    html! { div."card card-body mb-3" { (facts(list)) } }
}
