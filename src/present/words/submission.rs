//! The words of an application's contents: kinds, changes, controlling bodies, owners.

use crate::domain::application::ConnectionParameters;
use crate::domain::multi_user::Tier;
use crate::domain::subject::SubjectField;
use crate::domain::submission::{ApplicationType, Authority, ChangeFlag, OwnerKind, SignatureRole};

/// A kind of application.
#[must_use]
pub const fn kind(kind: ApplicationType) -> &'static str {
    match kind {
        ApplicationType::Connect => "Подключение",
        ApplicationType::Renew => "Продление",
        ApplicationType::Change => "Изменение",
        ApplicationType::Restore => "Восстановление",
    }
}

/// A change of a change application.
#[must_use]
pub const fn change(flag: ChangeFlag) -> &'static str {
    match flag {
        ChangeFlag::OrgRequisites => "Изменить реквизиты организации",
        ChangeFlag::CertificateOwner => "Изменить владельца сертификата",
        ChangeFlag::KeyStorage => "Изменить место хранения ключа",
        ChangeFlag::ReissueCertificate => "Переиздать сертификат",
        ChangeFlag::ConnectEdo => "Подключить ЭДО",
        ChangeFlag::ReissueEdoCertificate => "Переиздать сертификат ЭДО",
        ChangeFlag::Notifications => "Изменить настройки уведомлений",
        ChangeFlag::Directions => "Изменить состав контролирующих органов",
        ChangeFlag::RenewLicense => "Продлить лицензию",
        ChangeFlag::Users => "Изменить настройки пользователей",
    }
}

/// A controlling body.
#[must_use]
pub const fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Fns => "ФНС",
        Authority::Sfr => "СФР",
        Authority::Rosstat => "Росстат",
        Authority::Fsrar => "ФСРАР",
        Authority::Rpn => "РПН",
        Authority::Fts => "ФТС",
        Authority::Cbr => "Банк России",
    }
}

/// A kind of signature owner.
#[must_use]
pub const fn owner_kind(kind: OwnerKind) -> &'static str {
    match kind {
        OwnerKind::Head => "Руководитель",
        OwnerKind::ChiefAccountant => "Главный бухгалтер",
        OwnerKind::Employee => "Сотрудник",
    }
}

/// A use of a signature.
#[must_use]
pub const fn signature_role(role: SignatureRole) -> &'static str {
    match role {
        SignatureRole::Sign => "подписание",
        SignatureRole::Encrypt => "шифрование",
        SignatureRole::Admin => "администрирование",
    }
}

/// An attribute of a certificate request's subject.
#[must_use]
pub const fn subject_field(field: SubjectField) -> &'static str {
    match field {
        SubjectField::CommonName => "имя (CN)",
        SubjectField::Surname => "фамилия",
        SubjectField::GivenName => "имя и отчество",
        SubjectField::Title => "должность",
        SubjectField::Organization => "организация",
        SubjectField::Inn => "ИНН",
        SubjectField::InnLe => "ИНН организации",
        SubjectField::Ogrn => "ОГРН",
        SubjectField::Ogrnip => "ОГРНИП",
        SubjectField::Snils => "СНИЛС",
        SubjectField::Email => "e-mail",
    }
}

/// The multi-user mode with its tier.
#[must_use]
pub fn mode(enabled: bool, tier: Option<Tier>) -> String {
    match (enabled, tier) {
        (false, _) => "выключен".to_owned(),
        (true, None) => "включен, вид не выбран".to_owned(),
        (true, Some(tier)) => format!("включен, {}", super::tier(tier)),
    }
}

/// The connection parameters on one line.
#[must_use]
pub fn parameters(parameters: &ConnectionParameters) -> String {
    let mode = mode(parameters.enabled, parameters.tier);
    format!("режим {mode}; основание: {}", super::basis(parameters.basis))
}
