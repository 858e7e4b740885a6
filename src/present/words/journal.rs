//! The words of the journal: its filters, and the disclosed fields.

use crate::domain::journal::{Act, Hand};

/// A kind of act.
#[must_use]
pub const fn act(act: Act) -> &'static str {
    match act {
        Act::Applications => "заявления",
        Act::Decisions => "возвраты и отклонения",
        Act::Forwarding => "отправка оператору",
        Act::Looks => "просмотры линии поддержки",
        Act::Settlement => "сверка и счета",
        Act::People => "сотрудники и пароли",
        Act::Logins => "логины ИТС",
        Act::Questions => "вопросы клиентов",
        Act::Sales => "реализации и оплаты клиентов",
        Act::Archives => "документы и архивы",
        Act::Exports => "выгрузки в файл",
        Act::Terms => "настройки, цены, партнеры",
        Act::Transfers => "передача организаций",
        Act::Searches => "поиск линии поддержки",
    }
}

/// A group of actors.
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

/// A disclosed field by its audit name; an unknown one stays as it is.
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
