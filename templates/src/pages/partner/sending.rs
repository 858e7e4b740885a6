//! Forwarding: where the parameters can be set, its button sends their form, so that what stands on the page is what is
//! sent. Its sum and what is still missing follow the choice.

use maud::{Markup, Render, html};

use crate::components::{Form, Notice, NoticeTone, PricePreview, hidden};

/// The identity of the form that the button sends.
pub(super) const FORM: &str = "parameters-form";
/// The line that says what will happen.
const LINE: &str = "forward-line";
/// The line that says what is missing.
const MISSING: &str = "forward-missing";
/// The line that says that remarks want ticks; a script hides it once all are set.
const TICKS: &str = "forward-ticks";

/// The button that forwards an application.
#[derive(Clone, Debug)]
pub struct Sending {
    /// Where it is sent.
    pub action: String,
    /// What is sent where no form of the parameters is: the version, the total, and a choice that is not saved.
    pub choice: Vec<(String, String)>,
    /// Whether the form of the parameters stands on the page: then it is sent, as it stands by then.
    pub with_form: bool,
    /// What it says: «Отправить · 3 984,00 ₽».
    pub label: String,
    /// What will happen, in one line.
    pub consequence: String,
    /// What is missing: «Чтобы отправить, выберите вид расширения.».
    pub missing: Option<String>,
    /// Whether remarks are still to be ticked.
    pub ticks: bool,
}

/// The price of what was just chosen, and what the button says of it.
#[derive(Clone, Debug)]
pub struct LivePrice {
    /// The price.
    pub preview: PricePreview,
    /// What does not fit the client's list of users.
    pub warning: Option<String>,
    /// The button, where there is one.
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
            // Enter within the form of the parameters presses the first of its buttons, and must save as it always did.
            @if form.is_some() { button form=(FORM) hidden tabindex="-1" { "Сохранить параметры" } }
            // Ticks beside remarks go with the form of this identity.
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

/// What does not fit the client's list of users; it follows the choice, from elsewhere on the page.
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
