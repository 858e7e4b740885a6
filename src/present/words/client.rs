//! The words in which a client reads of their own application and account.

use crate::domain::consent::ConsentDocument;
use crate::domain::stage::StageCode;
use crate::domain::submission::ApplicationType;

/// Until the servicing organisation sends it on, nothing moves; the sentence stands in the founding documents.
pub const NOTHING_MOVES: &str = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, \
     создание сертификата не начнется и статус заявления не изменится.";

/// A document that is accepted at the registration.
#[must_use]
pub const fn consent(document: ConsentDocument) -> &'static str {
    match document {
        ConsentDocument::Agreement => "Пользовательское соглашение",
        ConsentDocument::PersonalData => "Согласие на обработку персональных данных",
    }
}

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

/// What happens to it now, after «Отправлено · ».
#[must_use]
pub const fn phase(stage: StageCode) -> Option<&'static str> {
    match stage {
        StageCode::Received => Some("ожидает обслуживающую организацию"),
        StageCode::InReview => Some("проверяется обслуживающей организацией"),
        StageCode::NeedsClient => Some("требуются исправления"),
        StageCode::Forwarded => Some("на обработке у оператора"),
        StageCode::CertRequest => Some("выпускается сертификат"),
        StageCode::Registering => Some("регистрация в контролирующих органах"),
        StageCode::Approved => Some("завершите настройку в программе"),
        StageCode::Completed => Some("настройка завершена"),
        StageCode::Withdrawn => Some("отозвано вами"),
        StageCode::Expired => Some("снято по сроку"),
        StageCode::Rejected => None,
    }
}
