//! A plain list: headings, rows of cells, and a form for each row.

use maud::{Markup, Render, html};

use super::{Badge, Empty, Questions};

/// A word with more characters than this may break anywhere.
const LONG: usize = 32;

/// A plain list.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The caption, for screen readers.
    pub caption: String,
    /// The headings; the first one is that of the rows' names.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<ListingRow>,
    /// The text of an empty list.
    pub empty: Empty,
}

/// A row of a list.
#[derive(Clone, Debug, Default)]
pub struct ListingRow {
    /// Its cells, one for each heading.
    pub cells: Vec<Cell>,
    /// What can be done with it.
    pub act: Option<RowMenu>,
}

/// What can be done with a row: a button that opens a form.
#[derive(Clone, Debug)]
pub struct RowMenu {
    /// The words of the button.
    pub label: String,
    /// The form.
    pub form: Questions,
    /// Whether it is open.
    pub open: bool,
}

/// A cell of a list.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The text; a dash when empty.
    pub text: String,
    /// The note below.
    pub note: String,
    /// The link.
    pub href: Option<String>,
    /// A badge instead of text.
    pub badge: Option<Badge>,
    /// Whether it is a number.
    pub number: bool,
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A text with a note below.
    #[must_use]
    pub fn noted(text: impl Into<String>, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..Self::text(text) }
    }

    /// A number.
    #[must_use]
    pub fn number(text: impl Into<String>) -> Self {
        Self { number: true, ..Self::text(text) }
    }

    /// A status.
    #[must_use]
    pub fn badge(badge: Badge) -> Self {
        Self { badge: Some(badge), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.note.is_empty() && self.badge.is_none()
    }

    /// The same cell with a link.
    #[must_use]
    pub fn leading(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }
}

impl Listing {
    /// The list, with the session's CSRF token for its forms.
    pub(crate) fn table(&self, csrf: &str) -> Markup {
        let acts = self.rows.iter().any(|row| row.act.is_some());
        let numeric = |place: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.cells.get(place));
            cells.any(|cell| cell.number)
        };
        html! {
            @if self.rows.is_empty() { (self.empty) } @else {
                div.listing {
                    table."table list" {
                        caption.visually-hidden { (self.caption) }
                        thead {
                            tr {
                                @for (place, heading) in self.headings.iter().enumerate() {
                                    th.num[numeric(place)] scope="col" { (heading) }
                                }
                                @if acts { th scope="col" { span.visually-hidden { "Действие" } } }
                            }
                        }
                        tbody { @for row in &self.rows { (self.row(row, acts, csrf)) } }
                    }
                }
            }
        }
    }

    fn row(&self, row: &ListingRow, acts: bool, csrf: &str) -> Markup {
        html! {
            tr {
                @for (place, cell) in row.cells.iter().enumerate() {
                    @let label = self.headings.get(place).filter(|_| place > 0);
                    td.cell-main[place == 0].num[cell.number].cell-none[place > 0 && cell.is_empty()] data-label=[label] { (cell) }
                }
                @if acts { td.cell-action { @if let Some(menu) = &row.act { (menu.opening(csrf)) } } }
            }
        }
    }
}

impl RowMenu {
    fn opening(&self, csrf: &str) -> Markup {
        html! {
            details."menu menu-end" data-menu="" open[self.open] {
                summary."btn btn-sm" { (self.label) }
                div.menu-body { (self.form.form(csrf)) }
            }
        }
    }
}

impl Render for Cell {
    fn render(&self) -> Markup {
        html! {
            @if let Some(badge) = &self.badge { (badge) }
            @else if let Some(href) = &self.href { a.name href=(href) { (self.text) } }
            @else if self.text.is_empty() { span.soft { "—" } }
            @else if has_a_long_word(&self.text) { span.break { (self.text) } }
            @else { (self.text) }
            @if !self.note.is_empty() { div."soft small".break[has_a_long_word(&self.note)] { (self.note) } }
        }
    }
}

/// Whether a word is longer than a column is wide: an address, the answer of a server.
fn has_a_long_word(text: &str) -> bool {
    text.split_whitespace().any(|word| word.chars().count() > LONG)
}
