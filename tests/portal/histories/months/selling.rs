//! Applications: sent, forwarded, undone, refused, approved, at random times.

use chrono::Duration;
use registrar::domain::application::ConnectionParameters;
use registrar::domain::billing::Basis;
use registrar::domain::ids::ApplicationNumber;
use registrar::domain::money::Money;
use registrar::domain::multi_user::Tier as OfferedTier;
use registrar::operations::review::{SeenTotal, Sent};
use registrar::operations::{Desk, attention, forwarding, inspection, review};
use registrar::store::outbox::{self, Kept};
use serde_json::{Value, json};

use super::books::{Bought, Kind};
use super::days;
use super::office::{Office, Order, Stands, must};
use super::tariff::{Charged, EXTENSION, Tier, Wanted, What};
use crate::support::Draft;

impl Office {
    /// A client sends an application and an employee forwards it.
    pub(super) async fn sell(&mut self) -> bool {
        let house = usize::from(self.chance.percent(35));
        let known: Vec<u32> =
            self.connected.iter().filter(|(whose, _)| *whose == house).map(|(_, number)| *number).collect();
        let fresh = known.is_empty() || self.chance.percent(45);
        let organization = if fresh { self.portal.next() } else { *self.chance.one(&known).unwrap() };
        let kind = match self.chance.below(10) {
            _ if fresh => Kind::Connect,
            0..=4 => Kind::Renew,
            5..=8 => Kind::Users,
            _ => Kind::Restore,
        };
        let order = self.order(house, organization, kind);
        let draft = self.draft(&order);
        let program = &self.houses[house].program;
        let number = match self.portal.send_by(program, &draft).await {
            Ok(number) => number,
            Err(error) => panic!("{error}: {}", draft.text()),
        };
        let staff = self.houses[house].staff.clone();
        let taken = self.portal.take(&staff, number).await;
        let parameters = parameters(&order);
        if taken.parameters != parameters {
            let set = review::set_parameters(&staff.desk(), number, taken.version, parameters).await;
            // Parameters without a price today may be saved all the same: the application can be forwarded on another
            // day.
            let legal = self.priced(&order).is_some() || set.is_ok();
            if !self.expect(legal, &set, "setting the parameters") {
                return false;
            }
        }
        self.orders.push(Order { number, ..order });
        self.forward(self.orders.len() - 1).await
    }

    fn order(&mut self, house: usize, organization: u32, kind: Kind) -> Order {
        let what: What = if kind == Kind::Connect && self.chance.percent(30) {
            self.chance.one(&["hr", "authorized_rep"]).unwrap()
        } else {
            "main"
        };
        let term = if what == "main" && self.chance.percent(20) { 24 } else { 12 };
        let free = kind != Kind::Users && self.chance.percent(12);
        let codes: Vec<String> = self.tariff.promotions.iter().map(|one| one.code.clone()).collect();
        let named = !codes.is_empty() && self.chance.percent(50);
        let promotion = if named { self.chance.one(&codes).cloned() } else { None };
        let tiers = [None, None, Some(Tier::Lower), Some(Tier::Upper)];
        let skipped = usize::from(kind == Kind::Users) * 2;
        let tier = *self.chance.one(&tiers[skipped..]).unwrap();
        let tier = tier.filter(|_| kind != Kind::Restore);
        let product = Wanted { matter: (what, term, None), free, promotion };
        let number = ApplicationNumber(0);
        Order { number, house, organization, kind, product, tier, seen: vec![], stands: Stands::InReview }
    }

    fn draft(&mut self, order: &Order) -> Draft {
        let (what, term, _) = order.product.matter;
        let change = |flags: Value| ("change", flags);
        let (kind, changes) = match order.kind {
            Kind::Connect => ("connect", Value::Null),
            Kind::Renew if self.chance.percent(50) => {
                self.count("a change that renews");
                change(json!(["renew_license"]))
            }
            Kind::Renew => ("renew", Value::Null),
            Kind::Users => change(json!(["users"])),
            Kind::Restore => ("restore", Value::Null),
        };
        let draft = Draft::of(order.organization)
            .users(if order.tier.is_some() { 3 } else { 0 })
            .with("/type", json!(kind))
            .with("/license", json!({ "product": what, "term_months": term }))
            .with("/promotion", json!(order.product.promotion))
            .with("/owners/0/csr", Value::Null);
        if changes.is_null() { draft } else { draft.with("/changes", changes) }
    }

    /// The charges of the application at today's prices; `None` when it cannot be forwarded.
    fn priced(&self, order: &Order) -> Option<Vec<Charged>> {
        let (today, partner) = (self.today(), self.houses[order.house].code);
        let extension = order.tier.map(|tier| Wanted {
            matter: (EXTENSION, 12, Some(tier)),
            free: false,
            promotion: order.product.promotion.clone(),
        });
        let product = Some(order.product.clone());
        let wanted = match order.kind {
            Kind::Connect | Kind::Renew => [product, extension],
            Kind::Users if order.tier > self.books.tier(order.organization, today) => [None, extension],
            Kind::Users | Kind::Restore => [None, None],
        };
        let fixed = wanted.into_iter().flatten().map(|wanted| {
            let (what, term, tier) = wanted.matter;
            Some((what, term, tier, self.tariff.fixed(partner, &wanted, today)?))
        });
        fixed.collect()
    }

    /// Forwards an application in review. Returns whether the forwarding succeeded.
    pub(super) async fn forward(&mut self, place: usize) -> bool {
        let (number, house) = (self.orders[place].number, self.orders[place].house);
        let expected = self.priced(&self.orders[place]);
        let desk = self.houses[house].staff.desk();
        let card = inspection::card(&desk, number).await.unwrap();
        let shown = card.offer.as_ref().and_then(|offer| offer.total.as_ref().ok().copied());
        let sold = self.tariff.contract(self.houses[house].code, self.today()).is_some();
        if let Some(expected) = expected.as_ref().filter(|_| sold) {
            let today = self.today();
            let taxed = |what, amount| amount + self.tariff.taxed(what, amount, today).1;
            let total: i64 = expected.iter().map(|(what, _, _, fixed)| taxed(what, fixed.amount)).sum();
            if shown.map(Money::kopecks) != Some(total) {
                self.blame(must::SEEN, format!("{number}: {shown:?} is shown instead of {total}"));
            }
        }
        let version = card.application.version;
        let sent = Sent { parameters: None, total: SeenTotal::Shown(shown), ticks: vec![] };
        let done = review::forward(&desk, number, version, sent).await;
        let nothing = expected.as_ref().is_some_and(Vec::is_empty);
        let contract = self.tariff.contract(self.houses[house].code, self.today());
        let (running, without) = (contract.is_some(), contract.is_none());
        let grace = contract.is_some_and(|(contract, _)| contract.to.is_some_and(|to| to < self.today()));
        let legal = if nothing { done.is_ok() } else { expected.is_some() && running };
        let went = self.expect(legal, &done, &format!("forwarding {number}"));
        if went {
            self.orders[place].stands = Stands::Forwarded;
            self.orders[place].seen = expected.unwrap_or_default();
            self.count("forwarded");
            if grace {
                self.count("forwarded after the contract's end, on its last discount");
            }
        } else if without {
            self.count("not forwarded without a contract");
        }
        went
    }

    /// Forwards an application that could not be forwarded before or came back.
    pub(super) async fn forward_again(&mut self) -> bool {
        let Some(place) = self.some_order(Stands::InReview) else { return false };
        self.forward(place).await
    }

    /// The partner undoes a forwarding inside the undo window.
    pub(super) async fn undo(&mut self) -> bool {
        if !self.sell().await {
            return false;
        }
        let (number, house) = self.orders.last().map(|order| (order.number, order.house)).unwrap();
        let seen = self.portal.see(number).await.version;
        let done = review::undo(&self.houses[house].staff.desk(), number, seen).await;
        if self.expect(true, &done, "undoing") {
            self.orders.last_mut().unwrap().stands = Stands::InReview;
        }
        true
    }

    /// The operator refuses an application at the authority, which returns it to the partner.
    pub(super) async fn refuse(&mut self) -> bool {
        let Some(place) = self.some_order(Stands::Registering) else { return false };
        let number = self.orders[place].number;
        let done = attention::refuse(&self.clerk.desk(), number, "Нет доверенности").await;
        if !self.expect(true, &done, "refusing") {
            return false;
        }
        self.orders[place].stands = Stands::InReview;
        true
    }

    /// The worker submits a forwarded application.
    pub(super) async fn submit(&mut self) -> bool {
        let Some(place) = self.some_order(Stands::Forwarded) else { return false };
        self.portal.clock.advance(Duration::seconds(10));
        let number = self.orders[place].number;
        let done = forwarding::submit(&self.worker(), &self.owed(number, "submit").await).await;
        // With a clock that was set back its window is open again.
        let went = done.as_ref().is_ok_and(|outcome| *outcome == forwarding::ErrandOutcome::Done);
        if went {
            self.orders[place].stands = Stands::Registering;
        }
        self.expect(true, &done, "submitting") && went
    }

    pub(super) fn worker(&self) -> Desk {
        Desk::of_worker(&self.portal.house, "test-worker".to_owned())
    }

    async fn owed(&self, number: ApplicationNumber, kind: &str) -> Kept {
        let open = outbox::open_of(self.portal.db(), number).await.unwrap();
        open.into_iter().find(|kept| kept.errand.kind() == kind).unwrap()
    }

    /// Approves an application.
    pub(super) async fn approve(&mut self) -> bool {
        let Some(place) = self.some_order(Stands::Registering) else { return false };
        self.approve_by(place, &self.worker()).await
    }

    /// Approves it with a desk that may have been created earlier.
    pub(super) async fn approve_by(&mut self, place: usize, desk: &Desk) -> bool {
        let number = self.orders[place].number;
        let done = forwarding::register(desk, &self.owed(number, "register").await).await;
        if !self.expect(true, &done, &format!("approving {number}")) {
            return false;
        }
        let at = self.portal.see(number).await.stage_since;
        if !(desk.now()..=self.now()).contains(&at) {
            self.blame(must::OUTCOME, format!("{number} was approved at {at}"));
        }
        let order = &mut self.orders[place];
        order.stands = Stands::Over;
        let partner = self.houses[order.house].code;
        let bought = Bought {
            partner,
            application: order.number.0,
            organization: order.organization,
            kind: order.kind,
            seen: &order.seen,
        };
        if days::month_of(days::day_of(at)) != self.books.place(partner, days::day_of(at)) {
            *self.counts.entry("approved in a month that was agreed").or_default() += 1;
        }
        self.books.approve(&self.tariff, &bought, days::day_of(at));
        if order.kind == Kind::Connect {
            self.connected.push((order.house, order.organization));
        }
        self.count("approved");
        self.sync().await;
        true
    }
}

fn parameters(order: &Order) -> ConnectionParameters {
    let tier = order.tier.map(|tier| match tier {
        Tier::Lower => OfferedTier::TwoToNine,
        Tier::Upper => OfferedTier::TenPlus,
    });
    let basis = if order.product.free { Basis::ItsProf } else { Basis::Paid };
    ConnectionParameters { enabled: tier.is_some(), tier, basis, group_band: None }
}
