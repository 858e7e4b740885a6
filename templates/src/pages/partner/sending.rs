//! The button that forwards an application. It sends the form of the parameters, so that what is shown is what is sent.
//! Its total and its missing conditions follow the choice.

use maud::{Markup, Render, html};

use crate::components::{Form, Notice, NoticeTone, PricePreview, hidden};

/// The id of the form that the button sends.
pub(super) const FORM: &str = "parameters-form";
/// The id of the line with the consequence.
const LINE: &str = "forward-line";
/// The id of the line with the missing condition.
const MISSING: &str = "forward-missing";
/// The id of the line about missing ticks; a script hides it once all are set.
const TICKS: &str = "forward-ticks";

/// The button that forwards an application.
#[derive(Clone, Debug)]
pub struct Sending {
    /// The form's URL.
    pub action: String,
    /// The hidden fields without a form of parameters: the version, the total, and an unsaved choice.
    pub choice: Vec<(String, String)>,
    /// Whether the form of parameters is on the page: then it is sent.
    pub with_form: bool,
    /// The label: «Отправить · 3 984,00 ₽».
    pub label: String,
    /// The consequence, in one line.
    pub consequence: String,
    /// The missing condition: «Чтобы отправить, выберите вид расширения.».
    pub missing: Option<String>,
    /// Whether remarks must still be ticked.
    pub ticks: bool,
}

/// The price of the present choice, with the button.
#[derive(Clone, Debug)]
pub struct LivePrice {
    /// The price.
    pub preview: PricePreview,
    /// The warning about the client's list of users.
    pub warning: Option<String>,
    /// The button, if there is one.
    pub sending: Option<Sending>,
}

impl Sending {
    pub(super) fn button(&self, csrf: &str) -> Markup {
        let ticks = if self.ticks { TICKS } else { "" };
        let described = format!("{LINE} {MISSING} {ticks}");
        let form = self.with_form.then_some(FORM);
        let content = html! {
            button."btn btn-primary" form=[form] formaction=[form.map(|_| &self.action)] aria-describedby=(described.trim_end()) {
                (self.label(false))
            }
        };
        html! {
            // Enter in the form of parameters presses its first button, which must save.
            @if form.is_some() { button form=(FORM) hidden tabindex="-1" { "Сохранить параметры" } }
            // The checkboxes of remarks belong to the form with this id.
            (Form { action: &self.action, csrf, hidden: &hidden(&self.choice), guarded: false, content }
                .with_id((!self.with_form).then_some(FORM)))
        }
    }

    pub(super) fn lines(&self) -> Markup {
        html! {
            p.consequence id=(LINE) { (self.consequence) }
            (self.missing(false))
            @if self.ticks { p."consequence missing" id=(TICKS) { "Чтобы отправить, отметьте замечания." } }
        }
    }

    fn label(&self, elsewhere: bool) -> Markup {
        html! { span id="forward-label" hx-swap-oob=[elsewhere.then_some("true")] { (self.label) } }
    }

    fn missing(&self, elsewhere: bool) -> Markup {
        let text = self.missing.as_deref().unwrap_or_default();
        html! { p."consequence missing" id=(MISSING) aria-live="polite" hx-swap-oob=[elsewhere.then_some("true")] { (text) } }
    }
}

/// The warning about the client's list of users; htmx updates it out of band.
pub(super) fn warning(text: Option<&str>, elsewhere: bool) -> Markup {
    html! {
        div id="parameter-warning" aria-live="polite" hx-swap-oob=[elsewhere.then_some("true")] {
            @if let Some(text) = text { (Notice { tone: NoticeTone::Warn, text: text.to_owned() }) }
        }
    }
}

impl Render for LivePrice {
    fn render(&self) -> Markup {
        html! {
            (self.preview)
            (warning(self.warning.as_deref(), true))
            @if let Some(sending) = &self.sending { (sending.label(true)) (sending.missing(true)) }
        }
    }
}
