//! The saved filters of the queue, and the form that saves the present one.

use maud::{Markup, Render, html};

use crate::components::icon;
use crate::components::{Control, Field, FieldError, Form, error_of};
use crate::paths;

/// How many are shown at once.
const SHOWN: usize = 6;

/// The saved filters of the queue.
#[derive(Clone, Debug, Default)]
pub struct SavedFilters {
    /// The viewer's filters.
    pub list: Vec<SavedFilter>,
    /// The present filter; `None` for a whole tab, which needs no name.
    pub present: Option<String>,
    /// The name in a refused form.
    pub typed: String,
    /// Whether it was to be shared.
    pub of_team: bool,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// A saved filter.
#[derive(Clone, Debug)]
pub struct SavedFilter {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its URL.
    pub href: String,
    /// Whether it is shared with all colleagues.
    pub of_team: bool,
    /// Whether it is the present one.
    pub current: bool,
    /// Whether the viewer may delete it.
    pub removable: bool,
}

impl Render for SavedFilters {
    fn render(&self) -> Markup {
        html! {
            @if !self.list.is_empty() {
                @let (first, others) = self.list.split_at(self.list.len().min(SHOWN));
                div.saved-filters {
                    ul.saved-list aria-label="Сохраненные отборы" { @for filter in first { (filter.item(&self.csrf)) } }
                    @if !others.is_empty() { (self.others(others)) }
                }
            }
        }
    }
}

impl SavedFilters {
    /// The form that saves the present filter; it stands at the end of the filters.
    pub(super) fn keeping(&self) -> Markup {
        html! { @if let Some(present) = &self.present { (self.form(present)) } }
    }

    /// Those that would push the list down. The present one is told by the button.
    fn others(&self, list: &[SavedFilter]) -> Markup {
        let current = list.iter().find(|filter| filter.current);
        html! {
            details.menu data-menu="" {
                summary."btn btn-sm" {
                    @match current { Some(filter) => (filter.name), None => { "Еще " (list.len()) } }
                }
                div.menu-body { ul.saved-list aria-label="Остальные отборы" { @for filter in list { (filter.item(&self.csrf)) } } }
            }
        }
    }

    fn form(&self, present: &str) -> Markup {
        let content = html! {
            (Field {
                id: "saved-name", name: "name", label: "Название", hint: "", error: error_of(&self.errors, "name"),
                control: Control::Line { value: &self.typed, complete: "off" },
            })
            (Field {
                id: "saved-team", name: "team", label: "Для всех коллег", hint: "", error: None,
                control: Control::Switch { on: self.of_team },
            })
            button.btn { "Сохранить" }
        };
        let hidden = [("query", present)];
        html! {
            details.menu data-menu="" open[!self.errors.is_empty()] {
                summary."btn btn-sm" { "Сохранить отбор" }
                div.menu-body {
                    (Form { action: &paths::saved_filters(), csrf: &self.csrf, hidden: &hidden, guarded: false, content })
                }
            }
        }
    }
}

impl SavedFilter {
    fn item(&self, csrf: &str) -> Markup {
        let content = html! {
            button.saved-remove { span.visually-hidden { "Удалить отбор «" (self.name) "»" } (icon::X) }
        };
        html! {
            li.saved {
                a href=(self.href) aria-current=[self.current.then_some("true")] { (self.name) }
                @if self.of_team { span."soft small" { "общий" } }
                @if self.removable {
                    (Form {
                        action: &paths::saved_filter_removal(&self.id), csrf, hidden: &[], guarded: false, content,
                    })
                }
            }
        }
    }
}
