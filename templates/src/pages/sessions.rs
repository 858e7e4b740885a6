//! Sessions, for the profile and the page of a person.

use maud::{Markup, html};

use crate::components::VerbButton;
use crate::format::{Moment, Since};

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// «Firefox, Windows».
    pub browser: String,
    /// A note: «чужой компьютер», «этот сеанс».
    pub note: Option<String>,
    /// When it began.
    pub begun: Moment,
    /// When it was last used.
    pub seen: Since,
    /// The verb that ends it.
    pub end: Option<VerbButton>,
}

/// A table of sessions.
pub(crate) fn sessions(rows: &[SessionRow], csrf: &str) -> Markup {
    html! {
        @if rows.is_empty() { div.nothing { p.nothing-reason { "Сеансов нет." } p.soft { "Сейчас никто не вошел под этим логином." } } }
        @else {
            table."table list" {
                caption.visually-hidden { "Сеансы" }
                thead {
                    tr {
                        th scope="col" { "Браузер" } th scope="col" { "Вошел" } th scope="col" { "Последняя активность" }
                        th scope="col" { span.visually-hidden { "Действие" } }
                    }
                }
                tbody { @for (index, row) in rows.iter().enumerate() { (line(row, csrf, index)) } }
            }
        }
    }
}

fn line(row: &SessionRow, csrf: &str, index: usize) -> Markup {
    html! {
        tr {
            td.cell-main {
                b { (row.browser) }
                @if let Some(note) = &row.note { div."soft small" { (note) } }
            }
            td data-label="Вошел" { (row.begun) }
            td data-label="Последняя активность" { (row.seen.ago()) }
            td.cell-action { @if let Some(verb) = &row.end { (verb.form(csrf, &format!("session-{index}"))) } }
        }
    }
}
