//! The words of the steps of a draft. Those of the founding documents stand as they are there.

use templates::format::{counted, nouns};

use crate::domain::draft::DraftStep;
use crate::domain::multi_user::Tier;
use crate::domain::submission::Product;
use crate::operations::drafts::OpenDraft;
use crate::present::words;

/// The name of a step among the steps.
pub(super) const fn step(step: DraftStep) -> &'static str {
    match step {
        DraftStep::Changes => "Что изменить",
        DraftStep::Organization => "Организация",
        DraftStep::Cabinet => "Личный кабинет 1С-Отчетность",
        DraftStep::Account => "Учетная запись",
        DraftStep::Requisites => "Реквизиты",
        DraftStep::Program => "Программа и лицензия",
        DraftStep::Directions => "Направления",
        DraftStep::Owners => "Владельцы подписи",
        DraftStep::Users => "Пользователи",
        DraftStep::Attachments => "Вложения",
        DraftStep::Check => "Проверка и отправка",
    }
}

/// The heading of a step.
pub(super) const fn heading(of: DraftStep) -> &'static str {
    match of {
        DraftStep::Account => "Доступ к личному кабинету 1С-Отчетность",
        DraftStep::Check => "Проверьте ответы",
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Directions
        | DraftStep::Owners
        | DraftStep::Users
        | DraftStep::Attachments => step(of),
    }
}

/// The button that goes on.
pub(super) const fn onward(step: DraftStep) -> &'static str {
    match step {
        DraftStep::Cabinet => "Подключить",
        DraftStep::Account => "ОК",
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Directions
        | DraftStep::Owners
        | DraftStep::Users
        | DraftStep::Attachments
        | DraftStep::Check => "Далее",
    }
}

/// The link that adds an entry to the list of a step.
pub(super) const fn add(step: DraftStep) -> Option<&'static str> {
    match step {
        DraftStep::Directions => Some("Добавить направление"),
        DraftStep::Owners => Some("Добавить владельца"),
        DraftStep::Users => Some("Добавить пользователя"),
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Attachments
        | DraftStep::Check => None,
    }
}

/// The heading of an entry that is not there yet.
pub(super) const fn new_entry(step: DraftStep) -> &'static str {
    match step {
        DraftStep::Owners => "Новый владелец",
        DraftStep::Users => "Новый пользователь",
        DraftStep::Directions
        | DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Attachments
        | DraftStep::Check => "Новое направление",
    }
}

/// The button that saves an entry and begins another one.
pub(super) const fn another(step: DraftStep) -> &'static str {
    match step {
        DraftStep::Directions => "Сохранить и добавить еще",
        DraftStep::Owners => "Сохранить и добавить еще владельца",
        DraftStep::Users => "Сохранить и добавить еще пользователя",
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Attachments
        | DraftStep::Check => "Сохранить",
    }
}

/// What the alias is for, as the founding documents say.
pub(super) const ALIAS: &str = "Псевдоним продукта необходим для того, чтобы различать конфигурации у одного абонента при \
     наличии нескольких учетных записей. Можно задать любой псевдоним продукта от 3 до 20\u{a0}символов. Данное поле \
     обязательное для заполнения.";

/// What to know before a step.
pub(super) fn lead(open: &OpenDraft, step: DraftStep) -> Vec<String> {
    let words = match step {
        DraftStep::Changes => "Отметьте все, что нужно изменить. Остальное останется как есть.",
        DraftStep::Organization => "Организация, которая будет сдавать отчетность.",
        DraftStep::Cabinet | DraftStep::Check => return of_bound_login(open),
        DraftStep::Account => {
            "Кабинет откроется с этой учетной записью, она подтверждена. Регистрироваться снова не нужно."
        }
        DraftStep::Requisites => "Как в ЕГРЮЛ или ЕГРИП: обслуживающая организация сверит.",
        DraftStep::Program => "Номер указан в регистрационной анкете программы и в разделе «О программе».",
        DraftStep::Directions => "Контролирующие органы, в которые организация сдает отчетность.",
        DraftStep::Owners => "На каждого владельца выпускают свой сертификат.",
        DraftStep::Users => {
            "Если отчетность отправляют несколько сотрудников, включите режим и перечислите их всех, вместе с владельцами."
        }
        DraftStep::Attachments => {
            "Необязательно. Приложите сканы и документы, о которых просит обслуживающая организация."
        }
    };
    vec![words.to_owned()]
}

/// Whoever renews needs not be authorised again: the login of the first application stays.
fn of_bound_login(open: &OpenDraft) -> Vec<String> {
    let bound = open.bound_login.as_ref();
    bound.map(|login| format!("Логин портала 1С:ИТС закреплен за абонентом: {login}")).into_iter().collect()
}

/// What to know before filling an entry.
pub(super) fn entry_lead(step: DraftStep) -> Vec<String> {
    let words = match step {
        DraftStep::Directions => "Если инспекций несколько, добавьте каждую со своим КПП.",
        DraftStep::Users => "Пользователь работает с отчетностью под своей подписью.",
        DraftStep::Changes
        | DraftStep::Organization
        | DraftStep::Cabinet
        | DraftStep::Account
        | DraftStep::Requisites
        | DraftStep::Program
        | DraftStep::Owners
        | DraftStep::Attachments
        | DraftStep::Check => return Vec::new(),
    };
    vec![words.to_owned()]
}

/// What follows from the list of a step.
pub(super) fn sum(open: &OpenDraft, step: DraftStep) -> String {
    let users = open.draft.answers.users.len();
    if step != DraftStep::Users || users == 0 {
        return String::new();
    }
    let listed = counted(u64::try_from(users).unwrap_or(u64::MAX), nouns::USER);
    if !open.draft.answers.multi_user {
        return format!("В списке {listed}. Режим выключен: список не отправится.");
    }
    match Tier::suggested(users) {
        Some(tier) => format!("В списке {listed}: вид расширения «{}».", words::tier(tier)),
        None => format!("В списке {listed}: для режима нужно не меньше двух."),
    }
}

/// A product that is applied for.
pub(super) const fn product(product: Product) -> &'static str {
    match product {
        Product::Main => "Основной",
        Product::Hr => "Кадровые решения",
        Product::AuthorizedRep => "Уполномоченный представитель",
    }
}
