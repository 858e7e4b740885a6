//! The words of an application: its stage and its running deadline.

use chrono::{DateTime, Utc};
use templates::components::{Badge, Tone};

use super::stage;
use crate::domain::application::{Application, Due};
use crate::domain::stage::StageCode;

/// The stage as a badge; an application that needs a person has another label.
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
