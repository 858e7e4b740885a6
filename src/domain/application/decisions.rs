//! What goes otherwise than straight on: returned, mended, refused, withdrawn, expired, put aside.

use chrono::{DateTime, Utc};

use super::{Application, ApplicationEvent, ApplicationRefusal, Asked, ConnectionParameters, Deadlines};
use crate::domain::change::Change;
use crate::domain::remark::Remark;
use crate::domain::stage::{Reason, Stage, Verb};

/// An application lies aside: a mark, not a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Why, for the colleagues.
    pub reason: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// When it comes back by itself.
    pub until: DateTime<Utc>,
}

/// What a mended application brings.
#[derive(Clone, Debug)]
pub struct Mended {
    /// What the client asks for now.
    pub asked: Asked,
    /// By when the partner should act now.
    pub deadlines: Deadlines,
    /// Which revision of the original it is.
    pub revision: i32,
    /// The login that sent it.
    pub login: String,
    /// The partner's address.
    pub partner_email: String,
    /// Digest of what was sent and of how it was read.
    pub original: String,
}

impl Application {
    /// Returns it to the client, who mends it until `expires_at`; it keeps its number.
    pub fn return_to_client(
        self,
        reason: Reason,
        at: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::InReview { reviewer } = self.stage else { return Err(self.closed_for(Verb::Return)) };
        let stage = Stage::NeedsClient { reviewer, reason: reason.clone(), expires_at };
        Ok(self.moved(stage, at, ApplicationEvent::Returned { reason, expires_at }))
    }

    /// Refuses it for good, knowing what it collides with.
    pub fn reject(
        self,
        reason: Reason,
        at: DateTime<Utc>,
        remarks: Vec<Remark>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::InReview { reviewer } = self.stage else { return Err(self.closed_for(Verb::Reject)) };
        let stage = Stage::Rejected { reviewer: Some(reviewer), reason: reason.clone() };
        Ok(self.moved(stage, at, ApplicationEvent::Rejected { reason, remarks }))
    }

    /// Puts it aside until an instant, or until another one than before; the stage and its age stay.
    pub fn hold(
        self,
        reason: String,
        at: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Hold)?;
        let since = self.hold.as_ref().map_or(at, |hold| hold.since);
        let hold = Some(Hold { reason: reason.clone(), since, until });
        Ok(Change::new(Self { hold, ..self }, ApplicationEvent::Held { reason, until }))
    }

    /// Takes it up again; the time that it lay aside is not the partner's, so the deadline moves.
    pub fn wake(self, forward_by: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Wake)?;
        if self.hold.is_none() {
            return Err(ApplicationRefusal::NotOnHold);
        }
        let deadlines = Deadlines { forward_by, ..self.deadlines };
        let event = ApplicationEvent::Woken { forward_by: Some(forward_by) };
        Ok(Change::new(Self { hold: None, deadlines, ..self }, event))
    }

    /// The client has mended it: it goes back to whoever returned it. What the partner chose stays, unless it was
    /// only what the client's list had suggested.
    pub fn mend(self, mended: Mended, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::NeedsClient { reviewer, .. } = self.stage else { return Err(self.closed_for(Verb::Mend)) };
        let Mended { asked, deadlines, revision, login, partner_email, original } = mended;
        let (original, told) = (Some(original), Some(deadlines));
        let event = ApplicationEvent::Mended { revision, login, partner_email, original, deadlines: told };
        let untouched =
            self.parameters == ConnectionParameters::suggested(self.asked.multi_user, self.asked.users);
        let suggested = ConnectionParameters::suggested(asked.multi_user, asked.users);
        let parameters = if untouched { suggested } else { self.parameters.clone() };
        let again = Self { asked, deadlines, parameters, ..self };
        Ok(again.moved(Stage::InReview { reviewer }, at, event))
    }

    /// The client takes it back.
    pub fn withdraw(
        self,
        partner_email: String,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Withdraw)?;
        Ok(self.moved(Stage::Withdrawn, at, ApplicationEvent::Withdrawn { partner_email }))
    }

    /// Takes it off, since the client has not mended it in time; nothing while there is time.
    pub fn expire(self, at: DateTime<Utc>) -> Result<Option<Change<Self>>, ApplicationRefusal> {
        let Stage::NeedsClient { expires_at, .. } = self.stage else {
            return Err(self.closed());
        };
        Ok((at >= expires_at).then(|| self.moved(Stage::Expired, at, ApplicationEvent::Expired)))
    }
}
