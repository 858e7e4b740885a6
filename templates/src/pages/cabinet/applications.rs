//! The client's own applications.

use maud::{Markup, Render, html};

use crate::components::{Badge, Empty, Link, Pager};
use crate::format::Moment;
use crate::{Page, paths};

/// The client's own applications, newest first.
#[derive(Clone, Debug, Default)]
pub struct CabinetPage {
    /// The greeted organisation, so that a wrong one is noticed.
    pub organization: String,
    /// «Это не моя организация», where an organisation is greeted.
    pub disowning: Option<Link>,
    /// The organisations whose documents are closed, in words.
    pub closed: String,
    /// Where another application is begun.
    pub start: Option<Link>,
    /// The drafts that wait, in words.
    pub drafts: Option<Link>,
    /// The organisations of which something ends.
    pub endings: Vec<CabinetEnding>,
    /// How many more of them there are, in words.
    pub more_endings: String,
    /// The applications.
    pub rows: Vec<CabinetRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The block «Для бухгалтерии».
    pub accounting: Vec<AccountingDoor>,
}

/// A door of the block «Для бухгалтерии».
#[derive(Clone, Debug)]
pub struct AccountingDoor {
    /// Where it leads, and what it is called.
    pub link: Link,
    /// What is behind it.
    pub note: String,
}

/// An organisation of which something ends.
#[derive(Clone, Debug)]
pub struct CabinetEnding {
    /// Its short name.
    pub organization: String,
    /// How long it still lasts.
    pub left: Badge,
    /// What ends and when, in words.
    pub endings: Vec<String>,
    /// What to do: renew it, or look at the application that does.
    pub act: Link,
}

/// An application of the client.
#[derive(Clone, Debug)]
pub struct CabinetRow {
    /// Its number.
    pub number: String,
    /// The type in the client's words: «Подключение к 1С-Отчетности».
    pub kind: String,
    /// When it was sent.
    pub sent: Moment,
    /// The status known to the client: «Отправлено».
    pub status: Badge,
    /// Who is working now: «проверяется обслуживающей организацией».
    pub waiting: String,
}

impl Page for CabinetPage {
    fn title(&self) -> String {
        "Мои заявления · Личный кабинет".to_owned()
    }
}

impl Render for CabinetPage {
    fn render(&self) -> Markup {
        html! {
            div.narrow {
                h1 { "Здравствуйте" @if !self.organization.is_empty() { ", " (self.organization) } "!" }
                @if let Some(disowning) = &self.disowning {
                    p.soft { "Проверьте название организации. " a href=(disowning.href) { (disowning.label) } }
                }
                @if !self.closed.is_empty() { p { (self.closed) } }
                @if let Some(start) = &self.start { p.start-act { a."btn btn-primary" href=(start.href) { (start.label) } } }
                @if let Some(drafts) = &self.drafts { p { a href=(drafts.href) { (drafts.label) } } }
                @if !self.endings.is_empty() {
                    h2.section-title { "Сроки" }
                    @for ending in &self.endings { (ending) }
                    @if !self.more_endings.is_empty() { p.soft { (self.more_endings) } }
                }
                h2.section-title { "Мои заявления" }
                @if self.rows.is_empty() { div.card { (self.empty) } }
                @for row in &self.rows { (row) }
                @if !self.rows.is_empty() { (self.pager) }
                @if !self.accounting.is_empty() {
                    h2.section-title id="accounting" { "Для бухгалтерии" }
                    @for door in &self.accounting { (door) }
                }
            }
        }
    }
}

impl Render for AccountingDoor {
    fn render(&self) -> Markup {
        html! {
            a.cabinet-row href=(self.link.href) {
                span.cabinet-row-main { b { (self.link.label) } span.soft { (self.note) } }
            }
        }
    }
}

impl Render for CabinetEnding {
    fn render(&self) -> Markup {
        html! {
            div."cabinet-row cabinet-ending" {
                span.cabinet-row-main {
                    b { (self.organization) }
                    @for ending in &self.endings { span.soft { (ending) } }
                }
                span.cabinet-row-state { (self.left) a href=(self.act.href) { (self.act.label) } }
            }
        }
    }
}

impl Render for CabinetRow {
    fn render(&self) -> Markup {
        html! {
            a.cabinet-row href=(paths::cabinet_application(&self.number)) {
                span.cabinet-row-main { b { "Заявление №\u{a0}" (self.number) } span.soft { (self.kind) " · отправлено " (self.sent) } }
                span.cabinet-row-state { (self.status) span."small soft" { (self.waiting) } }
            }
        }
    }
}
