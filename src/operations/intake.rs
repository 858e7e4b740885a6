//! Intake: a client's program sends an application; it is validated as a whole and goes to the partner that serves it.

use chrono::Duration;
use sha2::{Digest as _, Sha256};

use super::{Desk, Failure, deadlines, forwarding};
use crate::domain::application::{Application, Asked, ConnectionParameters, Deadlines};
use crate::domain::certificate_request::Possession;
use crate::domain::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::search;
use crate::domain::settings::BusinessSettings;
use crate::domain::stage::Stage;
use crate::domain::submission::{ApplicationType, Fault, JsonDocument, Submission};
use crate::gateways::csr;
use crate::policy::Permission;
use crate::store::applications::Original;
use crate::store::idempotency::KnownKey;
use crate::store::logins::ItsLogin;
use crate::store::{
    StoreError, Tx, applications, idempotency, keep, logins, organizations, owners, partners, terms,
};

/// How long idempotency keys are stored.
const KEYS_KEPT: Duration = Duration::days(7);
/// The maximum length of an idempotency key, in characters.
const LONGEST_KEY: usize = 200;

/// Why an application was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum IntakeFailure {
    /// There is no key, or it is not printable ASCII of at most 200 characters.
    #[error("no usable idempotency key")]
    KeyMissing,
    /// The key was used before with another body.
    #[error("the key came before with another body")]
    KeyReused,
    /// A request with the same key is in progress.
    #[error("the same key is being worked on")]
    InFlight,
    /// The login has no active ITS contract.
    #[error("no active ITS contract")]
    NoContract,
    /// The body is not JSON from this position on.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, in bytes.
        column: usize,
        /// Whether it is nested deeper than is read.
        deep: bool,
    },
    /// All faults of the application.
    #[error("{} faults", .0.len())]
    Faults(Vec<Fault>),
    /// Another failure of the operation.
    #[error(transparent)]
    Failure(Failure),
}

impl<T: Into<Failure>> From<T> for IntakeFailure {
    fn from(failure: T) -> Self {
        Self::Failure(failure.into())
    }
}

/// Accepts an application, once per key. Returns its number and whether it is new.
pub async fn receive(
    desk: &Desk,
    key: Option<&str>,
    body: &str,
) -> Result<(ApplicationNumber, bool), IntakeFailure> {
    desk.may(Permission::Submit).await?;
    let key = key.filter(|key| is_usable(key)).ok_or(IntakeFailure::KeyMissing)?;
    let login = sender(desk).await?;
    let sha256 = digest(body);
    if let Some(known) = idempotency::find(desk.db(), login.id, key, desk.now() - KEYS_KEPT).await? {
        let same = known.body_sha256 == sha256;
        return if same { Ok((known.application, false)) } else { Err(IntakeFailure::KeyReused) };
    }
    let arrival = Arrival::read(desk, login, body).await?;
    // Two first applications of the same subscriber may collide; the retry finds the subscriber that the other one
    // created.
    match receive_once(desk, key, &arrival).await {
        Err(IntakeFailure::Failure(Failure::Store(StoreError::Duplicate(_)))) => {
            receive_once(desk, key, &arrival).await
        }
        other => other,
    }
    .map(|number| (number, true))
}

/// A validated application.
pub(super) struct Arrival<'a> {
    login: ItsLogin,
    sha256: String,
    body: &'a str,
    submission: Submission,
    settings: BusinessSettings,
}

impl<'a> Arrival<'a> {
    /// Validates an application that comes with this login.
    pub(super) async fn read(desk: &Desk, login: ItsLogin, body: &'a str) -> Result<Self, IntakeFailure> {
        let (submission, sha256) = (read(body)?, digest(body));
        // Read before the transaction, which must not need a second connection of the pool.
        let settings = desk.house().settings().await?;
        Ok(Self { login, sha256, body, submission, settings })
    }
}

pub(super) fn digest(body: &str) -> String {
    hex::encode(Sha256::digest(body.as_bytes()))
}

pub(super) async fn sender(desk: &Desk) -> Result<ItsLogin, IntakeFailure> {
    let id = desk.who().its_login.ok_or(Failure::NotFound)?;
    let login = logins::open(desk.db(), id).await?;
    let today = moscow_day(desk.now());
    if login.contract_until.is_some_and(|until| until >= today) {
        Ok(login)
    } else {
        Err(IntakeFailure::NoContract)
    }
}

/// Parses an application and all of its certificate requests, and collects the faults of both.
pub(super) fn read(body: &str) -> Result<Submission, IntakeFailure> {
    let JsonDocument { value, twice } =
        JsonDocument::parse(body).map_err(|error| IntakeFailure::NotJson {
            line: error.line(),
            column: error.column(),
            // Nobody nests so deep on purpose, and the parser tells this fault by its words only.
            deep: error.to_string().starts_with("recursion limit"),
        })?;
    let broken = twice.into_iter().chain(request_faults(&value)).collect::<Vec<_>>();
    match Submission::read(&value) {
        Ok(submission) if broken.is_empty() => Ok(submission),
        Ok(_) => Err(IntakeFailure::Faults(broken)),
        Err(faults) => Err(IntakeFailure::Faults(faults.into_iter().chain(broken).collect())),
    }
}

fn request_faults(document: &serde_json::Value) -> Vec<Fault> {
    let owners = document.get("owners").and_then(serde_json::Value::as_array);
    let texts = owners.into_iter().flatten().take(50).enumerate();
    texts
        .filter_map(|(place, owner)| Some((place, owner.get("csr")?.as_str()?)))
        .filter_map(|(place, text)| {
            let (code, detail) = request_fault(text)?;
            Some(Fault { pointer: format!("/owners/{place}/csr"), code, detail })
        })
        .collect()
}

/// The fault of a certificate request itself. A wrong name in it is a remark on the card, not a fault.
fn request_fault(text: &str) -> Option<(&'static str, String)> {
    match csr::decode(text) {
        Err(fault) => Some((fault.code, fault.detail)),
        Ok(decoded) if decoded.request.possession == Possession::Broken => {
            Some(("csr_signature", "Подпись запроса на сертификат не сходится с его ключом".to_owned()))
        }
        Ok(_) => None,
    }
}

async fn receive_once(
    desk: &Desk,
    key: &str,
    arrival: &Arrival<'_>,
) -> Result<ApplicationNumber, IntakeFailure> {
    let tx = desk.begin().await?;
    let number = applications::next_number(&tx).await?;
    let known = KnownKey { body_sha256: arrival.sha256.clone(), application: number };
    hold_key(desk, &tx, arrival.login.id, key, &known).await?;
    take_in(desk, &tx, number, arrival).await?;
    desk.commit(tx).await?;
    Ok(number)
}

/// Takes an application in under a number: the subscriber, the application with its original, and what it is found by.
pub(super) async fn take_in(
    desk: &Desk,
    tx: &Tx,
    number: ApplicationNumber,
    arrival: &Arrival<'_>,
) -> Result<(), IntakeFailure> {
    let organization = subscriber(desk, tx, arrival).await?;
    let partner = partners::open(tx, organization.partner).await?;
    let deadlines = deadlines::from_now(desk, &arrival.settings, partner.zone());
    let application = new_application(desk, arrival, &organization, number, deadlines);
    terms::add(tx, &organization, found_by(&arrival.submission, &arrival.login.login)).await?;
    let original = Original {
        revision: 1,
        received_at: desk.now(),
        body: arrival.body.to_owned(),
        sha256: arrival.sha256.clone(),
        content: arrival.submission.clone(),
    };
    let login = arrival.login.login.clone();
    let received = Application::receive(application, login, partner.email, original.digest()?);
    keep(tx, &desk.keeper(), received).await?;
    applications::keep_original(tx, number, arrival.login.id, &original).await?;
    Ok(owners::replace(tx, number, forwarding::named(&arrival.submission)).await?)
}

/// The search terms that an application adds to its organisation.
pub(super) fn found_by(submission: &Submission, login: &str) -> impl Iterator<Item = String> + use<> {
    search::of_submission(submission).into_iter().chain(search::of_login(login))
}

async fn hold_key(
    desk: &Desk,
    tx: &Tx,
    login: ItsLoginId,
    key: &str,
    known: &KnownKey,
) -> Result<(), IntakeFailure> {
    idempotency::sweep(tx, desk.now() - KEYS_KEPT).await?;
    match idempotency::keep(tx, login, key, known, desk.now()).await {
        Err(StoreError::Duplicate(_)) => Err(IntakeFailure::InFlight),
        other => Ok(other?),
    }
}

/// The subscriber of the application. The first connection binds it to the sender's login and partner; later ones
/// change neither.
async fn subscriber(desk: &Desk, tx: &Tx, arrival: &Arrival<'_>) -> Result<Organization, IntakeFailure> {
    let stated = &arrival.submission.organization;
    let kpp = stated.kpp.as_ref().map_or("", |kpp| kpp.as_str());
    let first = arrival.submission.kind == ApplicationType::Connect;
    if let Some(known) = organizations::subscriber(tx, stated.inn.as_str(), kpp).await? {
        let own = !first || serves(tx, known.partner, &arrival.login).await?;
        return if own { Ok(known) } else { Err(account_unknown()) };
    }
    let requisites = arrival.submission.requisites(None).filter(|_| first).ok_or_else(account_unknown)?;
    let new = Organization {
        id: OrganizationId(0),
        partner: arrival.login.partner,
        bound_login: arrival.login.id,
        bound_at: desk.now(),
        subscriber_code: String::new(),
        requisites,
        created_at: desk.now(),
    };
    Ok(organizations::add(tx, &new).await?)
}

/// Whether the sender's account has a contract with the partner: nobody learns whom another partner serves.
async fn serves(tx: &Tx, partner: PartnerId, login: &ItsLogin) -> Result<bool, StoreError> {
    if login.partner == partner {
        return Ok(true);
    }
    let contracts = logins::of_account(tx, login.account).await?;
    Ok(contracts.iter().any(|contract| contract.partner == partner && contract.accepted_at.is_some()))
}

fn account_unknown() -> IntakeFailure {
    IntakeFailure::Faults(vec![Fault {
        pointer: "/organization/inn".to_owned(),
        code: "account_unknown",
        detail: "По такому ИНН и КПП заявление принять нельзя: если организация еще не подключена, отправьте заявление \
                 на подключение, иначе обратитесь в обслуживающую ее организацию"
            .to_owned(),
    }])
}

fn new_application(
    desk: &Desk,
    arrival: &Arrival<'_>,
    organization: &Organization,
    number: ApplicationNumber,
    deadlines: Deadlines,
) -> Application {
    let asked = Asked::of(&arrival.submission, organization);
    Application {
        number,
        partner: organization.partner,
        organization: organization.id,
        sent_login: arrival.login.id,
        bound_login: organization.bound_login,
        parameters: ConnectionParameters::suggested(asked.multi_user, asked.users),
        asked,
        stage: Stage::Received,
        stage_since: desk.now(),
        received_at: desk.now(),
        deadlines,
        attention: None,
        nudged_at: None,
        hold: None,
        terms: None,
        version: 0,
    }
}

fn is_usable(key: &str) -> bool {
    !key.is_empty() && key.len() <= LONGEST_KEY && key.bytes().all(|byte| byte.is_ascii_graphic())
}
