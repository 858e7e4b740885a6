//! The selection above a list: it lives in the address, applies itself when chosen, and each part can be taken off.

use maud::{Markup, Render, html};

use super::choice::options;
use super::{Choice, icon};

/// The selection above a list.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// The address of the list.
    pub action: String,
    /// What the selection keeps besides: the tab, the search.
    pub kept: Vec<(String, String)>,
    /// What can be chosen.
    pub selects: Vec<FilterSelect>,
    /// What can be typed; such a selection does not apply itself while it is written.
    pub typed: Vec<FilterText>,
    /// What is chosen now.
    pub chips: Vec<Chip>,
    /// The address without any selection; there when something is chosen.
    pub reset: Option<String>,
}

/// One thing to select by.
#[derive(Clone, Debug)]
pub struct FilterSelect {
    /// The name in the address.
    pub name: String,
    /// What it selects: «Тип».
    pub label: String,
    /// The values; the first one is empty and says «любой».
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub chosen: String,
}

/// Something to select by that is typed.
#[derive(Clone, Debug)]
pub struct FilterText {
    /// The name in the address.
    pub name: String,
    /// What it selects: «О чем».
    pub label: String,
    /// What was typed.
    pub value: String,
    /// Whether it is a day.
    pub day: bool,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// A part of the selection that can be taken off.
#[derive(Clone, Debug)]
pub struct Chip {
    /// What is selected: «Тип: Продление».
    pub label: String,
    /// The address without it.
    pub without: String,
}

impl Render for Filters {
    fn render(&self) -> Markup {
        html! {
            @let by_itself = self.typed.is_empty();
            details.filters open[!self.chips.is_empty() || self.is_wrong()] {
                summary { "Отбор" @if !self.chips.is_empty() { " · " (self.chips.len()) } }
                form.filter-row method="get" action=(self.action) data-auto-submit=[by_itself.then_some("")] {
                    @for (name, value) in &self.kept { input type="hidden" name=(name) value=(value); }
                    @for text in &self.typed { (text) }
                    @for select in &self.selects { (select) }
                    button."btn btn-sm".without-js[by_itself] { "Показать" }
                }
            }
            @if !self.chips.is_empty() { (self.chosen()) }
        }
    }
}

impl Filters {
    fn is_wrong(&self) -> bool {
        self.typed.iter().any(|text| text.error.is_some())
    }

    fn chosen(&self) -> Markup {
        html! {
            ul.chips aria-label="Выбранный отбор" {
                @for chip in &self.chips {
                    li { a.chip href=(chip.without) { (chip.label) span.visually-hidden { " — убрать" } (icon::X) } }
                }
                @if let Some(reset) = &self.reset { li { a.chip-reset href=(reset) { "Сбросить все" } } }
            }
        }
    }
}

impl Render for FilterSelect {
    fn render(&self) -> Markup {
        let id = format!("filter-{}", self.name);
        html! {
            div.filter {
                label for=(id) { (self.label) }
                select."form-select form-select-sm" id=(id) name=(self.name) { (options(&self.choices, &self.chosen)) }
            }
        }
    }
}

impl Render for FilterText {
    fn render(&self) -> Markup {
        let id = format!("filter-{}", self.name);
        let wrong = self.error.as_ref().map(|_| format!("{id}-error"));
        html! {
            div."filter filter-typed" {
                label for=(id) { (self.label) }
                input."form-control form-control-sm" id=(id) name=(self.name) type=(if self.day { "date" } else { "text" })
                    value=(self.value) autocomplete="off" aria-describedby=[wrong.as_deref()]
                    aria-invalid=[wrong.as_ref().map(|_| "true")];
                @if let (Some(error), Some(id)) = (&self.error, &wrong) { div.field-error id=(id) { (error) } }
            }
        }
    }
}
