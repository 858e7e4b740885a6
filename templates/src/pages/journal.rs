//! The journal: who did what and when, the newest first, with its filter.

use maud::{Markup, Render, html};

use crate::components::{Filters, Link, Listing, Pager, icon};
use crate::{Page, paths};

/// The journal of a tenant.
#[derive(Clone, Debug, Default)]
pub struct JournalPage {
    /// The tenant: «Партнер», «Оператор».
    pub house: String,
    /// The introduction.
    pub lead: String,
    /// The filter.
    pub filters: Filters,
    /// The entries.
    pub listing: Listing,
    /// The pager.
    pub pager: Pager,
    /// The file with the same filter; `None` when there is nothing to export.
    pub file: Option<Link>,
}

impl Page for JournalPage {
    fn title(&self) -> String {
        format!("Журнал · {}", self.house)
    }
}

impl Render for JournalPage {
    fn render(&self) -> Markup {
        html! {
            h1 { "Журнал" }
            p.sheet-lead {
                (self.lead) " "
                a href=(paths::article("journal")) { "Как читать журнал" }
            }
            (self.filters)
            @if let Some(file) = &self.file {
                ul."exports sheet-links" aria-label="Скачать" {
                    li { a.btn href=(file.href) { (icon::DOWNLOAD) (file.label) } }
                }
            }
            (entries(&self.listing, &self.pager))
        }
    }
}

/// A list of entries with its pager.
pub(crate) fn entries(listing: &Listing, pager: &Pager) -> Markup {
    html! {
        div."card journal" {
            (listing.table(""))
            @if !listing.rows.is_empty() { (pager) }
        }
    }
}
