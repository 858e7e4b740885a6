//! Attention: what is at the authority, what is stuck, and letting the worker try again.

use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::ids::ApplicationNumber;
use crate::domain::queue::{QueueFilter, Tab};
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{applications, keep, outbox, partners, queue};

/// What the operator's clerk sees.
#[derive(Debug)]
pub struct Issuance {
    /// What is stuck, with the errands that gave up.
    pub stuck: Vec<(Application, Vec<Kept>)>,
    /// What is at the authority, newest first.
    pub at_authority: Vec<Application>,
    /// How many are there in all.
    pub at_authority_count: u64,
    /// Names of partners by identity.
    pub partners: Vec<crate::domain::partner::Partner>,
}

/// What is at the authority and what is stuck.
pub async fn issuance(desk: &Desk) -> Result<Issuance, Failure> {
    desk.may(Permission::ViewAuthority).await?;
    let filter = QueueFilter::default();
    let asked = |tab| queue::Asked { tab, filter: &filter, reader: None, now: desk.now() };
    let mut stuck = Vec::new();
    for application in queue::page(desk.db(), desk.scope(), &asked(Tab::Attention), None, 100).await? {
        let errands = outbox::open_of(desk.db(), application.number).await?;
        stuck.push((application, errands));
    }
    Ok(Issuance {
        stuck,
        at_authority: queue::page(desk.db(), desk.scope(), &asked(Tab::AtOperator), None, 100).await?,
        at_authority_count: queue::count(desk.db(), desk.scope(), &asked(Tab::AtOperator)).await?,
        partners: partners::all(desk.db()).await?,
    })
}

/// Lets the worker try the stuck errands of an application again.
pub async fn resend(desk: &Desk, number: ApplicationNumber) -> Result<u64, Failure> {
    desk.may(Permission::ResendErrand).await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let revived = outbox::revive(&tx, number, desk.now()).await?;
    if revived > 0 {
        keep(&tx, &desk.keeper(), application.resend()).await?;
    }
    desk.commit(tx).await?;
    Ok(revived)
}
