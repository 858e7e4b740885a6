//! What a card offers before the click, and what its forwarding fixes.

use chrono::{DateTime, NaiveDate, Utc};

use super::{PriceBasis, Priced, brought, item};
use crate::domain::application::{Application, ApplicationRefusal};
use crate::domain::contract::Standing;
use crate::domain::holdings::Holdings;
use crate::domain::money::Money;
use crate::domain::price::{ForwardedTerms, PriceFault, Tariffs};
use crate::operations::Failure;
use crate::store::{Reach, StoreError};

/// What the connection parameters on a card would cost, and what forwarding with them would come to.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Each product that would be charged.
    pub prices: Vec<Priced>,
    /// The total that a forwarding would fix, or why nothing can be forwarded.
    pub total: Result<Money, PriceFault>,
    /// How the partner stands with its contracts.
    pub standing: Standing,
    /// Whether these parameters are not those that are saved.
    pub unsaved: bool,
}

/// What an application offers as it stands here; `unsaved` says that this is not as it is saved.
pub(in crate::operations) async fn offer(
    reach: &impl Reach,
    application: &Application,
    at: DateTime<Utc>,
    unsaved: bool,
) -> Result<Offer, StoreError> {
    let basis = PriceBasis::read(reach, &[application], at).await?;
    Ok(Offer {
        prices: basis.prices(application),
        total: basis.fixed(application).map(|terms| Money::from_kopecks(terms.total)),
        standing: basis.standing(application),
        unsaved,
    })
}

/// What a forwarding fixes now; refused is what could not be charged.
pub(in crate::operations) async fn fixed(
    reach: &impl Reach,
    application: &Application,
    at: DateTime<Utc>,
) -> Result<ForwardedTerms, Failure> {
    let basis = PriceBasis::read(reach, &[application], at).await?;
    Ok(basis.fixed(application).map_err(ApplicationRefusal::NoPrice)?)
}

/// What a forwarding on a Moscow day fixes by tariffs that are at hand. Without a contract nothing is forwarded, were it
/// free of charge.
pub fn fixed_by(
    tariffs: &Tariffs,
    application: &Application,
    held: &Holdings,
    on: NaiveDate,
) -> Result<ForwardedTerms, PriceFault> {
    let products = brought(application, held, on).into_iter();
    let lines = products.map(|product| tariffs.fix(&item(application, product), on));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    tariffs.standing(on).terms(on).ok_or(PriceFault::NoContract)?;
    let totals = lines.iter().map(|line| tariffs.charge(line, on).map(|quote| quote.total));
    let total: Money = totals.sum::<Result<Money, PriceFault>>()?;
    Ok(ForwardedTerms { on, total: total.kopecks(), lines })
}
