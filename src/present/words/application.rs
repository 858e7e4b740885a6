//! The words of an application: its stage and its running deadline.

use chrono::{DateTime, Utc};
use templates::components::{Badge, Tone};

use crate::domain::application::{Application, Due};
use crate::domain::stage::StageCode;

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

/// A stage, as the client reads it after «Отправлено · ».
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

/// The stage as a badge; what is stuck says so.
#[must_use]
pub fn status(application: &Application) -> Badge {
    let code = application.stage.code();
    if application.attention.is_some() && StageCode::OPEN.contains(&code) {
        return Badge { label: "Требует внимания".to_owned(), tone: Tone::Bad };
    }
    if application.hold.is_some() {
        return Badge { label: "Отложено".to_owned(), tone: Tone::Quiet };
    }
    Badge { label: stage(code).to_owned(), tone: tone(code) }
}

/// The colour of a stage.
#[must_use]
pub const fn tone(stage: StageCode) -> Tone {
    match stage {
        StageCode::Received => Tone::New,
        StageCode::InReview => Tone::Work,
        StageCode::NeedsClient | StageCode::Rejected => Tone::Bad,
        StageCode::Forwarded | StageCode::CertRequest | StageCode::Registering => Tone::Out,
        StageCode::Approved | StageCode::Completed => Tone::Good,
        StageCode::Withdrawn | StageCode::Expired => Tone::Quiet,
    }
}

/// The running deadline with its label; `None` while the partner need not act.
#[must_use]
pub fn due(application: &Application) -> Option<(&'static str, DateTime<Utc>)> {
    application.due().map(|due| match due {
        Due::Take(by) => ("взять до", by),
        Due::Forward(by) => ("отправить до", by),
    })
}
