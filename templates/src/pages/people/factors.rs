//! Second factors of a house: who must have one, who lacks it, who lost it.

use maud::{Markup, Render, html};

use super::NOT_LENT;
use crate::Page;
use crate::components::{
    Body, Card, Choice, Control, Field, FieldError, Form, VerbButton, error_of, error_summary, verbs,
};
use crate::format::Moment;

/// The page.
#[derive(Clone, Debug, Default)]
pub struct FactorsPage {
    /// Where the people are.
    pub people: String,
    /// The requirements.
    pub rules: Vec<RuleRow>,
    /// The form of another one; `None` for whoever only stands in for an administrator.
    pub form: Option<RuleForm>,
    /// Who lacks a second factor.
    pub lacking: Vec<LackingRow>,
    /// Requests to take the factors off somebody.
    pub resets: Vec<ResetRow>,
    /// The form of another one; `None` like the other form.
    pub reset_form: Option<ResetForm>,
    /// The CSRF token.
    pub csrf: String,
}

/// A requirement.
#[derive(Clone, Debug)]
pub struct RuleRow {
    /// Whom it concerns: «менеджер партнера, «Форсайт»».
    pub whom: String,
    /// From which day on.
    pub from: String,
    /// The verb that ends it; `None` when it is another house's.
    pub end: Option<VerbButton>,
}

/// The form of a requirement.
#[derive(Clone, Debug, Default)]
pub struct RuleForm {
    /// Its URL.
    pub action: String,
    /// The roles.
    pub roles: Vec<Choice>,
    /// The chosen one.
    pub role: String,
    /// The partners; empty for a partner's administrator.
    pub partners: Vec<Choice>,
    /// The chosen one.
    pub partner: String,
    /// From which day on, as typed.
    pub from: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Somebody without a second factor.
#[derive(Clone, Debug)]
pub struct LackingRow {
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// At which house.
    pub house: String,
    /// The URL of the person; `None` at another house.
    pub href: Option<String>,
    /// From which day on they need one: «с 01.12.2026».
    pub required: Option<String>,
}

/// A request to take the factors off somebody.
#[derive(Clone, Debug)]
pub struct ResetRow {
    /// Whose.
    pub name: String,
    /// The login.
    pub login: String,
    /// Why.
    pub reason: String,
    /// Who asked, and when.
    pub asked: String,
    /// When it is asked.
    pub at: Moment,
    /// What it waits for, in a sentence.
    pub waits: String,
    /// What the viewer can do.
    pub verbs: Vec<VerbButton>,
}

/// The form of such a request.
#[derive(Clone, Debug, Default)]
pub struct ResetForm {
    /// Its URL.
    pub action: String,
    /// The login, as typed.
    pub login: String,
    /// The reason, as typed.
    pub reason: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for FactorsPage {
    fn title(&self) -> String {
        let errors = self.form.iter().map(|form| &form.errors);
        let mut errors = errors.chain(self.reset_form.iter().map(|form| &form.errors));
        let wrong = errors.any(|errors| !errors.is_empty());
        format!("{}Второй шаг входа · Регистратор", if wrong { "Ошибка: " } else { "" })
    }
}

impl Render for FactorsPage {
    fn render(&self) -> Markup {
        html! {
            p { a href=(self.people) { "Сотрудники" } }
            h1 { "Второй шаг входа" }
            div.columns {
                div.column-main {
                    (Card { id: "rules", title: "Кому обязателен второй шаг", aside: None, body: Body::Flush(self.rules()) })
                    (Card { id: "lacking", title: "У кого нет второго шага", aside: None, body: Body::Flush(self.lacking()) })
                    (Card { id: "resets", title: "Кто потерял телефон", aside: None, body: Body::Flush(self.resets()) })
                }
                div.column-side {
                    (Card { id: "require", title: "Сделать обязательным", aside: None, body: Body::Padded(self.rule_form()) })
                    (Card { id: "reset", title: "Снять защиту", aside: None, body: Body::Padded(self.reset_form()) })
                }
            }
        }
    }
}

impl FactorsPage {
    fn rules(&self) -> Markup {
        html! {
            @if self.rules.is_empty() { div.nothing { p.nothing-reason { "Никому." } p.soft { "Каждый включает второй шаг сам, в профиле." } } }
            @else {
                table."table list" {
                    caption.visually-hidden { "Требования" }
                    thead { tr { th scope="col" { "Кому" } th scope="col" { "Действует с" } th scope="col" { span.visually-hidden { "Действие" } } } }
                    tbody {
                        @for (index, row) in self.rules.iter().enumerate() {
                            tr {
                                td.cell-main { b { (row.whom) } }
                                td data-label="Действует с" { (row.from) }
                                td.cell-action { @if let Some(end) = &row.end { (end.form(&self.csrf, &format!("rule-{index}"))) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn lacking(&self) -> Markup {
        html! {
            @if self.lacking.is_empty() { div.nothing { p.nothing-reason { "Есть у всех." } } }
            @else {
                table."table list" {
                    caption.visually-hidden { "Люди без второго шага" }
                    thead { tr { th scope="col" { "Кто" } th scope="col" { "Где" } th scope="col" { "Обязателен" } } }
                    tbody {
                        @for row in &self.lacking {
                            tr {
                                td.cell-main {
                                    @match &row.href { Some(href) => a href=(href) { (row.name) }, None => b { (row.name) } }
                                    div."soft small ident" { (row.login) }
                                }
                                td data-label="Где" { (row.house) }
                                td data-label="Обязателен" { @match &row.required { Some(day) => (day), None => span.soft { "нет" } } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn resets(&self) -> Markup {
        html! {
            @if self.resets.is_empty() { div.nothing { p.nothing-reason { "Запросов нет." } } }
            @for row in &self.resets {
                div.card-body {
                    p { b { (row.name) } " " span."soft ident" { (row.login) } }
                    p { (row.reason) }
                    p.soft { (row.asked) " " (row.at) ". " (row.waits) }
                    (verbs(&row.verbs, &self.csrf, &[]))
                }
            }
        }
    }

    fn rule_form(&self) -> Markup {
        let Some(form) = &self.form else { return html! { p.soft { (NOT_LENT) } } };
        let content = html! {
            (error_summary(&form.errors, ""))
            (Field {
                id: "role", name: "role", label: "Роль", hint: "", error: error_of(&form.errors, "role"),
                control: Control::List { choices: &form.roles, chosen: &form.role },
            })
            @if !form.partners.is_empty() {
                (Field {
                    id: "partner", name: "partner", label: "Партнер", hint: "", error: error_of(&form.errors, "partner"),
                    control: Control::List { choices: &form.partners, chosen: &form.partner },
                })
            }
            (Field {
                id: "from", name: "from", label: "Действует с", hint: "", error: error_of(&form.errors, "from"),
                control: Control::Day { value: &form.from },
            })
            button."btn btn-primary" { "Сделать обязательным" }
            p.consequence { "С этого дня, пока человек не подключит второй шаг, ему откроется только страница подключения." }
        };
        html! { (Form { action: &form.action, csrf: &self.csrf, hidden: &[], guarded: true, content }) }
    }

    fn reset_form(&self) -> Markup {
        let Some(form) = &self.reset_form else { return html! { p.soft { (NOT_LENT) } } };
        let content = html! {
            (error_summary(&form.errors, ""))
            (Field {
                id: "login", name: "login", label: "Логин", hint: "", error: error_of(&form.errors, "login"),
                control: Control::Line { value: &form.login, complete: "off" },
            })
            (Field {
                id: "reason", name: "reason", label: "Как вы убедились, что просит владелец", hint: "",
                error: error_of(&form.errors, "reason"), control: Control::Area { value: &form.reason },
            })
            button.btn { "Попросить снять защиту" }
            p.consequence { "Владельцу сразу уйдет письмо, а без e-mail SMS. Другой администратор должен согласиться в течение 7\u{a0}дней, и через сутки после письма защита снимется." }
        };
        html! { (Form { action: &form.action, csrf: &self.csrf, hidden: &[], guarded: true, content }) }
    }
}

/// Saying no by the link of a letter.
#[derive(Clone, Debug)]
pub struct ResetRefusalPage {
    /// The form's URL.
    pub action: String,
    /// The login.
    pub login: String,
    /// Whether it is done.
    pub done: bool,
    /// The CSRF token.
    pub csrf: String,
}

impl Page for ResetRefusalPage {
    fn title(&self) -> String {
        "Снятие защиты входа · Регистратор".to_owned()
    }
}

impl Render for ResetRefusalPage {
    fn render(&self) -> Markup {
        let content = html! { button."btn btn-primary" { "Не снимать защиту" } };
        html! {
            div.narrow {
                @if self.done {
                    h1 { "Защита остается" }
                    p.lead { "Запрос отменен. Если его подали не по вашей просьбе, смените пароль и сообщите в поддержку." }
                    p { a."btn btn-primary" href=(crate::paths::forgotten()) { "Задать новый пароль" } }
                } @else {
                    h1 { "Снять защиту входа?" }
                    p { "Администратор попросил снять второй шаг входа с логина " span."ident break" { (self.login) } "." }
                    p { "Если вы об этом не просили, отмените запрос. Если просили, просто подождите: ничего делать не нужно." }
                    (Form { action: &self.action, csrf: &self.csrf, hidden: &[], guarded: false, content })
                }
            }
        }
    }
}
