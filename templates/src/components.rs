//! The pieces of pages. Each chooses its look by its meaning, never by a class given by the caller.

mod alert;
mod ask;
mod badge;
mod captcha;
mod card;
mod choice;
mod copying;
mod difference;
mod empty;
mod entry;
mod fact;
mod field;
mod filters;
mod flash;
mod form;
mod help;
pub mod icon;
mod listing;
mod money;
mod onlooker;
mod pager;
mod passkey;
mod poll;
mod price;
mod qr;
mod questions;
mod reason;
mod search;
mod sorting;
mod steps;
mod suggestions;
mod tabs;
mod timeline;
mod totals;
mod turn;
mod verb;

pub use alert::{LinkedNotice, Notice, NoticeTone};
pub use ask::{Ask, AskedAnswer, KeptFile};
pub(crate) use ask::{asking, seen};
pub use badge::{Badge, Tone};
pub use captcha::Captcha;
pub(crate) use captcha::pressed_by_return;
pub(crate) use card::{Body, Card};
pub use choice::Choice;
pub(crate) use copying::{Copying, CopyingIdentifier, email};
pub use difference::Difference;
pub(crate) use difference::differences;
pub use empty::Empty;
pub(crate) use entry::{Entry, Kind, Width, checked, summary, titled};
pub(crate) use fact::facts;
pub use fact::{Check, Fact};
pub use field::FieldError;
pub(crate) use field::{Control, Field, error_of, error_summary};
pub use filters::{Chip, FilterSelect, FilterText, Filters};
pub(crate) use flash::undo_left;
pub use flash::{Flash, FlashUndo};
pub(crate) use form::{Form, Hidden, hidden};
pub(crate) use help::Help;
pub use icon::Icon;
pub use listing::{Cell, Listing, ListingRow, RowMenu};
pub use money::Sum;
pub use onlooker::Onlooker;
pub use pager::{Pager, RowTotal};
pub(crate) use passkey::{Ceremony, by_passkey};
pub(crate) use poll::POLL;
pub use price::{PriceBlock, PriceLine, PricePreview};
pub(crate) use qr::Qr;
pub use questions::{Answer, Question, Questions};
pub use reason::ReasonForm;
pub(crate) use search::PageSearch;
pub use search::Search;
pub use sorting::{SortDirection, SortHeading};
pub use steps::Steps;
pub use suggestions::{Suggestion, Suggestions};
pub use tabs::Tab;
pub(crate) use tabs::tabs;
pub use timeline::TimelineEntry;
pub(crate) use timeline::timeline;
pub use totals::Total;
pub(crate) use totals::totals;
pub use turn::Turn;
pub use verb::{VerbButton, VerbWeight};
pub(crate) use verb::{verbs, verbs_after};

/// A link with its label.
#[derive(Clone, Debug)]
pub struct Link {
    /// The label.
    pub label: String,
    /// The URL.
    pub href: String,
}

/// The breadcrumbs above a heading: links, then the present page.
pub(crate) fn trail(links: &[Link], here: &str) -> maud::Markup {
    maud::html! {
        nav.trail aria-label="Путь" {
            @for link in links { a href=(link.href) { (link.label) } span.soft aria-hidden="true" { " / " } }
            span.soft { (here) }
        }
    }
}
