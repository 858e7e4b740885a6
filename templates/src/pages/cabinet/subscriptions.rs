//! Closing documents each month, by e-mail: in the cabinet, and what the links of the letters open.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Choice, Control, Empty, Field, FieldError, Form, Link, error_of, summary, titled, trail,
};
use crate::{Page, paths};

/// «Присылать закрывающие документы каждый месяц».
#[derive(Clone, Debug, Default)]
pub struct SubscriptionsPage {
    /// The subscriptions that have not ended.
    pub rows: Vec<SubscriptionRow>,
    /// The organisation, where there is only one.
    pub organization: String,
    /// The organisations, where there are several.
    pub organizations: Vec<Choice>,
    /// The chosen one.
    pub chosen: String,
    /// «Email».
    pub email: String,
    /// What is said when nothing can be asked for.
    pub nobody: Option<Empty>,
    /// The faults.
    pub errors: Vec<FieldError>,
    /// The CSRF token.
    pub csrf: String,
}

/// A subscription that has not ended.
#[derive(Clone, Debug)]
pub struct SubscriptionRow {
    /// Its number.
    pub number: String,
    /// Whose documents.
    pub organization: String,
    /// Its state.
    pub state: Badge,
    /// Where the letters go.
    pub email: String,
    /// What comes next.
    pub next: String,
    /// What became of the last month.
    pub last: String,
}

/// What the link of a subscription's letter opens.
#[derive(Clone, Debug)]
pub enum SubscriptionLinkPage {
    /// The button that confirms an address.
    Confirm {
        /// The word of the link.
        token: String,
        /// Whose documents.
        organization: String,
        /// The address.
        email: String,
        /// The token against forgery.
        csrf: String,
    },
    /// The address is confirmed.
    Confirmed {
        /// Whose documents.
        organization: String,
        /// The address.
        email: String,
    },
    /// The button that ends the subscription: programs that read letters follow links.
    End {
        /// The word of the link.
        token: String,
        /// Whose documents.
        organization: String,
        /// The address.
        email: String,
        /// The token against forgery, which this form does not need.
        csrf: String,
    },
    /// The subscription has ended.
    Ended {
        /// Whose documents.
        organization: String,
        /// The address.
        email: String,
    },
    /// The link is too old, or never was.
    Gone,
}

const HEADING: &str = "Закрывающие документы каждый месяц";
const DOOR: &str = "Личный кабинет";
const ADDRESS: &str = "Можно указать другой адрес. Новый адрес сначала подтвердите по ссылке из письма.";

impl Page for SubscriptionsPage {
    fn title(&self) -> String {
        titled(HEADING, DOOR, !self.errors.is_empty())
    }
}

impl Render for SubscriptionsPage {
    fn render(&self) -> Markup {
        let home = Link {
            label: "Для бухгалтерии".to_owned(),
            href: format!("{}#accounting", paths::cabinet()),
        };
        html! {
            div."narrow client-page" {
                (trail(&[home], HEADING))
                h1 { @if !self.organization.is_empty() { span.caption { (self.organization) } } (HEADING) }
                (summary(&self.errors))
                @if self.nobody.is_none() {
                    p { "Акты и УПД за прошедший месяц приходят одним архивом на пятый рабочий день следующего месяца. Если документов за месяц не было, письма не будет." }
                }
                @for row in &self.rows { (row.card(&self.csrf)) }
                @match &self.nobody {
                    Some(nobody) => div.card { (nobody) },
                    None => (self.form()),
                }
            }
        }
    }
}

impl SubscriptionsPage {
    fn form(&self) -> Markup {
        let field = |id: &'static str, label: &'static str, hint: &'static str, control| {
            let error = error_of(&self.errors, id);
            html! { (Field { id, name: id, label, hint, error, control }) }
        };
        let content = html! {
            @if !self.organizations.is_empty() {
                (field("organization", "Организация", "", Control::List { choices: &self.organizations, chosen: &self.chosen }))
            }
            (field("email", "E-mail", ADDRESS, Control::Line { value: &self.email, complete: "email" }))
            div.acts { button."btn btn-primary" { "Присылать каждый месяц" } }
        };
        html! {
            @if !self.rows.is_empty() {
                p.soft { "Чтобы сменить адрес, укажите новый. На прежний документы приходят, пока вы не подтвердите новый." }
            }
            (Form { action: &paths::subscriptions(), csrf: &self.csrf, hidden: &[], guarded: true, content })
            p."soft small mt-3" { "Отключить отправку можно здесь или одним нажатием по ссылке в каждом письме." }
        }
    }
}

impl SubscriptionRow {
    fn card(&self, csrf: &str) -> Markup {
        let label = format!("subscription-{}", self.number);
        let content = html! { div.acts { button.btn aria-describedby=(label) { "Отключить" } } };
        let action = paths::subscription_end(&self.number);
        html! {
            article."card mb-3 archive" aria-labelledby=(label) data-row=(self.number) {
                div.card-header {
                    h2.card-title id=(label) { (self.organization) }
                    div."ms-auto card-aside" { (self.state) }
                }
                div.card-body {
                    p { "На " b.break { (self.email) } ". " (self.next) }
                    @if !self.last.is_empty() { p.soft { (self.last) } }
                    (Form { action: &action, csrf, hidden: &[], guarded: false, content })
                }
            }
        }
    }
}

impl SubscriptionLinkPage {
    fn heading(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "Подтвердите адрес",
            Self::Confirmed { .. } => "Адрес подтвержден",
            Self::End { .. } => "Больше не присылать?",
            Self::Ended { .. } => "Документы больше не придут",
            Self::Gone => "Ссылка не действует",
        }
    }
}

impl Page for SubscriptionLinkPage {
    fn title(&self) -> String {
        titled(self.heading(), DOOR, false)
    }
}

impl Render for SubscriptionLinkPage {
    fn render(&self) -> Markup {
        html! {
            div.one {
                h1 { span.caption { (DOOR) } (self.heading()) }
                @match self {
                    Self::Confirm { token, organization, email, csrf } => (confirm(token, organization, email, csrf)),
                    Self::Confirmed { organization, email } => {
                        p { "Закрывающие документы (" (organization) ") будут приходить на " b.break { (email) } " на пятый рабочий день каждого месяца." }
                        (entrance())
                    }
                    Self::End { token, organization, email, csrf } => (end(token, organization, email, csrf)),
                    Self::Ended { organization, email } => {
                        p { "Закрывающие документы (" (organization) ") больше не придут на " b.break { (email) } " сами. Запросить архив или включить отправку снова можно в личном кабинете." }
                        (entrance())
                    }
                    Self::Gone => {
                        p { "Прошло больше 7\u{a0}дней, отправка отключена, или ссылка скопирована не полностью." }
                        (entrance())
                    }
                }
            }
        }
    }
}

fn confirm(token: &str, organization: &str, email: &str, csrf: &str) -> Markup {
    let content = html! {
        div.acts {
            button."btn btn-primary" { "Подтвердить адрес" }
            p.acts-note { "Не ждали документов? Закройте страницу: без подтверждения они не отправятся." }
        }
    };
    html! {
        p { "На этот адрес попросили присылать закрывающие документы каждый месяц." }
        dl.versus { dt { "Организация" } dd { (organization) } dt { "E-mail" } dd.break { (email) } }
        (Form { action: &paths::subscription_confirmation(token), csrf, hidden: &[], guarded: false, content })
    }
}

/// The word of the link is all that the button needs: a mail program presses it without a session, too.
fn end(token: &str, organization: &str, email: &str, csrf: &str) -> Markup {
    let content = html! { div.acts { button."btn btn-primary" { "Больше не присылать" } } };
    html! {
        p { "Закрывающие документы приходят на этот адрес каждый месяц." }
        dl.versus { dt { "Организация" } dd { (organization) } dt { "E-mail" } dd.break { (email) } }
        (Form { action: &paths::subscription_ending(token), csrf, hidden: &[], guarded: false, content })
    }
}

fn entrance() -> Markup {
    html! { div.acts { a.btn href=(paths::subscriptions()) { "Войти в личный кабинет" } } }
}
