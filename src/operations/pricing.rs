//! Pricing: the present price of an application, the terms fixed by its forwarding, and the charges of its approval.

mod offering;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{DateTime, NaiveDate, Utc};

use super::Failure;
use crate::domain::application::{Application, ApplicationRefusal};
use crate::domain::billing::{Approved, Basis, BilledProduct, EXTENSION_MONTHS, LicensePeriod, billable};
use crate::domain::charge::{Charge, Licensee, LineState, Sums};
use crate::domain::contract::Standing;
use crate::domain::holdings::{Bought, Holdings};
use crate::domain::ids::{ChargeId, OrganizationId, PartnerId};
use crate::domain::month::{Month, moscow_day};
use crate::domain::organization::{Licence, Organization};
use crate::domain::price::{ForwardedTerms, Item, PriceFault, Quote, Tariffs, Vat};
use crate::domain::settings::BusinessSettings;
use crate::store::{Reach, StoreError, licences, settings, tariffs};

pub use offering::{Offer, fixed_by};
pub(super) use offering::{fixed, offer};

/// A product of an application with its price.
#[derive(Clone, Debug)]
pub struct Priced {
    /// What would be charged.
    pub item: Item,
    /// The alias of the account.
    pub account: Option<String>,
    /// The period of the licence.
    pub period: LicensePeriod,
    /// Its price, or why there is none.
    pub quote: Result<Quote, PriceFault>,
}

/// The inputs for pricing several applications, read in bulk.
#[derive(Debug)]
pub struct PriceBasis {
    tariffs: HashMap<PartnerId, Tariffs>,
    held: HashMap<OrganizationId, Holdings>,
    at: DateTime<Utc>,
}

impl PriceBasis {
    /// Reads the inputs for these applications, as of an instant.
    pub async fn read(
        reach: &impl Reach,
        applications: &[&Application],
        at: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let organizations: Vec<OrganizationId> = applications.iter().map(|one| one.organization).collect();
        let terms = BusinessSettings::read(&settings::on(reach, moscow_day(at)).await?);
        let held = licences::holdings(reach, &organizations, terms.renewal_start).await?;
        let mut basis = Self { tariffs: HashMap::new(), held, at };
        for application in applications {
            if let Entry::Vacant(unread) = basis.tariffs.entry(application.partner) {
                unread.insert(tariffs::of_partner_on(reach, application.partner, moscow_day(at)).await?);
            }
        }
        Ok(basis)
    }

    /// The prices of an application approved at that instant; empty when its inputs were not read.
    #[must_use]
    pub fn prices(&self, application: &Application) -> Vec<Priced> {
        let (tariffs, held) =
            (self.tariffs.get(&application.partner), self.held.get(&application.organization));
        tariffs
            .zip(held)
            .map(|(tariffs, held)| priced_by(tariffs, application, held, self.at))
            .unwrap_or_default()
    }

    /// The terms that a forwarding at that instant fixes, or why it is refused.
    pub fn fixed(&self, application: &Application) -> Result<ForwardedTerms, PriceFault> {
        let tariffs = self.tariffs.get(&application.partner).ok_or(PriceFault::NoContract)?;
        let held = self.held.get(&application.organization).ok_or(PriceFault::NoContract)?;
        fixed_by(tariffs, application, held, moscow_day(self.at))
    }

    fn standing(&self, application: &Application) -> Standing {
        let tariffs = self.tariffs.get(&application.partner);
        tariffs.map_or(Standing::Missing { last: None }, |tariffs| tariffs.standing(moscow_day(self.at)))
    }
}

/// The prices of an application approved now.
pub async fn preview(
    reach: &impl Reach,
    application: &Application,
    at: DateTime<Utc>,
) -> Result<Vec<Priced>, StoreError> {
    Ok(PriceBasis::read(reach, &[application], at).await?.prices(application))
}

/// The products charged for an application, given the account's holdings on a day.
fn brought(application: &Application, held: &Holdings, day: NaiveDate) -> Vec<BilledProduct> {
    let parameters = &application.parameters;
    let account = held.account(application.asked.alias.as_deref());
    let approved = Approved {
        kind: application.asked.kind,
        changes: &application.asked.changes,
        product: application.asked.product,
        tier: parameters.tier.filter(|_| parameters.enabled),
        held: held.tier_on(account, day),
    };
    billable(approved)
}

/// The prices of an application with loaded tariffs: the fixed terms with the VAT of the instant. A product that
/// another approval brought in the meantime is not charged twice. An application forwarded before terms were fixed is
/// priced as of the instant.
#[must_use]
pub fn priced_by(
    tariffs: &Tariffs,
    application: &Application,
    held: &Holdings,
    at: DateTime<Utc>,
) -> Vec<Priced> {
    let day = moscow_day(at);
    let account = held.account(application.asked.alias.as_deref());
    let priced = |product| {
        let item = item(application, product);
        let bought = Bought { product, tier: item.tier, renews: application.asked.renews() };
        let starts_on = held.start(account, bought, day);
        let period = LicensePeriod::starting(starts_on, item.term_months);
        let quote = match &application.terms {
            Some(terms) => tariffs.charge(terms.of(product)?, day),
            None => tariffs.quote(&item, day),
        };
        Some(Priced { item, account: account.map(str::to_owned), period, quote })
    };
    brought(application, held, day).into_iter().filter_map(priced).collect()
}

/// Refuses parameters without a price. Faults that other parameters would not mend are left to the forwarding.
pub(super) async fn must_be_priced(
    reach: &impl Reach,
    application: &Application,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let faults = preview(reach, application, at).await?.into_iter().filter_map(|priced| priced.quote.err());
    match faults.into_iter().find(|fault| fault.is_of_the_choice()) {
        None => Ok(()),
        Some(fault) => Err(ApplicationRefusal::NoPrice(fault).into()),
    }
}

/// The charges and licence periods of an application under approval.
pub(super) async fn activate(
    reach: &impl Reach,
    application: &Application,
    organization: &Organization,
    at: DateTime<Utc>,
) -> Result<(Vec<Charge>, Vec<Licence>), Failure> {
    let priced = preview(reach, application, at).await?;
    Ok(activated(application, organization, priced, at)?)
}

/// The charges and licence periods of priced products; each must have a price.
pub fn activated(
    application: &Application,
    organization: &Organization,
    priced: Vec<Priced>,
    at: DateTime<Utc>,
) -> Result<(Vec<Charge>, Vec<Licence>), ApplicationRefusal> {
    let mut charges = Vec::new();
    let mut periods = Vec::new();
    for priced in priced {
        periods.push(licence(application, &priced, at));
        charges.push(charge(application, organization, priced, at)?);
    }
    Ok((charges, periods))
}

/// The item to be priced for a product of an application.
fn item(application: &Application, product: BilledProduct) -> Item {
    let asked = &application.asked;
    let parameters = &application.parameters;
    let extension = product == BilledProduct::MultiUser;
    Item {
        product,
        legal_form: asked.legal_form,
        region: asked.region.clone(),
        term_months: if extension { EXTENSION_MONTHS } else { asked.term_months },
        tier: parameters.tier.filter(|_| extension),
        // The basis applies to the main product; the extension is always paid.
        basis: if extension { Basis::Paid } else { parameters.basis },
        group_band: parameters.group_band,
        promotion: asked.promotion.clone(),
    }
}

fn charge(
    application: &Application,
    organization: &Organization,
    priced: Priced,
    at: DateTime<Utc>,
) -> Result<Charge, ApplicationRefusal> {
    let Priced { item, period, quote, .. } = priced;
    let quote = quote.map_err(ApplicationRefusal::NoPrice)?;
    let promotion = quote.promotion.filter(crate::domain::price::PromotionEffect::applies);
    let by_promotion = promotion.is_some() && item.basis == Basis::Paid;
    Ok(Charge {
        id: ChargeId(0),
        source: format!("application:{}:{}", application.number, item.product.code()),
        partner: application.partner,
        month: Month::of(at),
        statement: None,
        licensee: licensee(application, organization),
        application: application.number,
        activated_at: at,
        product: item.product,
        term_months: item.term_months,
        tier: item.tier,
        basis: if by_promotion { Basis::Promo } else { item.basis },
        promotion: promotion.and_then(|promotion| promotion.name),
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        sums: Sums {
            quantity: quote.quantity,
            price: quote.price,
            promotion_discount: quote.promotion_discount,
            partner_discount: quote.partner_discount,
            amount: quote.amount,
            vat_rate: match quote.vat {
                Vat::Exempt => None,
                Vat::Rate(rate) => Some(rate),
            },
            vat: quote.vat_amount,
            total: quote.total,
        },
        rule_version: quote.rule_version,
        contract_number: quote.contract_number.unwrap_or_default(),
        state: LineState::Open,
        comment: None,
        corrects: None,
    })
}

fn licensee(application: &Application, organization: &Organization) -> Licensee {
    Licensee {
        organization: organization.id,
        subscriber_code: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: organization.kpp().to_owned(),
        reg_number: application.asked.reg_number.clone(),
    }
}

fn licence(application: &Application, priced: &Priced, at: DateTime<Utc>) -> Licence {
    let Priced { item, account, period, .. } = priced;
    Licence {
        organization: application.organization,
        partner: application.partner,
        application: application.number,
        product: item.product,
        alias: account.clone(),
        tier: item.tier,
        basis: item.basis,
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        activated_at: at,
    }
}
