//! Passing on what a disabled person was reviewing.

use super::house;
use crate::domain::account::Account;
use crate::domain::ids::PersonId;
use crate::domain::settings::BusinessSettings;
use crate::domain::stage::Stage;
use crate::operations::{Desk, Failure, deadlines};
use crate::store::queue::Reviewer;
use crate::store::{Tx, applications, keep, partners, queue};

/// Who gets the applications that a disabled person was reviewing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Successor {
    /// Nobody was chosen.
    Unsaid,
    /// They go back to the queue.
    Queue,
    /// A colleague.
    Colleague(PersonId),
}

impl Successor {
    /// The code of the queue.
    pub const QUEUE: &'static str = "queue";

    /// Reads a choice: the queue's code, or a person.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        match typed.parse() {
            Ok(id) => Self::Colleague(PersonId(id)),
            Err(_) if typed == Self::QUEUE => Self::Queue,
            Err(_) => Self::Unsaid,
        }
    }
}

/// How many applications a person is reviewing, and the colleagues who can take them over.
pub(super) async fn asked(desk: &Desk, id: PersonId) -> Result<(usize, Vec<Reviewer>), Failure> {
    let Some(partner) = house(desk)? else { return Ok((0, Vec::new())) };
    let held = queue::in_review_of(desk.db(), partner, id).await?.len();
    let mut colleagues = if held == 0 { Vec::new() } else { queue::reviewers(desk.db(), partner).await? };
    colleagues.retain(|colleague| colleague.id != id);
    Ok((held, colleagues))
}

/// Passes on all that the person is reviewing at this moment; returns how many applications that are. Whoever becomes a
/// reviewer holds on to the person's account, which is locked here: nothing comes later.
pub(super) async fn pass_on(
    desk: &Desk,
    tx: &Tx,
    leaver: &Account,
    successor: Successor,
    settings: &BusinessSettings,
) -> Result<usize, Failure> {
    let Some(partner) = house(desk)? else { return Ok(0) };
    let mut held = Vec::new();
    for number in queue::in_review_of(tx, partner, leaver.id).await? {
        let application = applications::open_to_change(tx, desk.scope(), number).await?;
        if application.stage == (Stage::InReview { reviewer: leaver.id }) {
            held.push(application);
        }
    }
    let count = held.len();
    if count == 0 {
        return Ok(0);
    }
    let to = match successor {
        Successor::Unsaid => return Err(unchosen("Выберите, кому передать заявления")),
        Successor::Queue => None,
        Successor::Colleague(person) => {
            if person == leaver.id || !queue::can_review(tx, partner, person).await? {
                return Err(unchosen("Выберите сотрудника из списка"));
            }
            Some(person)
        }
    };
    let zone = partners::open(tx, partner).await?.zone();
    let desk = &desk.at_present();
    for application in held {
        let forward_by = deadlines::after_hold(desk, &application, settings, zone);
        keep(tx, &desk.keeper(), application.pass_on(to, forward_by, desk.now())?).await?;
    }
    Ok(count)
}

fn unchosen(words: &str) -> Failure {
    Failure::Invalid(vec![("successor", words.to_owned())])
}
