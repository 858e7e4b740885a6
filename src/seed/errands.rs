//! The worker's errands while the seed is played: each is run when it falls due, as the worker runs it.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::SeedError;
use crate::domain::errand::Errand;
use crate::domain::ids::ApplicationNumber;
use crate::gateways::ca::{Authority, CaFault, SigningRequest};
use crate::operations::{Desk, Failure, House, forwarding};
use crate::store::outbox::{self, Kept};

/// How long an errand is ours; nobody else is there to take it.
const LEASE: Duration = Duration::minutes(1);
/// How many errands are taken at once.
const AT_ONCE: u64 = 100;
/// What the operator reads of the application that got stuck.
const SILENCE: &str = "Удостоверяющий центр не отвечает: истекло время ожидания";

/// The worker of the seed.
pub(super) struct Errands<'a> {
    pub(super) house: &'a Arc<House>,
    pub(super) authority: &'a Authority,
    /// The applications for which the authority does not answer.
    pub(super) stuck: &'a HashSet<ApplicationNumber>,
}

impl Errands<'_> {
    /// When the next errand falls due, if that is not later than this instant.
    pub(super) async fn next(&self, until: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, SeedError> {
        Ok(outbox::next_due(&self.house.db).await?.filter(|due| *due <= until))
    }

    /// Runs what is due now.
    pub(super) async fn run(&self) -> Result<(), SeedError> {
        let now = self.house.clock.now();
        for errand in outbox::claim(&self.house.db, now, LEASE, AT_ONCE).await? {
            let desk = Desk::of_worker(self.house, format!("seed-errand-{}", errand.id));
            self.run_one(&desk, &errand).await.map_err(|failure| SeedError::Refused {
                what: format!("the errand {}", errand.key),
                failure,
            })?;
        }
        Ok(())
    }

    async fn run_one(&self, desk: &Desk, errand: &Kept) -> Result<(), Failure> {
        match &errand.errand {
            Errand::Submit { .. } => forwarding::submit(desk, errand).await.map(drop),
            Errand::Issue { owner, .. } => self.issue(desk, errand, *owner).await,
            Errand::Register { .. } => forwarding::register(desk, errand).await.map(drop),
            Errand::Letter { .. } => self.settle(errand).await,
        }
    }

    async fn issue(&self, desk: &Desk, errand: &Kept, owner: u32) -> Result<(), Failure> {
        let Some(csr_der) = forwarding::request(desk, errand, owner).await? else {
            return self.settle(errand).await;
        };
        let request = SigningRequest { id: errand.key.clone(), csr_der };
        let outcome = match self.ask(errand, &request, desk.now()).await {
            Ok(certificate) => forwarding::note_certificate(desk, errand, owner, certificate).await,
            Err(CaFault::Refused { words }) => forwarding::note_refusal(desk, errand, owner, &words).await,
            Err(CaFault::Unreachable { words }) => {
                forwarding::note_failure(desk, errand, &words, false).await
            }
            Err(CaFault::AnswerLost { words }) => {
                forwarding::note_failure(desk, errand, &words, !self.authority.can_be_asked_again()).await
            }
        };
        outcome.map(drop)
    }

    async fn ask(
        &self,
        errand: &Kept,
        request: &SigningRequest,
        now: DateTime<Utc>,
    ) -> Result<crate::domain::certificate::Certificate, CaFault> {
        if self.stuck.contains(&errand.errand.application()) {
            return Err(CaFault::Unreachable { words: SILENCE.to_owned() });
        }
        self.authority.submit(request, now).await
    }

    /// Settles what needs no work any more.
    async fn settle(&self, errand: &Kept) -> Result<(), Failure> {
        let tx = self.house.db.begin().await?;
        outbox::done(&tx, errand.id, self.house.clock.now()).await?;
        Ok(tx.commit().await?)
    }
}
