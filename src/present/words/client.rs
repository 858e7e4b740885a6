//! The words for the client about their own applications and account.

use crate::domain::consent::ConsentDocument;
use crate::domain::submission::ApplicationType;

/// The sentence that nothing happens until the partner forwards the application; prescribed by the requirements.
pub const NOTHING_MOVES: &str = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, \
     создание сертификата не начнется и статус заявления не изменится.";

/// The sentence that the partner is to be told; prescribed by the requirements.
pub const CONTACT_THE_PARTNER: &str = "После отправки заявления обратитесь в организацию, с которой был заключен договор на \
     подключение сервиса 1С-Отчетность и сообщите об отправленном заявлении.";

/// The sentence that the status must be refreshed; prescribed by the requirements.
pub const TO_BE_REFRESHED: &str = "Чтобы узнать, обработалось ли заявление, необходимо обновить его статус.";

/// A document that is accepted at the registration.
#[must_use]
pub const fn consent(document: ConsentDocument) -> &'static str {
    match document {
        ConsentDocument::Agreement => "Пользовательское соглашение",
        ConsentDocument::PersonalData => "Согласие на обработку персональных данных",
    }
}

/// The kind of an application, in the client's words.
#[must_use]
pub const fn kind(kind: ApplicationType) -> &'static str {
    match kind {
        ApplicationType::Connect => "Подключение к 1С-Отчетности",
        ApplicationType::Renew => "Продление 1С-Отчетности",
        ApplicationType::Change => "Изменение реквизитов или настроек",
        ApplicationType::Restore => "Восстановление доступа",
    }
}
