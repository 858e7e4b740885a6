//! One's own products: registered by number and PIN with a questionnaire, or got for free.

use chrono::Duration;

use super::caller::{Limit, Requester};
use super::captcha::{CaptchaAnswer, CaptchaForm, WRONG, solve, spend};
use super::deliveries::pin_digest;
use super::{Desk, Failure};
use crate::domain::delivery::{Pin, ProductDelivery};
use crate::domain::form::FieldFaults;
use crate::domain::identity::RegNumber;
use crate::domain::ids::ProductId;
use crate::domain::month::moscow_day;
use crate::domain::product::{
    CLAIM_LIFETIME, FreeProduct, OwnProduct, ProductClaim, ProductRefusal, TypedQuestionnaire,
};
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::{StoreError, accounts, consents, deliveries, guesses, keep, products};

/// So many pairs are tried with one number, whoever tries; whether there is such a number makes no difference.
const OF_A_NUMBER: Limit = Limit { what: "pin_of_number", most: 5, window: Duration::hours(24) };
/// So many pairs are tried from one address.
const FROM_ADDRESS: Limit = Limit { what: "pin_from_address", most: 100, window: Duration::hours(24) };

/// What is said of a pair that does not fit, whatever the reason.
pub const WRONG_PAIR: &str = "Не подошло. Проверьте регистрационный номер и PIN-код. Если они верны, этот продукт, возможно, \
     уже зарегистрирован";

/// A pair as typed, with the answer to the captcha.
#[derive(Clone, Debug, Default)]
pub struct TypedPair {
    /// The registration number.
    pub number: String,
    /// The PIN.
    pub pin: String,
    /// The captcha.
    pub captcha: CaptchaAnswer,
}

/// One's own products, the latest first.
pub async fn list(desk: &Desk) -> Result<Vec<OwnProduct>, Failure> {
    desk.may(Permission::ViewOwnProduct).await?;
    Ok(products::of_person(desk.db(), desk.person()?).await?)
}

/// One of one's own products.
pub async fn open(desk: &Desk, id: ProductId) -> Result<OwnProduct, Failure> {
    desk.may(Permission::ViewOwnProduct).await?;
    Ok(products::open(desk.db(), desk.person()?, id).await?)
}

/// Tries a pair; one that fits is kept on the server until the questionnaire is answered, under the word that is returned.
pub async fn prove(desk: &Desk, caller: &Requester<'_>, typed: &TypedPair) -> Result<String, Failure> {
    desk.may(Permission::RegisterProduct).await?;
    let (house, owner) = (desk.house(), desk.person()?);
    let mut faults = FieldFaults::new();
    let pair = read(typed, &mut faults);
    if !solve(house, caller, CaptchaForm::Product, &typed.captcha).await? {
        faults.push(("symbols", WRONG.to_owned()));
    }
    let Some((number, pin)) = pair.filter(|_| faults.is_empty()) else {
        return Err(Failure::Invalid(faults));
    };
    FROM_ADDRESS.count(house, caller, &caller.network()).await?;
    let tried = OF_A_NUMBER.nth(house, caller, number.as_str()).await?;
    let digest = pin_digest(caller.secret, number.as_str(), &pin);
    let found = deliveries::unused(desk.db(), number.as_str(), &digest).await?;
    let tx = desk.begin().await?;
    if !spend(&tx, &typed.captcha).await? {
        return Err(Failure::Invalid(vec![("symbols", WRONG.to_owned())]));
    }
    let claim = found.map(|delivery: ProductDelivery| ProductClaim { id: tokens::fresh(), owner, delivery });
    match &claim {
        Some(claim) => {
            products::claim(&tx, claim, desk.now(), desk.now() + CLAIM_LIFETIME).await?;
            // Whoever has the pair has guessed nothing.
            guesses::pardon(&tx, &OF_A_NUMBER.key(number.as_str())).await?;
        }
        None if tried == OF_A_NUMBER.most => products::tell_holder(&tx, &number, desk.now()).await?,
        None => {}
    }
    desk.commit(tx).await?;
    claim.map(|claim| claim.id).ok_or_else(|| Failure::Invalid(vec![("number", WRONG_PAIR.to_owned())]))
}

fn read(typed: &TypedPair, faults: &mut FieldFaults) -> Option<(RegNumber, Pin)> {
    let number = match RegNumber::parse(&typed.number) {
        _ if typed.number.trim().is_empty() => Err("Укажите регистрационный номер".to_owned()),
        parsed => parsed.map_err(|fault| fault.detail.to_owned()),
    };
    let pin = match Pin::parse(&typed.pin) {
        _ if typed.pin.trim().is_empty() => Err("Укажите PIN-код".to_owned()),
        parsed => parsed.ok_or_else(|| "PIN-код состоит только из цифр, как правило, их 16".to_owned()),
    };
    let number = number.map_err(|words| faults.push(("number", words))).ok();
    let pin = pin.map_err(|words| faults.push(("pin", words))).ok();
    number.zip(pin)
}

/// What somebody has proved to have, and what is known already of the answers about it.
pub async fn claimed(desk: &Desk, claim: &str) -> Result<(ProductClaim, TypedQuestionnaire), Failure> {
    desk.may(Permission::RegisterProduct).await?;
    let owner = desk.person()?;
    let claim = products::claimed(desk.db(), owner, claim, desk.now()).await?;
    let account = accounts::open(desk.db(), owner).await?;
    let profile = consents::profile(desk.db(), owner).await?.unwrap_or_default();
    let known = TypedQuestionnaire {
        organization: profile.place_of_work,
        address: profile.city,
        responsible: account.full_name,
        phone: profile.phone,
        email: account.email,
        ..TypedQuestionnaire::default()
    };
    Ok((claim, known))
}

/// Registers what somebody has proved to have. Of two who knew one pair, the first who answers has the product; whoever
/// answers twice has it once.
pub async fn register(desk: &Desk, claim: &str, typed: &TypedQuestionnaire) -> Result<ProductId, Failure> {
    desk.may(Permission::RegisterProduct).await?;
    let claim = products::claimed(desk.db(), desk.person()?, claim, desk.now()).await?;
    let answers = typed.read(moscow_day(desk.now())).map_err(Failure::Invalid)?;
    let (tx, number) = (desk.begin().await?, claim.delivery.number.clone());
    let registered = OwnProduct::register(claim, answers, desk.now());
    match keep(&tx, &desk.keeper(), registered).await {
        Err(StoreError::Duplicate(_)) => {
            drop(tx);
            return Ok(own_with_number(desk, &number).await?.ok_or(ProductRefusal::PairIsUsed)?);
        }
        kept => kept?,
    };
    let product = products::with_number(&tx, &number).await?.ok_or(Failure::NotFound)?;
    desk.commit(tx).await?;
    Ok(product.id)
}

/// The product of whoever has answered already what a claim asks.
pub async fn answered(desk: &Desk, claim: &str) -> Result<Option<ProductId>, Failure> {
    desk.may(Permission::RegisterProduct).await?;
    let claim = products::claimed(desk.db(), desk.person()?, claim, desk.now()).await?;
    own_with_number(desk, &claim.delivery.number).await
}

async fn own_with_number(desk: &Desk, number: &RegNumber) -> Result<Option<ProductId>, Failure> {
    let (there, person) = (products::with_number(desk.db(), number).await?, desk.person()?);
    Ok(there.filter(|product| product.owner == person).map(|product| product.id))
}

/// Gets a free product.
pub async fn receive(desk: &Desk, free: FreeProduct) -> Result<(), Failure> {
    desk.may(Permission::RegisterProduct).await?;
    let received = OwnProduct::receive(free, desk.person()?, desk.now());
    let tx = desk.begin().await?;
    match keep(&tx, &desk.keeper(), received).await {
        Err(StoreError::Duplicate(_)) => return Err(ProductRefusal::HasIt.into()),
        kept => kept?,
    };
    Ok(desk.commit(tx).await?)
}
