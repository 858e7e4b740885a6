//! The words of «Войти через облако».

use crate::domain::cloud::{CloudEvent, CloudEventName, CloudRefusal};
use crate::operations::cloud::CloudFailure;

/// What happened to a cloud identity.
#[must_use]
pub const fn happened(name: CloudEventName) -> &'static str {
    match name {
        CloudEventName::CloudLinked => "связан вход через облако",
        CloudEventName::CloudUnlinked => "отвязан вход через облако",
    }
}

/// More about it: the provider, by its address.
#[must_use]
pub fn told(event: &CloudEvent) -> String {
    match event {
        CloudEvent::CloudLinked { issuer, .. } | CloudEvent::CloudUnlinked { issuer, .. } => issuer.clone(),
    }
}

/// Why a walk to a provider came to nothing.
#[must_use]
pub fn failure(failure: &CloudFailure) -> &'static str {
    match failure {
        CloudFailure::Lost => {
            "Вход через облако устарел, уже использован или начат в другом браузере. Начните заново."
        }
        CloudFailure::Cancelled => "Вход в облаке отменен или не разрешен.",
        CloudFailure::Away => "Облако сейчас не отвечает. Попробуйте позже или войдите по паролю.",
        CloudFailure::Untrusted => "Ответ облака не прошел проверку. Начните заново или войдите по паролю.",
        CloudFailure::Unlinked => {
            "Эта облачная учетная запись не связана ни с одной учетной записью портала. Войдите по паролю и свяжите ее в \
             профиле, на странице «Вход через облако»."
        }
        CloudFailure::Disabled => "Учетная запись отключена. Обратитесь к своему администратору.",
        CloudFailure::AnotherPartners => "Через это облако входят только сотрудники другого партнера.",
        CloudFailure::Lapsed => {
            "Договор вашей обслуживающей организации закончился, войти через облако нельзя. Войдите по паролю."
        }
        CloudFailure::Refused(CloudRefusal::IsAnothers) => {
            "Эта облачная учетная запись уже связана с другой учетной записью портала."
        }
        CloudFailure::Refused(CloudRefusal::IsLinked) => "Эта облачная учетная запись уже связана с вашей.",
        CloudFailure::Failure(_) => "Войти через облако не получилось. Попробуйте еще раз.",
    }
}
