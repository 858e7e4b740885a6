//! The page before a download: the characters that the file cannot hold, and the other formats.

use maud::{Markup, Render, html};

use crate::Page;
use crate::components::{Body, Card, Link, trail};
use crate::format::counted;

/// The characters that a file in an older encoding cannot hold.
#[derive(Clone, Debug)]
pub struct ReplacedPage {
    /// The breadcrumbs.
    pub back: Vec<Link>,
    /// The name of the file.
    pub file: String,
    /// The first replacements: «строка 3, «Организация»: символ «☃» заменен на «?»».
    pub rows: Vec<String>,
    /// How many there are in all.
    pub total: u64,
    /// The URL of the file with replacements.
    pub sure: String,
    /// The files that hold all characters.
    pub others: Vec<Link>,
}

impl Page for ReplacedPage {
    fn title(&self) -> String {
        format!("{} · Замены", self.file)
    }
}

impl Render for ReplacedPage {
    fn render(&self) -> Markup {
        html! {
            (trail(&self.back, &self.file))
            h1 { "Не все символы поместятся в файл" }
            p.lead {
                "В кодировке Windows-1251 нет " (counted(self.total, ["символа", "символов", "символов"]))
                " из этого отчета: вместо каждого будет «?». Номера, даты и суммы не изменятся."
            }
            (Card { id: "replaced", title: "Что будет заменено", aside: None, body: Body::Padded(self.list()) })
            div.verbs-row.mt-3 {
                a.btn href=(self.sure) { "Скачать с заменами" }
                @for other in &self.others { a.btn href=(other.href) { (other.label) } }
            }
        }
    }
}

impl ReplacedPage {
    fn list(&self) -> Markup {
        let shown = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        html! {
            ul.plain-list { @for row in &self.rows { li { (row) } } }
            @if self.total > shown { p."soft mb-0" { "И еще " (self.total - shown) "." } }
        }
    }
}
