//! Inspection: the card of an application, with everything that helps to decide.

use std::collections::HashMap;

use super::admission::admit;
use super::circuit::{self, Outage};
use super::pricing::{self, Offer};
use super::{Desk, Failure, acknowledging, conflicts, preferences, presence};
use crate::domain::application::{Application, ApplicationEvent, ConnectionParameters};
use crate::domain::certificate_request::CertificateRequest;
use crate::domain::charge::Charge;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::price::GroupBand;
use crate::domain::queue::AfterAction;
use crate::domain::reason::CannedReason;
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
use crate::store::{
    accounts, applications, audit, certificates, charges, counting, letters, logins, notes, organizations,
    outbox, partners, reasons, tariffs,
};

/// The card of an application.
#[derive(Debug)]
pub struct Card {
    /// The application.
    pub application: Application,
    /// What the client sent.
    pub original: Original,
    /// The subscriber.
    pub organization: Organization,
    /// Whether the reader may know what the subscriber's card says now: a partner that served it before may not.
    pub served: bool,
    /// The partner that serves it.
    pub partner: Partner,
    /// The login that sent it.
    pub sent_login: String,
    /// The login that is bound to the subscriber.
    pub bound_login: String,
    /// What the application says otherwise than the organisation's card.
    pub differences: Vec<Difference>,
    /// The decoded request of each owner, by the owner's place.
    pub requests: HashMap<usize, CertificateRequest>,
    /// What is shown and never refused.
    pub remarks: Vec<Remark>,
    /// The certificates that have come.
    pub certificates: Vec<Issued>,
    /// What it would be charged now; nothing once it is over, and for those whose business prices are not.
    pub offer: Option<Offer>,
    /// What it was charged at its approval.
    pub charges: Vec<Charge>,
    /// The work that is owed or stuck.
    pub errands: Vec<Kept>,
    /// What happened, newest first.
    pub history: Vec<Entry<ApplicationEvent>>,
    /// The letters that were sent, newest first.
    pub letters: Vec<SentLetter>,
    /// Names of people by login and by identity.
    pub names: Names,
    /// The people to whom it can be handed over.
    pub colleagues: Vec<(PersonId, String)>,
    /// The bands of groups of companies that can be chosen.
    pub bands: Vec<GroupBand>,
    /// For how many seconds a forwarding can be undone.
    pub undo_seconds: i64,
    /// Whether the authority is silent.
    pub outage: Option<Outage>,
    /// In how many days a client must mend what is returned.
    pub expire_days: u32,
    /// The reasons that can be given.
    pub reasons: Vec<CannedReason>,
    /// What this reader may do with it now.
    pub verbs: Vec<Verb>,
    /// What colleagues tell each other about it, newest first.
    pub notes: Vec<Note>,
    /// Which colleagues look at it now.
    pub onlookers: Vec<String>,
    /// What this reader likes to follow a decision.
    pub after_action: AfterAction,
}

/// Names of people, by both ways in which they are known.
#[derive(Debug, Default)]
pub struct Names {
    /// By login, as the audit writes them.
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
    let (colleagues, notes) = of_the_partner(desk, number).await?;
    let (offer, charges) = money(desk, &application).await?;
    let served = desk.partner().is_none_or(|partner| partner == organization.partner);
    let differs = || original.content.differences(&organization.requisites);
    Ok(Card {
        served,
        partner: partners::open(db, application.partner).await?,
        sent_login: logins::open(db, application.sent_login).await?.login,
        bound_login: logins::open(db, application.bound_login).await?.login,
        differences: if served { differs() } else { Vec::new() },
        remarks: all_remarks(desk, &application, &original, &requests, &history).await?,
        certificates: certificates::of_application(db, number).await?,
        offer,
        charges,
        errands: outbox::open_of(db, number).await?,
        letters: letters::of_application(db, number).await?,
        names: names(desk, &application, &notes, &history, &colleagues).await?,
        outage: circuit::outage(desk, desk.partner()).await?,
        verbs: verbs(desk, &application),
        onlookers: presence::others(desk, &[number]).await?.remove(&number).unwrap_or_default(),
        notes,
        after_action: preferences::liked(desk).await?,
        bands: tariffs::bands_on(db, moscow_day(desk.now())).await?,
        undo_seconds: settings.undo.num_seconds(),
        expire_days: settings.expire_days,
        reasons: reasons::current(db).await?,
        application,
        original,
        organization,
        requests,
        history,
        colleagues,
    })
}

/// Where an application stands: what the part of its card shows that refreshes itself.
#[derive(Debug)]
pub struct Standing {
    /// The application.
    pub application: Application,
    /// What this reader may do with it now.
    pub verbs: Vec<Verb>,
}

/// Where an application stands, asked every two seconds while somebody else works on it: no more is read than is shown.
pub async fn standing(desk: &Desk, number: ApplicationNumber) -> Result<Standing, Failure> {
    let application = admit(desk, number).await?;
    Ok(Standing { verbs: verbs(desk, &application), application })
}

/// Whom it can be handed over to, and what colleagues tell each other: nobody's but the partner's.
async fn of_the_partner(
    desk: &Desk,
    number: ApplicationNumber,
) -> Result<(Vec<(PersonId, String)>, Vec<Note>), Failure> {
    let Some(partner) = desk.partner() else { return Ok((Vec::new(), Vec::new())) };
    let colleagues = accounts::colleagues(desk.db(), partner).await?;
    Ok((colleagues, notes::of_application(desk.db(), number).await?))
}

/// What it would be charged and what it was, for those whose business the prices are.
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

/// What an application would cost with other parameters, or with those that are saved: the price before the click.
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

/// The card with the price of the parameters that were typed into it.
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

/// Exactly what the client sent, with the application and the login that sent it.
pub async fn original(
    desk: &Desk,
    number: ApplicationNumber,
) -> Result<(Application, Original, String), Failure> {
    let application = admit(desk, number).await?;
    let login = logins::open(desk.db(), application.sent_login).await?.login;
    let original = applications::original(desk.db(), number).await?;
    Ok((application, original, login))
}

/// The verbs that are open in the stage and that the desk may use.
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
    colleagues: &[(PersonId, String)],
) -> Result<Names, Failure> {
    let mut logins: Vec<String> = history.iter().map(|entry| entry.actor.clone()).collect();
    logins.sort_unstable();
    logins.dedup();
    let reviewer = application.stage.reviewer().into_iter();
    let people: Vec<PersonId> = reviewer.chain(notes.iter().map(|note| note.author)).collect();
    let mut by_id = accounts::names(desk.db(), &people).await?;
    by_id.extend(colleagues.iter().cloned());
    Ok(Names { by_login: accounts::names_of_logins(desk.db(), &logins).await?, by_id })
}
