//! Review: an employee takes an application, sets its connection parameters, and forwards it.

use super::changing::{change, open_application};
use super::{Desk, Failure, acknowledging, conflicts, deadlines, pricing};
use crate::domain::application::{Application, ApplicationRefusal, ConnectionParameters};
use crate::domain::cleaning::cleaned_lines;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::money::Money;
use crate::domain::remark::Known;
use crate::policy::Permission;
use crate::store::{Tx, keep, partners, queue};

/// The input of a forwarding: the parameters and the total on the reviewer's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The connection parameters, saved or not; `None` when the page has none.
    pub parameters: Option<ConnectionParameters>,
    /// The total.
    pub total: SeenTotal,
    /// The keys of the acknowledged remarks.
    pub ticks: Vec<String>,
}

/// The total that the reviewer saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenTotal {
    /// This total was shown; `None` when the page could not price it.
    Shown(Option<Money>),
    /// There is no page: the seed acts.
    Unseen,
}

impl Sent {
    /// The saved parameters at any price, for callers without a page.
    pub const AS_SAVED: Self = Self { parameters: None, total: SeenTotal::Unseen, ticks: Vec::new() };
}

/// The maximum length of the note to a colleague, in characters.
const LONGEST_NOTE: usize = 300;

/// Takes an application for review.
pub async fn take(desk: &Desk, number: ApplicationNumber, seen: i32) -> Result<Application, Failure> {
    desk.may(Permission::Take).await?;
    let reviewer = desk.person()?;
    let tx = begin_for(desk, reviewer).await?.ok_or(Failure::NotAPerson)?;
    let application = open_application(desk, &tx, number, seen).await?;
    let desk = &desk.at_present();
    let kept = keep(&tx, &desk.keeper(), application.take(reviewer, desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Begins a transaction in which somebody becomes a reviewer; none if the person cannot sign in any more. Whoever disables
/// the person waits for it, and then finds what it brought.
async fn begin_for(desk: &Desk, reviewer: PersonId) -> Result<Option<Tx>, Failure> {
    let partner = desk.partner().ok_or(Failure::NotFound)?;
    let tx = desk.begin().await?;
    Ok(queue::can_review(&tx, partner, reviewer).await?.then_some(tx))
}

/// Releases an application to the queue.
pub async fn release(desk: &Desk, number: ApplicationNumber, seen: i32) -> Result<Application, Failure> {
    desk.may(Permission::Release).await?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = open_application(desk, &tx, number, seen).await?;
    let desk = &desk.at_present();
    let zone = partners::open(&tx, application.partner).await?.zone();
    let forward_by = deadlines::after_hold(desk, &application, &settings, zone);
    let kept = keep(&tx, &desk.keeper(), application.release(forward_by, desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Hands an application over to another reviewer of the same partner, with a note if there is one.
pub async fn hand_over(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    to: PersonId,
    note: &str,
) -> Result<Application, Failure> {
    desk.may(Permission::HandOver).await?;
    let (tx, note) = (begin_for(desk, to).await?, cleaned_lines(note));
    let mut faults = Vec::new();
    if tx.is_none() {
        faults.push(("reviewer", "Выберите сотрудника из списка".to_owned()));
    }
    if note.chars().count() > LONGEST_NOTE {
        faults.push(("text", format!("Не больше {LONGEST_NOTE} символов")));
    }
    let Some(tx) = tx.filter(|_| faults.is_empty()) else { return Err(Failure::Invalid(faults)) };
    let application = open_application(desk, &tx, number, seen).await?;
    let note = Some(note).filter(|note| !note.is_empty());
    let kept = keep(&tx, &desk.keeper(), application.hand_over(to, note)?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Sets the connection parameters; users belong to the client and are not among them.
pub async fn set_parameters(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    parameters: ConnectionParameters,
) -> Result<Application, Failure> {
    desk.may(Permission::SetParameters).await?;
    let tx = desk.begin().await?;
    let application = open_application(desk, &tx, number, seen).await?;
    let desk = &desk.at_present();
    let change = application.set_parameters(parameters)?;
    pricing::must_be_priced(&tx, change.after(), desk.now()).await?;
    let kept = keep(&tx, &desk.keeper(), change).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Forwards an application to the operator with the parameters of the page. The total that was shown becomes fixed. It
/// can be undone while the window is open.
pub async fn forward(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    sent: Sent,
) -> Result<Application, Failure> {
    desk.may(Permission::Forward).await?;
    if sent.parameters.is_some() {
        desk.may(Permission::SetParameters).await?;
    }
    let undo = desk.house().settings().await?.undo;
    // Read before the transaction, which must not need a second connection of the pool.
    let collisions = conflicts::known(desk, number).await?;
    let tx = desk.begin().await?;
    let application = open_application(desk, &tx, number, seen).await?;
    let desk = &desk.at_present();
    let application = as_sent(desk, &tx, application, sent.parameters).await?;
    application.ready_to_forward()?;
    let terms = pricing::fixed(&tx, &application, desk.now()).await?;
    must_be_as_seen(sent.total, Money::from_kopecks(terms.total))?;
    let to_acknowledge = acknowledging::of(&tx, number).await?;
    let known = Known { collisions, to_acknowledge, ticks: sent.ticks };
    let change = application.on_terms(terms).forward(desk.now(), undo, known)?;
    let kept = keep(&tx, &desk.keeper(), change).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// The application with the parameters of the page; saved parameters are no change.
async fn as_sent(
    desk: &Desk,
    tx: &Tx,
    application: Application,
    sent: Option<ConnectionParameters>,
) -> Result<Application, Failure> {
    match sent.filter(|sent| *sent != application.parameters) {
        None => Ok(application),
        Some(sent) => Ok(keep(tx, &desk.keeper(), application.set_parameters(sent)?).await?),
    }
}

/// The total must be the one that was shown.
fn must_be_as_seen(seen: SeenTotal, now: Money) -> Result<(), ApplicationRefusal> {
    match seen {
        SeenTotal::Unseen => Ok(()),
        SeenTotal::Shown(shown) if shown == Some(now) => Ok(()),
        SeenTotal::Shown(shown) => Err(ApplicationRefusal::TotalChanged { shown, now }),
    }
}

/// Undoes a forwarding while the window is open and the worker has not begun.
pub async fn undo(desk: &Desk, number: ApplicationNumber, seen: i32) -> Result<Application, Failure> {
    desk.may(Permission::Forward).await?;
    change(desk, number, seen, |desk, application| Ok(application.undo(desk.now())?)).await
}
