//! The state of one history: the portal, its users, and the model.

use std::collections::BTreeMap;
use std::fmt::Debug;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use registrar::domain::ids::ApplicationNumber;

use super::books::{Books, Kind};
use super::chance::Chance;
use super::days::{self, Month, WorkDays};
use super::tariff::{self, Charged, Dated, Tariff, Tier, Wanted};
use crate::support::{Persona, Portal, Program};

/// The rules that must hold; violations of each are counted separately.
pub(super) mod must {
    pub(in super::super) const OUTCOME: &str =
        "what the contract allows is done, and what it forbids is refused";
    pub(in super::super) const SEEN: &str = "the card shows the sum that the tariffs say";
    pub(in super::super) const CHARGED: &str = "what was fixed at forwarding is charged";
    pub(in super::super) const TAXED: &str = "the tax is that of the activation";
    pub(in super::super) const PERIOD: &str = "every period begins and ends when it should";
    pub(in super::super) const PLACED: &str = "every line stands in one month that was not agreed before";
    pub(in super::super) const ONCE: &str =
        "every product that was approved is charged once, and nothing else";
    pub(in super::super) const CORRECTED: &str = "a correction is what was answered last";
    pub(in super::super) const SUMS: &str = "every statement has the sums of its lines";
    pub(in super::super) const ABOVE: &str = "every invoice is above zero";
    pub(in super::super) const PAYABLE: &str = "what is to be paid is the sum less the credit";
    pub(in super::super) const SILENCE: &str = "silence agrees when its term is over, and not before";
    pub(in super::super) const ENDED: &str = "every month can be ended";
    pub(in super::super) const VERIFIED: &str = "verify finds nothing";
}

/// A partner with its users.
pub(super) struct House {
    pub(super) code: &'static str,
    pub(super) program: Program,
    pub(super) staff: Persona,
    pub(super) manager: Persona,
}

/// The state of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    InReview,
    Forwarded,
    Registering,
    Over,
}

/// An application in progress.
pub(super) struct Order {
    pub(super) number: ApplicationNumber,
    pub(super) house: usize,
    pub(super) organization: u32,
    pub(super) kind: Kind,
    pub(super) product: Wanted,
    pub(super) tier: Option<Tier>,
    pub(super) seen: Vec<Charged>,
    pub(super) stands: Stands,
}

/// When the term for a partner's answer begins: by the contract, and at the latest by any reading of it.
#[derive(Clone, Copy)]
pub(super) struct Waiting {
    pub(super) since: DateTime<Utc>,
    pub(super) latest: DateTime<Utc>,
}

pub(super) struct Office {
    pub(super) portal: Portal,
    pub(super) chance: Chance,
    pub(super) books: Books,
    pub(super) tariff: Tariff,
    pub(super) houses: [House; 2],
    pub(super) billing: Persona,
    pub(super) admin: Persona,
    pub(super) clerk: Persona,
    pub(super) orders: Vec<Order>,
    /// The connected organisations, each with its partner.
    pub(super) connected: Vec<(usize, u32)>,
    pub(super) waiting: BTreeMap<(&'static str, Month), Waiting>,
    pub(super) silence: Dated<bool>,
    pub(super) due: Dated<u32>,
    pub(super) work_days: WorkDays,
    /// The time before the clock was set back.
    pub(super) set_back: Option<DateTime<Utc>>,
    pub(super) found: Vec<(&'static str, String)>,
    pub(super) counts: BTreeMap<&'static str, u64>,
}

const PARTNERS: [&str; 2] = ["forsait", "sevproekt"];

impl Office {
    pub(super) async fn open(seed: u64) -> Self {
        let portal = Portal::open().await;
        let mut chance = Chance::of(seed);
        let begins = days::begins(if chance.percent(70) { 2027 * 12 + 11 } else { 2026 * 12 + 9 });
        portal.clock.turn_to(begins + Duration::hours(chance.between(30, 400)));
        let house = async |code: &'static str| House {
            code,
            program: portal.its_login(&format!("its-{code}"), code).await,
            staff: portal.staff_of(portal.partner(code).await.id).await,
            manager: portal.manager_of(code).await,
        };
        let houses = [house(PARTNERS[0]).await, house(PARTNERS[1]).await];
        let (billing, admin, clerk) = (portal.billing().await, portal.admin().await, portal.clerk().await);
        let since = days::first_day(2025 * 12);
        Self {
            tariff: tariff::at_first(PARTNERS, since),
            books: Books::default(),
            orders: vec![],
            connected: vec![],
            waiting: BTreeMap::new(),
            silence: Dated::since(since, false),
            due: Dated::since(since, 3),
            work_days: WorkDays::read(),
            set_back: None,
            found: vec![],
            counts: BTreeMap::new(),
            portal,
            chance,
            houses,
            billing,
            admin,
            clerk,
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.portal.clock.now()
    }

    pub(super) fn today(&self) -> NaiveDate {
        days::day_of(self.now())
    }

    /// A random day from tomorrow on, as a form takes it.
    pub(super) fn soon(&mut self, within: i64) -> NaiveDate {
        self.today() + Duration::days(self.chance.between(1, within))
    }

    /// Counts a step of this kind.
    pub(super) fn count(&mut self, kind: &'static str) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// Records a violation of a rule.
    pub(super) fn blame(&mut self, must: &'static str, words: String) {
        self.found.push((must, words));
    }

    /// Whether the operation succeeded. An outcome against the contract is recorded.
    pub(super) fn expect<T, E: Debug>(&mut self, legal: bool, done: &Result<T, E>, what: &str) -> bool {
        match done {
            Ok(_) if !legal => self.blame(must::OUTCOME, format!("{what} was not refused")),
            Err(error) if legal => self.blame(must::OUTCOME, format!("{what}: {error:?}")),
            Ok(_) | Err(_) => {}
        }
        done.is_ok()
    }

    /// The indices of the applications in this state.
    pub(super) fn standing(&self, stands: Stands) -> Vec<usize> {
        (0..self.orders.len()).filter(|place| self.orders[*place].stands == stands).collect()
    }

    /// A random application in this state.
    pub(super) fn some_order(&mut self, stands: Stands) -> Option<usize> {
        let standing = self.standing(stands);
        if standing.is_empty() { None } else { self.chance.one(&standing).copied() }
    }
}
