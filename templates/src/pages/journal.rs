//! The journal: who did what and when, the newest first, with what narrows it.

use maud::{Markup, Render, html};

use crate::components::{Filters, Link, Listing, Pager, icon};
use crate::{Page, paths};

/// The journal of a house.
#[derive(Clone, Debug, Default)]
pub struct JournalPage {
    /// Whose it is: «Партнер», «Оператор».
    pub house: String,
    /// What is to be known first.
    pub lead: String,
    /// What narrows it.
    pub filters: Filters,
    /// The entries.
    pub listing: Listing,
    /// How much is shown.
    pub pager: Pager,
    /// The same as a file; nothing when there is nothing to take away.
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

/// A list of what happened, with the way on.
pub(crate) fn entries(listing: &Listing, pager: &Pager) -> Markup {
    html! {
        div."card journal" {
            (listing.table(""))
            @if !listing.rows.is_empty() { (pager) }
        }
    }
}
