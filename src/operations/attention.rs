//! Attention: applications at the authority, dead errands, undelivered letters, and what the operator does about them.

use std::collections::HashMap;

use super::circuit::{self, Outage};
use super::{Desk, Failure, deadlines};
use crate::domain::application::Application;
use crate::domain::cleaning::cleaned_lines;
use crate::domain::ids::ApplicationNumber;
use crate::domain::partner::Partner;
use crate::domain::queue::{QueueFilter, QueueOrder, QueuePlace, QueueStretch, Tab};
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{applications, keep, outbox, partners, queue};

/// The clerk's page.
#[derive(Debug)]
pub struct Issuance {
    /// Applications that need a person, with their dead errands.
    pub stuck: Vec<(Application, Vec<Kept>)>,
    /// How many there are in all.
    pub stuck_count: u64,
    /// Applications at the authority, newest first.
    pub at_authority: Vec<Application>,
    /// How many there are in all.
    pub at_authority_count: u64,
    /// The application below which the next page begins.
    pub next: Option<ApplicationNumber>,
    /// Approved applications whose letter to the client is unsent, newest first.
    pub undelivered: Vec<(Application, Kept)>,
    /// How many there are in all.
    pub undelivered_count: u64,
    /// The outage of the authority, if there is one.
    pub outage: Option<Outage>,
    /// All partners.
    pub partners: Vec<Partner>,
}

/// How many applications a page shows.
pub const PAGE: usize = 100;
/// The maximum length of a reason, in characters.
const LONGEST: usize = 500;

/// The clerk's page: what needs a person, and a page of what is at the authority; of the organisations that these words
/// name, or of all.
pub async fn issuance(
    desk: &Desk,
    words: &str,
    after: Option<ApplicationNumber>,
) -> Result<Issuance, Failure> {
    desk.may(Permission::ViewAuthority).await?;
    let filter = QueueFilter { words: words.to_owned(), ..QueueFilter::default() };
    let asked = |tab| queue::QueueQuery { tab, filter: &filter, reader: None, now: desk.now() };
    let limit = u64::try_from(PAGE).unwrap_or(u64::MAX);
    let (db, scope) = (desk.db(), desk.scope());
    let newest = |after| QueueStretch { order: QueueOrder::Newest, after };
    let after = after.map(|number| QueuePlace { due: None, number });
    let stuck = queue::page(db, scope, &asked(Tab::Attention), newest(None), limit).await?;
    let at_operator = asked(Tab::AtOperator);
    let mut waiting =
        queue::page(db, scope, &at_operator, newest(after.as_ref()), limit.saturating_add(1)).await?;
    let next = (waiting.len() > PAGE).then(|| waiting[PAGE - 1].number);
    waiting.truncate(PAGE);
    Ok(Issuance {
        stuck: with_errands(desk, stuck).await?,
        stuck_count: queue::count(desk.db(), desk.scope(), &asked(Tab::Attention)).await?,
        at_authority: waiting,
        at_authority_count: queue::count(desk.db(), desk.scope(), &asked(Tab::AtOperator)).await?,
        next,
        undelivered: undelivered(desk, words, limit).await?,
        undelivered_count: outbox::undelivered_count(desk.db(), words).await?,
        outage: circuit::outage(desk, None).await?,
        partners: partners::all(desk.db()).await?,
    })
}

async fn with_errands(
    desk: &Desk,
    stuck: Vec<Application>,
) -> Result<Vec<(Application, Vec<Kept>)>, Failure> {
    let numbers: Vec<ApplicationNumber> = stuck.iter().map(|application| application.number).collect();
    let mut errands: HashMap<ApplicationNumber, Vec<Kept>> = HashMap::new();
    for kept in outbox::open_of_all(desk.db(), &numbers).await? {
        if let Some(number) = kept.errand.application() {
            errands.entry(number).or_default().push(kept);
        }
    }
    let together = |application: Application| {
        let errands = errands.remove(&application.number).unwrap_or_default();
        (application, errands)
    };
    Ok(stuck.into_iter().map(together).collect())
}

async fn undelivered(desk: &Desk, words: &str, limit: u64) -> Result<Vec<(Application, Kept)>, Failure> {
    let letters = outbox::undelivered(desk.db(), words, limit).await?;
    let numbers: Vec<ApplicationNumber> =
        letters.iter().filter_map(|kept| kept.errand.application()).collect();
    let approved: HashMap<ApplicationNumber, Application> = queue::chosen(desk.db(), desk.scope(), &numbers)
        .await?
        .into_iter()
        .map(|one| (one.number, one))
        .collect();
    let together = |kept: Kept| {
        let application = approved.get(&kept.errand.application()?)?;
        Some((application.clone(), kept))
    };
    Ok(letters.into_iter().filter_map(together).collect())
}

/// Makes the dead errands of an application due again, for a reason.
pub async fn resend(desk: &Desk, number: ApplicationNumber, reason: &str) -> Result<u64, Failure> {
    desk.may(Permission::ResendErrand).await?;
    let reason = words(reason)?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let revived = outbox::revive(&tx, number, desk.now()).await?;
    if revived > 0 {
        keep(&tx, &desk.keeper(), application.resend(reason)).await?;
    }
    desk.commit(tx).await?;
    Ok(revived)
}

/// Drops the dead errands of an application, for a reason. If it had left the partner, it goes back to review. Returns
/// whether it did.
pub async fn reset(desk: &Desk, number: ApplicationNumber, reason: &str) -> Result<bool, Failure> {
    desk.may(Permission::ResetErrand).await?;
    desk.may(Permission::ViewAuthority).await?;
    drop_stuck(desk, number, reason).await
}

pub(super) async fn drop_stuck(
    desk: &Desk,
    number: ApplicationNumber,
    reason: &str,
) -> Result<bool, Failure> {
    let reason = words(reason)?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let before = application.stage.code();
    let back = deadlines::ball_back(desk, &tx, &settings, &application).await?;
    let after = keep(&tx, &desk.keeper(), application.reset(reason, back, desk.now())?).await?;
    outbox::drop_work(&tx, number, desk.now()).await?;
    // Errands that wait for a day are revived, not dropped: without its errand a hold or a deadline would never end.
    outbox::revive(&tx, number, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(after.stage.code() != before)
}

/// Refuses an application at the authority, with a message for the partner.
pub async fn refuse(desk: &Desk, number: ApplicationNumber, reason: &str) -> Result<(), Failure> {
    desk.may(Permission::RefuseAtAuthority).await?;
    let reason = words(reason)?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let back = deadlines::ball_back(desk, &tx, &settings, &application).await?;
    keep(&tx, &desk.keeper(), application.refuse(reason, back, desk.now())?).await?;
    outbox::drop_work(&tx, number, desk.now()).await?;
    Ok(desk.commit(tx).await?)
}

fn words(reason: &str) -> Result<String, Failure> {
    let reason = cleaned_lines(reason);
    if reason.is_empty() {
        return Err(Failure::Invalid(vec![("reason", "Напишите причину".to_owned())]));
    }
    if reason.chars().count() > LONGEST {
        return Err(Failure::Invalid(vec![("reason", format!("Не больше {LONGEST} символов"))]));
    }
    Ok(reason)
}
