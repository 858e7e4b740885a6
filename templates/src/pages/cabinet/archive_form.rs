//! The form of an archive, and of a reconciliation act.

use maud::{Markup, Render, html};

use super::archives::{DOOR, LIST, field, hints, home};
use crate::components::{
    Choice, Control, Empty, FieldError, Form, icon, pressed_by_return, summary, titled, trail,
};
use crate::{Page, paths};

/// The form of an archive.
#[derive(Clone, Debug, Default)]
pub struct ArchivePage {
    /// The code of the kind.
    pub kind: String,
    /// «Архив счетов».
    pub heading: String,
    /// The organisation, where there is only one.
    pub organization: String,
    /// The organisations, where there are several.
    pub organizations: Vec<Choice>,
    /// The chosen one.
    pub chosen: String,
    /// The usual periods.
    pub presets: Vec<PeriodPreset>,
    /// «Начало периода».
    pub first: String,
    /// «Конец периода».
    pub last: String,
    /// «Email».
    pub email: String,
    /// What is asked beside, of a reconciliation act.
    pub act: Option<ActQuestions>,
    /// What there is: «14 документов, около 3 МБ», and of which days.
    pub found: Option<[String; 2]>,
    /// What is said when nothing can be asked for.
    pub nobody: Option<Empty>,
    /// Whom to call with questions.
    pub support: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// A usual period: a button of the form that changes its two days and keeps the rest.
#[derive(Clone, Debug)]
pub struct PeriodPreset {
    /// What it is called.
    pub label: String,
    /// Its first day and its last, with a space between them.
    pub days: String,
    /// Whether it is the chosen one.
    pub current: bool,
}

/// What the form of a reconciliation act asks beside its days and address.
#[derive(Clone, Debug)]
pub struct ActQuestions {
    /// The balance by the client's own books.
    pub balance: String,
    /// In whose favour it may be.
    pub favours: Vec<Choice>,
    /// In whose favour it is.
    pub favour: String,
    /// By when the act comes, and why it takes longer.
    pub promised: Option<[String; 2]>,
}

const ADDRESS: &str = "Можно указать другой адрес. Новый адрес сначала подтвердите по ссылке из письма.";
const BALANCE: &str =
    "Необязательно: остаток на конец периода по вашему учету. Сотрудник сразу увидит разницу.";

impl Page for ArchivePage {
    fn title(&self) -> String {
        titled(&self.heading, DOOR, !self.errors.is_empty())
    }
}

impl Render for ArchivePage {
    fn render(&self) -> Markup {
        html! {
            div."narrow client-page" {
                (trail(&[home()], &self.heading))
                h1 { @if !self.organization.is_empty() { span.caption { (self.organization) } } (self.heading) }
                @match &self.nobody {
                    Some(nobody) => div.card { (nobody) },
                    None => { (summary(&self.errors)) (self.form()) (hints(&self.support, true)) }
                }
            }
        }
    }
}

impl ArchivePage {
    fn presets(&self) -> Markup {
        html! {
            ul.presets aria-label="Период" {
                @for preset in &self.presets {
                    li { button.btn name="period" value=(preset.days) aria-current=[preset.current.then_some("true")] {
                        @if preset.current { (icon::CHECK) } (preset.label)
                    } }
                }
            }
        }
    }

    fn form(&self) -> Markup {
        let errors = &self.errors;
        let content = html! {
            (pressed_by_return(self.verb()))
            (self.presets())
            @if !self.organizations.is_empty() {
                (field(errors, "organization", "Организация", "", Control::List { choices: &self.organizations, chosen: &self.chosen }))
            }
            div.archive-days {
                (field(errors, "first", "Начало периода", "", Control::Day { value: &self.first }))
                (field(errors, "last", "Конец периода", "", Control::Day { value: &self.last }))
            }
            (field(errors, "email", "Email", ADDRESS, Control::Line { value: &self.email, complete: "email" }))
            @if let Some(act) = &self.act { (act.asked(errors)) }
            @if let Some([count, days]) = self.told() {
                div.archive-found role="status" { b { (count) } span.soft { (days) } }
            }
            div.acts {
                button."btn btn-primary" name="act" value="ask" { (self.verb()) }
                @if self.act.is_none() { button.btn name="act" value="count" { "Посчитать документы" } }
            }
            p."soft small mt-3" { "Окно можно закрыть: " (self.what()) " придет на указанный адрес, ход виден в " a href=(paths::own_archives()) { "«" (LIST) "»" } "." }
        };
        let action = paths::new_archive(&self.kind);
        html! { (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: true, content }) }
    }

    /// What is told above the buttons: by when an act comes, or what an archive holds.
    fn told(&self) -> Option<&[String; 2]> {
        self.found.as_ref().or(self.act.as_ref().and_then(|act| act.promised.as_ref()))
    }

    fn verb(&self) -> &'static str {
        if self.act.is_some() { "Заказать" } else { "Запросить" }
    }

    fn what(&self) -> &'static str {
        if self.act.is_some() { "акт" } else { "архив" }
    }
}

impl ActQuestions {
    fn asked(&self, errors: &[FieldError]) -> Markup {
        html! {
            (field(errors, "balance", "Остаток по вашим данным, ₽", BALANCE, Control::Line { value: &self.balance, complete: "off" }))
            (field(errors, "favour", "В чью пользу остаток", "", Control::List { choices: &self.favours, chosen: &self.favour }))
        }
    }
}
