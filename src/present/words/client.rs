//! The words for the client about their own applications and account.

use crate::domain::consent::ConsentDocument;
use crate::domain::members::MemberRole;
use crate::domain::product::{FreeProduct, Origin, OwnProduct};
use crate::domain::service::NotServed;
use crate::domain::submission::ApplicationType;

/// The sentence that nothing happens until the partner forwards the application; prescribed by the requirements.
pub const NOTHING_MOVES: &str = "Пока сотрудники обслуживающей организации не отправят заявление в дальнейшую обработку, \
     создание сертификата не начнется и статус заявления не изменится.";

/// The sentence that the partner is to be told; prescribed by the requirements.
pub const CONTACT_THE_PARTNER: &str = "После отправки заявления обратитесь в организацию, с которой был заключен договор на \
     подключение сервиса 1С-Отчетность и сообщите об отправленном заявлении.";

/// The sentence that the status must be refreshed; prescribed by the requirements.
pub const TO_BE_REFRESHED: &str = "Чтобы узнать, обработалось ли заявление, необходимо обновить его статус.";

/// Where the program keeps the applications.
pub const IN_PROGRAM: &str = "Отчеты → Регламентированные отчеты → Настройки";

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

/// What the portal's menu names and nobody here serves.
#[must_use]
pub const fn service(service: NotServed) -> &'static str {
    match service {
        NotServed::Enterprise => "На базе 1С:Предприятия 8",
        NotServed::Cloud => "Облачная инфраструктура",
        NotServed::Evotor => "Купленные в Эвотор",
        NotServed::Cash => "1С:Касса",
        NotServed::Configurations => "Сервисы сопровождения конфигураций",
        NotServed::Services => "Сервисы",
        NotServed::CashActivation => "Активация касс",
    }
}

/// The name of a product.
#[must_use]
pub fn product(product: &OwnProduct) -> &str {
    match &product.origin {
        Origin::Delivered(delivery, _) => &delivery.name,
        Origin::Free(free) => free_product(*free)[0],
    }
}

/// A product that is had for free: its name, and what is delivered.
#[must_use]
pub const fn free_product(product: FreeProduct) -> [&'static str; 2] {
    match product {
        FreeProduct::EdoClient => [
            "1С:Клиент ЭДО 8, редакция 2. Электронная поставка",
            "Обмен электронными документами с контрагентами",
        ],
        FreeProduct::Publisher => ["1С:Публикатор", "Простой доступ к программе через Интернет"],
    }
}

/// As what somebody acts for a subscriber.
#[must_use]
pub const fn member_role(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Client => "пользователь",
        MemberRole::ClientAdmin => "администратор абонента",
    }
}
