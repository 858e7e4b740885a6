//! Error pages: what happened, and what to do next.

use maud::{Markup, Render, html};

use super::ProofForm;
use crate::components::icon::{self, Icon};
use crate::format::waiting;
use crate::{Page, paths};

/// An error page.
#[derive(Clone, Debug)]
pub struct FailurePage {
    /// What happened.
    pub failure: Failure,
    /// The id of the request.
    pub request_id: String,
}

/// The kind of an error page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such thing in the viewer's scope.
    NotFound,
    /// The viewer lacks the permission.
    Forbidden {
        /// The roles with the permission: «менеджер партнера».
        who_may: Vec<String>,
        /// Whether the viewer stands in for somebody who has it.
        not_lent: bool,
        /// The URL of the page that tells why, if it is known what was asked for.
        why: Option<String>,
    },
    /// The page is for people of desks, and the viewer is a client.
    OfDesks,
    /// The viewer must prove again who they are.
    Unproven(Box<ProofForm>),
    /// A second factor is required of the viewer, who has none.
    MustEnrol {
        /// The form, to be sent again afterwards.
        again: Option<Resubmission>,
    },
    /// A conflict: the subject changed.
    Conflict {
        /// Who changed what: «Заявление уже изменил И. Ветров»; `None` where only the state is another one.
        changed: Option<String>,
        /// What happened, in a sentence.
        because: String,
        /// The URL of the subject.
        href: String,
    },
    /// A rule refuses it; nothing has changed.
    Refused {
        /// The reason, in a sentence.
        because: String,
        /// The URL of the subject.
        href: String,
    },
    /// The CSRF token is missing or outdated.
    Forged,
    /// The input cannot be parsed.
    Unreadable {
        /// The fault, in a sentence.
        because: String,
    },
    /// Too many failed attempts.
    TooMany {
        /// The wait in seconds.
        seconds: u64,
    },
    /// The limit of what a signed-out visitor may do is reached.
    Limited {
        /// The wait in seconds.
        seconds: u64,
    },
    /// The limit of disclosures is reached.
    TooOften {
        /// The wait in seconds.
        seconds: u64,
    },
    /// The database is locked for a moment.
    Busy {
        /// The form, to be sent again; `None` when there was none, or when it contains a password.
        again: Option<Resubmission>,
    },
    /// The service failed.
    Broken,
}

/// A form to be sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resubmission {
    /// Its URL.
    pub address: String,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

impl Failure {
    fn icon(&self) -> Icon {
        match self {
            Self::NotFound => icon::SEARCH,
            Self::Forbidden { .. }
            | Self::OfDesks
            | Self::Unproven(_)
            | Self::MustEnrol { .. }
            | Self::Forged => icon::LOCK,
            Self::TooMany { .. } | Self::Limited { .. } | Self::TooOften { .. } | Self::Busy { .. } => {
                icon::CLOCK
            }
            Self::Conflict { .. } | Self::Refused { .. } | Self::Unreadable { .. } | Self::Broken => {
                icon::ALERT_TRIANGLE
            }
        }
    }

    fn heading(&self) -> &str {
        match self {
            Self::NotFound => "Не найдено",
            Self::Forbidden { .. } => "Недостаточно прав",
            Self::OfDesks => "Эта страница для сотрудников",
            Self::Unproven(_) => "Подтвердите, что это вы",
            Self::MustEnrol { .. } => "Нужен второй шаг входа",
            Self::Conflict { changed: Some(changed), .. } => changed,
            Self::Conflict { changed: None, .. } | Self::Refused { .. } => "Не выполнено",
            Self::Forged => "Форма устарела",
            Self::Unreadable { .. } => "Запрос не прочитан",
            Self::TooMany { .. } => "Слишком много попыток",
            Self::Limited { .. } | Self::TooOften { .. } => "Слишком часто",
            Self::Busy { .. } => "Занято",
            Self::Broken => "Что-то сломалось",
        }
    }

    fn what_happened(&self) -> String {
        match self {
            Self::NotFound => {
                "По этому адресу ничего нет, или запись принадлежит другой организации.".to_owned()
            }
            Self::Forbidden { who_may, not_lent, .. } => lacking(who_may, *not_lent),
            Self::OfDesks => "Здесь работают сотрудники партнера и оператора. Ваши заявления и документы в личном кабинете.".to_owned(),
            Self::Unproven(form) if form.second_factor => {
                "Это действие важное, а последний раз вы подтверждали вход больше 10\u{a0}минут назад. Введите код еще раз."
                    .to_owned()
            }
            Self::MustEnrol { .. } => {
                "С сегодняшнего дня работать можно только со вторым шагом входа, а у вас его еще нет. Ничего не изменено."
                    .to_owned()
            }
            Self::Unproven(_) => {
                "Это действие важное, а последний раз вы вводили пароль больше 10\u{a0}минут назад. Введите его еще раз."
                    .to_owned()
            }
            Self::Conflict { because, .. } | Self::Refused { because, .. } | Self::Unreadable { because } => {
                because.clone()
            }
            Self::Forged => {
                "Страница была открыта слишком давно или в другом сеансе, поэтому ничего не изменено."
                    .to_owned()
            }
            Self::TooMany { seconds } => format!("Повторите через {}.", waiting(*seconds)),
            Self::Limited { seconds } => format!(
                "Это уже сделали столько раз, сколько разрешено. Снова можно будет через {}.",
                waiting(*seconds)
            ),
            Self::TooOften { seconds } => format!(
                "За последний час вы уже показали личные данные столько раз, сколько разрешено. Снова можно будет через {}.",
                waiting(*seconds)
            ),
            Self::Busy { .. } => {
                "База данных сейчас занята другой работой, поэтому ничего не изменено.".to_owned()
            }
            Self::Broken => {
                "Ошибка на нашей стороне, она уже записана. Начатое действие не выполнено.".to_owned()
            }
        }
    }

    fn what_next(&self) -> &'static str {
        match self {
            Self::NotFound => "Проверьте номер или найдите запись поиском.",
            Self::Forbidden { not_lent: true, .. } => {
                "Попросите того, чья это роль, или другого администратора."
            }
            Self::Forbidden { .. } => {
                "Попросите того, у кого есть это право, или администратора дать его вам."
            }
            Self::OfDesks => "Если вам прислали эту ссылку, спросите того, кто ее прислал.",
            Self::MustEnrol { again: Some(_) } => {
                "Введенное сохранено: подключите второй шаг в новой вкладке, вернитесь сюда и повторите."
            }
            Self::MustEnrol { again: None } => "Подключите его, это займет минуту.",
            Self::Unproven(form) if !form.anew.is_empty() => {
                "Остальное, что вы заполнили, сохранено и уйдет сразу после подтверждения."
            }
            Self::Unproven(_) => "Все, что вы заполнили, сохранено и уйдет сразу после подтверждения.",
            Self::Refused { .. } => "Ничего не изменено.",
            Self::Conflict { .. } => "Откройте свежую версию и решите, нужно ли действие еще.",
            Self::Forged => "Вернитесь назад, обновите страницу и повторите.",
            Self::Unreadable { .. } => "Вернитесь назад и исправьте введенное.",
            Self::TooMany { .. } => {
                "Так мы защищаем учетные записи от подбора. Ждать нельзя? Обратитесь к администратору, клиенты звонят в поддержку."
            }
            Self::Limited { .. } => "Вернитесь назад и повторите позже.",
            Self::TooOften { .. } => "Если данные нужны сейчас, попросите коллегу: у каждого свой счет.",
            Self::Busy { again: Some(_) } => "Введенное сохранено. Повторите через несколько секунд.",
            Self::Busy { again: None } => "Вернитесь назад и повторите через несколько секунд.",
            Self::Broken => "Повторите через минуту. Если не поможет, сообщите в поддержку номер запроса.",
        }
    }
}

impl Page for FailurePage {
    fn title(&self) -> String {
        format!("{} · Регистратор", self.failure.heading())
    }
}

impl Render for FailurePage {
    fn render(&self) -> Markup {
        html! {
            div.narrow.failure {
                div.failure-icon { (self.failure.icon()) }
                h1 { (self.failure.heading()) }
                p.lead { (self.failure.what_happened()) }
                p { (self.failure.what_next()) }
                @if let Failure::Unproven(form) = &self.failure { (form) }
                div."verbs-row failure-acts" {
                    @match &self.failure {
                        Failure::Conflict { href, .. } => a."btn btn-primary" href=(href) { "Открыть свежую версию" },
                        Failure::Refused { href, .. } => a."btn btn-primary" href=(href) { "Вернуться" },
                        Failure::Busy { again: Some(sent) } => (resubmission(sent, "btn btn-primary")),
                        Failure::Unproven(_) => {},
                        Failure::MustEnrol { again } => {
                            a."btn btn-primary" href=(paths::own_codes()) target=[again.as_ref().map(|_| "_blank")] { "Подключить второй шаг" }
                            @if let Some(sent) = again { (resubmission(sent, "btn")) }
                        },
                        Failure::Forbidden { why: Some(href), .. } => {
                            a."btn btn-primary" href=(href) { "Почему нельзя и кто может" }
                            a.btn href=(paths::home()) { "На главную" }
                        }
                        Failure::OfDesks => {
                            a."btn btn-primary" href=(paths::cabinet()) { "В личный кабинет" }
                            a.btn href=(paths::portal()) { "На портал" }
                        }
                        Failure::NotFound | Failure::Forbidden { why: None, .. } | Failure::Forged | Failure::Unreadable { .. }
                        | Failure::TooMany { .. } | Failure::Limited { .. } | Failure::TooOften { .. } | Failure::Busy { again: None }
                        | Failure::Broken => {
                            a.btn href=(paths::home()) { "На главную" }
                        }
                    }
                }
                @if !matches!(self.failure, Failure::Unproven(_)) {
                    p.soft.small { "Номер запроса: " code.ident { (self.request_id) } }
                }
            }
        }
    }
}

/// That a right is missing, and who has it.
fn lacking(who_may: &[String], not_lent: bool) -> String {
    let who_may = who_may.join(", ");
    if not_lent {
        format!(
            "Роль, которую вам передали на время, этого не дает. Может только тот, у кого она своя: {who_may}."
        )
    } else if who_may.is_empty() {
        "Ваша роль этого не позволяет.".to_owned()
    } else {
        format!("Ваша роль этого не позволяет. Кто может: {who_may}.")
    }
}

fn resubmission(sent: &Resubmission, weight: &str) -> Markup {
    html! {
        form method="post" action=(sent.address) {
            @for (name, value) in &sent.fields {
                input type="hidden" name=(name) value=(value);
            }
            button class=(weight) type="submit" { "Повторить" }
        }
    }
}
