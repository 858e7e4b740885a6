//! Files for the access matrix, of an application and of a draft; a question, and an archive.

use std::convert::Infallible;

use axum::body::Bytes;
use futures_util::stream;
use registrar::domain::archive::{ArchiveKind, ArchiveRequest, ArchiveWish, DocumentPeriod, NewArchive};
use registrar::domain::attachment::{AttachedFile, AttachmentFolder, AttachmentName, LARGEST_ATTACHMENT};
use registrar::domain::draft::{Draft, DraftStep, TypedFields};
use registrar::domain::ids::{ApplicationNumber, ArchiveId, PersonId, QuestionId, StandingInId};
use registrar::domain::month::{Month, moscow_day};
use registrar::domain::organization::Organization;
use registrar::domain::payment::TypedPayment;
use registrar::domain::question::{ClientQuestion, QuestionState};
use registrar::domain::role::Role;
use registrar::domain::seller::{Logo, TypedTerms};
use registrar::domain::stage::StageCode;
use registrar::domain::standing_in::StandingIn;
use registrar::domain::submission::ApplicationType;
use registrar::domain::subscription::{ClosingSubscription, NewSubscription};
use registrar::gateways::files;
use registrar::operations::sales::{logos, payments, sellers};
use registrar::store::{
    Keeper, archives, attachments, draft_files, drafts, keep, partners, questions, standing_in, subscriptions,
};

use crate::support::{Persona, Portal, filed, pdf, seller_terms};

/// A file that lies in the store.
async fn scanned(portal: &Portal) -> AttachedFile {
    let body = stream::iter([Ok::<Bytes, Infallible>(Bytes::from(pdf(1)))]);
    let received = files::receive(body, LARGEST_ATTACHMENT).await.unwrap();
    portal.files().keep(&received).await.unwrap();
    let (name, kind) = AttachmentName::read("скан.pdf").unwrap();
    AttachedFile { name, kind, size: received.size, sha256: received.sha256 }
}

/// A file of an application, added before it was taken.
async fn attached(portal: &Portal, number: ApplicationNumber, by: &Persona) -> (&'static str, String) {
    let file = scanned(portal).await;
    let partner = portal.see(number).await.partner;
    let folder =
        AttachmentFolder { application: number, partner, stage: StageCode::Received, files: Vec::new() };
    let at = portal.clock.now();
    let keeper = Keeper {
        actor: by.account.login.clone(),
        role: Role::Client,
        request_id: "test".to_owned(),
        at,
        instead_of: None,
    };
    let tx = portal.db().begin().await.unwrap();
    keep(&tx, &keeper, folder.attach(file, by.id(), at).unwrap().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    let kept = attachments::of_application(portal.db(), number).await.unwrap();
    ("attachment", kept[0].id.to_string())
}

/// The files of an application: one that its client added, a document of its organisation, and an archive of them.
pub(super) async fn kept(
    portal: &Portal,
    number: ApplicationNumber,
    by: &Persona,
) -> [(&'static str, String); 8] {
    let organization = portal.organization(number).await;
    let paper = filed(portal, &organization).await;
    let [sale, payment, logo] = sold(portal, &organization).await;
    let archive = requested(portal, &organization, by, ArchiveKind::Closing).await;
    let act = requested(portal, &organization, by, ArchiveKind::Reconciliation).await;
    let (archive, act) = (("archive", archive.to_string()), ("act", act.to_string()));
    let subscription = subscribed(portal, &organization, by).await;
    let attached = attached(portal, number, by).await;
    [attached, ("paper", paper.to_string()), sale, payment, logo, archive, act, subscription]
}

/// The draft of a sale of the organisation's partner, a payment of that organisation, and the logo of the partner, which
/// from now on issues in 1С.
async fn sold(portal: &Portal, organization: &Organization) -> [(&'static str, String); 3] {
    let code = partners::open(portal.db(), organization.partner).await.unwrap().code;
    let desk = portal.manager_of(&code).await.desk();
    let draft = portal.sale_drafts(&desk).await.remove(0);
    let typed = TypedPayment {
        organization: organization.subscriber_code.clone(),
        day: "2026-10-21".to_owned(),
        number: "77".to_owned(),
        amount: "1".to_owned(),
    };
    let payment = payments::note(&desk, &typed).await.unwrap();
    let terms = TypedTerms { source: "1c".to_owned(), ..seller_terms() };
    sellers::keep_terms(&desk, 0, &terms).await.unwrap();
    let logo = Logo::of(code.into_bytes());
    logos::keep_logo(&desk, 1, Ok(logo.clone())).await.unwrap();
    [("sale", draft.id.to_string()), ("payment", payment.to_string()), ("logo", logo.sha256)]
}

/// An archive that somebody asked for, or an act that waits for a check.
async fn requested(
    portal: &Portal,
    organization: &Organization,
    by: &Persona,
    kind: ArchiveKind,
) -> ArchiveId {
    let day = portal.clock.now().date_naive();
    let (period, email) = (DocumentPeriod { first: day, last: day }, "anna@romashka.example".to_owned());
    let new = NewArchive {
        partner: organization.partner,
        organization: organization.id,
        account: by.id(),
        kind,
        wish: ArchiveWish { period, email },
        known: true,
        theirs: None,
    };
    let tx = portal.db().begin().await.unwrap();
    let at = portal.clock.now();
    let placed = archives::place(&tx, ArchiveRequest::new(new, at)).await.unwrap();
    let id = placed.id;
    if kind.is_checked() {
        let keeper = Keeper {
            actor: by.account.login.clone(),
            role: Role::Client,
            request_id: "test".to_owned(),
            at,
            instead_of: None,
        };
        let asked = keep(&tx, &keeper, placed.ask()).await.unwrap();
        keep(&tx, &keeper, asked.accept(at, at)).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// A subscription of somebody.
async fn subscribed(portal: &Portal, organization: &Organization, by: &Persona) -> (&'static str, String) {
    let new = NewSubscription {
        partner: organization.partner,
        organization: organization.id,
        account: by.id(),
        email: "anna@romashka.example".to_owned(),
        known: true,
    };
    let (now, tx) = (portal.clock.now(), portal.db().begin().await.unwrap());
    let placed = subscriptions::place(&tx, ClosingSubscription::new(new, Month::of(now), now)).await.unwrap();
    tx.commit().await.unwrap();
    ("subscription", placed.id.to_string())
}

/// An application that a client fills in the browser, with one owner and a file; and a question to a partner.
pub(super) async fn begun(portal: &Portal, client: &Persona, partner: &str) -> [(&'static str, String); 3] {
    let mut draft = Draft::begin(client.id(), ApplicationType::Connect, portal.clock.now());
    draft.answers.fill_entry(DraftStep::Owners, None, &TypedFields::default());
    let tx = portal.db().begin().await.unwrap();
    let id = drafts::add(&tx, &draft).await.unwrap();
    let draft = Draft { id, ..draft };
    let file = draft.hold(&[], scanned(portal).await, portal.clock.now()).unwrap().unwrap();
    draft_files::add(&tx, &file).await.unwrap();
    tx.commit().await.unwrap();
    let kept = draft_files::of_draft(portal.db(), id).await.unwrap();
    let question = questioned(portal, client, partner).await;
    [("draft", id.to_string()), ("file", kept[0].id.to_string()), question]
}

/// A question of a client to a partner.
async fn questioned(portal: &Portal, by: &Persona, partner: &str) -> (&'static str, String) {
    let now = portal.clock.now();
    let question = ClientQuestion {
        id: QuestionId(0),
        partner: portal.partner(partner).await.id,
        organization: None,
        account: by.id(),
        name: "Анна".to_owned(),
        email: "anna@romashka.example".to_owned(),
        state: QuestionState::Waiting,
        created_at: now,
        moved_at: now,
        version: 0,
    };
    let tx = portal.db().begin().await.unwrap();
    let placed = questions::place(&tx, question, partner).await.unwrap();
    tx.commit().await.unwrap();
    ("question", placed.id.to_string())
}

/// Somebody for whom the administrator of their partner stands in.
pub(super) async fn stood_in(portal: &Portal, admin: &Persona, giver: PersonId) -> String {
    let house = admin.account.house();
    let (today, last) = (moscow_day(portal.clock.now()), "2035-12-31".parse().unwrap());
    let new = StandingIn {
        id: StandingInId(0),
        house,
        role: Role::PartnerStaff,
        giver,
        deputy: admin.id(),
        first: today,
        last,
        arranged_at: portal.clock.now(),
        ended_at: None,
        version: 1,
    };
    let tx = portal.db().begin().await.unwrap();
    let standing = standing_in::add(&tx, new).await.unwrap();
    tx.commit().await.unwrap();
    standing.id.to_string()
}
