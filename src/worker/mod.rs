//! The worker: it runs what the office owes, outside of any transaction, and settles each errand once.

pub mod errands;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use crate::domain::certificate::Certificate;
use crate::domain::circuit::Gate;
use crate::gateways::ca::{Authority, CaFault, SigningRequest};
use crate::gateways::mailer::{MailFault, Mailer, OutgoingLetter};
use crate::operations::{Desk, Failure, House, circuit, forwarding, journal, letters, settlement};
use crate::present::words;
use crate::store::StoreError;
use crate::store::outbox::{self, Kept};

/// How long a worker may keep an errand before another one takes it over.
const LEASE: chrono::Duration = chrono::Duration::seconds(90);
/// How many errands are taken at once.
const BATCH: u64 = 8;
/// How often deadlines are looked at.
const LOOK: chrono::Duration = chrono::Duration::minutes(1);
/// How long to rest when nothing is due and nothing rings.
const REST: Duration = Duration::from_secs(1);

/// A worker with its doors to the outside.
#[derive(Clone)]
pub struct Worker {
    house: Arc<House>,
    authority: Authority,
    mailer: Arc<Mailer>,
    public_url: String,
    demo: bool,
}

impl Worker {
    /// A worker of a house.
    #[must_use]
    pub fn new(house: Arc<House>, authority: Authority, mailer: Mailer, public_url: String) -> Self {
        Self { house, authority, mailer: Arc::new(mailer), public_url, demo: false }
    }

    /// The same for the demo, where people read on a page what they would get by letter.
    #[must_use]
    pub fn of_the_demo(self) -> Self {
        Self { demo: true, ..self }
    }

    /// Works until it is told to stop; what it has begun it finishes.
    pub async fn work(&self, mut stop: watch::Receiver<bool>) {
        self.begin().await;
        let mut next_look = self.house.clock.now();
        while !*stop.borrow() {
            if self.house.clock.now() >= next_look {
                next_look = self.house.clock.now() + LOOK;
                self.look_at_deadlines().await;
            }
            let worked = self.round().await.unwrap_or_else(|error| {
                tracing::error!(%error, "the worker cannot take errands");
                0
            });
            if worked == 0 {
                tokio::select! {
                    () = self.house.owed.notified() => {}
                    () = tokio::time::sleep(REST) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }

    /// Does what nobody asked for and the calendar brings: silence that agrees to a month, the heads of the journals.
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
                tracing::info!(letters, "the heads of the journals are owed to those who keep them")
            }
            Err(error) => tracing::error!(%error, "the heads of the journals cannot be sent; later again"),
        }
    }

    /// What is done once when a worker starts: the letters that nobody could send to clients are tried anew.
    pub async fn begin(&self) {
        let desk = Desk::of_worker(&self.house, "worker-begins".to_owned());
        match letters::owe_again(&desk).await {
            Ok(letters) => tracing::info!(letters, "a worker begins"),
            Err(error) => tracing::error!(%error, "the letters of approved applications stay unsent"),
        }
    }

    /// Takes what is due and runs it, each errand by itself; answers how many there were.
    pub async fn round(&self) -> Result<usize, Failure> {
        let (due, probe) = self.claim().await?;
        let count = due.len();
        let mut running = tokio::task::JoinSet::new();
        for errand in due {
            let worker = self.clone();
            running.spawn(async move { worker.run(errand).await });
        }
        while let Some(ended) = running.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "an errand panicked; it comes back when its lease is over");
            }
        }
        if let Some(until) = probe {
            circuit::give_back(&Desk::of_worker(&self.house, "worker-round".to_owned()), until).await?;
        }
        Ok(count)
    }

    /// While the authority is silent nobody asks it, but one now and then; everything else goes on.
    /// Answers also until when we are that one, if we are.
    async fn claim(&self) -> Result<(Vec<Kept>, Option<DateTime<Utc>>), Failure> {
        let (db, now) = (&self.house.db, self.house.clock.now());
        let desk = Desk::of_worker(&self.house, "worker-round".to_owned());
        let gate = circuit::gate(&desk, LEASE).await?;
        let question = match gate {
            Gate::Everybody => return Ok((outbox::claim(db, now, LEASE, BATCH).await?, None)),
            Gate::One => outbox::claim_question(db, now, LEASE).await?,
            Gate::Nobody => None,
        };
        let mut due = outbox::claim_others(db, now, LEASE, BATCH).await?;
        due.extend(question);
        Ok((due, (gate == Gate::One).then(|| desk.now() + LEASE)))
    }

    async fn run(&self, errand: Kept) {
        let desk = Desk::of_worker(&self.house, format!("errand-{}-{}", errand.id, errand.attempts));
        let done = errands::run(self, &desk, &errand).await;
        match done {
            Ok(outcome) => tracing::info!(errand = errand.key, ?outcome, "errand"),
            Err(Failure::Store(StoreError::Stale | StoreError::Duplicate(_))) => {
                tracing::info!(errand = errand.key, "somebody was faster; the errand comes back");
            }
            Err(failure) => self.note_failure(&desk, &errand, &failure).await,
        }
    }

    /// An errand that failed in our own house: put off, or left to a person, like any other failure.
    async fn note_failure(&self, desk: &Desk, errand: &Kept, failure: &Failure) {
        tracing::error!(errand = errand.key, %failure, "an errand failed");
        let (words, hopeless) = match failure {
            Failure::Refused(refusal) => (words::refusal(refusal), true),
            Failure::NotFound => ("Запись не найдена".to_owned(), true),
            Failure::Forbidden(_)
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

impl errands::Doors for Worker {
    fn public_url(&self) -> &str {
        &self.public_url
    }

    async fn certify(
        &self,
        _: &Kept,
        request: &SigningRequest,
        now: DateTime<Utc>,
    ) -> Result<Certificate, CaFault> {
        self.authority.submit(request, now).await
    }

    fn can_be_asked_again(&self, _: &Kept) -> bool {
        self.authority.can_be_asked_again()
    }

    fn keeps_links(&self) -> bool {
        self.demo
    }

    async fn post(&self, letter: &OutgoingLetter, now: DateTime<Utc>) -> Result<(), MailFault> {
        self.mailer.send(letter, now).await
    }
}
