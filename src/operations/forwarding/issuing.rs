//! Issuing: which request an errand sends, and what the authority's answer does. A person is identified by СНИЛС in
//! every revision; a certificate belongs to the request that it answers.

use super::{ErrandOutcome, moot, note_failure, open};
use crate::domain::application::{
    Application, ApplicationEvent, ApplicationEventName, Delivered, RefusedOwner,
};
use crate::domain::certificate::Certificate;
use crate::domain::certificate_request::{AskedRequest, OwnersRequest};
use crate::domain::errand::Errand;
use crate::domain::ids::ApplicationNumber;
use crate::domain::role::Scope;
use crate::domain::stage::Stage;
use crate::domain::submission::Submission;
use crate::gateways::{ca, csr};
use crate::operations::{Desk, Failure, deadlines};
use crate::policy::Permission;
use crate::store::certificates::Issued;
use crate::store::outbox::{self, Kept};
use crate::store::owners::Named;
use crate::store::{Reach, StoreError, Tx, applications, audit, certificates, keep};

/// The standing of a request that the authority was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// The application names it, and it has no certificate.
    Awaited,
    /// It has its certificate.
    Served,
    /// The application no longer names it: another person, or another request of the same person.
    Superseded,
}

/// The request of an errand, if it still needs a certificate.
pub async fn request(desk: &Desk, errand: &Kept) -> Result<Option<Vec<u8>>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let number = errand.errand.application().ok_or(Failure::NotFound)?;
    let application = applications::open(desk.db(), &Scope::Everything, number).await?;
    let asked = asked_by(desk.db(), errand).await?.request;
    if !matches!(application.stage, Stage::CertRequest { .. })
        || standing(desk.db(), number, &asked).await? != Standing::Awaited
    {
        return Ok(None);
    }
    Ok(bytes_of(desk.db(), number, &asked).await?)
}

/// Records the certificate issued for a request, whatever happened to the errand and the application since: there may
/// be no second one. A certificate for another key is not stored; a person must act.
pub async fn note_certificate(
    desk: &Desk,
    errand: &Kept,
    certificate: Certificate,
) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let number = application.number;
    let asked = asked_by(&tx, errand).await?;
    let standing = standing(&tx, number, &asked.request).await?;
    if standing == Standing::Served {
        return moot(desk, tx, errand).await;
    }
    if let Some(words) = foreign(&tx, number, &asked.request, &certificate).await? {
        drop(tx);
        return note_failure(desk, errand, &words, true).await;
    }
    let delivered = Delivered {
        serial: certificate.serial.clone(),
        last: awaiting(&tx, number).await?.iter().all(|left| left.request.is(&asked.request)),
        superseded: standing == Standing::Superseded,
        stuck: outbox::is_stuck(&tx, number, errand.id).await?,
        asked: asked.clone(),
    };
    certificates::keep(&tx, &issued(number, asked, certificate), desk.now()).await?;
    keep(&tx, &desk.keeper(), application.note_certificate(delivered, desk.now())?).await?;
    outbox::done_after_all(&tx, errand.id, desk.now()).await?;
    desk.commit(tx).await?;
    Ok(ErrandOutcome::Done)
}

/// Notes that the authority refused a request: back to the partner, with its words. What was not asked yet is not asked
/// any more. When the application has left the authority meanwhile, or names that request no more, the words are kept
/// all the same.
pub async fn note_refusal(desk: &Desk, errand: &Kept, words: &str) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let settings = desk.house().settings().await?;
    let tx = desk.begin().await?;
    let application = open(&tx, errand).await?;
    let number = application.number;
    let asked = asked_by(&tx, errand).await?;
    let standing = standing(&tx, number, &asked.request).await?;
    if standing == Standing::Awaited && matches!(application.stage, Stage::CertRequest { .. }) {
        if !outbox::done_after_all(&tx, errand.id, desk.now()).await? {
            return Ok(ErrandOutcome::Moot);
        }
        outbox::drop_unasked(&tx, number, desk.now()).await?;
    } else {
        if standing == Standing::Served || is_noted(&tx, number, &asked).await? {
            return moot(desk, tx, errand).await;
        }
        outbox::done_after_all(&tx, errand.id, desk.now()).await?;
    }
    let stuck = outbox::is_stuck(&tx, number, errand.id).await?;
    let superseded = standing == Standing::Superseded;
    let refused = RefusedOwner { asked, words: words.to_owned(), superseded, stuck };
    let back = deadlines::ball_back(desk, &tx, &settings, &application).await?;
    keep(&tx, &desk.keeper(), application.refused_by_authority(refused, back, desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(ErrandOutcome::Done)
}

/// The requests to send now, and those that are sent and unanswered.
pub(super) async fn to_ask(
    tx: &Tx,
    number: ApplicationNumber,
) -> Result<(Vec<AskedRequest>, Vec<AskedRequest>), StoreError> {
    let mut out = Vec::new();
    for errand in outbox::unanswered(tx, number).await? {
        out.push(asked_by(tx, &errand).await?.request);
    }
    let is_out = |asked: &AskedRequest| out.iter().any(|one| one.is(&asked.request));
    let (awaited, asked) = awaiting(tx, number).await?.into_iter().partition(is_out);
    Ok((asked, awaited))
}

/// Whether the answer to an errand's request is unknown. It matters even if the application no longer names the
/// request: a certificate unknown to us may exist.
pub(in crate::operations) async fn still_unanswered(
    reach: &impl Reach,
    errand: &Kept,
) -> Result<bool, StoreError> {
    let number = errand.errand.application().ok_or(StoreError::NotFound)?;
    let asked = asked_by(reach, errand).await?.request;
    Ok(standing(reach, number, &asked).await? != Standing::Served)
}

/// The requests of an application, each with its owner's position.
pub(in crate::operations) fn requests_of(content: &Submission) -> Vec<AskedRequest> {
    let owners = (0_u32..).zip(&content.owners);
    let requests = owners.filter_map(|(place, owner)| {
        let sha256 = csr::digest(owner.csr.as_deref()?)?;
        let request = OwnersRequest { snils: owner.snils.clone(), name: owner.full_name(), sha256 };
        Some(AskedRequest { owner: place, request })
    });
    requests.collect()
}

/// The owners as they are stored beside an application.
pub(in crate::operations) fn named(content: &Submission) -> impl Iterator<Item = Named<'_>> {
    let request = |text: Option<&str>| text.and_then(csr::digest);
    content
        .owners
        .iter()
        .map(move |owner| Named { snils: &owner.snils, request_sha256: request(owner.csr.as_deref()) })
}

/// The requests of an application without certificates.
async fn awaiting(reach: &impl Reach, number: ApplicationNumber) -> Result<Vec<AskedRequest>, StoreError> {
    let content = applications::original(reach, number).await?.content;
    let held = certificates::of_application(reach, number).await?;
    let is_served = |asked: &AskedRequest| held.iter().any(|one| one.answers(&asked.request));
    Ok(requests_of(&content).into_iter().filter(|asked| !is_served(asked)).collect())
}

async fn standing(
    reach: &impl Reach,
    number: ApplicationNumber,
    request: &OwnersRequest,
) -> Result<Standing, StoreError> {
    let held = certificates::of_application(reach, number).await?;
    if held.iter().any(|one| one.answers(request)) {
        return Ok(Standing::Served);
    }
    let content = applications::original(reach, number).await?.content;
    let is_named = requests_of(&content).iter().any(|one| one.request.is(request));
    Ok(if is_named { Standing::Awaited } else { Standing::Superseded })
}

/// The request of an errand. Old errands name only a position, which refers to the revision of that time.
async fn asked_by(reach: &impl Reach, errand: &Kept) -> Result<AskedRequest, StoreError> {
    let Errand::Issue { application, owner, request } = &errand.errand else {
        return Err(StoreError::NotFound);
    };
    if let Some(request) = request {
        return Ok(AskedRequest { owner: *owner, request: request.clone() });
    }
    let revisions = applications::originals(reach, *application).await?;
    let then =
        revisions.iter().find(|one| one.received_at <= errand.created_at).ok_or(StoreError::NotFound)?;
    let mut requests = requests_of(&then.content).into_iter();
    requests.find(|asked| asked.owner == *owner).ok_or(StoreError::NotFound)
}

/// The bytes of a request, from whichever revision contains it.
async fn bytes_of(
    reach: &impl Reach,
    number: ApplicationNumber,
    request: &OwnersRequest,
) -> Result<Option<Vec<u8>>, StoreError> {
    for revision in applications::originals(reach, number).await? {
        let theirs = revision.content.owners.iter().filter(|owner| owner.snils == request.snils);
        let mut sent = theirs.filter_map(|owner| owner.csr.as_deref());
        let found = sent.find(|text| csr::digest(text).as_ref() == Some(&request.sha256));
        if let Some(text) = found {
            return Ok(csr::decode(text).ok().map(|decoded| decoded.der));
        }
    }
    Ok(None)
}

/// The fault of a certificate for another key.
async fn foreign(
    reach: &impl Reach,
    number: ApplicationNumber,
    request: &OwnersRequest,
    certificate: &Certificate,
) -> Result<Option<String>, StoreError> {
    let asked = bytes_of(reach, number, request).await?;
    let own = asked.is_some_and(|der| ca::is_for_the_key_of(certificate, &der));
    let known = certificates::with_serials(reach, std::slice::from_ref(&certificate.serial)).await?;
    let words = |what: &str| {
        format!("Удостоверяющий центр прислал сертификат {} {what}: {}", certificate.serial, request.name)
    };
    Ok(match (own, known.is_empty()) {
        (false, _) => Some(words("для другого ключа")),
        (true, false) => Some(words("второй раз, по другому запросу")),
        (true, true) => None,
    })
}

/// Whether a refusal of this request was recorded since the requests were last sent.
async fn is_noted(tx: &Tx, number: ApplicationNumber, asked: &AskedRequest) -> Result<bool, StoreError> {
    let subject = audit::application_subject(number);
    let verbs = [ApplicationEventName::Submitted, ApplicationEventName::AuthorityRefused]
        .map(ApplicationEventName::code);
    let entries = audit::history_under::<Application>(tx, &subject, &verbs).await?;
    let events = entries.into_iter().filter_map(|entry| entry.event);
    let mut since = events.take_while(|event| !matches!(event, ApplicationEvent::Submitted { .. }));
    Ok(since.any(|event| {
        let ApplicationEvent::AuthorityRefused { owner, request, .. } = event else { return false };
        request.map_or(owner == asked.owner, |refused| refused.is(&asked.request))
    }))
}

fn issued(application: ApplicationNumber, asked: AskedRequest, certificate: Certificate) -> Issued {
    let AskedRequest { owner, request: OwnersRequest { snils, name, sha256 } } = asked;
    Issued {
        application,
        owner,
        owner_snils: snils.into(),
        owner_name: name,
        request_sha256: Some(sha256),
        current: true,
        certificate,
    }
}
