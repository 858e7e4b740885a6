//! Letters about a client's question: to the partner that it waits, to the client what was answered.

use crate::domain::ids::QuestionId;
use crate::domain::partner::Partner;
use crate::domain::question::{ClientQuestion, MessageKind, QuestionMessage};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{accounts, disowned, organizations, partners, questions};

/// What a letter about a question tells.
#[derive(Debug)]
pub struct QuestionMatter {
    /// The question.
    pub question: ClientQuestion,
    /// The message that it is about.
    pub message: QuestionMessage,
    /// The partner.
    pub partner: Partner,
    /// The name of the organisation that it is about, while the partner serves it.
    pub organization: Option<String>,
    /// Whether it says that the organisation is not the client's.
    pub disowns: bool,
    /// The recipient's address.
    pub to: String,
}

/// What a letter about a message of a question tells. Nothing when nobody can be written to.
pub async fn question(desk: &Desk, id: QuestionId, position: i32) -> Result<Option<QuestionMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let question = questions::open(desk.db(), desk.scope(), id).await?;
    let messages = questions::messages(desk.db(), id).await?;
    let message = messages.into_iter().find(|message| message.position == position);
    let message = message.ok_or(Failure::NotFound)?;
    let partner = partners::open(desk.db(), question.partner).await?;
    let account = accounts::open(desk.db(), question.account).await?;
    let to = match message.kind {
        MessageKind::Client => Some(partner.email.clone()),
        MessageKind::Answer | MessageKind::Closing => Some(account.email).filter(|_| !account.disabled),
    };
    let to = to.filter(|address| !address.is_empty());
    let about = match question.organization {
        Some(about) => Some(organizations::with_id(desk.db(), desk.scope(), about).await?),
        None => None,
    };
    let about = about.filter(|one| one.partner == partner.id);
    let organization = about.map(|one| one.requisites.short_name);
    let disowns = message.position == 1 && disowned::of_question(desk.db(), id).await?.is_some();
    Ok(to.map(|to| QuestionMatter { question, message, partner, organization, disowns, to }))
}
