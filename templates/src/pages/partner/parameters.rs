//! The connection parameters: mode, tier and basis, with the price before the click.

use maud::{Markup, Render, html};

use super::sending::{FORM, warning};
use crate::components::{
    Body, Card, Choice, Control, Fact, Field, FieldError, Form, Help, PricePreview, error_of, error_summary,
    facts,
};
use crate::paths;

/// The connection parameters: a form if the viewer may set them, otherwise facts.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a page holds one of it")]
pub enum Parameters {
    /// The viewer may set them now.
    Open(ParametersForm),
    /// They are fixed, or the viewer may not set them.
    Settled {
        /// The parameters.
        facts: Vec<Fact>,
        /// The price.
        price: PricePreview,
        /// Why they cannot be changed, where that is shown.
        note: Option<String>,
    },
}

/// The form of the connection parameters.
#[derive(Clone, Debug, Default)]
pub struct ParametersForm {
    /// The application's number.
    pub number: String,
    /// The version that the viewer sees.
    pub version: String,
    /// Whether the multi-user mode is on.
    pub enabled: bool,
    /// The tiers of the extension.
    pub tiers: Vec<Choice>,
    /// The chosen tier.
    pub tier: String,
    /// The bases: «Платно», «ИТС ПРОФ», …
    pub bases: Vec<Choice>,
    /// The chosen basis.
    pub basis: String,
    /// The bands of a group of companies; empty when no group is possible.
    pub groups: Vec<Choice>,
    /// The chosen band.
    pub group: String,
    /// The client's declaration and what does not fit it.
    pub warning: Option<String>,
    /// The faults of the form.
    pub errors: Vec<FieldError>,
    /// The price.
    pub price: PricePreview,
    /// The list that the viewer came from, as a query.
    pub from: String,
    /// The CSRF token.
    pub csrf: String,
}

/// The prefix of the ids of this form's fields.
const PREFIX: &str = "parameter-";

impl Render for Parameters {
    fn render(&self) -> Markup {
        let body = match self {
            Self::Open(form) => form.render(),
            Self::Settled { facts: list, price, note } => html! {
                (facts(list))
                (price)
                @if let Some(note) = note { p."soft small mt-2 mb-0" { (note) } }
            },
        };
        let help = Help {
            article: "multi-user", about: "многопользовательский режим", written_out: false
        }
        .render();
        html! {
            (Card { id: "parameters", title: "Параметры подключения", aside: Some(help), body: Body::Padded(body) })
        }
    }
}

impl Render for ParametersForm {
    fn render(&self) -> Markup {
        let content = html! {
            (error_summary(&self.errors, PREFIX))
            div id="parameter-fields" hx-get=(paths::price(&self.number)) hx-trigger="change" hx-include="#parameter-fields"
                hx-target="#price-preview" hx-swap="outerHTML" hx-sync="this:replace" {
                (self.fields())
            }
            @if let Some(error) = error_of(&self.errors, "total") {
                div.field-error id="parameter-total" tabindex="-1" autofocus { (error) }
            }
            (self.price)
            button."btn btn-primary w-100 mt-3" { "Сохранить параметры" }
        };
        let action = paths::parameters(&self.number);
        let hidden = [("version", self.version.as_str()), ("from", self.from.as_str())];
        Form { action: &action, csrf: &self.csrf, hidden: &hidden, guarded: true, content }
            .with_id(Some(FORM))
    }
}

impl ParametersForm {
    fn fields(&self) -> Markup {
        html! {
            (Field {
                id: "parameter-enabled", name: "enabled", label: "Многопользовательский режим", hint: "",
                error: error_of(&self.errors, "enabled"), control: Control::Switch { on: self.enabled },
            })
            (Field {
                id: "parameter-tier", name: "tier", label: "Вид расширения", hint: "",
                error: error_of(&self.errors, "tier"), control: Control::Radios { choices: &self.tiers, chosen: &self.tier },
            })
            // A script clears the choice when the mode is switched off; without scripts the user can.
            noscript {
                label.form-check {
                    input.form-check-input type="radio" name="tier" value="" checked[self.tier.is_empty()];
                    span.form-check-label { "без расширения" }
                }
            }
            (warning(self.warning.as_deref(), false))
            (Field {
                id: "parameter-basis", name: "basis", label: "Основание", hint: "",
                error: error_of(&self.errors, "basis"), control: Control::List { choices: &self.bases, chosen: &self.basis },
            })
            @if !self.groups.is_empty() {
                (Field {
                    id: "parameter-group", name: "group", label: "Организаций в группе", hint: "",
                    error: error_of(&self.errors, "group"),
                    control: Control::List { choices: &self.groups, chosen: &self.group },
                })
            }
        }
    }
}
