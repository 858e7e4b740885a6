//! Asking for an archive or an act: what the form is filled with, what there is, and placing the request.

use chrono::{DateTime, NaiveDate, Utc};

use super::accepting::accept;
use crate::domain::archive::{
    ASKED_MOST, ASKED_WITHIN, ArchiveKind, ArchiveRequest, BYTES_MOST, DOCUMENTS_MOST, DocumentPeriod,
    NewArchive, SAME_WITHIN, TypedArchive, read_balance,
};
use crate::domain::document::DocumentKind;
use crate::domain::form::FieldFaults;
use crate::domain::ids::{ArchiveId, OrganizationId};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::role::Scope;
use crate::operations::caller::over;
use crate::operations::disowning::{ClosedHouse, closed_house};
use crate::operations::{Desk, Failure, disowning};
use crate::policy::Permission;
use crate::store::documents::{PeriodQuery, PeriodTotals};
use crate::store::{
    accounts, archives, book, documents, keep, organizations, partners, sellers, subscriptions,
};

const NOTHING: &str = "За данный период документов нет";
const TO_COME: &str = "Конец периода еще не наступил: акт составляется по прошедшим дням";

/// What the form of an archive is filled with.
#[derive(Debug)]
pub struct ArchiveForm {
    /// The organisations whose documents the account may ask for, by name.
    pub organizations: Vec<Organization>,
    /// An organisation that the account disowned.
    pub closed: Option<ClosedHouse>,
    /// The address of the account; empty when it has none.
    pub email: String,
    /// Whom to call with questions.
    pub support: String,
}

/// By when an act is promised that is asked for now, and who checks it.
#[derive(Debug)]
pub struct ActPromise {
    /// The partner.
    pub partner: Partner,
    /// By when.
    pub at: DateTime<Utc>,
}

/// What the form of an archive is filled with.
pub async fn form(desk: &Desk) -> Result<ArchiveForm, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let account = desk.person()?;
    let email = match accounts::confirmed_email(desk.db(), account).await? {
        Some(confirmed) => confirmed,
        None => accounts::open(desk.db(), account).await?.email,
    };
    let (organizations, closed) = (houses(desk).await?, closed_house(desk).await?);
    Ok(ArchiveForm { organizations, closed, email, support: support(desk).await? })
}

async fn houses(desk: &Desk) -> Result<Vec<Organization>, Failure> {
    Ok(disowning::houses(desk).await?.0)
}

pub(super) async fn support(desk: &Desk) -> Result<String, Failure> {
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

/// By when an act is promised that is asked for now; nothing while nobody knows which partner checks it.
pub async fn promise(desk: &Desk, typed: &TypedArchive) -> Result<Option<ActPromise>, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let houses = houses(desk).await?;
    let first = houses.first().map(|house| house.partner);
    let only = first.filter(|first| houses.iter().all(|house| house.partner == *first));
    let chosen = chosen(houses, &typed.organization, &mut FieldFaults::new()).map(|house| house.partner);
    let Some(partner) = chosen.or(only) else { return Ok(None) };
    let partner = partners::open(desk.db(), partner).await?;
    let at = desk.house().calendar.act_promised(desk.now(), partner.zone());
    Ok(Some(ActPromise { partner, at }))
}

/// Asks for an archive; the same wish within ten minutes is the same request.
pub async fn request(desk: &Desk, kind: ArchiveKind, typed: &TypedArchive) -> Result<ArchiveId, Failure> {
    desk.may(Permission::RequestArchive).await?;
    let mut faults = FieldFaults::new();
    let house = chosen(houses(desk).await?, &typed.organization, &mut faults);
    let wish = typed.read(&mut faults);
    let theirs =
        if kind.is_checked() { read_balance(&typed.balance, &typed.favour, &mut faults) } else { None };
    if let (Some(house), Some(period)) =
        (&house, DocumentPeriod::read(&typed.first, &typed.last, &mut FieldFaults::new()))
    {
        let words = refused(desk, kind, house, period).await?;
        faults.extend(words.map(|words| ("last", words)));
    }
    let (Some(house), Some(wish), true) = (house, wish, faults.is_empty()) else {
        return Err(Failure::Invalid(faults));
    };
    let (organization, account) = (house.id, desk.person()?);
    let known = is_known(desk, organization, &wish.email).await?;
    let new = NewArchive { partner: house.partner, organization, account, kind, wish, known, theirs };
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
    let asked = keep(&tx, &desk.keeper(), placed.ask()).await?;
    accept(desk.house(), &tx, &desk.keeper(), asked).await?;
    desk.commit(tx).await?;
    Ok(id)
}

/// The organisation that the form names; where there is only one and none is named, nobody is asked to choose.
pub(in crate::operations) fn chosen(
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

/// Why nothing can be given out of a period, if it cannot.
async fn refused(
    desk: &Desk,
    kind: ArchiveKind,
    house: &Organization,
    period: DocumentPeriod,
) -> Result<Option<String>, Failure> {
    if !kind.is_checked() {
        let asked = PeriodQuery { organization: house.id, kinds: kind.documents(), period };
        return Ok(too_few_or_many(&documents::totals(desk.db(), desk.scope(), &asked).await?));
    }
    if period.last > moscow_day(desk.now()) {
        return Ok(Some(TO_COME.to_owned()));
    }
    Ok(has_nothing(desk, house, period.last).await?.then(|| NOTHING.to_owned()))
}

/// Whether there is nothing to reckon until a day: no posting where acts are drawn from the partner's book, otherwise no
/// document at all.
async fn has_nothing(desk: &Desk, house: &Organization, last: NaiveDate) -> Result<bool, Failure> {
    let db = desk.db();
    if sellers::of_partner(db, house.partner).await?.draws_acts() {
        let books = Scope::Partner(house.partner);
        return Ok(book::of_organization(db, &books, house.id, last).await?.is_empty());
    }
    let period = DocumentPeriod { first: NaiveDate::default().min(last), last };
    let asked = PeriodQuery { organization: house.id, kinds: DocumentKind::ALL, period };
    Ok(documents::totals(db, desk.scope(), &asked).await?.documents == 0)
}

fn too_few_or_many(totals: &PeriodTotals) -> Option<String> {
    if totals.documents == 0 { Some(NOTHING.to_owned()) } else { too_much(totals) }
}

/// Why so many documents do not fit into an archive, if they do not.
#[must_use]
pub fn too_much(totals: &PeriodTotals) -> Option<String> {
    let most = BYTES_MOST >> 20;
    let much = totals.documents > DOCUMENTS_MOST || totals.bytes > BYTES_MOST;
    much.then(|| {
        format!(
            "Слишком много для одного архива: не больше {DOCUMENTS_MOST} документов и {most} МБ. Сократите период"
        )
    })
}

/// Whether the account has confirmed this address: its own, or one for this organisation before.
pub(in crate::operations) async fn is_known(
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
