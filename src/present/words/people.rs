//! The words of people, their accounts and sessions, and of ITS logins.

mod meanwhile;
mod refusals;

pub use meanwhile::{changed, changed_application, changer};
pub use refusals::refusal;

use templates::components::Choice;

use crate::domain::account::AccountState;
use crate::domain::colleague::PersonEvent;
use crate::domain::errand::FactorNews;
use crate::domain::factor::Factor;
use crate::domain::factor_reset::ResetOutcome;
use crate::domain::factor_rule::{FactorRuleEvent, FactorRuleEventName};
use crate::domain::its_login::{LoginEvent, LoginRefusal, LoginState};
use crate::domain::role::Role;
use crate::store::queue::Reviewer;

/// The state of an account.
#[must_use]
pub const fn account_state(state: AccountState) -> &'static str {
    match state {
        AccountState::Invited => "приглашение отправлено",
        AccountState::Working => "работает",
        AccountState::Disabled => "доступ отключен",
    }
}

/// The state of an ITS login.
#[must_use]
pub const fn login_state(state: LoginState) -> &'static str {
    match state {
        LoginState::Offered => "предложен",
        LoginState::Issued => "пароль не задан",
        LoginState::Working => "действует",
        LoginState::Lapsed => "договор истек",
        LoginState::Blocked => "заблокирован",
    }
}

/// The rights of a role, on one line.
#[must_use]
pub const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::PartnerStaff => "Очередь заявлений и организации",
        Role::PartnerManager => "То же и сверка: согласование, расхождения, выгрузка; договор, журнал",
        Role::PartnerAdmin => "То же и сотрудники, их роли и сеансы, логины ИТС",
        Role::Support => "Поиск любой организации, сброс застрявшего",
        Role::OperatorClerk => "Выпуск сертификатов: повтор, сброс, отказ",
        Role::OperatorBilling => "Сверка и счета, договоры, прайс-лист",
        Role::OperatorAdmin => "Все права оператора и его сотрудники",
        Role::Client | Role::ClientAdmin | Role::ItsLogin | Role::Worker | Role::Console => "",
    }
}

/// The details of a person's event.
#[must_use]
pub fn detail(event: &PersonEvent) -> Option<String> {
    match event {
        PersonEvent::PersonInvited { roles } | PersonEvent::PersonAdded { roles } => {
            Some(super::people(roles).join(", "))
        }
        PersonEvent::RoleGiven { role } | PersonEvent::RoleEnded { role } => {
            Some(super::role(*role).to_owned())
        }
        PersonEvent::PersonRegistered { agreement, .. } => {
            Some(format!("редакция соглашения от {}", templates::format::date(*agreement)))
        }
        PersonEvent::SessionsEnded { sessions } => {
            Some(templates::format::counted(*sessions, ["сеанс", "сеанса", "сеансов"]))
        }
        PersonEvent::FactorResetAsked { reason } => Some(reason.clone()),
        PersonEvent::FactorResetCancelled { outcome } => Some(reset_outcome(*outcome).to_owned()),
        PersonEvent::RecoveryCodeUsed { left } => Some(format!("осталось {left}")),
        PersonEvent::InvitationRepeated
        | PersonEvent::PersonDisabled
        | PersonEvent::PersonEnabled
        | PersonEvent::PasswordSet
        | PersonEvent::PasswordReset
        | PersonEvent::PasswordChanged
        | PersonEvent::ProfileChanged { .. }
        | PersonEvent::EmailConfirmed
        | PersonEvent::AppSetUp
        | PersonEvent::AppRemoved
        | PersonEvent::RecoveryCodesMade
        | PersonEvent::FactorResetConfirmed
        | PersonEvent::FactorsReset
        | PersonEvent::PasskeyAdded { .. }
        | PersonEvent::PasskeyRenamed { .. }
        | PersonEvent::PasskeyRemoved { .. }
        | PersonEvent::PasskeySuspended { .. }
        | PersonEvent::ProgramPasswordMade { .. }
        | PersonEvent::ProgramPasswordEnded { .. }
        | PersonEvent::OfferDeclined { .. } => None,
    }
}

/// The details of an ITS login's event.
#[must_use]
pub fn login_detail(event: &LoginEvent) -> Option<String> {
    let day = |day: chrono::NaiveDate| templates::format::date(day);
    match event {
        LoginEvent::LoginIssued { contract_until } | LoginEvent::LoginAccepted { contract_until } => {
            contract_until.map(|until| format!("договор до {}", day(until)))
        }
        LoginEvent::LoginContractSet { was, until } => {
            let was = was.map_or_else(|| "не было".to_owned(), day);
            Some(format!("{was} → {}", day(*until)))
        }
        LoginEvent::LoginLinkSent
        | LoginEvent::LoginBlocked
        | LoginEvent::LoginUnblocked
        | LoginEvent::PasswordSet => None,
    }
}

/// The message when a verb of an ITS login is refused.
#[must_use]
pub const fn login_refusal(refusal: LoginRefusal) -> &'static str {
    match refusal {
        LoginRefusal::Blocked => "Логин заблокирован.",
        LoginRefusal::NotBlocked => "Логин не заблокирован.",
        LoginRefusal::HoldersOwn => {
            "Этим логином распоряжается его владелец: можно только завершить договор."
        }
        LoginRefusal::Over => "Срок этого договора уже прошел.",
        LoginRefusal::OfferChanged => "Партнер изменил предложение. Проверьте срок договора еще раз.",
        LoginRefusal::Accepted => "Этот договор уже принят.",
        LoginRefusal::SameDay => "Договор уже действует до этого дня.",
        LoginRefusal::DayOver => "Этот день уже прошел. Чтобы закрыть доступ, заблокируйте логин.",
    }
}

/// The browser's name from its `User-Agent`: «Firefox, Windows».
#[must_use]
pub fn browser(agent: &str) -> String {
    // Each browser's `User-Agent` also contains the names below it.
    const BROWSERS: &[(&str, &str)] = &[
        ("YaBrowser/", "Яндекс Браузер"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: &[(&str, &str)] = &[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name)
    };
    match (named(BROWSERS), named(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => "Неизвестный браузер".to_owned(),
    }
}

/// «О. Смирнова» of «Смирнова Ольга Викторовна».
#[must_use]
pub fn short_name(full: &str) -> String {
    let mut words = full.split_whitespace();
    match (words.next(), words.next().and_then(|first| first.chars().next())) {
        (Some(last), Some(initial)) => format!("{initial}. {last}"),
        _ => full.to_owned(),
    }
}

/// Somebody who can review applications, with how many they review now: «О. Смирнова · 7».
#[must_use]
pub fn loaded(reviewer: &Reviewer) -> Choice {
    Choice::new(reviewer.id.to_string(), format!("{} · {}", short_name(&reviewer.name), reviewer.load))
}

/// Who called the taking off of second factors off.
#[must_use]
pub const fn reset_outcome(outcome: ResetOutcome) -> &'static str {
    match outcome {
        ResetOutcome::Done => "снята",
        ResetOutcome::Lapsed => "истек срок",
        ResetOutcome::CancelledByOwner => "отменил владелец",
        ResetOutcome::Cancelled => "отменил администратор",
    }
}

/// What a letter says of a changed factor: what happened, and what follows from it.
#[must_use]
pub fn factor_news(news: FactorNews) -> (&'static str, String) {
    match news {
        FactorNews::AppSetUp => (
            "Подключено приложение с кодами",
            "Теперь после пароля мы спросим код из приложения, остальные сеансы завершены.".to_owned(),
        ),
        FactorNews::AppRemoved => {
            ("Отключено приложение с кодами", "Код из него мы больше не спросим.".to_owned())
        }
        FactorNews::RecoveryCodesMade => {
            ("Выпущены запасные коды", "Прежние запасные коды больше не действуют.".to_owned())
        }
        FactorNews::Reset => (
            "Защита входа снята",
            "Приложение с кодами, ключи доступа и запасные коды отвязаны, сеансы завершены. Войдите и подключите защиту заново."
                .to_owned(),
        ),
        FactorNews::RecoveryCodeUsed { left } => {
            ("Вход по запасному коду", format!("Запасных кодов осталось: {left}."))
        }
    }
}

/// The words of the events of a requirement of a second factor.
#[must_use]
pub const fn factor_rule(name: FactorRuleEventName) -> &'static str {
    match name {
        FactorRuleEventName::FactorRequired => "второй шаг входа сделан обязательным",
        FactorRuleEventName::FactorRequirementEnded => "второй шаг входа больше не обязателен",
    }
}

/// The details of such an event.
#[must_use]
pub fn factor_rule_detail(event: &FactorRuleEvent) -> Option<String> {
    match event {
        FactorRuleEvent::FactorRequired { role, from, .. } => {
            let whom = role.map_or("все", super::role);
            Some(format!("{whom}, с {}", templates::format::date(*from)))
        }
        FactorRuleEvent::FactorRequirementEnded => None,
    }
}

/// By what somebody signed in.
#[must_use]
pub const fn signed_in_by(factor: Factor) -> &'static str {
    match factor {
        Factor::Password => "по паролю",
        Factor::Code => "по паролю и коду",
        Factor::Passkey => "по ключу доступа",
        Factor::RecoveryCode => "по запасному коду",
        Factor::Cloud => "через облако",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_as_people_call_it() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                      Safari/537.36";
        assert_eq!(browser(chrome), "Chrome, Windows");
        assert_eq!(browser(&format!("{chrome} Edg/142.0")), "Edge, Windows");
        assert_eq!(
            browser("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
            "Firefox, Linux"
        );
        assert_eq!(browser("curl/8"), "Неизвестный браузер");
    }
}
