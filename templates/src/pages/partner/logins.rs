//! The partner's ITS logins: the list, with the form of a new one.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Body, Card, Control, Empty, Field, FieldError, Form, Link, PageSearch, Pager, error_of,
    error_summary,
};
use crate::{Page, paths};

/// The partner's ITS logins.
#[derive(Clone, Debug, Default)]
pub struct LoginsPage {
    /// The search words.
    pub search: String,
    /// The logins, by name.
    pub rows: Vec<LoginRow>,
    /// The pager.
    pub pager: Pager,
    /// The text of an empty list.
    pub empty: Empty,
    /// The form of a new login.
    pub form: LoginForm,
    /// The form that offers a contract to whoever has a login.
    pub offer: OfferForm,
    /// The CSRF token.
    pub csrf: String,
}

/// A login in the list.
#[derive(Clone, Debug)]
pub struct LoginRow {
    /// The URL of the login.
    pub href: String,
    /// The login.
    pub login: String,
    /// The client's e-mail.
    pub email: String,
    /// The first organisations that are bound to it.
    pub organizations: Vec<Link>,
    /// How many more there are.
    pub more: usize,
    /// The last day of the contract.
    pub until: Option<String>,
    /// The state.
    pub state: Badge,
}

/// The form of a new login, with its input.
#[derive(Clone, Debug, Default)]
pub struct LoginForm {
    /// The login.
    pub login: String,
    /// The client's e-mail.
    pub email: String,
    /// The last day of the contract.
    pub contract_until: String,
    /// The faults.
    pub errors: Vec<FieldError>,
}

/// The form that offers a contract, with what was typed.
#[derive(Clone, Debug, Default)]
pub struct OfferForm {
    /// The login.
    pub login: String,
    /// Until when the contract is to run.
    pub until: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for LoginsPage {
    fn title(&self) -> String {
        "Логины ИТС · Регистратор".to_owned()
    }
}

impl Render for LoginsPage {
    fn render(&self) -> Markup {
        let action = paths::its_logins();
        let form = Form {
            action: &action,
            csrf: &self.csrf,
            hidden: &[],
            guarded: true,
            content: self.form.fields(),
        };
        let offering = paths::its_offers();
        let offer = Form {
            action: &offering,
            csrf: &self.csrf,
            hidden: &[],
            guarded: true,
            content: self.offer.fields(),
        };
        html! {
            h1 { "Логины ИТС" }
            div.columns {
                div.column-main {
                    (self.search())
                    div.card { @if self.rows.is_empty() { (self.empty) } @else { (self.table()) (self.pager) } }
                }
                div.column-side {
                    (Card { id: "issuing", title: "Выдать логин", aside: None, body: Body::Padded(html! { (form) }) })
                    (Card { id: "offering", title: "Предложить договор", aside: None, body: Body::Padded(html! { (offer) }) })
                }
            }
        }
    }
}

impl LoginsPage {
    fn search(&self) -> Markup {
        let action = &paths::its_logins();
        PageSearch {
            action,
            about: "Поиск логинов",
            label: "Логин или e-mail",
            value: &self.search,
            suggests: false,
            first: false,
        }
        .render()
    }

    fn table(&self) -> Markup {
        html! {
            table."table list" {
                caption.visually-hidden { "Логины ИТС" }
                thead {
                    tr {
                        th scope="col" { "Логин" } th scope="col" { "Организации" } th scope="col" { "Договор до" }
                        th scope="col" { "Состояние" }
                    }
                }
                tbody { @for row in &self.rows { (row) } }
            }
        }
    }
}

impl Render for LoginRow {
    fn render(&self) -> Markup {
        html! {
            tr {
                td.cell-main {
                    a."name ident" href=(self.href) { (self.login) }
                    div."soft small" { (self.email) }
                }
                td data-label="Организации" {
                    @if self.organizations.is_empty() { span.soft { "заявлений не было" } }
                    @for link in &self.organizations { div { a href=(link.href) { (link.label) } } }
                    @if self.more > 0 { div."soft small" { "и еще " (self.more) } }
                }
                td data-label="Договор до" { @match &self.until { Some(day) => (day), None => span.soft { "нет" } } }
                td data-label="Состояние" { (self.state) }
            }
        }
    }
}

impl OfferForm {
    fn fields(&self) -> Markup {
        let error = |field| error_of(&self.errors, field);
        html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "offered_login", name: "offered_login", label: "Логин портала", error: error("offered_login"),
                hint: "У клиента уже есть логин портала 1С:ИТС. Договор начнет действовать, когда владелец логина его примет",
                control: Control::Line { value: &self.login, complete: "off" },
            })
            (Field {
                id: "offered_until", name: "offered_until", label: "Договор 1С:ИТС до", hint: "День, как 31.12.2026",
                error: error("offered_until"), control: Control::Line { value: &self.until, complete: "off" },
            })
            button.btn { "Предложить договор" }
        }
    }
}

impl LoginForm {
    fn fields(&self) -> Markup {
        let error = |field| error_of(&self.errors, field);
        html! {
            (error_summary(&self.errors, ""))
            (Field {
                id: "login", name: "login", label: "Логин", hint: "Латинские буквы, цифры, точка, дефис", error: error("login"),
                control: Control::Line { value: &self.login, complete: "off" },
            })
            (Field {
                id: "email", name: "email", label: "E-mail клиента", hint: "Сюда придет ссылка, по которой клиент задаст пароль",
                error: error("email"), control: Control::Line { value: &self.email, complete: "off" },
            })
            (Field {
                id: "contract_until", name: "contract_until", label: "Договор 1С:ИТС действует до", hint: "День, как 31.12.2026",
                error: error("contract_until"), control: Control::Line { value: &self.contract_until, complete: "off" },
            })
            button."btn btn-primary" { "Выдать логин" }
        }
    }
}
