//! Archives of documents: a client asks for one in the cabinet, follows it, and takes it.

mod building;
mod mailing;
mod opening;

use bytes::Bytes;
use futures_util::Stream;

pub use building::build;
pub use mailing::{
    ArchiveMatter, ArchivePost, confirmation, note_confirmation_sent, note_letter_fault, note_letter_sent,
    post, wait_for_store,
};
pub use opening::{OpenedArchive, confirm_address, look_at_address, look_at_archive, take_by_link};

use super::caller::over;
use super::disowning::{self, open_scope};
use super::{Desk, Failure, attachments};
use crate::domain::archive::{
    ASKED_MOST, ASKED_WITHIN, ArchiveKind, ArchiveRequest, BYTES_MOST, DOCUMENTS_MOST, DocumentPeriod,
    GatheredArchive, NewArchive, SAME_WITHIN, TypedArchive, read_address,
};
use crate::domain::form::FieldFaults;
use crate::domain::ids::{ArchiveId, OrganizationId, PersonId};
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::gateways::files::{Files, FilesFault, StoredFile};
use crate::policy::Permission;
use crate::store::documents::{PeriodQuery, PeriodTotals};
use crate::store::{
    Reach, StoreError, accounts, archives, disowned, documents, keep, organizations, partners, subscriptions,
};

/// How many archives a page shows.
pub const PAGE: usize = 20;

/// What the form of an archive is filled with.
#[derive(Debug)]
pub struct ArchiveForm {
    /// The organisations whose documents the account may ask for, by name.
    pub organizations: Vec<Organization>,
    /// The address of the account; empty when it has none.
    pub email: String,
    /// Whom to call with questions.
    pub support: String,
}

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

/// What the form of an archive is filled with.
pub async fn form(desk: &Desk) -> Result<ArchiveForm, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let account = desk.person()?;
    let email = match accounts::confirmed_email(desk.db(), account).await? {
        Some(confirmed) => confirmed,
        None => accounts::open(desk.db(), account).await?.email,
    };
    Ok(ArchiveForm { organizations: houses(desk).await?, email, support: support(desk).await? })
}

async fn houses(desk: &Desk) -> Result<Vec<Organization>, Failure> {
    Ok(disowning::houses(desk).await?.0)
}

async fn support(desk: &Desk) -> Result<String, Failure> {
    let settings = desk.house().settings().await?;
    Ok(format!("{}, {}", settings.client_support_phone, settings.client_support_email))
}

/// How many documents a form asks for, and how large they are; nothing while its days or its organisation are not known.
pub async fn preview(
    desk: &Desk,
    kind: ArchiveKind,
    typed: &TypedArchive,
) -> Result<Option<PeriodTotals>, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let period = DocumentPeriod::read(&typed.first, &typed.last, &mut FieldFaults::new());
    let house = chosen(houses(desk).await?, &typed.organization, &mut FieldFaults::new());
    let (Some(period), Some(house)) = (period, house) else { return Ok(None) };
    let asked = PeriodQuery { organization: house.id, kinds: kind.documents(), period };
    Ok(Some(documents::totals(desk.db(), desk.scope(), &asked).await?))
}

/// Asks for an archive; the same wish within ten minutes is the same request.
pub async fn request(desk: &Desk, kind: ArchiveKind, typed: &TypedArchive) -> Result<ArchiveId, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let mut faults = FieldFaults::new();
    let house = chosen(houses(desk).await?, &typed.organization, &mut faults);
    let wish = typed.read(&mut faults);
    if let (Some(house), Some(period)) =
        (&house, DocumentPeriod::read(&typed.first, &typed.last, &mut FieldFaults::new()))
    {
        let asked = PeriodQuery { organization: house.id, kinds: kind.documents(), period };
        faults.extend(too_few_or_many(&documents::totals(desk.db(), desk.scope(), &asked).await?));
    }
    let (Some(house), Some(wish), true) = (house, wish, faults.is_empty()) else {
        return Err(Failure::Invalid(faults));
    };
    let (organization, account) = (house.id, desk.person()?);
    let known = is_known(desk, organization, &wish.email).await?;
    let new = NewArchive { partner: house.partner, organization, account, kind, wish, known };
    place(desk, new).await
}

/// Places a request, unless it is there or too many are. Whoever asks for the same at once waits here.
async fn place(desk: &Desk, new: NewArchive) -> Result<ArchiveId, Failure> {
    let (tx, desk) = desk.begin_settling(new.partner).await?;
    let served = organizations::with_id(&tx, desk.scope(), new.organization).await?;
    if served.partner != new.partner {
        return Err(Failure::NotFound);
    }
    let (now, organization) = (desk.now(), new.organization);
    let new = ArchiveRequest::new(new, now);
    if let Some(same) = archives::same(&tx, &new, now - SAME_WITHIN).await? {
        return Ok(same.id);
    }
    if let Some(first) = archives::nth_last(&tx, organization, now - ASKED_WITHIN, ASKED_MOST).await? {
        return Err(over(first + ASKED_WITHIN, now));
    }
    let placed = archives::place(&tx, new).await?;
    let id = placed.id;
    keep(&tx, &desk.keeper(), placed.ask()).await?;
    desk.commit(tx).await?;
    Ok(id)
}

/// The organisation that the form names; where there is only one and none is named, nobody is asked to choose.
pub(super) fn chosen(
    mut all: Vec<Organization>,
    code: &str,
    faults: &mut FieldFaults,
) -> Option<Organization> {
    if all.len() == 1 && code.is_empty() {
        return all.pop();
    }
    let found = all.into_iter().find(|one| one.subscriber_code == code);
    if found.is_none() {
        faults.push(("organization", "Выберите организацию".to_owned()));
    }
    found
}

fn too_few_or_many(totals: &PeriodTotals) -> Option<(&'static str, String)> {
    let words = if totals.documents == 0 {
        "За данный период документов нет".to_owned()
    } else if totals.documents > DOCUMENTS_MOST || totals.bytes > BYTES_MOST {
        format!(
            "Слишком много для одного архива: не больше {DOCUMENTS_MOST} документов и {} МБ. Сократите период",
            BYTES_MOST >> 20
        )
    } else {
        return None;
    };
    Some(("last", words))
}

/// Whether the account has confirmed this address: its own, or one for this organisation before.
pub(super) async fn is_known(
    desk: &Desk,
    organization: OrganizationId,
    email: &str,
) -> Result<bool, Failure> {
    let account = desk.person()?;
    if accounts::confirmed_email(desk.db(), account).await?.as_deref() == Some(email) {
        return Ok(true);
    }
    Ok(archives::is_confirmed(desk.db(), account, organization, email).await?
        || subscriptions::is_confirmed(desk.db(), account, organization, email).await?)
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
