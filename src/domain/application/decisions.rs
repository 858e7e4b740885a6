//! Verbs off the straight path: return, mend, reject, withdraw, expire, hold.

use chrono::{DateTime, Duration, Utc};

use super::{Application, ApplicationEvent, ApplicationRefusal, Asked, ConnectionParameters, Deadlines};
use crate::domain::change::Change;
use crate::domain::ids::PersonId;
use crate::domain::remark::Remark;
use crate::domain::stage::{Reason, Stage, Verb};

/// A hold. It is a mark beside the stage, not a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The reason, for colleagues.
    pub reason: String,
    /// When the hold began.
    pub since: DateTime<Utc>,
    /// When the hold ends by itself.
    pub until: DateTime<Utc>,
}

/// How long the client waits before telling the partner again.
const NUDGED_FOR: Duration = Duration::hours(24);

/// The content of a mended application.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The mended request.
    pub asked: Asked,
    /// The partner's new deadlines.
    pub deadlines: Deadlines,
    /// The number of the revision.
    pub revision: i32,
    /// The login that sent it.
    pub login: String,
    /// The partner's e-mail address.
    pub partner_email: String,
    /// The digest of the body and of its parsed form.
    pub original: String,
}

impl Application {
    /// Its reviewer is disabled: hands it over to another one, or releases it to the queue with this deadline.
    pub fn pass_on(
        self,
        to: Option<PersonId>,
        forward_by: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        let Stage::InReview { reviewer: from } = self.stage else {
            return Err(self.closed_for(Verb::HandOver));
        };
        if let Some(to) = to {
            let event = ApplicationEvent::HandedOver { from, to, note: None, reviewer_disabled: true };
            return Ok(Change::new(Self { stage: Stage::InReview { reviewer: to }, ..self }, event));
        }
        let deadlines = Deadlines { forward_by, ..self.deadlines };
        let event = ApplicationEvent::Released { forward_by: Some(forward_by), reviewer_disabled: true };
        Ok(Self { deadlines, ..self }.moved(Stage::Received, at, event))
    }

    /// Returns the application to the client, who may mend it until `expires_at`; it keeps its number.
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

    /// Rejects the application for good. `remarks` are the conflicts known to the reviewer.
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

    /// Puts the application on hold until an instant, or moves the end of a hold; the stage and its age stay.
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

    /// Ends the hold. Its time does not count against the partner, so the deadline moves.
    pub fn wake(self, forward_by: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Wake)?;
        if self.hold.is_none() {
            return Err(ApplicationRefusal::NotOnHold);
        }
        let deadlines = Deadlines { forward_by, ..self.deadlines };
        let event = ApplicationEvent::Woken { forward_by: Some(forward_by) };
        Ok(Change::new(Self { hold: None, deadlines, ..self }, event))
    }

    /// Records the mended revision; the application goes back to the reviewer who returned it. The partner's
    /// parameters stay, unless they still are the suggested ones.
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

    /// Tells the partner that the client waits for it, once a day.
    pub fn nudge(self, partner_email: String, at: DateTime<Utc>) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Nudge)?;
        if let Some(again) = self.nudged_until(at) {
            return Err(ApplicationRefusal::NudgedAlready { again });
        }
        Ok(Change::new(Self { nudged_at: Some(at), ..self }, ApplicationEvent::Nudged { partner_email }))
    }

    /// From when on the client may tell the partner again, when it is not yet.
    #[must_use]
    pub fn nudged_until(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.nudged_at.map(|last| last + NUDGED_FOR).filter(|again| at < *again)
    }

    /// Since when the client waits for an answer to what it told the partner: a step of the partner is one.
    #[must_use]
    pub fn nudged(&self) -> Option<DateTime<Utc>> {
        let waits = self.stage.code().verbs().contains(&Verb::Nudge);
        self.nudged_at.filter(|at| waits && *at >= self.stage_since)
    }

    /// Withdraws the application on the client's request.
    pub fn withdraw(
        self,
        partner_email: String,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, ApplicationRefusal> {
        self.open_for(Verb::Withdraw)?;
        Ok(self.moved(Stage::Withdrawn, at, ApplicationEvent::Withdrawn { partner_email }))
    }

    /// Expires the application when the client has not mended it in time; `None` before that.
    pub fn expire(self, at: DateTime<Utc>) -> Result<Option<Change<Self>>, ApplicationRefusal> {
        let Stage::NeedsClient { expires_at, .. } = self.stage else {
            return Err(self.closed());
        };
        Ok((at >= expires_at).then(|| self.moved(Stage::Expired, at, ApplicationEvent::Expired)))
    }
}
