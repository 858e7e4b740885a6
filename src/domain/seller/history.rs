//! A seller as its history tells it.

use super::{Seller, SellerEvent};
use crate::domain::document::DocumentKind;
use crate::domain::ids::PartnerId;

/// A seller as its events tell it, with the first numbers that were set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SellerTold {
    /// The seller.
    pub seller: Seller,
    /// The kind, year and first number of each series that was begun by hand; the last word counts.
    pub firsts: Vec<(DocumentKind, i32, i64)>,
}

impl SellerTold {
    /// The seller after these events.
    pub fn replay<'a>(partner: PartnerId, events: impl IntoIterator<Item = &'a SellerEvent>) -> Self {
        let mut told = Self { seller: Seller::blank(partner), firsts: Vec::new() };
        for event in events {
            told = told.after(event);
        }
        told.seller.sort();
        told
    }

    fn after(self, event: &SellerEvent) -> Self {
        let Self { seller, mut firsts } = self;
        let seller = match event {
            SellerEvent::SellerTermsSet { now, .. } => {
                seller.keep_terms((**now).clone()).into_parts().0.seller
            }
            SellerEvent::SellerRegimeSet { from, regime } => {
                seller.set_regime(*from, *regime).into_parts().0.seller
            }
            SellerEvent::OwnPriceSet { from, price } => seller.set_price(*from, *price).into_parts().0.seller,
            SellerEvent::SeriesBegun { kind, year, first } => {
                firsts.retain(|known| (known.0, known.1) != (*kind, *year));
                firsts.push((*kind, *year, *first));
                seller
            }
        };
        Self { seller: Seller { version: seller.version + 1, ..seller }, firsts }
    }
}

impl Seller {
    /// Puts its rows into one order, so that two sellers can be compared.
    pub fn sort(&mut self) {
        self.regimes.sort_by_key(|one| one.from);
        self.prices.sort_by_key(|one| (one.from, one.value.product, one.value.tier, one.value.term_months));
    }
}
