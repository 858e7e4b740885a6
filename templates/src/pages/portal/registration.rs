//! «Регистрация нового пользователя».

use maud::{Markup, Render, html};

use super::{back, ways};
use crate::components::{
    Captcha, Entry, FieldError, Form, Kind, Width, checked, error_of, pressed_by_return, summary, titled,
};
use crate::layout::Door;
use crate::{Page, paths};

/// The form.
#[derive(Clone, Debug, Default)]
pub struct RegistrationPage {
    /// Whether it asks for a mobile number, and for no e-mail.
    pub by_phone: bool,
    /// What was typed, but the password.
    pub typed: Typed,
    /// The captcha.
    pub captcha: Captcha,
    /// The days of the versions of the agreement and of the consent: «01.09.2026».
    pub versions: [String; 2],
    /// Whether somebody has the e-mail: the way to recover is then shown.
    pub email_taken: bool,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Логин.
    pub login: String,
    /// E-mail.
    pub email: String,
    /// The mobile number.
    pub mobile: String,
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество.
    pub middle_name: String,
    /// Место работы.
    pub place_of_work: String,
    /// Город.
    pub city: String,
    /// Телефон.
    pub phone: String,
    /// Whether the user agreement was accepted.
    pub agreement: bool,
    /// Whether the processing of personal data was consented to.
    pub personal_data: bool,
}

const HEADING: &str = "Регистрация нового пользователя";
const REGISTER: &str = "Зарегистрироваться";
const LOGIN: &str = "Логин может как совпадать с регистрационным номером продукта, так и нет. Важно, что такой логин должен быть уникальным.";
const PASSWORD: &str = "Пароль должен быть удобным для запоминания, при этом уникальным.";
const EMAIL: &str = "Обратите внимание! Важно заполнить внимательно, т.к. указанный e-mail используется в случае утери доступа к сервису.";

const MOBILE: &str =
    "Мобильный номер России. На него придет SMS с кодом; по нему можно входить и восстанавливать пароль.";
const AFTER_EMAIL: &str =
    "На E-mail придет письмо со ссылкой. Она действует 24\u{a0}часа, до перехода по ней логин не работает.";
const AFTER_PHONE: &str =
    "На телефон придет SMS с кодом. Он действует 10\u{a0}минут, до его ввода логин не работает.";

impl Page for RegistrationPage {
    fn title(&self) -> String {
        titled(HEADING, Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for RegistrationPage {
    fn render(&self) -> Markup {
        let content = html! {
            (pressed_by_return(REGISTER))
            (self.access())
            @if !self.by_phone { (self.person()) (self.organization()) }
            fieldset.group { legend { "Проверка" } (self.captcha.with(&self.errors)) }
            (self.consents())
            div.acts {
                button."btn btn-primary" { (REGISTER) }
                p.acts-note { (if self.by_phone { AFTER_PHONE } else { AFTER_EMAIL }) }
            }
        };
        let action = if self.by_phone { paths::registration_by_phone() } else { paths::registration() };
        html! {
            div.one {
                (back("Вход", &paths::portal_sign_in()))
                (summary(&self.errors))
                h1 { span.caption { "Портал 1С:ИТС" } (HEADING) }
                (ways(self.by_phone, paths::registration(), paths::registration_by_phone()))
                p.soft { "Поля со звездочкой " span.req { "*" } " обязательны." }
                (Form { action: &action, csrf: &self.csrf, hidden: &[], guarded: false, content })
            }
        }
    }
}

impl RegistrationPage {
    fn entry<'a>(&'a self, name: &'a str, label: &'a str, value: &'a str, complete: &'a str) -> Entry<'a> {
        Entry::text(name, label, value, complete, &self.errors)
    }

    fn access(&self) -> Markup {
        let login = self.entry("login", "Логин", &self.typed.login, "username");
        let password = self.entry("password", "Пароль", "", "new-password");
        html! {
            fieldset.group {
                legend { "Вход" }
                (Entry { hint: LOGIN, required: true, width: Width::Middle, ..login })
                (Entry { hint: PASSWORD, required: true, width: Width::Middle, kind: Kind::Password, ..password })
                (self.channel())
                @if self.email_taken && error_of(&self.errors, "email").is_some() {
                    p.soft { "Это ваш адрес? " a href=(paths::recovery()) { "Восстановите логин и пароль" } " или укажите другой e-mail." }
                }
            }
        }
    }

    fn channel(&self) -> Entry<'_> {
        let (required, width) = (true, Width::Middle);
        if self.by_phone {
            let mobile = self.entry("mobile", "Телефон", &self.typed.mobile, "tel");
            return Entry { hint: MOBILE, required, width, kind: Kind::Phone, ..mobile };
        }
        let email = self.entry("email", "E-mail", &self.typed.email, "email");
        Entry { hint: EMAIL, required, width, kind: Kind::Email, ..email }
    }

    fn person(&self) -> Markup {
        let typed = &self.typed;
        html! {
            fieldset.group {
                legend { "Контактное лицо" }
                p.field-hint { "Директор, если его нет, главный бухгалтер, затем остальные контактные лица." }
                div.triple {
                    (self.entry("last_name", "Фамилия", &typed.last_name, "family-name"))
                    (self.entry("first_name", "Имя", &typed.first_name, "given-name"))
                    (self.entry("middle_name", "Отчество", &typed.middle_name, "additional-name"))
                }
            }
        }
    }

    fn organization(&self) -> Markup {
        let typed = &self.typed;
        let work = self.entry("place_of_work", "Место работы", &typed.place_of_work, "organization");
        let city = self.entry("city", "Город", &typed.city, "address-level2");
        let phone = self.entry("phone", "Телефон", &typed.phone, "tel");
        html! {
            fieldset.group {
                legend { "Организация" }
                (Entry { hint: "Полное наименование организации.", ..work })
                (Entry { hint: "Город, указанный в юридическом адресе.", width: Width::Middle, ..city })
                (Entry { hint: "Контактный рабочий номер организации", width: Width::Middle, kind: Kind::Phone, ..phone })
            }
        }
    }

    fn consents(&self) -> Markup {
        let [agreement, personal_data] = &self.versions;
        let to_agreement = html! {
            b { "Я согласен с условиями " a.link href=(paths::consent("agreement")) { "Пользовательского соглашения" } }
            small { "редакция от " (agreement) }
        };
        let to_personal_data = html! {
            b { "Даю " a.link href=(paths::consent("personal-data")) { "согласие на обработку персональных данных" } }
            small { "редакция от " (personal_data) ", как отозвать, сказано в тексте" }
        };
        html! {
            fieldset.group {
                legend { "Согласия" }
                (checked("agreement", self.typed.agreement, &self.errors, &to_agreement))
                (checked("personal_data", self.typed.personal_data, &self.errors, &to_personal_data))
            }
        }
    }
}
