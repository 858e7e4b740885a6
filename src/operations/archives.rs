//! Archives of documents: a client asks for one in the cabinet, follows it, and takes it.

mod accepting;
mod asking;
mod building;
mod declining;
mod mailing;
mod opening;
mod ordering;

use bytes::Bytes;
use futures_util::Stream;

pub use asking::{ActPromise, ArchiveForm, form, preview, promise, request, too_much};
pub use building::build;
pub use declining::{DeclinedAct, declined};
pub use mailing::{
    ArchiveMatter, ArchivePost, confirmation, note_confirmation_sent, note_letter_fault, note_letter_sent,
    post, wait_for_store,
};
pub use opening::{OpenedArchive, confirm_address, look_at_address, look_at_archive, take_by_link};
pub use ordering::{OrderedAct, ordered};

use asking::support;
pub(super) use asking::{chosen, is_known};

use super::disowning::{ClosedHouse, closed_house, open_scope};
use super::{Desk, Failure, attachments};
use crate::domain::archive::{ArchiveRequest, GatheredArchive, read_address};
use crate::domain::form::FieldFaults;
use crate::domain::ids::{ArchiveId, OrganizationId, PersonId};
use crate::domain::partner::Partner;
use crate::domain::role::Scope;
use crate::gateways::files::{Files, FilesFault, StoredFile};
use crate::policy::Permission;
use crate::store::{Reach, StoreError, accounts, archives, disowned, keep, organizations, partners};

/// How many archives a page shows.
pub const PAGE: usize = 20;

/// A page of one's own archives.
#[derive(Debug)]
pub struct OwnArchives {
    /// The archives, the newest first.
    pub rows: Vec<OwnArchive>,
    /// How many there are in all.
    pub total: u64,
    /// Below which the next page begins, if there is one.
    pub next: Option<ArchiveId>,
    /// A number that grows whenever something happens to one of them.
    pub version: i32,
    /// Whether the account acts for several organisations.
    pub several: bool,
    /// An organisation that the account disowned.
    pub closed: Option<ClosedHouse>,
    /// Whom to call with questions.
    pub support: String,
}

/// One of one's own archives.
#[derive(Debug)]
pub struct OwnArchive {
    /// The archive.
    pub archive: ArchiveRequest,
    /// Whose documents.
    pub organization: String,
    /// The partner that serves the organisation.
    pub partner: Partner,
}

/// «Мои запросы»: a page of one's own archives below `after`.
pub async fn own(desk: &Desk, after: Option<ArchiveId>) -> Result<OwnArchives, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let (db, scope) = (desk.db(), &open_scope(desk).await?);
    let version = archives::version(db, scope).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = archives::page(db, scope, after, limit).await?;
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id);
    found.truncate(PAGE);
    let total = archives::count(db, scope).await?;
    Ok(OwnArchives {
        rows: with_names(desk, found).await?,
        total,
        next,
        version,
        several: matches!(desk.scope(), Scope::Client { organizations, .. } if organizations.len() > 1),
        closed: closed_house(desk).await?,
        support: support(desk).await?,
    })
}

async fn with_names(desk: &Desk, archives: Vec<ArchiveRequest>) -> Result<Vec<OwnArchive>, Failure> {
    if archives.is_empty() {
        return Ok(Vec::new());
    }
    let houses = organizations::whole(desk.db(), desk.scope()).await?;
    let partners = partners::all(desk.db()).await?;
    let with = |archive: ArchiveRequest| {
        let house = houses.iter().find(|house| house.id == archive.organization)?;
        let partner = partners.iter().find(|partner| partner.id == archive.partner)?.clone();
        Some(OwnArchive { organization: house.requisites.short_name.clone(), partner, archive })
    };
    Ok(archives.into_iter().filter_map(with).collect())
}

/// The number of [`OwnArchives`] that grows, for whoever follows them.
pub async fn version(desk: &Desk) -> Result<i32, Failure> {
    desk.may(Permission::RequestArchive).await?;
    Ok(archives::version(desk.db(), &open_scope(desk).await?).await?)
}

/// One of one's own archives.
pub async fn open(desk: &Desk, id: ArchiveId) -> Result<OwnArchive, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let archive = archives::open(desk.db(), &open_scope(desk).await?, id).await?;
    with_names(desk, vec![archive]).await?.pop().ok_or(Failure::NotFound)
}

/// «Отправить на другой адрес»: of an archive whose letter did not arrive.
pub async fn redirect(desk: &Desk, id: ArchiveId, typed: &str) -> Result<(), Failure> {
    desk.may(Permission::RequestArchive).await?;
    let scope = open_scope(desk).await?;
    let organization = archives::open(desk.db(), &scope, id).await?.organization;
    let mut faults = FieldFaults::new();
    let email = read_address(typed, &mut faults).ok_or(Failure::Invalid(faults))?;
    let known = is_known(desk, organization, &email).await?;
    let tx = desk.begin().await?;
    let archive = archives::open_to_change(&tx, &scope, id).await?;
    let desk = &desk.at_present();
    keep(&tx, &desk.keeper(), archive.redirect(email, known, desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}

/// Takes an archive in the cabinet, while it is kept; that is noted.
pub async fn take(desk: &Desk, id: ArchiveId) -> Result<GatheredArchive, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let (scope, tx) = (open_scope(desk).await?, desk.begin().await?);
    let archive = archives::open_to_change(&tx, &scope, id).await?;
    let desk = &desk.at_present();
    let gathered = archive.file(desk.now())?.clone();
    keep(&tx, &desk.keeper(), archive.give_out(desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(gathered)
}

/// The bytes of an archive that was taken.
pub async fn read(
    store: &Files,
    gathered: &GatheredArchive,
) -> Result<StoredFile<impl Stream<Item = Result<Bytes, FilesFault>> + Send + use<>>, Failure> {
    attachments::read_bytes(store, &gathered.sha256).await
}

/// What is said of an archive whose asker gets no documents of the organisation.
const SHUT_OUT: &str = "Документы организации были закрыты для того, кто их запросил";

/// Whether whoever asked for an archive still acts for the organisation, and has not disowned it.
async fn is_member(reach: &impl Reach, archive: &ArchiveRequest) -> Result<bool, StoreError> {
    acts_for(reach, archive.account, archive.organization).await
}

/// Whether an account acts for an organisation, and has not disowned it.
pub(super) async fn acts_for(
    reach: &impl Reach,
    account: PersonId,
    organization: OrganizationId,
) -> Result<bool, StoreError> {
    let acts = accounts::memberships(reach, account).await?.contains(&organization);
    Ok(acts && !disowned::closed_for(reach, account).await?.contains(&organization))
}
