//! Inspection: the card of an application, with everything needed for a decision.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::admission::admit;
use super::circuit::{self, Outage};
use super::preferences::Preferences;
use super::pricing::{self, Offer};
use super::reasons::{self, OfferedReasons};
use super::{Desk, Failure, acknowledging, attachments, conflicts, presence};
use crate::domain::application::{Application, ApplicationEvent, ConnectionParameters};
use crate::domain::attachment::Attachment;
use crate::domain::certificate_request::CertificateRequest;
use crate::domain::charge::Charge;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::price::GroupBand;
use crate::domain::queue::AfterAction;
use crate::domain::remark::{Remark, remarks};
use crate::domain::role::Scope;
use crate::domain::stage::Verb;
use crate::domain::submission::Difference;
use crate::policy::Permission;
use crate::store::applications::Original;
use crate::store::audit::Entry;
use crate::store::certificates::Issued;
use crate::store::letters::SentLetter;
use crate::store::notes::Note;
use crate::store::outbox::Kept;
use crate::store::queue::Reviewer;
use crate::store::{
    accounts, applications, audit, certificates, charges, counting, letters, logins, notes, organizations,
    outbox, partners, queue, tariffs,
};

/// The card of an application.
#[derive(Debug)]
pub struct Card {
    /// The application.
    pub application: Application,
    /// The latest revision that the client sent.
    pub original: Original,
    /// The subscriber.
    pub organization: Organization,
    /// Whether the viewer may see the subscriber's present card; a partner that served it before may not.
    pub served: bool,
    /// The partner that serves it.
    pub partner: Partner,
    /// The login that sent it.
    pub sent_login: String,
    /// The login that is bound to the subscriber.
    pub bound_login: String,
    /// The application's differences from the organisation's card.
    pub differences: Vec<Difference>,
    /// The decoded requests, by the owner's position.
    pub requests: HashMap<usize, CertificateRequest>,
    /// The remarks.
    pub remarks: Vec<Remark>,
    /// The issued certificates.
    pub certificates: Vec<Issued>,
    /// The files that the client attached, for the partner's people.
    pub attachments: Vec<Attachment>,
    /// The present offer; `None` after the end of the application, and for viewers who do not see prices.
    pub offer: Option<Offer>,
    /// The charges of its approval.
    pub charges: Vec<Charge>,
    /// The open errands.
    pub errands: Vec<Kept>,
    /// The history, newest first.
    pub history: Vec<Entry<ApplicationEvent>>,
    /// The sent letters, newest first.
    pub letters: Vec<SentLetter>,
    /// Names of people by login and by identity.
    pub names: Names,
    /// The people who can review it.
    pub colleagues: Vec<Reviewer>,
    /// The present day in the partner's zone.
    pub today: NaiveDate,
    /// The days that are offered for a hold.
    pub hold_days: Vec<NaiveDate>,
    /// The bands of groups of companies to choose from.
    pub bands: Vec<GroupBand>,
    /// The undo window of a forwarding, in seconds.
    pub undo_seconds: i64,
    /// The outage of the authority, if there is one.
    pub outage: Option<Outage>,
    /// The reasons to choose from.
    pub reasons: OfferedReasons,
    /// The verbs that the viewer may use now.
    pub verbs: Vec<Verb>,
    /// The notes of colleagues, newest first.
    pub notes: Vec<Note>,
    /// The colleagues who are viewing it now.
    pub onlookers: Vec<String>,
    /// The viewer's preference for the page after a decision.
    pub after_action: AfterAction,
}

/// Names of people, by login and by identity.
#[derive(Debug, Default)]
pub struct Names {
    /// By login, as in the audit.
    pub by_login: HashMap<String, String>,
    /// By identity.
    pub by_id: HashMap<PersonId, String>,
}

/// Opens the card of an application.
pub async fn card(desk: &Desk, number: ApplicationNumber) -> Result<Card, Failure> {
    let (db, application) = (desk.db(), admit(desk, number).await?);
    let settings = desk.house().settings().await?;
    let original = applications::original(db, number).await?;
    let organization = organizations::with_id(db, &Scope::Everything, application.organization).await?;
    let requests = acknowledging::requests(&original.content);
    let history =
        audit::history::<Application>(db, &audit::application_subject(number), counting::WHOLE).await?;
    let verbs = verbs(desk, &application);
    let (colleagues, notes) = of_the_partner(desk, number, verbs.contains(&Verb::HandOver)).await?;
    let (offer, charges) = money(desk, &application).await?;
    let served = desk.partner().is_none_or(|partner| partner == organization.partner);
    let partner = partners::open(db, application.partner).await?;
    let today = desk.now().with_timezone(&partner.zone()).date_naive();
    let liked = Preferences::of(desk).await?;
    let differs = || original.content.differences(&organization.requisites);
    Ok(Card {
        served,
        hold_days: desk.house().calendar.hold_days(today, settings.hold_max_days),
        today,
        partner,
        sent_login: logins::open(db, application.sent_login).await?.login,
        bound_login: logins::open(db, application.bound_login).await?.login,
        differences: if served { differs() } else { Vec::new() },
        remarks: all_remarks(desk, &application, &original, &requests, &history).await?,
        certificates: certificates::of_application(db, number).await?,
        attachments: attachments::of_card(desk, number).await?,
        offer,
        charges,
        errands: outbox::open_of(db, number).await?,
        letters: letters::of_application(db, number).await?,
        names: names(desk, &application, &notes, &history).await?,
        outage: circuit::outage(desk, desk.partner()).await?,
        verbs,
        onlookers: presence::others(desk, &[number]).await?.remove(&number).unwrap_or_default(),
        notes,
        after_action: liked.after_action(),
        bands: tariffs::bands_on(db, moscow_day(desk.now())).await?,
        undo_seconds: settings.undo.num_seconds(),
        reasons: reasons::offered(desk, &liked, settings.expire_days).await?,
        application,
        original,
        organization,
        requests,
        history,
        colleagues,
    })
}

/// The stage of an application, for the part of its card that refreshes itself.
#[derive(Debug)]
pub struct Standing {
    /// The application.
    pub application: Application,
    /// The verbs that the viewer may use now.
    pub verbs: Vec<Verb>,
}

/// The stage of an application, polled every two seconds while another actor works on it; reads no more than is shown.
pub async fn standing(desk: &Desk, number: ApplicationNumber) -> Result<Standing, Failure> {
    let application = admit(desk, number).await?;
    Ok(Standing { verbs: verbs(desk, &application), application })
}

/// The colleagues to whom it can be handed over, and the notes; only for viewers of the partner.
async fn of_the_partner(
    desk: &Desk,
    number: ApplicationNumber,
    handing: bool,
) -> Result<(Vec<Reviewer>, Vec<Note>), Failure> {
    let Some(partner) = desk.partner() else { return Ok((Vec::new(), Vec::new())) };
    let colleagues = if handing { queue::reviewers(desk.db(), partner).await? } else { Vec::new() };
    Ok((colleagues, notes::of_application(desk.db(), number).await?))
}

/// The offer and the charges, for viewers who see prices.
async fn money(desk: &Desk, application: &Application) -> Result<(Option<Offer>, Vec<Charge>), Failure> {
    if !desk.allows(Permission::ViewApplication) {
        return Ok((None, Vec::new()));
    }
    let offer = if is_over(application) {
        None
    } else {
        Some(pricing::offer(desk.db(), application, desk.now(), false).await?)
    };
    Ok((offer, charges::of_application(desk.db(), application.number).await?))
}

/// The price of an application with other parameters, or with those saved: a preview.
pub async fn price_with(
    desk: &Desk,
    number: ApplicationNumber,
    parameters: Option<ConnectionParameters>,
) -> Result<(Application, Offer), Failure> {
    desk.may(Permission::ViewApplication).await?;
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    let parameters = parameters.unwrap_or_else(|| application.parameters.clone());
    let unsaved = parameters != application.parameters;
    let changed = Application { parameters, ..application.clone() };
    let offer = pricing::offer(desk.db(), &changed, desk.now(), unsaved).await?;
    Ok((application, offer))
}

/// The card with the price of unsaved parameters.
pub async fn offering(
    desk: &Desk,
    number: ApplicationNumber,
    parameters: ConnectionParameters,
) -> Result<Card, Failure> {
    let found = card(desk, number).await?;
    if found.offer.is_none() {
        return Ok(found);
    }
    let (_, offer) = price_with(desk, number, Some(parameters)).await?;
    Ok(Card { offer: Some(offer), ..found })
}

/// The verbs that are allowed in the stage and permitted to the desk.
fn verbs(desk: &Desk, application: &Application) -> Vec<Verb> {
    application.verbs().filter(|verb| desk.person().is_ok() && desk.allows(Permission::of(*verb))).collect()
}

async fn all_remarks(
    desk: &Desk,
    application: &Application,
    original: &Original,
    requests: &HashMap<usize, CertificateRequest>,
    history: &[Entry<ApplicationEvent>],
) -> Result<Vec<Remark>, Failure> {
    let ConnectionParameters { enabled, tier, .. } = application.parameters;
    let mut found = remarks(&original.content, enabled, tier, &acknowledging::in_order(requests));
    if is_over(application) {
        found.extend(conflicts::recalled(history));
    } else {
        found.extend(conflicts::of(desk, application, &original.content).await?);
    }
    Ok(found)
}

fn is_over(application: &Application) -> bool {
    crate::domain::stage::StageCode::FINISHED.contains(&application.stage.code())
}

async fn names(
    desk: &Desk,
    application: &Application,
    notes: &[Note],
    history: &[Entry<ApplicationEvent>],
) -> Result<Names, Failure> {
    let mut logins: Vec<String> = history.iter().flat_map(Entry::logins).collect();
    logins.sort_unstable();
    logins.dedup();
    let reviewer = application.stage.reviewer().into_iter();
    let told = history.iter().filter_map(|entry| entry.event.as_ref()).flat_map(ApplicationEvent::reviewers);
    let people: Vec<PersonId> = reviewer.chain(notes.iter().map(|note| note.author)).chain(told).collect();
    let by_id = accounts::names(desk.db(), &people).await?;
    Ok(Names { by_login: accounts::names_of_logins(desk.db(), &logins).await?, by_id })
}
