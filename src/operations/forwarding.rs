//! Forwarding: the worker's steps between the forwarding of an application and its approval.

mod issuing;

use chrono::{DateTime, Duration, Utc};

use super::{Desk, Failure, pricing, sales, settlement};
use crate::domain::application::{Application, Approval};
use crate::domain::archive::ArchiveRequest;
use crate::domain::charge::digest_of_approval;
use crate::domain::errand::{Errand, Lane, MAX_ATTEMPTS, backoff};
use crate::domain::ids::PersonId;
use crate::domain::organization::{Organization, digest_of_periods};
use crate::domain::role::Scope;
use crate::domain::stage::Stage;
use crate::domain::submission::ApplicationType;
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::outbox::Kept;
use crate::store::{
    StoreError, Tx, accounts, applications, archives, keep, licences, links, logins, organizations, outbox,
    phone_codes,
};

pub(super) use issuing::{named, requests_of, still_unanswered};
pub use issuing::{note_certificate, note_refusal, request};

/// The outcome of an errand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrandOutcome {
    /// The work was done and the errand is settled.
    Done,
    /// There is nothing left to do.
    Moot,
    /// It is postponed.
    PutOff,
    /// It is dead; a person must act.
    GivenUp,
}

/// Hands a forwarded application to the authority, once its undo window is over.
pub async fn submit(desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let desk = &desk.at_present();
    let Some(undo_until) = application.stage.undo_until() else { return moot(desk, tx, errand).await };
    if desk.now() < undo_until {
        outbox::put_off(&tx, errand.id, undo_until, "undo window").await?;
        desk.commit(tx).await?;
        return Ok(ErrandOutcome::PutOff);
    }
    let (asked, awaited) = issuing::to_ask(&tx, application.number).await?;
    keep(&tx, &desk.keeper(), application.submit(asked, &awaited, desk.now())?).await?;
    settle(desk, tx, errand).await
}

/// Registers the application and approves it: licences begin, charges are written, the card is brought up to date.
pub async fn register(desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    if !matches!(application.stage, Stage::Registering { .. }) {
        return moot(desk, tx, errand).await;
    }
    // Locked before it is read, so that a concurrent approval is neither charged twice nor overwritten.
    let organization = renewed_card(&tx, &application).await?;
    let desk = &desk.settling(&tx, application.partner).await?;
    let (lines, periods) = pricing::activate(&tx, &application, &organization, desk.now()).await?;
    organizations::update_card(&tx, &organization).await?;
    licences::add(&tx, &periods).await?;
    let (charged, brought) = (digest_of_approval(&lines), digest_of_periods(&periods));
    sales::drafting::owe(desk, &tx, &organization, &lines).await?;
    settlement::placing::record(desk, &tx, application.partner, lines).await?;
    let joined = join(&tx, &application, &organization, desk.now()).await?;
    let client_email = organization.requisites.email.as_str().to_owned();
    let approval = Approval { client_email, charges: charged, periods: brought, joined };
    keep(&tx, &desk.keeper(), application.approve(approval, desk.now())?).await?;
    settle(desk, tx, errand).await
}

/// Whoever connected the organisation acts for it from now on. A connection of one that was there before joins nobody.
async fn join(
    tx: &Tx,
    application: &Application,
    organization: &Organization,
    at: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    let first = application.asked.kind == ApplicationType::Connect
        && application.sent_login == organization.bound_login
        && !applications::was_connected(tx, organization.id).await?;
    if !first {
        return Ok(None);
    }
    let account = logins::open(tx, application.sent_login).await?.account;
    accounts::join(tx, account, organization.id, at).await?;
    Ok(Some(account))
}

/// How long a print waits that fails until somebody mends a template, a program or a file.
const UNTIL_MENDED: Duration = Duration::hours(1);

/// Records the failure of an errand: it is postponed, or dead after the last attempt. A print is never given up: its number
/// stands.
pub async fn note_failure(
    desk: &Desk,
    errand: &Kept,
    words: &str,
    hopeless: bool,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    // What the errand is about is locked first, as everywhere; the opposite order would deadlock.
    let about = about(&tx, errand).await?;
    let desk = &desk.at_present();
    let prints = errand.errand.lane() == Lane::Press;
    let outcome = if !prints && (hopeless || errand.attempts >= MAX_ATTEMPTS) {
        if outbox::bury(&tx, errand.id, words).await? {
            give_up(desk, &tx, errand, about, words).await?;
        }
        ErrandOutcome::GivenUp
    } else {
        let pause = if hopeless { UNTIL_MENDED } else { backoff(errand.attempts, tokens::jitter()) };
        outbox::put_off(&tx, errand.id, desk.now() + pause, words).await?;
        delay(desk, &tx, about).await?;
        ErrandOutcome::PutOff
    };
    desk.commit(tx).await?;
    Ok(outcome)
}

/// What an errand is about, locked.
pub(super) enum About {
    Application(Box<Application>),
    Archive(Box<ArchiveRequest>),
    Other,
}

pub(super) async fn about(tx: &Tx, errand: &Kept) -> Result<About, StoreError> {
    let archive = errand.errand.archive().map(|(archive, _)| archive);
    if let Some(id) = archive.or(errand.errand.printed_act()) {
        return Ok(About::Archive(Box::new(archives::open_to_change(tx, &Scope::Everything, id).await?)));
    }
    match errand.errand.application() {
        Some(_) => Ok(About::Application(Box::new(open(tx, errand).await?))),
        None => Ok(About::Other),
    }
}

/// Whoever ordered an act sees that it waits for its print.
pub(super) async fn delay(desk: &Desk, tx: &Tx, about: About) -> Result<(), StoreError> {
    let About::Archive(archive) = about else { return Ok(()) };
    let delayed = archive.awaits_print().then(|| archive.delay(desk.now())).flatten();
    if let Some(change) = delayed {
        keep(tx, &desk.keeper(), change).await?;
    }
    Ok(())
}

/// Marks an errand's death where people see it: at its application or archive, at the link of its letter, or at the code of
/// its SMS.
async fn give_up(desk: &Desk, tx: &Tx, errand: &Kept, about: About, words: &str) -> Result<(), StoreError> {
    match about {
        About::Application(application) => {
            keep(tx, &desk.keeper(), application.need_attention(words.to_owned(), desk.now())).await?;
        }
        About::Archive(archive) if archive.owes().is_some() => {
            keep(tx, &desk.keeper(), archive.bounce(words.to_owned(), desk.now())).await?;
        }
        About::Archive(_) | About::Other => {}
    }
    if let Errand::PasswordLetter { link } = errand.errand {
        links::note_given_up(tx, link, desk.now()).await?;
    }
    if let Errand::PhoneCode { code } = errand.errand {
        phone_codes::note_given_up(tx, code, desk.now()).await?;
    }
    Ok(())
}

/// Settles an errand for which nothing is left to do.
pub async fn settle_moot(desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    moot(desk, tx, errand).await
}

/// The organisation with the card that this application gives it.
async fn renewed_card(tx: &Tx, application: &Application) -> Result<Organization, StoreError> {
    let known = organizations::with_id_to_change(tx, &Scope::Everything, application.organization).await?;
    let content = applications::original(tx, application.number).await?.content;
    let requisites = content.requisites(Some(&known.requisites)).unwrap_or_else(|| known.requisites.clone());
    Ok(Organization { requisites, ..known })
}

pub(super) async fn open(tx: &Tx, errand: &Kept) -> Result<Application, StoreError> {
    let number = errand.errand.application().ok_or(StoreError::NotFound)?;
    applications::open_to_change(tx, &Scope::Everything, number).await
}

pub(super) async fn settle(desk: &Desk, tx: Tx, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    if outbox::done(&tx, errand.id, desk.now()).await? {
        desk.commit(tx).await?;
        return Ok(ErrandOutcome::Done);
    }
    // Somebody else settled it meanwhile: what we did goes back with the transaction.
    Ok(ErrandOutcome::Moot)
}

pub(super) async fn moot(desk: &Desk, tx: Tx, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    outbox::done(&tx, errand.id, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(ErrandOutcome::Moot)
}
