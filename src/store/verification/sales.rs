//! Sales, sellers and payments: each stands as its history tells, and none is there without one.

use std::collections::HashMap;

use sea_orm::EntityTrait as _;

use super::Invariant;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::ids::{NumberedId, PartnerId, SaleId};
use crate::domain::numbered::NumberSeries;
use crate::domain::payment::{Payment, PaymentTold};
use crate::domain::sale::SaleTold;
use crate::domain::seller::{Seller, SellerTold};
use crate::store::audit::{AnyEvent, payment_subject, sale_subject, seller_subject};
use crate::store::tables::{number_series, payment, sale, seller};
use crate::store::{Reach, StoreError, numbering, payments, sales, sellers};

/// How many documents are read at once.
const TOGETHER: u64 = 500;
const MEND: &str = "put the rows back as the audit and a backup have them";

/// Everything that must hold of sales, sellers and payments beside their histories.
#[derive(Debug)]
pub(super) struct Sales {
    issued: HashMap<String, (PartnerId, SaleTold)>,
    sellers: HashMap<String, Seller>,
    payments: HashMap<String, Payment>,
    series: Vec<NumberSeries>,
    sold: Tally,
    sellers_told: Tally,
    paid: Tally,
}

impl Sales {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let mut of_sales = HashMap::new();
        let rows = sale::Entity::find().all(&reach.on()).await?;
        for some in rows.chunks(500) {
            let ids: Vec<SaleId> = some.iter().map(|row| SaleId(row.id)).collect();
            let documents = numbering::of_sales(reach, &ids).await?;
            for row in some {
                let (id, partner) = (SaleId(row.id), PartnerId(row.partner_id));
                let papers = documents.get(&id).map(Vec::as_slice).unwrap_or_default();
                let told = SaleTold::of(&sales::read(row.clone())?, papers);
                of_sales.insert(sale_subject(id), (partner, told));
            }
        }
        let mut of_sellers = HashMap::new();
        for row in seller::Entity::find().all(&reach.on()).await? {
            let mut seller = sellers::of_partner(reach, PartnerId(row.partner_id)).await?;
            seller.sort();
            of_sellers.insert(seller_subject(seller.partner), seller);
        }
        let rows = payment::Entity::find().all(&reach.on()).await?;
        let of_payments = rows.into_iter().map(payments::read).map(|one| (payment_subject(one.id), one));
        let series = number_series::Entity::find().all(&reach.on()).await?;
        Ok(Self {
            issued: of_sales,
            sellers: of_sellers,
            payments: of_payments.collect(),
            series: series.iter().map(numbering::read_series).collect::<Result<_, _>>()?,
            sold: Tally::of("every sale and its documents stand as their history tells", MEND),
            sellers_told: Tally::of("what every partner sells by stands as its history tells", MEND),
            paid: Tally::of("every payment stands as its history tells", MEND),
        })
    }

    /// Looks at those of these tales that are about any of them.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            match tale.about().0 {
                "sale" => self.sale(tale),
                "seller" => self.seller(tale),
                "payment" => self.payment(tale),
                _ => {}
            }
        }
    }

    fn sale(&mut self, tale: &Tale) {
        let events = tale
            .events()
            .filter_map(|(event, _)| if let AnyEvent::Sale(event) = event { Some(event) } else { None });
        let there = self.issued.remove(&tale.subject);
        let told = SaleTold::replay(events).map(|told| (PartnerId(tale.chain), told));
        self.sold.look(there.is_some() && there == told, || tale.subject.clone());
    }

    fn seller(&mut self, tale: &Tale) {
        let events = tale
            .events()
            .filter_map(|(event, _)| if let AnyEvent::Seller(event) = event { Some(event) } else { None });
        let there = self.sellers.remove(&tale.subject);
        let told = SellerTold::replay(PartnerId(tale.chain), events);
        let firsts = told.firsts.iter().all(|(kind, year, first)| {
            let mut known = self.series.iter();
            known.any(|one| {
                (one.partner, one.kind, one.year, one.first) == (told.seller.partner, *kind, *year, *first)
            })
        });
        self.sellers_told.look(firsts && there.as_ref() == Some(&told.seller), || tale.subject.clone());
    }

    fn payment(&mut self, tale: &Tale) {
        let events = tale.events().filter_map(|(event, told)| {
            if let AnyEvent::Payment(event) = event { Some((event, told.at)) } else { None }
        });
        let there = self.payments.remove(&tale.subject);
        let told = PaymentTold::replay(events);
        let holds = there.is_some_and(|there| {
            there.partner == PartnerId(tale.chain) && told.as_ref() == Some(&PaymentTold::of(&there))
        });
        self.paid.look(holds, || tale.subject.clone());
    }

    /// What was found; what nothing tells of is broken.
    pub(super) fn found(mut self) -> Vec<Invariant> {
        for subject in self.issued.into_keys() {
            self.sold.look(false, || subject);
        }
        for subject in self.sellers.into_keys() {
            self.sellers_told.look(false, || subject);
        }
        for subject in self.payments.into_keys() {
            self.paid.look(false, || subject);
        }
        vec![self.sold.found(), self.sellers_told.found(), self.paid.found()]
    }
}

/// Every numbered document has the data that were frozen.
pub(super) async fn sheets(reach: &impl Reach) -> Result<Invariant, StoreError> {
    let mut whole = Tally::of("every numbered document shows what was frozen at its issuing", MEND);
    let mut last = NumberedId(0);
    loop {
        let page = numbering::after(reach, last, TOGETHER).await?;
        for one in &page {
            whole.look(one.is_whole(), || format!("{} {} of {:?}", one.kind.code(), one.number, one.of));
        }
        match page.last() {
            Some(one) => last = one.id,
            None => return Ok(whole.found()),
        }
    }
}
