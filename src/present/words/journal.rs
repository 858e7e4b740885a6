//! The words of the journal: what can be looked for in it, and what was shown to the support line.

use crate::domain::journal::{Act, Hand};

/// A kind of act.
#[must_use]
pub const fn act(act: Act) -> &'static str {
    match act {
        Act::Applications => "заявления",
        Act::Decisions => "возвраты и отказы",
        Act::Forwarding => "отправка оператору",
        Act::Looks => "просмотры линии поддержки",
        Act::Settlement => "сверка и счета",
        Act::People => "сотрудники и пароли",
        Act::Logins => "логины ИТС",
        Act::Exports => "выгрузки в файл",
        Act::Terms => "настройки, цены, партнеры",
        Act::Transfers => "передача организаций",
        Act::Searches => "поиск линии поддержки",
    }
}

/// A group of those who act.
#[must_use]
pub const fn hand(hand: Hand) -> &'static str {
    match hand {
        Hand::Support => "линия поддержки",
        Hand::Operator => "сотрудники оператора",
        Hand::Programs => "программы клиентов",
        Hand::Service => "Регистратор сам",
        Hand::Console => "команды на сервере",
    }
}

/// A field that was shown, by the name under which the audit keeps it; one that is unknown stays as it is.
#[must_use]
pub fn shown(field: &str) -> &str {
    match field {
        "organization.phone" => "телефон организации",
        "organization.email" => "e-mail организации",
        "organization.name" => "имя предпринимателя",
        "organization.address" => "адрес предпринимателя",
        "owner.name" => "имена владельцев",
        "owner.snils" => "СНИЛС владельцев",
        "owner.email" => "e-mail владельцев",
        "user.snils" => "СНИЛС пользователей",
        "user.email" => "e-mail пользователей",
        "certificate.owner" => "владельцы сертификатов",
        other => other,
    }
}
