//! Forwarding: what the worker does with an application between the partner's click and its approval.

use std::collections::HashSet;

use super::{Desk, Failure, intake, pricing, settlement};
use crate::domain::application::{Application, BallBack, Delivered, RefusedOwner};
use crate::domain::certificate::Certificate;
use crate::domain::errand::{Errand, MAX_ATTEMPTS, backoff};
use crate::domain::event::Event;
use crate::domain::ids::ApplicationNumber;
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::domain::settings::BusinessSettings;
use crate::domain::stage::Stage;
use crate::domain::submission::Owner;
use crate::gateways::{csr, tokens};
use crate::policy::Permission;
use crate::store::certificates::Issued;
use crate::store::outbox::Kept;
use crate::store::{
    StoreError, Tx, applications, audit, certificates, keep, licences, links, organizations, outbox, partners,
};

/// How many of the last entries about an application are looked through for what has just happened to it.
const LATELY: u64 = 200;

/// What an errand came to, when it was not the work itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The work was done and the errand is settled.
    Done,
    /// There was nothing to do any more.
    Moot,
    /// It will be tried again.
    PutOff,
    /// A person must look at it.
    GivenUp,
}

/// Hands a forwarded application to the authority, once its undo window is over.
pub async fn submit(desk: &Desk, errand: &Kept) -> Result<Outcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let desk = &desk.at_present();
    let Stage::Forwarded { undo_until, .. } = application.stage else { return moot(desk, tx, errand).await };
    if desk.now() < undo_until {
        outbox::put_off(&tx, errand.id, undo_until, "undo window").await?;
        desk.commit(tx).await?;
        return Ok(Outcome::PutOff);
    }
    let awaited = outbox::awaited(&tx, application.number).await?;
    let owners = awaiting(&tx, application.number).await?;
    let owners = owners.into_iter().filter(|owner| !awaited.contains(owner)).collect();
    keep(&tx, &desk.keeper(), application.submit(owners, awaited, desk.now())?).await?;
    settle(desk, tx, errand).await
}

/// The request of an owner, when it still wants a certificate.
pub async fn request(desk: &Desk, errand: &Kept, owner: u32) -> Result<Option<Vec<u8>>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let number = errand.errand.application().ok_or(Failure::NotFound)?;
    let application = applications::open(desk.db(), &Scope::Everything, number).await?;
    if !matches!(application.stage, Stage::CertRequest { .. })
        || !awaiting(desk.db(), number).await?.contains(&owner)
    {
        return Ok(None);
    }
    let owner = owner_at(desk.db(), number, owner).await?;
    Ok(owner.csr.and_then(|text| csr::decode(&text).ok()).map(|decoded| decoded.der))
}

/// Notes the certificate that the authority issued for an owner. There may be no other, so it is kept whatever became
/// of the errand meanwhile.
pub async fn note_certificate(
    desk: &Desk,
    errand: &Kept,
    owner: u32,
    certificate: Certificate,
) -> Result<Outcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let left = awaiting(&tx, application.number).await?;
    if !left.contains(&owner) {
        return moot(desk, tx, errand).await;
    }
    let serial = certificate.serial.clone();
    let stuck = outbox::is_stuck(&tx, application.number, errand.id).await?;
    let delivered = Delivered { owner, serial, last: left.len() == 1, stuck };
    let holder = owner_at(&tx, application.number, owner).await?;
    let issued = Issued {
        application: application.number,
        owner,
        owner_snils: holder.snils.as_str().to_owned(),
        owner_name: holder.full_name(),
        certificate,
    };
    certificates::keep(&tx, &issued, desk.now()).await?;
    keep(&tx, &desk.keeper(), application.note_certificate(delivered, desk.now())?).await?;
    outbox::done_after_all(&tx, errand.id, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(Outcome::Done)
}

/// Notes that the authority refused an owner's request: back to the partner, with its words. What was not asked yet
/// is not asked any more. When the application has left the authority meanwhile, the words are kept all the same.
pub async fn note_refusal(desk: &Desk, errand: &Kept, owner: u32, words: &str) -> Result<Outcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let number = application.number;
    if matches!(application.stage, Stage::CertRequest { .. }) {
        if !outbox::done(&tx, errand.id, desk.now()).await? {
            return Ok(Outcome::Moot);
        }
        outbox::drop_unasked(&tx, number, desk.now()).await?;
    } else {
        let known = is_noted(&tx, number, owner).await?;
        if known || !awaiting(&tx, number).await?.contains(&owner) {
            return moot(desk, tx, errand).await;
        }
        outbox::done_after_all(&tx, errand.id, desk.now()).await?;
    }
    let stuck = outbox::is_stuck(&tx, number, errand.id).await?;
    let refused = RefusedOwner { owner, words: words.to_owned(), stuck };
    let back = ball_back(desk, &tx, &settings, &application).await?;
    keep(&tx, &desk.keeper(), application.refused_by_authority(refused, back, desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(Outcome::Done)
}

/// Whether a refusal of this owner has been noted since the requests were last handed to the authority.
async fn is_noted(tx: &Tx, number: ApplicationNumber, owner: u32) -> Result<bool, StoreError> {
    let entries = audit::entries(tx, &audit::application_subject(number), LATELY).await?;
    let lately = entries.into_iter().filter_map(|entry| serde_json::from_str(&entry.details).ok());
    let mut since = lately.take_while(|event| !matches!(event, Event::Submitted { .. }));
    Ok(since.any(|event| matches!(event, Event::AuthorityRefused { owner: refused, .. } if refused == owner)))
}

/// What the partner gets with an application that comes back from the operator: time, as with one that was mended.
pub(super) async fn ball_back(
    desk: &Desk,
    tx: &Tx,
    settings: &BusinessSettings,
    application: &Application,
) -> Result<BallBack, StoreError> {
    let partner = partners::open(tx, application.partner).await?;
    let forward_by = intake::deadlines(desk, settings, partner.zone()).forward_by;
    Ok(BallBack { forward_by, partner_email: partner.email })
}

/// Registers the application and approves it: licences begin, charges are written, the card is brought up to date.
pub async fn register(desk: &Desk, errand: &Kept) -> Result<Outcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    if !matches!(application.stage, Stage::Registering { .. }) {
        return moot(desk, tx, errand).await;
    }
    // Locked before anything is read of it: what another approval gives it at this moment is neither charged twice nor
    // written over.
    let organization = renewed_card(&tx, &application).await?;
    let desk = &desk.settling(&tx, application.partner).await?;
    let (lines, periods) = pricing::activate(&tx, &application, &organization, desk.now()).await?;
    organizations::update_card(&tx, &organization).await?;
    licences::add(&tx, &periods).await?;
    settlement::placing::record(desk, &tx, application.partner, lines).await?;
    let email = organization.requisites.email.as_str().to_owned();
    keep(&tx, &desk.keeper(), application.approve(email, desk.now())?).await?;
    settle(desk, tx, errand).await
}

/// Notes that an errand failed: it is put off, or left to a person when it was tried often enough.
pub async fn note_failure(
    desk: &Desk,
    errand: &Kept,
    words: &str,
    hopeless: bool,
) -> Result<Outcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    // The application first, as everywhere: whoever takes the two the other way round would wait for ever.
    let application = match errand.errand.application() {
        Some(_) => Some(open(&tx, errand).await?),
        None => None,
    };
    let outcome = if hopeless || errand.attempts >= MAX_ATTEMPTS {
        if outbox::bury(&tx, errand.id, words).await? {
            give_up(desk, &tx, errand, application, words).await?;
        }
        Outcome::GivenUp
    } else {
        let until = desk.now() + backoff(errand.attempts, tokens::jitter());
        outbox::put_off(&tx, errand.id, until, words).await?;
        Outcome::PutOff
    };
    desk.commit(tx).await?;
    Ok(outcome)
}

/// Says where people look that an errand was given up: with its application, or with the link that its letter carries.
async fn give_up(
    desk: &Desk,
    tx: &Tx,
    errand: &Kept,
    application: Option<Application>,
    words: &str,
) -> Result<(), StoreError> {
    if let Some(application) = application {
        keep(tx, &desk.keeper(), application.need_attention(words.to_owned(), desk.now())).await?;
    }
    if let Errand::PasswordLetter { link } = errand.errand {
        links::note_given_up(tx, link, desk.now()).await?;
    }
    Ok(())
}

/// Settles an errand for which nothing is left to do.
pub async fn settle_moot(desk: &Desk, errand: &Kept) -> Result<Outcome, Failure> {
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

/// The places of the owners whose requests have no certificate yet.
pub(super) async fn awaiting(
    reach: &impl crate::store::Reach,
    number: ApplicationNumber,
) -> Result<Vec<u32>, StoreError> {
    let content = applications::original(reach, number).await?.content;
    let issued = certificates::of_application(reach, number).await?;
    let served: HashSet<u32> = issued.iter().map(|issued| issued.owner).collect();
    let owners = (0_u32..).zip(&content.owners);
    let waiting = owners.filter(|(place, owner)| owner.csr.is_some() && !served.contains(place));
    Ok(waiting.map(|(place, _)| place).collect())
}

async fn owner_at(
    reach: &impl crate::store::Reach,
    number: ApplicationNumber,
    owner: u32,
) -> Result<Owner, StoreError> {
    let content = applications::original(reach, number).await?.content;
    let place = usize::try_from(owner).unwrap_or(usize::MAX);
    content.owners.into_iter().nth(place).ok_or(StoreError::NotFound)
}

pub(super) async fn settle(desk: &Desk, tx: Tx, errand: &Kept) -> Result<Outcome, Failure> {
    if outbox::done(&tx, errand.id, desk.now()).await? {
        desk.commit(tx).await?;
        return Ok(Outcome::Done);
    }
    // Somebody else settled it meanwhile: what we did goes back with the transaction.
    Ok(Outcome::Moot)
}

pub(super) async fn moot(desk: &Desk, tx: Tx, errand: &Kept) -> Result<Outcome, Failure> {
    outbox::done(&tx, errand.id, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(Outcome::Moot)
}
