//! Verification: the invariants that must hold, each with its figure and with the act that mends it.

mod applications;
mod archives;
mod books;
mod cloud;
mod factors;
mod ground;
mod lines;
mod logos;
mod membership;
mod opening;
mod passkeys;
mod people;
mod policies;
mod products;
mod programs;
mod questions;
mod rules;
mod sales;
mod statements;
mod subscriptions;
mod tales;
mod tally;

use chrono::DateTime;
use sea_orm::{ConnectionTrait as _, Statement};

use super::{Reach, StoreError, audit, partners, queue};
use crate::domain::queue::{QueueFilter, Tab};
use crate::domain::role::Scope;
use applications::Applications;
use cloud::CloudLinks;
use ground::Ground;
use membership::Memberships;
use opening::Opening;
pub use opening::{DatedTerm, Line, TermKey, standing};
use people::People;
use products::Products;
use programs::Programs;
use sales::Sales;
use statements::Statements;
use tales::{Tales, What};
pub use tally::Tally;

/// An invariant with what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// What must hold.
    pub name: &'static str,
    /// How much was looked at.
    pub checked: u64,
    /// What breaks it: how many rows, or in words.
    pub broken: Option<String>,
    /// What to do when it is broken.
    pub mend: &'static str,
}

/// Checks every invariant that the rows themselves can answer. Whoever asks while the office works looks at one state of
/// it: see [`super::Db::look`].
pub async fn check(reach: &impl Reach) -> Result<Vec<Invariant>, StoreError> {
    let mut found = vec![chains(reach).await?];
    let rules = [
        rules::RULES,
        questions::RULES,
        books::RULES,
        archives::RULES,
        subscriptions::RULES,
        factors::RULES,
        passkeys::RULES,
    ];
    for rule in rules.into_iter().flatten() {
        found.push(of_rule(reach, rule).await?);
    }
    found.extend(lines::check(reach).await?);
    found.push(sales::sheets(reach).await?);
    found.push(logos::check(reach).await?);
    found.push(policies::check(reach).await?);
    found.extend(histories(reach).await?);
    found.push(tabs(reach).await?);
    Ok(found)
}

async fn chains(reach: &impl Reach) -> Result<Invariant, StoreError> {
    let (entries, broken) = audit::check(reach).await?;
    let mend = "put the chain back as a backup has it: nothing else may write what it said";
    Ok(Invariant { name: "the audit chains are unbroken", checked: entries, broken, mend })
}

/// What the audit tells, subject by subject, beside what is there.
async fn histories(reach: &impl Reach) -> Result<Vec<Invariant>, StoreError> {
    let mut readable =
        Tally::of("every change in the audit can be read", "a fault of the program: report it");
    let mut applications = Applications::begin();
    let mut statements = Statements::begin(reach).await?;
    let mut people = People::begin(reach).await?;
    let mut clouds = CloudLinks::begin(reach).await?;
    let mut products = Products::begin(reach).await?;
    let mut programs = Programs::begin(reach).await?;
    let mut sales = Sales::begin(reach).await?;
    let mut memberships = Memberships::begin(reach).await?;
    let mut ground = Ground::begin(reach).await?;
    let mut opening = Opening::default();
    let mut tales = Tales::begin(reach);
    while let Some(some) = tales.next().await? {
        applications.look(reach, &some).await?;
        statements.look(reach, &some).await?;
        people.look(&some);
        clouds.look(&some);
        products.look(&some);
        programs.look(&some);
        sales.look(&some);
        memberships.look(&some);
        ground.look(&some);
        opening.look(&some);
        for tale in &some {
            let unread = tale.told.iter().filter(|told| matches!(told.what, What::Unreadable)).count();
            readable.look(unread == 0, || format!("{} ({unread})", tale.subject));
        }
    }
    let all = [
        vec![readable.found()],
        applications.found(),
        statements.found(),
        people.found(&opening),
        vec![clouds.found()],
        products.found(),
        vec![programs.found()],
        sales.found(),
        vec![memberships.found(&opening)],
        ground.found(&opening),
    ];
    Ok(all.into_iter().flatten().collect())
}

async fn of_rule(reach: &impl Reach, rule: &rules::Rule) -> Result<Invariant, StoreError> {
    let broken = count(reach, rule.broken).await?;
    Ok(Invariant {
        name: rule.name,
        checked: count(reach, rule.checked).await?,
        broken: (broken > 0).then(|| format!("{broken}")),
        mend: rule.mend,
    })
}

/// How many lines are read at once.
const CHUNK: u64 = 1000;
/// The beginning of 2100.
const LATE: i64 = 4_102_444_800;

/// Each tab of each partner counts what it lists; what only grows is not counted.
async fn tabs(reach: &impl Reach) -> Result<Invariant, StoreError> {
    let filter = QueueFilter::default();
    // Late enough that every deadline has passed: the tab of the late ones is then as full as it can be.
    let now = DateTime::from_timestamp(LATE, 0).unwrap_or_default();
    let mut tally = Tally::of("every tab counts what it lists", "a fault of the program: report it");
    for partner in partners::all(reach).await? {
        let scope = Scope::Partner(partner.id);
        for tab in Tab::ALL.iter().filter(|tab| ![Tab::Mine, Tab::Finished].contains(tab)) {
            let asked = queue::QueueQuery { tab: *tab, filter: &filter, reader: None, now };
            let holds = counts_what_it_lists(reach, &scope, &asked).await?;
            tally.look(holds, || format!("{} {}", partner.code, tab.code()));
        }
    }
    Ok(tally.found())
}

/// In a working office a list grows while it is read, so what differs is looked at again.
async fn counts_what_it_lists(
    reach: &impl Reach,
    scope: &Scope,
    asked: &queue::QueueQuery<'_>,
) -> Result<bool, StoreError> {
    for _ in 0..3 {
        let before = queue::count(reach, scope, asked).await?;
        let listed = queue::numbers(reach, scope, asked).await?.len();
        let after = queue::count(reach, scope, asked).await?;
        let listed = u64::try_from(listed).unwrap_or(u64::MAX);
        if (before.min(after)..=before.max(after)).contains(&listed) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn count(reach: &impl Reach, sql: &str) -> Result<u64, StoreError> {
    let on = reach.on();
    let row = on.query_one_raw(Statement::from_string(on.get_database_backend(), sql)).await?;
    let count: i64 = row.ok_or(StoreError::Broken("an answer to a count"))?.try_get_by_index(0)?;
    Ok(u64::try_from(count).unwrap_or(0))
}
