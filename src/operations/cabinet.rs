//! The client's view: the cabinet of a person, and the queries of a program about its applications.

use super::{Desk, Failure};
use crate::domain::application::{Application, ApplicationEvent, Asked};
use crate::domain::attachment::Attachment;
use crate::domain::certificate::Certificate;
use crate::domain::ids::ApplicationNumber;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::reason::CannedReason;
use crate::domain::search::Question;
use crate::policy::Permission;
use crate::store::audit::Entry;
use crate::store::certificates::Issued;
use crate::store::organizations::OrganizationQuery;
use crate::store::{
    StoreError, applications, attachments, audit, certificates, counting, keep, organizations, partners,
    queue, reasons,
};

/// What a client sees of an application.
#[derive(Debug)]
pub struct OwnApplication {
    /// The application.
    pub application: Application,
    /// The partner that serves the client.
    pub partner: Partner,
    /// The issued certificates.
    pub certificates: Vec<Issued>,
    /// The files that were attached.
    pub attachments: Vec<Attachment>,
    /// The history, newest first.
    pub history: Vec<Entry<ApplicationEvent>>,
    /// The canned reason of a return or a rejection, in the wording that was given.
    pub canned: Option<CannedReason>,
}

/// How many applications a page shows.
pub const PAGE: usize = 50;
/// Two organisations are greeted by name; the third row only shows that there are more.
const GREETED: u64 = 3;

/// A page of the client's applications.
#[derive(Debug)]
pub struct OwnList {
    /// The applications, newest first.
    pub rows: Vec<Application>,
    /// How many there are in all.
    pub total: u64,
    /// Where the next page continues, if there is one.
    pub next: Option<ApplicationNumber>,
}

/// The client's applications, newest first: a page of them below `after`.
pub async fn list(desk: &Desk, after: Option<ApplicationNumber>) -> Result<OwnList, Failure> {
    desk.may(Permission::ViewOwnApplication).await?;
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut rows = queue::own(desk.db(), desk.scope(), after, limit).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].number);
    rows.truncate(PAGE);
    Ok(OwnList { rows, total: queue::count_own(desk.db(), desk.scope()).await?, next })
}

/// The client's organisations by name, as many as the greeting needs.
pub async fn organizations(desk: &Desk) -> Result<Vec<Organization>, Failure> {
    desk.may(Permission::ViewOwnApplication).await?;
    Ok(organizations::search(
        desk.db(),
        desk.scope(),
        OrganizationQuery::first(&Question::default(), GREETED),
    )
    .await?)
}

/// One of the client's applications.
pub async fn open(desk: &Desk, number: ApplicationNumber) -> Result<OwnApplication, Failure> {
    let application = stand(desk, number).await?;
    Ok(OwnApplication {
        partner: partners::open(desk.db(), application.partner).await?,
        certificates: certificates::of_application(desk.db(), number).await?,
        attachments: attachments::of_application(desk.db(), number).await?,
        history: audit::history::<Application>(
            desk.db(),
            &audit::application_subject(number),
            counting::WHOLE,
        )
        .await?,
        canned: canned(desk, &application).await?,
        application,
    })
}

/// One of the client's applications, without what belongs to it.
pub async fn stand(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    desk.may(Permission::ViewOwnApplication).await?;
    Ok(applications::open(desk.db(), desk.scope(), number).await?)
}

/// A certificate of one of the client's applications, with the name of its owner.
pub async fn certificate(
    desk: &Desk,
    number: ApplicationNumber,
    serial: &str,
) -> Result<(String, Certificate), Failure> {
    stand(desk, number).await?;
    let issued = certificates::of_application(desk.db(), number).await?;
    let found = issued.into_iter().find(|issued| issued.certificate.serial == serial);
    found.map(|issued| (issued.owner_name, issued.certificate)).ok_or(Failure::NotFound)
}

async fn canned(desk: &Desk, application: &Application) -> Result<Option<CannedReason>, StoreError> {
    let Some(reason) = application.stage.reason() else { return Ok(None) };
    let wordings = reasons::wordings(desk.db(), &reason.code).await?;
    Ok(wordings.into_iter().map(|wording| wording.reason).find(|canned| canned.version == reason.version))
}

/// The application as it was received, as in the first answer to its sender.
pub async fn as_received(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    let application = stand(desk, number).await?;
    let first = applications::first_original(desk.db(), number).await?;
    let users = u32::try_from(first.content.multi_user.users.len()).unwrap_or(u32::MAX);
    let asked = Asked { multi_user: first.content.multi_user.enabled, users, ..application.asked.clone() };
    Ok(Application { asked, ..application }.as_received())
}

/// Tells the partner that the client waits for an application.
pub async fn nudge(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    desk.may(Permission::NudgePartner).await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let partner_email = partners::open(&tx, application.partner).await?.email;
    let kept = keep(&tx, &desk.keeper(), application.nudge(partner_email, desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Withdraws a returned application.
pub async fn withdraw(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    desk.may(Permission::WithdrawOwnApplication).await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let partner_email = partners::open(&tx, application.partner).await?.email;
    let kept = keep(&tx, &desk.keeper(), application.withdraw(partner_email, desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}

/// Records that the client's program finished the set-up.
pub async fn complete(desk: &Desk, number: ApplicationNumber) -> Result<Application, Failure> {
    desk.may(Permission::CompleteOwnApplication).await?;
    let tx = desk.begin().await?;
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    let desk = &desk.at_present();
    let kept = keep(&tx, &desk.keeper(), application.complete(desk.now())?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}
