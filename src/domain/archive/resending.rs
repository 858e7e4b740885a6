//! Sending a letter again that did not arrive, and which share of its letters a partner looks at.

use chrono::{DateTime, Duration, Utc};

use super::{ArchiveEvent, ArchiveRefusal, ArchiveRequest, ArchiveStage, ArchiveStageCode};
use crate::domain::change::Change;

/// How long after a letter came back the same one may go to the same address again: a mail server that has just refused it
/// would only refuse it once more.
pub const AGAIN_AFTER: Duration = Duration::minutes(10);

codes! {
    /// A share of what was sent to clients.
    pub enum SendingShare {
        /// «Не дошло».
        Lost = "lost",
        /// «Ждут»: somebody or something still has to act.
        Waiting = "waiting",
    }
}

impl SendingShare {
    /// The stages that belong to it. A refused act is apart: its letter is no stage.
    #[must_use]
    pub const fn stages(self) -> &'static [ArchiveStageCode] {
        match self {
            Self::Lost => &[ArchiveStageCode::Bounced],
            Self::Waiting => &[
                ArchiveStageCode::Confirming,
                ArchiveStageCode::Checking,
                ArchiveStageCode::Processing,
                ArchiveStageCode::AwaitingStore,
                ArchiveStageCode::Deferred,
            ],
        }
    }
}

impl ArchiveRequest {
    /// «Отправить еще раз»: the same to the same address. An address that was never confirmed gets its link again.
    pub fn send_again(self, at: DateTime<Utc>) -> Result<Change<Self>, ArchiveRefusal> {
        self.may_go_again(at)?;
        let known = self.confirmed_at.is_some();
        let event = ArchiveEvent::ArchiveResent { to: self.email.clone(), known };
        let stage = if known { ArchiveStage::Processing } else { ArchiveStage::Confirming };
        Ok(Self { letter: self.letter + 1, ..self }.turned(stage, at, event))
    }

    /// Whether its letter is lost, can be sent again as it is, and did not come back just now.
    pub fn may_go_again(&self, at: DateTime<Utc>) -> Result<(), ArchiveRefusal> {
        if !matches!(self.stage, ArchiveStage::Bounced { .. }) {
            return Err(ArchiveRefusal::NotLost);
        }
        if self.gathered.is_some() {
            self.file(at)?;
        }
        if at < self.moved_at + AGAIN_AFTER { Err(ArchiveRefusal::TooSoon) } else { Ok(()) }
    }
}
