//! The worker: runs errands outside of any transaction and settles each one once.

mod doors;
mod dropping;
pub mod errands;
mod sweeping;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use crate::domain::circuit::{Gate, Service};
use crate::domain::errand::Lane;
use crate::gateways::ca::Authority;
use crate::gateways::dropped::DropFolder;
use crate::gateways::files::Files;
use crate::gateways::mailer::Mailer;
use crate::gateways::printing::Printing;
use crate::gateways::sms::Sms;
use crate::operations::{
    Desk, Failure, House, circuit, drafts, expiry, forwarding, journal, letters, settlement, subscriptions,
};
use crate::present::words;
use crate::store::StoreError;
use crate::store::outbox::{self, Kept};

/// The lease: how long a worker may keep an errand before another one takes it over.
const LEASE: chrono::Duration = chrono::Duration::seconds(90);
/// The interval between checks of deadlines.
const LOOK: Duration = Duration::from_mins(1);
/// How long an idle lane sleeps when nothing wakes it.
const REST: Duration = Duration::from_secs(1);

/// A worker with its gateways.
#[derive(Clone)]
pub struct Worker {
    house: Arc<House>,
    authority: Authority,
    mailer: Arc<Mailer>,
    texting: Option<Arc<Texting>>,
    public_url: String,
    files: Option<Files>,
    drop: Option<DropFolder>,
    printing: Option<Arc<Printing>>,
    demo: bool,
}

/// The way of SMS.
struct Texting {
    sms: Sms,
    key: Option<Vec<u8>>,
}

impl Worker {
    /// A worker over these services.
    #[must_use]
    pub fn new(house: Arc<House>, authority: Authority, mailer: Mailer, public_url: String) -> Self {
        let mailer = Arc::new(mailer);
        let (texting, files, drop, printing) = (None, None, None, None);
        Self { house, authority, mailer, texting, public_url, files, drop, printing, demo: false }
    }

    /// The worker that also sweeps this store of files.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        Self { files: Some(files), ..self }
    }

    /// The worker that also takes documents out of this folder, into its store of files.
    #[must_use]
    pub fn with_drop(self, drop: Option<DropFolder>) -> Self {
        Self { drop, ..self }
    }

    /// The worker that also prints documents, into its store of files.
    #[must_use]
    pub fn with_printing(self, printing: Printing) -> Self {
        Self { printing: Some(Arc::new(printing)), ..self }
    }

    /// The worker that also sends SMS this way; `key` is what keys the digits of codes at the web door.
    #[must_use]
    pub fn with_sms(self, sms: Sms, key: Option<Vec<u8>>) -> Self {
        Self { texting: Some(Arc::new(Texting { sms, key })), ..self }
    }

    /// The worker of the demo: its pages show what a real recipient would get by letter.
    #[must_use]
    pub fn of_the_demo(self) -> Self {
        Self { demo: true, ..self }
    }

    /// Works until it is told to stop, and then finishes what is running. Lanes are independent: a slow external
    /// service blocks only its own lane.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        self.begin().await;
        let mut lanes = JoinSet::new();
        for lane in Lane::ALL {
            let (worker, stop) = (self.clone(), stop.clone());
            lanes.spawn(async move { worker.run_lane(lane, stop).await });
        }
        let (sweeper, until) = (self.clone(), stop.clone());
        lanes.spawn(async move { sweeper.run_sweeps(until).await });
        let (taker, until) = (self.clone(), stop.clone());
        lanes.spawn(async move { taker.run_drops(until).await });
        while !*stop.borrow() {
            self.look_at_deadlines().await;
            tokio::select! { () = tokio::time::sleep(LOOK) => {}, _ = stop.changed() => {} }
        }
        while let Some(ended) = lanes.join_next().await {
            note_panic(ended);
        }
    }

    /// Runs the due errands of a lane in all its slots until it is told to stop.
    async fn run_lane(&self, lane: Lane, mut stop: watch::Receiver<bool>) {
        let mut running = JoinSet::new();
        while !*stop.borrow() {
            // Subscribed before the claim, so that an errand added in between is not missed.
            let mut rung = pin!(self.house.owed.notified());
            rung.as_mut().enable();
            let free = lane.slots() - running.len();
            let claimed = self.claim(lane, free).await.unwrap_or_else(|error| {
                tracing::error!(?lane, %error, "the worker cannot take errands");
                Claimed::default()
            });
            let begun = self.begin_all(claimed, &mut running);
            if begun == 0 {
                tokio::select! {
                    Some(ended) = running.join_next() => note_panic(ended),
                    () = rung, if free > 0 => {}
                    () = tokio::time::sleep(REST) => {}
                    _ = stop.changed() => {}
                }
            }
        }
        while let Some(ended) = running.join_next().await {
            note_panic(ended);
        }
    }

    /// Does what the calendar brings: agrees to months by silence, mails the heads of the journals, reminds of what ends,
    /// asks for the documents of subscriptions, forgets old drafts.
    pub async fn look_at_deadlines(&self) {
        let desk = Desk::of_worker(&self.house, "deadlines".to_owned());
        match settlement::lapse(&desk).await {
            Ok(0) => {}
            Ok(lapsed) => tracing::info!(lapsed, "statements count as agreed: nobody answered in time"),
            Err(error) => tracing::error!(%error, "the deadlines cannot be looked at; later again"),
        }
        match journal::owe_heads(&desk).await {
            Ok(0) => {}
            Ok(letters) => {
                tracing::info!(letters, "the heads of the journals are owed to those who keep them");
            }
            Err(error) => tracing::error!(%error, "the heads of the journals cannot be sent; later again"),
        }
        if let Err(error) = expiry::owe_rounds(&desk).await {
            tracing::error!(%error, "the reminders of what ends cannot be sent; later again");
        }
        match subscriptions::send_due(&desk).await {
            Ok(0) => {}
            Ok(months) => tracing::info!(months, "months of subscriptions are settled"),
            Err(error) => tracing::error!(%error, "subscriptions cannot be looked at; later again"),
        }
        match drafts::sweep(&desk).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "drafts were not saved for long"),
            Err(error) => tracing::error!(%error, "old drafts cannot be forgotten; later again"),
        }
    }

    /// The steps of a starting worker: makes dead letters to clients due again.
    pub async fn begin(&self) {
        let desk = Desk::of_worker(&self.house, "worker-begins".to_owned());
        match letters::owe_again(&desk).await {
            Ok(letters) => tracing::info!(letters, "a worker begins"),
            Err(error) => tracing::error!(%error, "the letters of approved applications stay unsent"),
        }
    }

    /// Claims what is due and runs it concurrently; returns how many errands there were.
    pub async fn round(&self) -> Result<usize, Failure> {
        let (mut claimed, mut running) = (Vec::new(), JoinSet::new());
        for lane in Lane::ALL {
            claimed.push(self.claim(lane, lane.slots()).await?);
        }
        let count = claimed.into_iter().map(|claimed| self.begin_all(claimed, &mut running)).sum();
        while let Some(ended) = running.join_next().await {
            note_panic(ended);
        }
        Ok(count)
    }

    /// Claims up to `free` due errands of a lane. While the circuit breaker of its service is open, it claims none;
    /// when half-open, a single probe.
    async fn claim(&self, lane: Lane, free: usize) -> Result<Claimed, Failure> {
        // Who cannot print leaves it to a worker that can.
        if free == 0 || (lane == Lane::Press && self.printing.is_none()) {
            return Ok(Claimed::default());
        }
        let desk = Desk::of_worker(&self.house, "worker-round".to_owned());
        let (limit, probes) = match circuit::gate(&desk, lane, LEASE).await? {
            Gate::Everybody => (free, None),
            Gate::One => (1, lane.service()),
            Gate::Nobody => (0, None),
        };
        if limit == 0 {
            return Ok(Claimed::default());
        }
        let probe = probes.map(|service| Probe { service, until: desk.now() + LEASE });
        let due = outbox::claim_lane(&self.house.db, lane, desk.now(), LEASE, limit).await?;
        if due.is_empty() {
            self.end_probe(probe).await;
        }
        Ok(Claimed { due, probe })
    }

    /// Starts the claimed errands; returns how many there were.
    fn begin_all(&self, claimed: Claimed, running: &mut JoinSet<()>) -> usize {
        let Claimed { due, probe } = claimed;
        let begun = due.len();
        for errand in due {
            let worker = self.clone();
            running.spawn(async move {
                worker.run(errand).await;
                worker.end_probe(probe).await;
            });
        }
        begun
    }

    /// Releases the probe, so that another worker may take it.
    async fn end_probe(&self, probe: Option<Probe>) {
        let Some(Probe { service, until }) = probe else { return };
        let desk = Desk::of_worker(&self.house, "worker-round".to_owned());
        if let Err(error) = circuit::give_back(&desk, service, until).await {
            tracing::error!(%error, "nobody else can be the one who asks until the lease is over");
        }
    }

    async fn run(&self, errand: Kept) {
        let desk = Desk::of_worker(&self.house, format!("errand-{}-{}", errand.id, errand.attempts));
        let done = errands::run(self, &desk, &errand).await;
        match done {
            Ok(outcome) => tracing::info!(errand = errand.key, ?outcome, "errand"),
            Err(Failure::Store(StoreError::Stale | StoreError::Duplicate(_) | StoreError::Busy(_))) => {
                tracing::info!(errand = errand.key, "somebody was faster; the errand comes back");
            }
            Err(failure) => self.note_failure(&desk, &errand, &failure).await,
        }
    }

    /// Records a failure on our own side: the errand is postponed or dead, like after any other failure.
    async fn note_failure(&self, desk: &Desk, errand: &Kept, failure: &Failure) {
        tracing::error!(errand = errand.key, %failure, "an errand failed");
        let (words, hopeless) = match failure {
            Failure::Refused(refusal) => (words::refusal(refusal), true),
            Failure::NotFound => ("Запись не найдена".to_owned(), true),
            Failure::Forbidden(_)
            | Failure::Unproven(_)
            | Failure::NotAPerson
            | Failure::Stale(_)
            | Failure::Invalid(_)
            | Failure::TooOften(_)
            | Failure::Store(_) => ("Внутренняя ошибка, подробности в журнале".to_owned(), false),
        };
        if let Err(error) = forwarding::note_failure(desk, errand, &words, hopeless).await {
            tracing::error!(errand = errand.key, %error, "the failure cannot be noted; the errand comes back");
        }
    }
}

/// Errands claimed for a lane.
#[derive(Default)]
struct Claimed {
    due: Vec<Kept>,
    /// Set when the only errand is a probe.
    probe: Option<Probe>,
}

/// A probe: the single errand that tests whether a silent service answers again.
#[derive(Clone, Copy)]
struct Probe {
    service: Service,
    /// When the reservation of the probe ends.
    until: DateTime<Utc>,
}

fn note_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "an errand panicked; it comes back when its lease is over");
    }
}
