//! Bulk verbs: previewed for several applications, then applied to each by its single verb.

mod outcome;

use std::collections::HashMap;

use super::decisions::{self, GivenReason};
use super::preferences::Preferences;
use super::pricing::{PriceBasis, Priced};
use super::reasons::{self, OfferedReasons};
use super::review::{SeenTotal, Sent};
use super::{Clash, Desk, Failure, Refusal, acknowledging, review};
use crate::domain::application::{Application, ApplicationEventName, ApplicationRefusal};
use crate::domain::change::Change;
use crate::domain::ids::{ApplicationNumber, PersonId};
use crate::domain::money::Money;
use crate::domain::multi_user::ModeChoice;
use crate::domain::queue::BulkVerb;
use crate::domain::reason::Purpose;
use crate::domain::remark::Known;
use crate::policy::Permission;
use crate::store::{accounts, queue};

pub use outcome::{Done, Outcome};

/// The maximum number of applications.
pub const MOST: usize = 100;

/// A bulk verb with its parameters.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// Take them.
    Take,
    /// Forward them.
    Forward,
    /// Return them for a reason.
    Return(GivenReason<'a>),
    /// Set their multi-user mode.
    Mode(ModeChoice),
    /// Take their forwarding back.
    Undo,
}

/// What a verb would do to each application.
#[derive(Debug)]
pub struct Preview {
    /// The verb.
    pub verb: BulkVerb,
    /// The applications, newest first.
    pub rows: Vec<Foreseen>,
    /// The reasons to choose from, if the verb needs one.
    pub reasons: Option<OfferedReasons>,
    /// The names of their reviewers.
    pub names: HashMap<PersonId, String>,
}

/// What a verb would do to one application.
#[derive(Debug)]
pub struct Foreseen {
    /// The application in its present state.
    pub application: Application,
    /// Its prices after the verb.
    pub prices: Vec<Priced>,
    /// The total that a forwarding would fix.
    pub total: Option<Money>,
    /// Why the verb would be refused.
    pub obstacle: Option<Obstacle>,
}

/// Why a verb would be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A rule refuses it.
    Refused(Refusal),
    /// It would change nothing.
    AlreadySo,
}

/// An application as the preview showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its number.
    pub number: ApplicationNumber,
    /// The version.
    pub version: i32,
    /// The total shown, if a forwarding would fix one.
    pub total: Option<Money>,
}

/// What a verb would do to these applications; nothing is changed.
pub async fn preview(
    desk: &Desk,
    verb: BulkVerb,
    mode: Option<ModeChoice>,
    numbers: &[ApplicationNumber],
) -> Result<Preview, Failure> {
    desk.may(Permission::of(verb.verb())).await?;
    must_be_few(numbers.len())?;
    let found = queue::chosen(desk.db(), desk.scope(), numbers).await?;
    if numbers.iter().any(|number| found.iter().all(|application| application.number != *number)) {
        return Err(Failure::NotFound);
    }
    let reviewers: Vec<PersonId> = found.iter().filter_map(|row| row.stage.reviewer()).collect();
    let rows = foreseen(desk, found, verb, mode).await?;
    Ok(Preview {
        verb,
        rows,
        reasons: match verb {
            BulkVerb::Return => {
                let days = desk.house().settings().await?.expire_days;
                Some(reasons::offered(desk, &Preferences::of(desk).await?, days).await?)
            }
            BulkVerb::Take | BulkVerb::Forward | BulkVerb::Mode | BulkVerb::Undo => None,
        },
        names: accounts::names(desk.db(), &reviewers).await?,
    })
}

/// Applies a verb to each application, at the version that was shown, each in a transaction of its own. A repetition
/// changes nothing.
pub async fn run(desk: &Desk, step: Step<'_>, chosen: &[Seen]) -> Result<Vec<Done>, Failure> {
    desk.may(Permission::of(step.bulk().verb())).await?;
    must_be_few(chosen.len())?;
    if let Step::Return(given) = step {
        decisions::must_be_given(desk, Purpose::Return, given).await?;
    }
    let numbers: Vec<ApplicationNumber> = chosen.iter().map(|seen| seen.number).collect();
    let found = queue::chosen(desk.db(), desk.scope(), &numbers).await?;
    let known: HashMap<ApplicationNumber, Application> =
        found.into_iter().map(|application| (application.number, application)).collect();
    let mut done = Vec::with_capacity(chosen.len());
    for seen in chosen {
        let application = known.get(&seen.number);
        done.push(Done {
            number: seen.number,
            organization: application.map(|known| known.asked.organization_name.clone()),
            outcome: outcome(desk, step, *seen, application).await?,
        });
    }
    Ok(done)
}

impl Step<'_> {
    /// Which verb it is.
    #[must_use]
    pub const fn bulk(&self) -> BulkVerb {
        match self {
            Self::Take => BulkVerb::Take,
            Self::Forward => BulkVerb::Forward,
            Self::Return(_) => BulkVerb::Return,
            Self::Mode(_) => BulkVerb::Mode,
            Self::Undo => BulkVerb::Undo,
        }
    }

    /// The event by which the audit records it.
    const fn noted(&self) -> ApplicationEventName {
        match self {
            Self::Take => ApplicationEventName::Taken,
            Self::Forward => ApplicationEventName::Forwarded,
            Self::Return(_) => ApplicationEventName::Returned,
            Self::Mode(_) => ApplicationEventName::ParametersSet,
            Self::Undo => ApplicationEventName::ForwardingUndone,
        }
    }
}

async fn foreseen(
    desk: &Desk,
    found: Vec<Application>,
    verb: BulkVerb,
    mode: Option<ModeChoice>,
) -> Result<Vec<Foreseen>, Failure> {
    let mut after = Vec::with_capacity(found.len());
    for application in &found {
        after.push(tried(desk, application, verb, mode)?);
    }
    let unseen = unacknowledged(desk, &found, verb).await?;
    let charged = matches!(verb, BulkVerb::Forward | BulkVerb::Mode);
    let done: Vec<&Application> = after.iter().flatten().filter(|_| charged).collect();
    let basis = PriceBasis::read(desk.db(), &done, desk.now()).await?;
    let row = |(application, after): (Application, Result<Application, Obstacle>)| {
        let prices = after.as_ref().map(|after| basis.prices(after)).unwrap_or_default();
        let fault = prices.iter().find_map(|priced| priced.quote.as_ref().err()).copied();
        let fixed =
            after.as_ref().ok().filter(|_| verb == BulkVerb::Forward).map(|_| basis.fixed(&application));
        let fault = fixed.as_ref().and_then(|fixed| fixed.as_ref().err().copied()).or(fault);
        let unpriced = fault.map(|fault| Obstacle::Refused(ApplicationRefusal::NoPrice(fault).into()));
        let unseen = unseen.get(&application.number).cloned().map(Obstacle::Refused);
        let total = fixed.and_then(Result::ok).map(|terms| Money::from_kopecks(terms.total));
        Foreseen { application, prices, total, obstacle: after.err().or(unseen).or(unpriced) }
    };
    Ok(found.into_iter().zip(after).map(row).collect())
}

/// The applications that need acknowledgements: these are given on the card, not in bulk.
async fn unacknowledged(
    desk: &Desk,
    found: &[Application],
    verb: BulkVerb,
) -> Result<HashMap<ApplicationNumber, Refusal>, Failure> {
    let mut refused = HashMap::new();
    for application in found.iter().filter(|_| verb == BulkVerb::Forward) {
        let wanted = acknowledging::of(desk.db(), application.number).await?;
        let keys: Vec<String> = wanted.iter().filter_map(|one| one.remark.key()).collect();
        if !keys.is_empty() {
            refused.insert(application.number, ApplicationRefusal::NotAcknowledged(keys).into());
        }
    }
    Ok(refused)
}

/// A trial of the domain's verb; the result is not kept.
fn tried(
    desk: &Desk,
    application: &Application,
    verb: BulkVerb,
    mode: Option<ModeChoice>,
) -> Result<Result<Application, Obstacle>, Failure> {
    let before = application.clone();
    let change = match (verb, mode) {
        (BulkVerb::Take, _) => before.take(desk.person()?, desk.now()),
        (BulkVerb::Forward, _) => before.forward(desk.now(), chrono::Duration::zero(), Known::default()),
        (BulkVerb::Undo, _) => before.undo(desk.now()),
        (BulkVerb::Return, _) | (BulkVerb::Mode, None) => {
            return Ok(before.open_for(verb.verb()).map(|()| before).map_err(refused));
        }
        (BulkVerb::Mode, Some(choice)) => {
            let parameters = before.parameters.with_mode(choice);
            if before.open_for(verb.verb()).is_ok() && parameters == before.parameters {
                return Ok(Err(Obstacle::AlreadySo));
            }
            before.set_parameters(parameters)
        }
    };
    Ok(change.as_ref().map(Change::after).cloned().map_err(|refusal| refused(refusal.clone())))
}

fn refused(refusal: ApplicationRefusal) -> Obstacle {
    Obstacle::Refused(refusal.into())
}

async fn outcome(
    desk: &Desk,
    step: Step<'_>,
    seen: Seen,
    known: Option<&Application>,
) -> Result<Outcome, Failure> {
    let Some(known) = known else { return Ok(Outcome::NotFound) };
    let Seen { number, version, total } = seen;
    let done = match step {
        Step::Take => review::take(desk, number, version).await,
        Step::Forward => {
            let sent = Sent { total: SeenTotal::Shown(total), ..Sent::AS_SAVED };
            review::forward(desk, number, version, sent).await
        }
        Step::Return(given) => decisions::return_to_client(desk, number, version, given).await,
        Step::Mode(choice) => {
            review::set_parameters(desk, number, version, known.parameters.with_mode(choice)).await
        }
        Step::Undo => review::undo(desk, number, version).await,
    };
    match done {
        Ok(after) => Ok(Outcome::Done(Box::new(after))),
        Err(Failure::Stale(clash)) if is_own(desk, step, seen, &clash) => Ok(Outcome::DoneBefore),
        Err(Failure::Stale(clash)) => Ok(Outcome::Stale(clash)),
        Err(Failure::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
        Err(Failure::NotFound) => Ok(Outcome::NotFound),
        Err(
            other @ (Failure::Forbidden(_)
            | Failure::Unproven(_)
            | Failure::NotAPerson
            | Failure::Invalid(_)
            | Failure::TooOften(_)
            | Failure::Store(_)),
        ) => Err(other),
    }
}

/// Whether the only change since is this step, by this person.
fn is_own(desk: &Desk, step: Step<'_>, seen: Seen, clash: &Clash) -> bool {
    clash.version == seen.version + 1 && clash.verb == step.noted().code() && clash.login == desk.who().actor
}

fn must_be_few(count: usize) -> Result<(), Failure> {
    match count {
        0 => Err(Failure::Invalid(vec![("number", "Выберите в списке хотя бы одно заявление".to_owned())])),
        1..=MOST => Ok(()),
        _ => Err(Failure::Invalid(vec![("number", format!("Выберите не больше {MOST} заявлений за раз"))])),
    }
}
