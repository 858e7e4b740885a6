//! «Интернет-поддержка»: the window that connects the account, and whether it is connected.

use maud::{Markup, Render, html};

use crate::components::{
    Badge, Body, Card, Control, Fact, Field, Form, Link, Notice, NoticeTone, Tone, facts,
};
use crate::{Page, paths};

/// The article about the account and its sign-in.
const HELP: &str = "client-account";

/// The window «Подключение Интернет-поддержки»: whoever is not signed in types the pair of the portal here.
#[derive(Clone, Debug, Default)]
pub struct SupportSignInPage {
    /// The token against forgery.
    pub csrf: String,
    /// What was typed as the login.
    pub login: String,
    /// Why the last try failed: «Неверный логин или пароль.»
    pub error: Option<String>,
}

impl Page for SupportSignInPage {
    fn title(&self) -> String {
        let title = "Подключение Интернет-поддержки · Портал 1С:ИТС";
        if self.error.is_some() { format!("Ошибка: {title}") } else { title.to_owned() }
    }
}

impl Render for SupportSignInPage {
    fn render(&self) -> Markup {
        let here = paths::portal_support();
        html! {
            div.narrow.sign-in {
                p."soft small mb-1" { "Подключение Интернет-поддержки (1С:Предприятие)" }
                @if let Some(error) = &self.error {
                    (Notice { tone: NoticeTone::Bad, text: error.clone() })
                    p { a.btn href=(here) { "OK" } }
                }
                h1 { "Подключение Интернет-поддержки" }
                p {
                    "Подключитесь к Интернет-поддержке пользователей и вы сможете получать сервисы, включенные в "
                    "информационно-технологическое сопровождение. Со списком сервисов и условиями их получения можно "
                    "ознакомиться на Портале 1С:ИТС."
                }
                p {
                    "Введите логин и пароль, которые вы используете на Портале 1С:ИТС. При возникновении проблем напишите в "
                    a href="#help" { "техподдержку" } "."
                }
                (Form {
                    action: &paths::portal_sign_in(), csrf: &self.csrf, hidden: &[("next", &here)], guarded: false,
                    content: self.fields(),
                })
                (help())
            }
        }
    }
}

impl SupportSignInPage {
    fn fields(&self) -> Markup {
        html! {
            (Field {
                id: "login", name: "login", label: "Логин:", hint: "", error: None,
                control: Control::First { value: &self.login, complete: "username" },
            })
            (Field {
                id: "password", name: "password", label: "Пароль:", hint: "", error: None,
                control: Control::Password { complete: "current-password" },
            })
            p."soft small" { "Введенные логин и пароль будут сохранены в программе для подключения ко всем сервисам Интернет-поддержки." }
            div.verbs-row {
                button."btn btn-primary" { "Войти" }
                a.btn href=(paths::portal_sign_in()) { "Отмена" }
                a.btn href=(paths::article(HELP)) { "?" span.visually-hidden { " Справка" } }
            }
            p."mt-2 mb-0" { a href=(paths::recovery()) { "Забыли пароль?" } }
            p."mt-1 mb-0" { a href="#help" { "Нет логина и пароля?" } }
        }
    }
}

/// What «?», «техподдержку» and «Нет логина и пароля?» lead to.
fn help() -> Markup {
    html! {
        section."mt-4" id="help" aria-labelledby="help-title" tabindex="-1" {
            h2.section-title id="help-title" { "Если нет логина или войти не получается" }
            p {
                "Логин и пароль выдает обслуживающая организация, когда вы заключаете договор 1С:ИТС: ссылка, по которой вы "
                "зададите пароль, приходит письмом. Туда же обратитесь, если письма нет или вход не удается. Назовите "
                "организацию, ее ИНН и логин. Пароль не называйте никому."
            }
        }
    }
}

/// Whether the account is connected.
#[derive(Clone, Debug, Default)]
pub struct SupportStatePage {
    /// Whether a contract runs.
    pub connected: bool,
    /// Login, contract, until when.
    pub facts: Vec<Fact>,
    /// What to do when it is not connected.
    pub advice: String,
    /// Where that is done.
    pub link: Option<Link>,
}

impl Page for SupportStatePage {
    fn title(&self) -> String {
        "Интернет-поддержка и сервисы · Портал 1С:ИТС".to_owned()
    }
}

impl Render for SupportStatePage {
    fn render(&self) -> Markup {
        let (label, tone) = if self.connected {
            ("подключена", Tone::Good)
        } else {
            ("не подключена", Tone::Bad)
        };
        let body = html! {
            (facts(&self.facts))
            @if !self.connected {
                p."mt-3 mb-1" { b { "Для отправки заявления подключите Интернет-поддержку" } }
                p { (self.advice) }
            }
            @if let Some(link) = &self.link {
                div.acts { a."btn btn-primary" href=(link.href) { (link.label) } }
            }
        };
        html! {
            div.narrow {
                h1 { "Интернет-поддержка и сервисы" }
                div."progress-line mb-2" { (Badge { label: label.to_owned(), tone }) }
                (Card { id: "support", title: "Интернет-поддержка", aside: None, body: Body::Padded(body) })
            }
        }
    }
}
