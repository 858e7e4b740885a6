//! The labels of applications: where they stand, what they are, what they ask for.

use crate::domain::queue::Tab;
use crate::domain::stage::{Ball, ClientStatus, StageCode};
use crate::domain::subject::SubjectField;
use crate::domain::submission::{ApplicationType, Authority, ChangeFlag, OwnerKind, SignatureRole};

/// A stage, as the partner reads it.
#[must_use]
pub const fn stage(stage: StageCode) -> &'static str {
    match stage {
        StageCode::Received => "Новое",
        StageCode::InReview => "На проверке",
        StageCode::NeedsClient => "Возвращено на доработку",
        StageCode::Forwarded => "Отправлено оператору",
        StageCode::CertRequest => "Выпускается сертификат",
        StageCode::Registering => "Регистрация в контролирующих органах",
        StageCode::Approved => "Одобрено",
        StageCode::Completed => "Настройка завершена",
        StageCode::Rejected => "Отклонено",
        StageCode::Withdrawn => "Отозвано",
        StageCode::Expired => "Снято по сроку",
    }
}

/// The status that the client's program shows.
#[must_use]
pub const fn client_status(status: ClientStatus) -> &'static str {
    match status {
        ClientStatus::Sent => "Отправлено",
        ClientStatus::Approved => "Одобрено",
        ClientStatus::Rejected => "Отклонено",
    }
}

/// Who must act, in a word.
#[must_use]
pub const fn ball(ball: Ball) -> &'static str {
    match ball {
        Ball::Client => "клиент",
        Ball::Partner => "партнер",
        Ball::Operator => "оператор",
        Ball::Nobody => "никто",
    }
}

/// Where the application lies: «у партнера».
#[must_use]
pub const fn place(ball: Ball) -> Option<&'static str> {
    match ball {
        Ball::Client => Some("у клиента"),
        Ball::Partner => Some("у партнера"),
        Ball::Operator => Some("у оператора"),
        Ball::Nobody => None,
    }
}

/// A tab of the queue.
#[must_use]
pub const fn tab(tab: Tab) -> &'static str {
    match tab {
        Tab::New => "Новые",
        Tab::Mine => "Мои",
        Tab::InWork => "Все в работе",
        Tab::Returned => "Возвращены",
        Tab::AtOperator => "У оператора",
        Tab::Attention => "Требует внимания",
        Tab::Late => "Просрочены",
        Tab::Finished => "Завершены",
    }
}

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

/// What a change application changes.
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

/// What a signature may be used for.
#[must_use]
pub const fn signature_role(role: SignatureRole) -> &'static str {
    match role {
        SignatureRole::Sign => "подписание",
        SignatureRole::Encrypt => "шифрование",
        SignatureRole::Admin => "администрирование",
    }
}

/// A part of a certificate request's subject.
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
