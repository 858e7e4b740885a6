//! The ground of prices and decisions: settings, prices, zones, bands, taxes, promotions, contracts, reasons and cards, each
//! as an event or the opening of the office tells it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Invariant;
use super::opening::{self, DatedTerm, DatedTerms, Opening, TermKey, matter};
use super::tales::{Tale, Told};
use super::tally::Tally;
use crate::domain::billing::BilledProduct;
use crate::domain::partner::{ContractTerms, PartnerCard, PartnerEvent};
use crate::domain::price::{GroundEvent, PricesEvent, PromotionEvent};
use crate::domain::reason::ReasonEvent;
use crate::domain::settings::SettingEvent;
use crate::store::audit::AnyEvent;
use crate::store::tariffs::ANY;
use crate::store::{Reach, StoreError};

/// Everything that must hold of the terms of the office.
#[derive(Debug)]
pub(super) struct Ground {
    there: DatedTerms,
    told: DatedTerms,
    /// The ends that promotions were given: of which one, when it ended before, and when it ends.
    ended: Vec<(String, Option<NaiveDate>, NaiveDate)>,
    /// Contracts of which old entries tell the number alone, and those whose discounts they do not tell.
    numbered: BTreeSet<String>,
}

impl Ground {
    /// Reads what is there; nothing was looked at yet.
    pub(super) async fn begin(reach: &impl Reach) -> Result<Self, StoreError> {
        let there = opening::terms(reach).await?;
        Ok(Self { there, told: DatedTerms::new(), ended: Vec::new(), numbered: BTreeSet::new() })
    }

    /// Listens to those of these tales that are about terms.
    pub(super) fn look(&mut self, tales: &[Tale]) {
        for tale in tales {
            for (event, told) in tale.events() {
                self.then(tale.about().1, event, told);
            }
        }
    }

    /// What was found, when all tales were told.
    pub(super) fn found(self, opening: &Opening) -> Vec<Invariant> {
        let mut terms = Tally::of(
            "every setting, price, tax, discount, contract and reason is what was planned",
            "plan it anew on its page from tomorrow on; what was charged meanwhile is taken back by corrections",
        );
        let mut ends = Tally::of(
            "every price, discount, contract and promotion ends when its history says",
            "put the last day back: it is the eve of what follows, or the day that the audit tells",
        );
        let mut cards = Tally::of(
            "every partner's card is what its history tells",
            "change the card on its page to what the audit tells",
        );
        let expected = self.expected(opening);
        let all = self.is_all_told(opening);
        for matter in expected.keys().chain(self.there.keys().filter(|one| !expected.contains_key(one))) {
            let (there, expected) = (self.there.get(matter), expected.get(matter));
            let holds = match (there, expected) {
                (Some(there), Some(expected)) => there.says == expected.says,
                (Some(there), None) => {
                    !all && !there.is_planned(matter)
                        || !opening.is_listed() && self.may_be_untold(matter, there)
                }
                (None, _) => false,
            };
            let tally = if matter.kind == PARTNER { &mut cards } else { &mut terms };
            tally.look(holds, || matter.words());
            if let (Some(there), Some(expected)) = (there, expected) {
                let end = expected.to.into_iter().chain(self.eve_of_the_next(matter)).min();
                ends.look(there.to == end, || matter.words());
            }
        }
        vec![terms.found(), ends.found(), cards.found()]
    }

    /// The terms of the opening with what was told since, and with the ends of promotions.
    fn expected(&self, opening: &Opening) -> DatedTerms {
        let mut expected = opening.listed().cloned().unwrap_or_default();
        expected.retain(|matter, _| !["role", "its_login"].contains(&matter.kind.as_str()));
        expected.extend(self.told.clone());
        for (code, was, to) in &self.ended {
            let ended = expected.iter_mut().find(|(matter, term)| {
                matter.kind == "promotion" && matter.of == *code && term.to == *was && matter.from <= *to
            });
            if let Some((_, term)) = ended {
                term.to = Some(*to);
            }
        }
        expected
    }

    /// Whether whatever is there must be told: the opening is listed, or nobody filled the office and every partner was
    /// enrolled on its page.
    fn is_all_told(&self, opening: &Opening) -> bool {
        match opening {
            Opening::Listed { .. } => true,
            Opening::Unlisted => false,
            Opening::Empty => {
                let mut partners = self.there.keys().filter(|matter| matter.kind == PARTNER).peekable();
                partners.peek().is_some() && partners.all(|matter| self.told.contains_key(matter))
            }
        }
    }

    /// What came with the program, or with a contract whose old entry does not say.
    fn may_be_untold(&self, matter: &TermKey, term: &DatedTerm) -> bool {
        let contract = match matter.kind.as_str() {
            "discount" => matter.of.rsplit_once('/').map_or("", |(contract, _)| contract),
            "contract" => &matter.of,
            _ => "",
        };
        self.numbered.contains(contract)
            || (matter.kind == "vat" && term.says == "exempt")
            || (matter.kind == "reason" && !term.is_planned(matter))
    }

    /// The day before the next term of the same matter begins, where that ends the one before it.
    fn eve_of_the_next(&self, this: &TermKey) -> Option<NaiveDate> {
        let same = |other: &&TermKey| match this.kind.as_str() {
            "contract" => other.kind == this.kind && other.partner() == this.partner(),
            "price" | "discount" => other.kind == this.kind && other.of == this.of,
            _ => false,
        };
        let later = self.there.keys().filter(same).map(|other| other.from).filter(|from| *from > this.from);
        later.min().and_then(|next| next.pred_opt())
    }

    fn then(&mut self, about: &str, event: &AnyEvent, told: &Told) {
        if let AnyEvent::Setting(SettingEvent::SettingPlanned { from, value, .. }) = event {
            let says = opening::set(value, Some(told.at), Some(&told.actor));
            self.tell("setting", about, *from, says);
        } else if let AnyEvent::Prices(PricesEvent::PricesPlanned { from, prices }) = event {
            for price in prices {
                self.tell("price", &price.matter, *from, price.now.to_string());
            }
        } else if let AnyEvent::Ground(GroundEvent::TermsPlanned { table, from, terms }) = event {
            for term in terms {
                self.tell(table.code(), &term.matter, *from, term.now.clone());
            }
        } else if let AnyEvent::Promotion(event) = event {
            self.of_promotion(about, event);
        } else if let AnyEvent::Reason(ReasonEvent::ReasonWorded { now, .. }) = event {
            self.told.extend([opening::worded(now, told.at, Some(&told.actor))]);
        } else if let AnyEvent::Partner(event) = event {
            self.of_partner(about, event);
        }
    }

    fn of_promotion(&mut self, about: &str, event: &PromotionEvent) {
        match event {
            PromotionEvent::PromotionAdded { name, product, points, from, to } => {
                let says = opening::promoted(*points, product.map_or(ANY, BilledProduct::code), name);
                self.told.insert(matter("promotion", about, *from), DatedTerm { says, to: *to });
            }
            PromotionEvent::PromotionEnded { to, was } => self.ended.push((about.to_owned(), *was, *to)),
        }
    }

    fn of_partner(&mut self, code: &str, event: &PartnerEvent) {
        match event {
            PartnerEvent::ContractConcluded { number, signed_on, from, to, discounts } => {
                let (signed_on, from, to, discounts) = (*signed_on, *from, *to, discounts.clone());
                if discounts.is_empty() {
                    self.numbered.insert(format!("{code}/{number}"));
                }
                self.contract(format!("{code}/{number}"), ContractTerms { signed_on, from, to, discounts });
            }
            PartnerEvent::DiscountPlanned { contract, product, from, points, .. } => {
                let of = format!("{code}/{contract}/{}", product.code());
                self.tell("discount", &of, *from, points.to_string());
            }
            PartnerEvent::PartnerEnrolled { card, contract, terms } => {
                self.card(code, card);
                let contract = format!("{code}/{contract}");
                match terms {
                    Some(terms) => self.contract(contract, terms.clone()),
                    None => {
                        self.numbered.insert(contract);
                    }
                }
            }
            PartnerEvent::PartnerCardChanged { now: card, .. } => self.card(code, card),
        }
    }

    fn contract(&mut self, contract: String, terms: ContractTerms) {
        for (product, points) in terms.discounts {
            let of = format!("{contract}/{}", product.code());
            self.tell("discount", &of, terms.from, points.to_string());
        }
        let term = DatedTerm { says: terms.signed_on.to_string(), to: terms.to };
        self.told.insert(matter("contract", contract, terms.from), term);
    }

    fn card(&mut self, code: &str, card: &PartnerCard) {
        let says = serde_json::to_string(card).unwrap_or_default();
        self.tell(PARTNER, code, NaiveDate::default(), says);
    }

    fn tell(&mut self, kind: &str, of: &str, from: NaiveDate, says: String) {
        self.told.insert(matter(kind, of, from), DatedTerm { says, to: None });
    }
}

/// The kind of the cards.
const PARTNER: &str = "partner";

impl TermKey {
    /// The code of the partner, for a contract.
    fn partner(&self) -> &str {
        self.of.split_once('/').map_or("", |(code, _)| code)
    }

    fn words(&self) -> String {
        format!("{} {} from {}", self.kind, self.of, self.from)
    }
}

impl DatedTerm {
    /// Whether its row names who planned it, which an event must tell.
    fn is_planned(&self, matter: &TermKey) -> bool {
        ["setting", "reason"].contains(&matter.kind.as_str()) && !self.says.ends_with(",null]")
    }
}
