//! An ITS login: its contract, its organisations, and its verbs.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Body, Card, Control, Fact, Field, FieldError, Form, Link, TimelineEntry, VerbButton, error_of,
    error_summary, facts, timeline, trail, verbs,
};
use crate::{Page, paths};

/// One ITS login.
#[derive(Clone, Debug)]
pub struct LoginPage {
    /// Its identity.
    pub id: String,
    /// The version that the viewer sees.
    pub version: String,
    /// The login.
    pub login: String,
    /// The state.
    pub state: Badge,
    /// E-mail, contract, the last link.
    pub facts: Vec<Fact>,
    /// The verbs that the viewer may use.
    pub verbs: Vec<VerbButton>,
    /// The last day of the contract, as typed.
    pub contract_until: String,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The organisations that are bound to it.
    pub organizations: Vec<Link>,
    /// The history, newest first.
    pub history: Vec<TimelineEntry>,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for LoginPage {
    fn title(&self) -> String {
        format!("{} · Логины ИТС", self.login)
    }
}

impl Render for LoginPage {
    fn render(&self) -> Markup {
        let list = Link { label: "Логины ИТС".to_owned(), href: paths::its_logins() };
        let account = html! { (facts(&self.facts)) (verbs(&self.verbs, &self.csrf, &[])) };
        html! {
            (trail(&[list], &self.login))
            h1.ident { (self.login) }
            div.progress-line { (self.state) }
            div.columns {
                div.column-main {
                    (Card { id: "login", title: "Логин", aside: None, body: Body::Padded(account) })
                    (Card { id: "organizations", title: "Организации", aside: None, body: Body::Padded(self.organizations()) })
                }
                div.column-side {
                    (Card { id: "contract", title: "Договор 1С:ИТС", aside: None, body: Body::Padded(self.contract()) })
                    (Card { id: "history", title: "История", aside: None, body: Body::Padded(self.history()) })
                }
            }
        }
    }
}

impl LoginPage {
    fn organizations(&self) -> Markup {
        html! {
            @if self.organizations.is_empty() {
                p."soft mb-0" { "С этим логином еще не подключали организаций." }
            } @else {
                ul.plain-list { @for link in &self.organizations { li { a href=(link.href) { (link.label) } } } }
            }
        }
    }

    fn contract(&self) -> Markup {
        let action = paths::its_contract(&self.id);
        let content = html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "contract_until", name: "contract_until", label: "Действует до",
                hint: "День, как 31.12.2026. Без действующего договора заявления не принимаются.",
                error: error_of(&self.errors, "contract_until"),
                control: Control::Line { value: &self.contract_until, complete: "off" },
            })
            button.btn { "Сохранить срок" }
        };
        html! {
            (Form { action: &action, csrf: &self.csrf, hidden: &[("version", &self.version)], guarded: true, content })
        }
    }

    fn history(&self) -> Markup {
        html! { @if self.history.is_empty() { p."soft mb-0" { "Пока ничего не менялось." } } @else { (timeline(&self.history)) } }
    }
}
