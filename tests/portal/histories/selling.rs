//! Random histories of what a partner sells: approvals, own prices, issuing, corrections, payments, and a clock that moves over
//! the turn of a year. A script of its own, `tests/peers/client_book.py`, recomputes from what was done what each client owes on
//! each day and which numbers there are.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use chrono::{Datelike as _, Duration, NaiveDate};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use registrar::domain::ids::{OrganizationId, PaymentId, SaleId};
use registrar::domain::month::moscow_day;
use registrar::domain::payment::TypedPayment;
use registrar::domain::role::Scope;
use registrar::domain::sale::{Sale, SaleState};
use registrar::domain::seller::{TypedOwnPrice, TypedTerms};
use registrar::operations::sales::{self, payments, sellers};
use registrar::operations::{Desk, Failure};
use registrar::store::numbering;
use serde_json::{Value, json};

use super::{histories, seed};
use crate::support::{Portal, issue_all, sell_under, seller_terms};

/// The number of random steps of a history.
const STEPS: usize = 30;
/// What a history does, each of which must happen in all of them together.
const KINDS: [&str; 9] =
    ["approve", "price", "reprice", "drop", "take_up", "issue", "correct", "pay", "take_back"];

/// A history while it is played.
struct Told {
    portal: Portal,
    dice: StdRng,
    steps: Vec<Value>,
    clients: BTreeMap<OrganizationId, String>,
    payments: Vec<(PaymentId, i32)>,
    prices: i32,
    counts: BTreeMap<&'static str, u64>,
}

impl Told {
    async fn desk(&self) -> Desk {
        self.portal.manager().await.desk()
    }

    fn today(&self) -> NaiveDate {
        moscow_day(self.portal.clock.now())
    }

    fn tell(&mut self, kind: &'static str, mut step: Value) {
        step["do"] = kind.into();
        step["day"] = self.today().to_string().into();
        self.steps.push(step);
        self.count(kind);
    }

    fn count(&mut self, kind: &'static str) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// One of the sales in a state, if there is one.
    async fn one(&mut self, state: SaleState) -> Option<Sale> {
        let desk = self.desk().await;
        self.portal.sales_of(&desk, &[state]).await.choose(&mut self.dice).cloned()
    }

    async fn step(&mut self) {
        match self.dice.random_range(0..100) {
            0..=24 => self.approve().await,
            25..=31 => self.price().await,
            32..=38 => self.reprice().await,
            39..=50 => self.put_aside().await,
            51..=64 => self.issue().await,
            65..=71 => self.correct().await,
            72..=84 => self.pay().await,
            85..=89 => self.take_back().await,
            _ => self.portal.clock.advance(Duration::hours(self.dice.random_range(1..600))),
        }
    }

    async fn approve(&mut self) {
        let users = *[0_u32, 3, 12].choose(&mut self.dice).unwrap();
        let number = self.portal.approved(&self.portal.draft().users(users)).await;
        let desk = self.desk().await;
        let drafts = self.portal.sale_drafts(&desk).await;
        let sale = drafts.into_iter().find(|sale| sale.application == number).unwrap();
        let client = self.portal.organization(number).await;
        self.clients.insert(client.id, client.subscriber_code.clone());
        // The day is told by the application's own events, not by its sale.
        let day = moscow_day(sale.activated_at).to_string();
        let step = json!({"sale": sale.id.0.to_string(), "client": client.subscriber_code, "users": users});
        self.tell("approve", step);
        self.steps.last_mut().unwrap()["day"] = day.into();
    }

    async fn price(&mut self) {
        let items = [("main", "", 12), ("multi_user", "2_9", 12), ("multi_user", "10_plus", 12)];
        let (product, tier, term) = *items.choose(&mut self.dice).unwrap();
        let from = self.today() + Duration::days(self.dice.random_range(0..20));
        let amount = self.dice.random_bool(0.8).then(|| self.dice.random_range(1_i64..2_000_000));
        let typed = TypedOwnPrice {
            product: format!("{product}|{tier}|{term}"),
            amount: amount
                .map(|kopecks| format!("{}.{:02}", kopecks / 100, kopecks % 100))
                .unwrap_or_default(),
            way: if amount.is_some() { "own" } else { "list" }.to_owned(),
            from: from.to_string(),
        };
        match sellers::set_price(&self.desk().await, self.prices, &typed).await {
            // There is no own price to give up.
            Err(Failure::Invalid(_)) if amount.is_none() => return,
            set => set.unwrap(),
        }
        self.prices += 1;
        self.tell(
            "price",
            json!({"item": [product, tier, term], "from": from.to_string(), "amount": amount}),
        );
    }

    async fn reprice(&mut self) {
        let Some(sale) = self.one(SaleState::Draft).await.filter(|sale| sale.corrects.is_none()) else {
            return;
        };
        let line = self.dice.random_range(0..sale.lines.len());
        let amount = self.dice.random_range(1_i64..2_000_000);
        let typed = format!("{},{:02}", amount / 100, amount % 100);
        sales::reprice(&self.desk().await, sale.id, sale.version, line, (&typed, "Договорились"))
            .await
            .unwrap();
        self.tell("reprice", json!({"sale": sale.id.0.to_string(), "line": line, "amount": amount}));
    }

    /// Drops a draft, or takes a dropped one up again: neither owes anything.
    async fn put_aside(&mut self) {
        let desk = self.desk().await;
        if let Some(sale) = self.one(SaleState::Dropped).await {
            sales::take_up(&desk, sale.id, sale.version).await.unwrap();
            self.count("take_up");
        } else if let Some(sale) = self.one(SaleState::Draft).await {
            sales::drop_out(&desk, sale.id, sale.version, "Потом").await.unwrap();
            self.count("drop");
        }
    }

    async fn issue(&mut self) {
        let desk = self.desk().await;
        let many = self.dice.random_range(1..4);
        let mut drafts = self.portal.sale_drafts(&desk).await;
        drafts.truncate(many);
        if drafts.is_empty() {
            return;
        }
        issue_all(&desk, &drafts).await.unwrap();
        let keys: Vec<String> = drafts.iter().map(|sale| sale.id.0.to_string()).collect();
        self.tell("issue", json!({"sales": keys}));
    }

    async fn correct(&mut self) {
        let Some(sale) = self.one(SaleState::Issued).await.filter(|sale| sale.corrects.is_none()) else {
            return;
        };
        let desk = self.desk().await;
        match sales::correct(&desk, sale.id, sale.version, "Ошибка").await {
            Ok(SaleId(made)) => {
                self.tell("correct", json!({"sale": sale.id.0.to_string(), "made": made.to_string()}));
            }
            Err(_) => assert!(sales::open(&desk, sale.id).await.unwrap().correction.is_some()),
        }
    }

    async fn pay(&mut self) {
        let all: Vec<String> = self.clients.values().cloned().collect();
        let Some(client) = all.choose(&mut self.dice).cloned() else { return };
        let on = self.today() - Duration::days(self.dice.random_range(0..40));
        let amount = self.dice.random_range(1_i64..1_000_000);
        let typed = TypedPayment {
            organization: client.clone(),
            day: on.to_string(),
            number: self.payments.len().to_string(),
            amount: format!("{}.{:02}", amount / 100, amount % 100),
        };
        let id = payments::note(&self.desk().await, &typed).await.unwrap();
        self.payments.push((id, 1));
        self.tell(
            "pay",
            json!({"client": client, "on": on.to_string(), "amount": amount, "payment": id.0.to_string()}),
        );
    }

    async fn take_back(&mut self) {
        if self.payments.is_empty() {
            return;
        }
        let place = self.dice.random_range(0..self.payments.len());
        let (id, version) = self.payments.swap_remove(place);
        payments::take_back(&self.desk().await, id, version, "Чужой платеж").await.unwrap();
        self.tell("take_back", json!({"payment": id.0.to_string()}));
    }

    /// The days that are asked about: the ends of a year's months and each day of a step.
    fn days(&self) -> Vec<String> {
        let mut days: Vec<String> =
            self.steps.iter().map(|step| step["day"].as_str().unwrap().to_owned()).collect();
        let mut day = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        while day.year() < 2028 {
            days.push(day.to_string());
            day += Duration::days(30);
        }
        days
    }

    /// What the program has: what each client owes on each day, and the numbers.
    async fn found(&self, days: &[String]) -> Value {
        let desk = self.desk().await;
        let ids: Vec<OrganizationId> = self.clients.keys().copied().collect();
        let mut owed: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        for day in days {
            let balances = payments::balances(&desk, &ids, day.parse().unwrap()).await.unwrap();
            for (id, code) in &self.clients {
                let balance = balances.get(id).map_or(0, |sum| sum.kopecks());
                owed.entry(code).or_default().push(balance);
            }
        }
        let scope = Scope::Partner(desk.partner().unwrap());
        let mut documents = numbering::page(self.portal.db(), &scope, None, 10_000).await.unwrap();
        documents.sort_by_key(|one| one.place);
        let mut numbers: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for one in documents {
            let series = format!("{} {}", one.kind.code(), one.year());
            numbers.entry(series).or_default().push(json!([one.place, one.day.to_string()]));
        }
        json!({"owed": owed, "numbers": numbers})
    }
}

/// Asks the script of its own.
fn recomputed(told: &Value) -> Value {
    let script = format!("{}/tests/peers/client_book.py", env!("CARGO_MANIFEST_DIR"));
    let mut peer =
        Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    peer.stdin.take().unwrap().write_all(told.to_string().as_bytes()).unwrap();
    let output = peer.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

async fn play(seed: u64) -> BTreeMap<&'static str, u64> {
    let portal = Portal::open().await;
    let mut dice = StdRng::seed_from_u64(seed);
    let regime = *["usn", "usn_5", "usn_7"].choose(&mut dice).unwrap();
    let papers = *["act", "upd"].choose(&mut dice).unwrap();
    let terms = TypedTerms { papers: papers.to_owned(), ..seller_terms() };
    sell_under(&portal.manager().await.desk(), regime, terms).await;
    let mut told = Told {
        portal,
        dice,
        steps: Vec::new(),
        clients: BTreeMap::new(),
        payments: Vec::new(),
        prices: 2,
        counts: BTreeMap::new(),
    };
    for _ in 0..STEPS {
        told.step().await;
    }
    told.issue().await;
    let days = told.days();
    let list = json!({"main||12": crate::support::MAIN, "multi_user|2_9|12": crate::support::LOWER, "multi_user|10_plus|12": crate::support::UPPER});
    let clients: Vec<&String> = told.clients.values().collect();
    let log = json!({"list": list, "regime": regime, "papers": papers, "steps": told.steps, "days": days, "clients": clients});
    assert_eq!(told.found(&days).await, recomputed(&log), "history {seed}");
    told.portal.verify().await;
    told.counts
}

#[tokio::test]
async fn what_clients_owe_and_the_numbers_of_any_history_are_those_that_another_script_computes() {
    let mut counts = BTreeMap::<&str, u64>::new();
    for seed in seed()..seed() + histories().div_ceil(5) {
        for (kind, count) in play(seed).await {
            *counts.entry(kind).or_default() += count;
        }
    }
    eprintln!("{counts:?}");
    let missing: Vec<_> = KINDS.iter().filter(|kind| !counts.contains_key(*kind)).collect();
    assert!(missing.is_empty() || histories() < 30, "never happened: {missing:?}");
}
