//! The filter of a list: it is kept in the URL, applies itself when changed, and each part can be removed.

use maud::{Markup, Render, html};

use super::choice::options;
use super::{Choice, icon};

/// The filter of a list.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// The list's URL.
    pub action: String,
    /// Other values to keep: the tab, the search.
    pub kept: Vec<(String, String)>,
    /// The filters to choose from.
    pub selects: Vec<FilterSelect>,
    /// The typed filters; they do not apply themselves while typing.
    pub typed: Vec<FilterText>,
    /// The present filters.
    pub chips: Vec<Chip>,
    /// The URL without filters, if any is set.
    pub reset: Option<String>,
}

/// A filter with a choice of values.
#[derive(Clone, Debug)]
pub struct FilterSelect {
    /// The name in the query.
    pub name: String,
    /// The label: «Тип».
    pub label: String,
    /// The values; the first one is empty: «любой».
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub chosen: String,
}

/// A typed filter.
#[derive(Clone, Debug)]
pub struct FilterText {
    /// The name in the query.
    pub name: String,
    /// The label: «О чем».
    pub label: String,
    /// The typed value.
    pub value: String,
    /// Whether it is a day.
    pub day: bool,
    /// The error.
    pub error: Option<String>,
}

/// A present filter that can be removed.
#[derive(Clone, Debug)]
pub struct Chip {
    /// Its label: «Тип: Продление».
    pub label: String,
    /// The URL without it.
    pub without: String,
}

impl Render for Filters {
    fn render(&self) -> Markup {
        html! {
            @let by_itself = self.typed.is_empty();
            @if !self.selects.is_empty() || !self.typed.is_empty() {
            details.filters open[!self.chips.is_empty() || self.is_wrong()] {
                summary { "Отбор" @if !self.chips.is_empty() { " · " (self.chips.len()) } }
                form.filter-row method="get" action=(self.action) data-auto-submit=[by_itself.then_some("")] {
                    @for (name, value) in &self.kept { input type="hidden" name=(name) value=(value); }
                    @for text in &self.typed { (text) }
                    @for select in &self.selects { (select.control(by_itself)) }
                    button."btn btn-sm".without-js[by_itself] { "Показать" }
                }
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

impl FilterSelect {
    /// Its control. Where no label stands above it, the chosen value is told with it: «Тип: Продление».
    pub(crate) fn control(&self, named: bool) -> Markup {
        let id = format!("filter-{}", self.name);
        let chosen = |choice: &Choice| named && !choice.value.is_empty() && choice.value == self.chosen;
        let told = |choice: &Choice| Choice::new(&choice.value, format!("{}: {}", self.label, choice.label));
        let choices = self.choices.iter().map(|one| if chosen(one) { told(one) } else { one.clone() });
        html! {
            div.filter {
                label for=(id) { (self.label) }
                select."form-select form-select-sm" id=(id) name=(self.name) { (options(&choices.collect::<Vec<_>>(), &self.chosen)) }
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
