//! Deliveries and products: each is there as its entry tells, and none came without one.

use std::collections::{HashMap, HashSet};

use sea_orm::{EntityTrait as _, QuerySelect as _};

use super::Invariant;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::delivery::DeliveriesEvent;
use crate::domain::ids::PersonId;
use crate::domain::product::ProductEvent;
use crate::store::audit::{AnyEvent, product_subject};
use crate::store::products;
use crate::store::tables::{delivery, product};
use crate::store::{Reach, StoreError};

/// Everything that must hold of deliveries and products.
#[derive(Debug)]
pub(super) struct Products {
    /// The numbers of deliveries that no entry has told of yet.
    deliveries: HashSet<String>,
    /// The owners of products that no entry has told of yet, by the audit names of the products.
    owners: HashMap<String, PersonId>,
    published: Tally,
    registered: Tally,
}

impl Products {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let numbers: Vec<String> = delivery::Entity::find()
            .select_only()
            .column(delivery::Column::Number)
            .into_tuple()
            .all(&reach.on())
            .await?;
        let rows = product::Entity::find().all(&reach.on()).await?;
        let own = products::read_all(reach, rows).await?;
        let mend = "put the row back as the audit and a backup have it";
        Ok(Self {
            deliveries: numbers.into_iter().collect(),
            owners: own.iter().map(|product| (product_subject(product), product.owner)).collect(),
            published: Tally::of("every delivery was published, and what was published is there", mend),
            registered: Tally::of(
                "every product is whose its history tells, and every used PIN has one",
                mend,
            ),
        })
    }

    /// Looks at those of these tales that are about deliveries or products.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            for (event, _) in tale.events() {
                if let AnyEvent::Deliveries(DeliveriesEvent::DeliveriesPublished { numbers }) = event {
                    self.publish(numbers);
                }
                if let AnyEvent::Product(
                    ProductEvent::ProductRegistered { owner, .. }
                    | ProductEvent::ProductReceived { owner, .. },
                ) = event
                {
                    let there = self.owners.remove(&tale.subject) == Some(*owner);
                    self.registered.look(there, || tale.subject.clone());
                }
            }
        }
    }

    fn publish(&mut self, numbers: &[String]) {
        for number in numbers {
            let there = self.deliveries.remove(number);
            self.published.look(there, || format!("{number} is gone"));
        }
    }

    /// What was found, when all tales were told.
    pub(super) fn found(mut self) -> Vec<Invariant> {
        for number in &self.deliveries {
            self.published.look(false, || format!("{number} came from nowhere"));
        }
        for subject in self.owners.keys() {
            self.registered.look(false, || format!("{subject} came from nowhere"));
        }
        vec![self.published.found(), self.registered.found()]
    }
}
