//! «Войти через облако»: signing in by an account at a provider, and linking such accounts with the own one. What a
//! provider says counts only in the browser that set out for it, once, and within ten minutes.

mod failure;

use std::sync::Arc;

pub use failure::CloudFailure;

use super::accounts::throttle::WINDOW;
use super::accounts::{Entered, Entrant, Session, enter};
use super::caller::Limit;
use super::{Desk, Failure, House, Requester};
use crate::domain::account::{Account, AccountState};
use crate::domain::cloud::{CloudIdentity, CloudRefusal};
use crate::domain::contract::{Contract, Standing};
use crate::domain::factor::Factor;
use crate::domain::ids::CloudIdentityId;
use crate::domain::month::moscow_day;
use crate::gateways::cloud::{CloudFault, CloudPerson, WalkWords};
pub use crate::gateways::cloud::{CloudSetting, Clouds};
use crate::gateways::tokens;
pub use crate::store::cloud::CloudStep;
use crate::store::{StoreError, accounts, cloud, colleagues, contracts, keep, partners};

/// How often somebody who is not signed in may set out from one address.
const SET_OUT: Limit = Limit { what: "cloud_set_out", most: 300, window: WINDOW };

/// Somebody who sets out for a provider to sign in.
#[derive(Clone, Copy, Debug)]
pub struct SettingOut<'a> {
    /// The provider's issuer.
    pub issuer: &'a str,
    /// The word that only this browser knows.
    pub word: &'a str,
    /// Whether the person chose «Чужой компьютер».
    pub foreign_computer: bool,
    /// Where the person wanted to go.
    pub next: Option<&'a str>,
}

/// What came back from a provider, and into which browser.
#[derive(Clone, Copy, Debug)]
pub struct CloudReturn<'a> {
    /// The state with which the person set out.
    pub state: &'a str,
    /// The code, unless there is an error.
    pub code: Option<&'a str>,
    /// Who says to have answered, where the provider says so (RFC 9207).
    pub issuer: Option<&'a str>,
    /// The word that only this browser knows.
    pub word: Option<&'a str>,
    /// The token of its session.
    pub session: Option<&'a str>,
    /// What the browser calls itself.
    pub browser: &'a str,
    /// The value of the device cookie; the caller has verified its signature.
    pub device: Option<&'a str>,
    /// Who comes back; the secret is the key of the words of a walk.
    pub caller: Requester<'a>,
}

/// What a person has linked, and the providers that are offered to them.
#[derive(Debug)]
pub struct OwnClouds {
    /// The identities, the oldest first.
    pub linked: Vec<CloudIdentity>,
    /// The providers.
    pub offered: Vec<CloudSetting>,
}

/// Sets out to sign in: the address of the provider to which the browser is to go.
pub async fn set_out(
    house: &Arc<House>,
    clouds: &Clouds,
    caller: &Requester<'_>,
    way: &SettingOut<'_>,
) -> Result<String, CloudFailure> {
    clouds.find(way.issuer).ok_or(Failure::NotFound)?;
    SET_OUT.count(house, caller, &caller.network()).await?;
    let step = CloudStep {
        state_hash: String::new(),
        issuer: way.issuer.to_owned(),
        browser: tokens::digest(way.word),
        person: None,
        foreign_computer: way.foreign_computer,
        next: way.next.map(str::to_owned),
    };
    begin_walk(house, clouds, caller.secret, step).await
}

/// Sets out to link an account at a provider that is offered to the person.
pub async fn set_out_to_link(
    desk: &Desk,
    clouds: &Clouds,
    session: &Session,
    issuer: &str,
    secret: &[u8],
) -> Result<String, CloudFailure> {
    desk.must_be_proven().await?;
    let person = desk.person()?;
    let offered = offered(desk, clouds).await?;
    offered.iter().find(|setting| setting.issuer == issuer).ok_or(Failure::NotFound)?;
    let step = CloudStep {
        state_hash: String::new(),
        issuer: issuer.to_owned(),
        browser: session.token_hash.clone(),
        person: Some(person),
        foreign_computer: false,
        next: None,
    };
    begin_walk(desk.house(), clouds, secret, step).await
}

async fn begin_walk(
    house: &House,
    clouds: &Clouds,
    secret: &[u8],
    step: CloudStep,
) -> Result<String, CloudFailure> {
    let words = WalkWords::of(&tokens::fresh(), secret);
    let address = clouds.address(&step.issuer, &words, house.clock.now()).await;
    let address = address.map_err(|fault| told(&step.issuer, &fault))?;
    let step = CloudStep { state_hash: tokens::digest(&words.state), ..step };
    cloud::set_out(&house.db, step, house.clock.now()).await?;
    Ok(address)
}

/// The walk that ends with this return. Nobody can end it again, whatever comes of it.
pub async fn arrive(house: &Arc<House>, back: &CloudReturn<'_>) -> Result<CloudStep, CloudFailure> {
    let browsers: Vec<String> = [back.word, back.session].into_iter().flatten().map(tokens::digest).collect();
    let tx = house.db.begin().await?;
    let taken = cloud::take(&tx, &tokens::digest(back.state), &browsers).await?;
    // After the lock: who waited for it is late, too.
    let now = house.clock.now();
    tx.commit().await?;
    taken.filter(|(_, until)| now < *until).map(|(step, _)| step).ok_or(CloudFailure::Lost)
}

/// Signs in whoever came back.
pub async fn sign_in(
    house: &Arc<House>,
    clouds: &Clouds,
    step: &CloudStep,
    back: &CloudReturn<'_>,
) -> Result<Entered, CloudFailure> {
    let proven = proven(house, clouds, step, back).await?;
    let known = cloud::find(&house.db, &step.issuer, &proven.subject).await?;
    let identity = known.ok_or(CloudFailure::Unlinked)?;
    let account = accounts::open(&house.db, identity.person).await?;
    may_enter(house, clouds, &account, &step.issuer).await?;
    cloud::used(&house.db, identity.id, house.clock.now()).await?;
    let CloudReturn { browser, device, caller, .. } = *back;
    let arrival = Entrant {
        foreign_computer: step.foreign_computer,
        browser,
        device,
        address: caller.address,
        by: Factor::Cloud,
        request_id: caller.request_id,
    };
    Ok(enter(house, &account, &arrival).await?)
}

/// Whether an account may be opened by a provider.
async fn may_enter(
    house: &House,
    clouds: &Clouds,
    account: &Account,
    issuer: &str,
) -> Result<(), CloudFailure> {
    if account.state() != AccountState::Working {
        return Err(CloudFailure::Disabled);
    }
    let partner = match account.house() {
        Some(partner) => Some(partners::open(&house.db, partner).await?),
        None => None,
    };
    let owner = clouds.find(issuer).and_then(|setting| setting.partner.as_deref());
    if owner.is_some_and(|code| partner.as_ref().is_none_or(|partner| partner.code != code)) {
        return Err(CloudFailure::AnotherPartners);
    }
    let Some(partner) = partner else { return Ok(()) };
    let held = contracts::of_partner(&house.db, partner.id).await?;
    let terms: Vec<_> = held.iter().map(Contract::term).collect();
    let grace_days = house.settings().await?.contract_grace_days;
    match Standing::on(&terms, moscow_day(house.clock.now()), grace_days) {
        Standing::Missing { .. } => Err(CloudFailure::Lapsed),
        Standing::Holds { .. } | Standing::Ends { .. } | Standing::Grace { .. } => Ok(()),
    }
}

/// Links the account at the provider from which the person came back; answers with what people call the provider.
pub async fn link(
    desk: &Desk,
    clouds: &Clouds,
    step: &CloudStep,
    back: &CloudReturn<'_>,
) -> Result<String, CloudFailure> {
    let person = desk.person()?;
    if step.person != Some(person) {
        return Err(CloudFailure::Lost);
    }
    let offered = offered(desk, clouds).await?;
    let setting = offered.into_iter().find(|setting| setting.issuer == step.issuer);
    let setting = setting.ok_or(CloudFailure::AnotherPartners)?;
    let CloudPerson { subject, label } = proven(desk.house(), clouds, step, back).await?;
    let tx = desk.begin().await?;
    let colleague = colleagues::oneself(&tx, person).await?;
    let desk = &desk.at_present();
    let known = cloud::find(&tx, &setting.issuer, &subject).await?;
    let identity = CloudIdentity {
        id: CloudIdentityId(0),
        person,
        house: colleague.house,
        issuer: setting.issuer,
        subject,
        label,
        provider: setting.name.clone(),
        linked_at: desk.now(),
        used_at: None,
        linked: false,
    };
    match keep(&tx, &desk.keeper(), identity.link(known.map(|known| known.person))?).await {
        // Somebody else was faster.
        Err(StoreError::Duplicate(_)) => return Err(CloudRefusal::IsAnothers.into()),
        kept => kept?,
    };
    desk.commit(tx).await?;
    Ok(setting.name)
}

/// What the person has linked, and what is offered.
pub async fn own(desk: &Desk, clouds: &Clouds) -> Result<OwnClouds, Failure> {
    let linked = cloud::of_person(desk.db(), desk.person()?).await?;
    Ok(OwnClouds { linked, offered: offered(desk, clouds).await? })
}

/// Unlinks one of them: it opens the account no more.
pub async fn unlink(desk: &Desk, id: CloudIdentityId) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    let colleague = colleagues::oneself(&tx, person).await?;
    let identity = cloud::open_to_change(&tx, person, colleague.house, id).await?;
    let desk = &desk.at_present();
    keep(&tx, &desk.keeper(), identity.unlink()).await?;
    Ok(desk.commit(tx).await?)
}

/// The providers of everybody, and those of the person's own partner.
async fn offered(desk: &Desk, clouds: &Clouds) -> Result<Vec<CloudSetting>, Failure> {
    let own = match desk.partner() {
        Some(partner) => Some(partners::open(desk.db(), partner).await?.code),
        None => None,
    };
    let fits = |setting: &&CloudSetting| setting.partner.is_none() || setting.partner == own;
    Ok(clouds.all().filter(fits).cloned().collect())
}

/// Whom the provider means.
async fn proven(
    house: &House,
    clouds: &Clouds,
    step: &CloudStep,
    back: &CloudReturn<'_>,
) -> Result<CloudPerson, CloudFailure> {
    if back.issuer.is_some_and(|issuer| issuer != step.issuer) {
        return Err(CloudFailure::Untrusted);
    }
    let code = back.code.ok_or(CloudFailure::Cancelled)?;
    let words = WalkWords::of(back.state, back.caller.secret);
    let proven = clouds.prove(&step.issuer, code, &words, house.clock.now()).await;
    proven.map_err(|fault| told(&step.issuer, &fault))
}

/// What went wrong at a provider, told to the log.
fn told(issuer: &str, fault: &CloudFault) -> CloudFailure {
    tracing::warn!(issuer, %fault, "a cloud proved nobody");
    match fault {
        CloudFault::Away(_) => CloudFailure::Away,
        CloudFault::Refused(_) | CloudFault::Untrusted(_) => CloudFailure::Untrusted,
    }
}
