//! Letters: what the worker needs to write one, and the note that it was sent.

use super::forwarding::Outcome;
use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::partner::Partner;
use crate::domain::role::Scope;
use crate::policy::Permission;
use crate::store::certificates::Issued;
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;
use crate::store::{applications, certificates, keep, letters, outbox, partners};

/// Why letters are owed once more.
const BEGUN: &str = "Обработка запущена заново";

/// What a letter about an application tells.
#[derive(Debug)]
pub struct LetterMatter {
    /// The application.
    pub application: Application,
    /// The partner that serves the client.
    pub partner: Partner,
    /// The certificates that have come.
    pub certificates: Vec<Issued>,
}

/// What a letter about the errand's application tells.
pub async fn matter(desk: &Desk, errand: &Kept) -> Result<LetterMatter, Failure> {
    desk.may(Permission::RunErrand).await?;
    let application = applications::open(desk.db(), &Scope::Everything, errand.errand.application()).await?;
    Ok(LetterMatter {
        partner: partners::open(desk.db(), application.partner).await?,
        certificates: certificates::of_application(desk.db(), application.number).await?,
        application,
    })
}

/// Notes that a letter was handed to the mail server.
pub async fn note_sent(desk: &Desk, errand: &Kept, letter: &SentLetter) -> Result<Outcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    letters::keep(&tx, letter).await?;
    outbox::done(&tx, errand.id, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(Outcome::Done)
}

/// Owes once more what nobody could send about approved applications; answers how many applications there were.
pub async fn owe_again(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    let mut owed = 0;
    for number in outbox::given_up(desk.db()).await? {
        let tx = desk.begin().await?;
        let application = applications::open_to_change(&tx, &Scope::Everything, number).await?;
        if outbox::owe_letters_again(&tx, number, desk.now()).await? {
            keep(&tx, &desk.keeper(), application.resend(BEGUN.to_owned())).await?;
            owed += 1;
        }
        desk.commit(tx).await?;
    }
    Ok(owed)
}

/// The latest letters of all and how many there are, for the page «Почта» of the demo.
pub async fn latest(desk: &Desk) -> Result<(Vec<SentLetter>, u64), Failure> {
    Ok((letters::latest(desk.db(), 100).await?, letters::count(desk.db()).await?))
}

/// One letter of the demo.
pub async fn open(desk: &Desk, message_id: &str) -> Result<SentLetter, Failure> {
    Ok(letters::open(desk.db(), message_id).await?)
}
