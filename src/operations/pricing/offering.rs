//! Offers: the prices on a card before the click, and the terms that a forwarding fixes.

use chrono::{DateTime, NaiveDate, Utc};

use super::{PriceBasis, Priced, brought, item};
use crate::domain::application::{Application, ApplicationRefusal};
use crate::domain::contract::Standing;
use crate::domain::holdings::Holdings;
use crate::domain::money::Money;
use crate::domain::price::{ForwardedTerms, PriceFault, Tariffs};
use crate::operations::Failure;
use crate::store::{Reach, StoreError};

/// The prices with the connection parameters on a card, and the total of a forwarding with them.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The price of each product that would be charged.
    pub prices: Vec<Priced>,
    /// The total that a forwarding would fix, or why it is refused.
    pub total: Result<Money, PriceFault>,
    /// The standing of the partner's contracts.
    pub standing: Standing,
    /// Whether the parameters are unsaved.
    pub unsaved: bool,
}

/// The offer for an application as given; `unsaved` says that it differs from the stored one.
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

/// The terms that a forwarding fixes now; refused if a line has no price.
pub(in crate::operations) async fn fixed(
    reach: &impl Reach,
    application: &Application,
    at: DateTime<Utc>,
) -> Result<ForwardedTerms, Failure> {
    let basis = PriceBasis::read(reach, &[application], at).await?;
    Ok(basis.fixed(application).map_err(ApplicationRefusal::NoPrice)?)
}

/// The terms that a forwarding on a Moscow day fixes, with loaded tariffs. Without a contract a forwarding is refused
/// even if everything is free.
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
