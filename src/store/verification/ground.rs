//! The ground of prices: settings, prices, zones, bands, taxes, promotions, contracts and cards, as far as events tell of
//! them. What an office opened with was never planned, and is held against nothing here.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::EntityTrait as _;

use super::Invariant;
use super::tales::Tale;
use super::tally::Tally;
use crate::domain::partner::{Partner, PartnerCard, PartnerEvent};
use crate::domain::price::{GroundEvent, GroundTable, PricesEvent, PromotionEvent};
use crate::domain::settings::SettingEvent;
use crate::store::audit::AnyEvent;
use crate::store::tables::{contract, discount, promotion, setting};
use crate::store::{Reach, StoreError, partners, price_list};

/// What is planned: of which kind, of what, from which day. The value is compared as text.
type Planned = BTreeMap<(&'static str, String, NaiveDate), String>;

/// Everything that must hold of the terms of the office.
#[derive(Debug)]
pub(super) struct Ground {
    there: Planned,
    told: Planned,
    /// Settings that somebody has set, which an event must tell.
    set: Vec<(String, NaiveDate)>,
    cards: BTreeMap<String, PartnerCard>,
    told_cards: BTreeMap<String, PartnerCard>,
}

impl Ground {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let mut there = Planned::new();
        let mut set = Vec::new();
        for row in setting::Entity::find().all(&reach.on()).await? {
            if row.set_by.is_some() {
                set.push((row.key.clone(), row.valid_from));
            }
            there.insert(("setting", row.key, row.valid_from), row.value);
        }
        for row in price_list::whole(reach).await?.prices {
            there.insert(("price", row.value.matter(), row.from), row.value.amount.kopecks().to_string());
        }
        let ground = price_list::ground(reach).await?;
        for table in GroundTable::ALL {
            for row in ground.rows(*table) {
                there.insert((table.code(), row.value.matter(), row.from), row.value.says());
            }
        }
        contracts(reach, &mut there).await?;
        let partners = partners::all(reach).await?;
        let cards = partners.into_iter().map(|one| (one.code.clone(), Partner::card(&one))).collect();
        Ok(Self { there, told: Planned::new(), set, cards, told_cards: BTreeMap::new() })
    }

    /// Listens to those of these tales that are about terms.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            for (event, _) in tale.events() {
                self.then(tale.about().1, event);
            }
        }
    }

    /// What was found, when all tales were told.
    pub(super) fn found(self) -> Vec<Invariant> {
        let mut terms = Tally::of(
            "every setting, price, tax, discount and contract is what was planned",
            "plan it anew on its page from tomorrow on; what was charged meanwhile is taken back by corrections",
        );
        for (key, told) in &self.told {
            let (kind, matter, from) = key;
            terms.look(self.there.get(key) == Some(told), || format!("{kind} {matter} from {from}"));
        }
        for (key, from) in self.set {
            let told = self.told.contains_key(&("setting", key.clone(), from));
            terms.look(told, || format!("setting {key} from {from} is not in the audit"));
        }
        let mut cards = Tally::of(
            "every partner's card is what its history tells",
            "change the card on its page to what the audit tells",
        );
        for (code, told) in &self.told_cards {
            cards.look(self.cards.get(code) == Some(told), || format!("partner:{code}"));
        }
        vec![terms.found(), cards.found()]
    }

    fn then(&mut self, about: &str, event: &AnyEvent) {
        match event {
            AnyEvent::Setting(SettingEvent::SettingPlanned { from, value, .. }) => {
                self.tell("setting", about, *from, value);
            }
            AnyEvent::Prices(PricesEvent::PricesPlanned { from, prices }) => {
                for price in prices {
                    self.tell("price", &price.matter, *from, &price.now.to_string());
                }
            }
            AnyEvent::Ground(GroundEvent::TermsPlanned { table, from, terms }) => {
                for term in terms {
                    self.tell(table.code(), &term.matter, *from, &term.now);
                }
            }
            AnyEvent::Promotion(PromotionEvent::PromotionAdded { points, from, .. }) => {
                self.tell("promotion", about, *from, &points.to_string());
            }
            AnyEvent::Partner(event) => self.of_partner(about, event),
            AnyEvent::Promotion(PromotionEvent::PromotionEnded { .. })
            | AnyEvent::Application(_)
            | AnyEvent::Statement(_)
            | AnyEvent::Charge(_)
            | AnyEvent::Person(_)
            | AnyEvent::ItsLogin(_)
            | AnyEvent::Offer(_)
            | AnyEvent::Organization(_)
            | AnyEvent::Reason(_)
            | AnyEvent::Sealing(_) => {}
        }
    }

    fn of_partner(&mut self, code: &str, event: &PartnerEvent) {
        match event {
            PartnerEvent::ContractConcluded { number, signed_on, from, discounts, .. } => {
                self.tell("contract", number, *from, &signed_on.to_string());
                for (product, points) in discounts {
                    let matter = format!("{number}/{}", product.code());
                    self.tell("discount", &matter, *from, &points.to_string());
                }
            }
            PartnerEvent::DiscountPlanned { contract, product, from, points, .. } => {
                let matter = format!("{contract}/{}", product.code());
                self.tell("discount", &matter, *from, &points.to_string());
            }
            PartnerEvent::PartnerEnrolled { card, .. }
            | PartnerEvent::PartnerCardChanged { now: card, .. } => {
                self.told_cards.insert(code.to_owned(), card.clone());
            }
        }
    }

    fn tell(&mut self, kind: &'static str, matter: &str, from: NaiveDate, value: &str) {
        self.told.insert((kind, matter.to_owned(), from), value.to_owned());
    }
}

/// The contracts with their discounts, and the promotions.
async fn contracts(reach: &impl Reach, there: &mut Planned) -> Result<(), StoreError> {
    let mut numbers = BTreeMap::new();
    for row in contract::Entity::find().all(&reach.on()).await? {
        there.insert(("contract", row.number.clone(), row.valid_from), row.signed_on.to_string());
        numbers.insert(row.id, row.number);
    }
    for row in discount::Entity::find().all(&reach.on()).await? {
        let number = numbers.get(&row.contract_id).cloned().unwrap_or_default();
        there.insert(("discount", format!("{number}/{}", row.product), row.valid_from), row.rate.to_string());
    }
    for row in promotion::Entity::find().all(&reach.on()).await? {
        there.insert(("promotion", row.code, row.valid_from), row.rate.to_string());
    }
    Ok(())
}
