//! The form of an archive, and of a reconciliation act.

use maud::{Markup, Render, html};

use super::archives::{DOOR, LIST, field, hints, home};
use crate::components::{Choice, Control, Empty, FieldError, Form, icon, summary, titled, trail};
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

/// A usual period: a link that fills the form.
#[derive(Clone, Debug)]
pub struct PeriodPreset {
    /// What it is called.
    pub label: String,
    /// The form with it.
    pub href: String,
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
                    None => { (summary(&self.errors)) (self.presets()) (self.form()) (hints(&self.support)) }
                }
            }
        }
    }
}

impl ArchivePage {
    fn presets(&self) -> Markup {
        html! {
            nav aria-label="Период" {
                ul.presets {
                    @for preset in &self.presets {
                        li { a.btn href=(preset.href) aria-current=[preset.current.then_some("true")] {
                            @if preset.current { (icon::CHECK) } (preset.label)
                        } }
                    }
                }
            }
        }
    }

    fn form(&self) -> Markup {
        let errors = &self.errors;
        let content = html! {
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
                @if self.act.is_some() { button."btn btn-primary" name="act" value="ask" { "Заказать" } } @else {
                    button."btn btn-primary" name="act" value="ask" { "Запросить" }
                    button.btn name="act" value="count" { "Посчитать документы" }
                }
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
