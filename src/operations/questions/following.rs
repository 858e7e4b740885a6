//! Writing below what was seen: of two who write at once, the later one is shown what the earlier one wrote.

use crate::domain::ids::{PersonId, QuestionId};
use crate::domain::its_login::LoginState;
use crate::domain::month::moscow_day;
use crate::domain::question::{
    ClientQuestion, MessageKind, QuestionEventName, QuestionMessage, QuestionRefusal,
};
use crate::operations::{Clash, Desk, Failure};
use crate::store::{Reach, StoreError, Tx, accounts, logins, organizations, questions};

/// A message that is to be written below those that were seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct MessageDraft<'a> {
    /// Who writes it.
    pub(super) by: PersonId,
    /// How many messages were seen.
    pub(super) seen: i32,
    /// What it says.
    pub(super) text: &'a str,
}

impl MessageDraft<'_> {
    /// Whether it stands there already: the form was sent twice.
    pub(super) async fn is_there(&self, reach: &impl Reach, id: QuestionId) -> Result<bool, Failure> {
        let messages = questions::messages(reach, id).await?;
        let next = self.seen.saturating_add(1);
        let same =
            |one: &QuestionMessage| one.position == next && one.author == self.by && one.text == self.text;
        Ok(messages.iter().any(same))
    }

    /// Whether it is to be written: nothing was written since. It is not when it is there; anything else is a conflict.
    pub(super) async fn follows(&self, tx: &Tx, question: &ClientQuestion) -> Result<bool, Failure> {
        if question.version == self.seen {
            return Ok(true);
        }
        if self.is_there(tx, question.id).await? {
            return Ok(false);
        }
        let last = questions::messages(tx, question.id).await?.pop().ok_or(Failure::NotFound)?;
        let author = accounts::open(tx, last.author).await?;
        let verb = match last.kind {
            MessageKind::Client => QuestionEventName::QuestionWritten,
            MessageKind::Answer => QuestionEventName::QuestionAnswered,
            MessageKind::Closing => QuestionEventName::QuestionClosed,
        };
        Err(Failure::Stale(Box::new(Clash {
            by: author.called().to_owned(),
            instead_of: None,
            login: author.login,
            at: last.at,
            verb: verb.code().to_owned(),
            stage: None,
            version: question.version,
        })))
    }
}

/// The partner must serve whoever asks, by the organisation or by a contract that runs.
pub(super) async fn must_be_served(desk: &Desk, tx: &Tx, question: &ClientQuestion) -> Result<(), Failure> {
    let served = if let Some(id) = question.organization {
        match organizations::with_id(tx, desk.scope(), id).await {
            Ok(organization) => organization.partner == question.partner,
            Err(StoreError::NotFound) => false,
            Err(error) => return Err(error.into()),
        }
    } else {
        let (today, contracts) = (moscow_day(desk.now()), logins::of_account(tx, question.account).await?);
        let mut running = contracts.iter().filter(|one| one.state(today) == LoginState::Working);
        running.any(|one| one.partner == question.partner)
    };
    if served { Ok(()) } else { Err(QuestionRefusal::NotServed.into()) }
}
