//! The words in which a client reads of their own application.

use crate::domain::submission::ApplicationType;

/// Until the servicing organisation sends it on, nothing moves; the sentence stands in the founding documents.
pub const NOTHING_MOVES: &str = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, \
     создание сертификата не начнется и статус заявления не изменится.";

/// The kind of an application, as the client calls it.
#[must_use]
pub const fn kind(kind: ApplicationType) -> &'static str {
    match kind {
        ApplicationType::Connect => "Подключение к 1С-Отчетности",
        ApplicationType::Renew => "Продление 1С-Отчетности",
        ApplicationType::Change => "Изменение реквизитов или настроек",
        ApplicationType::Restore => "Восстановление доступа",
    }
}
