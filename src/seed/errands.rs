//! The errands of the seed: each one is run as the worker runs it, when it falls due.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::SeedError;
use crate::domain::certificate::Certificate;
use crate::domain::errand::Lane;
use crate::domain::ids::ApplicationNumber;
use crate::gateways::SendingFault;
use crate::gateways::ca::{Authority, CaFault, SigningRequest};
use crate::gateways::files::Files;
use crate::gateways::mailer::OutgoingLetter;
use crate::gateways::printing::Printing;
use crate::gateways::sms::OutgoingSms;
use crate::operations::{Desk, House};
use crate::store::installation;
use crate::store::outbox::{self, Kept};
use crate::worker::errands::{self, Doors};

/// The lease of an errand; there is no other worker.
const LEASE: Duration = Duration::minutes(1);
/// How many errands are claimed at once.
const AT_ONCE: usize = 100;
/// The lanes that the seed runs; documents are printed by the first worker of the demo.
const LANES: [Lane; 4] = [Lane::House, Lane::Authority, Lane::Post, Lane::Sms];
/// The error of the dead errand, as the operator reads it.
const SILENCE: &str = "Ответ удостоверяющего центра не получен: истекло время ожидания";

/// The worker of the seed.
pub(super) struct Errands<'a> {
    house: &'a Arc<House>,
    authority: &'a Authority,
    public_url: &'a str,
    /// The applications for which the authority stays silent.
    silence: HashSet<ApplicationNumber>,
}

impl<'a> Errands<'a> {
    /// A worker over these services, with its authority and the base of links in letters.
    pub(super) fn new(house: &'a Arc<House>, authority: &'a Authority, public_url: &'a str) -> Self {
        Self { house, authority, public_url, silence: HashSet::new() }
    }

    /// The services.
    pub(super) fn house(&self) -> &'a Arc<House> {
        self.house
    }

    /// Makes the authority stay silent about this application.
    pub(super) fn expect_silence(&mut self, application: ApplicationNumber) {
        self.silence.insert(application);
    }

    fn is_silent(&self, errand: &Kept) -> bool {
        errand.errand.application().is_some_and(|number| self.silence.contains(&number))
    }

    /// When the next errand falls due, if that is not later than this instant.
    pub(super) async fn next(&self, until: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, SeedError> {
        Ok(outbox::next_due(&self.house.db, &LANES).await?.filter(|due| *due <= until))
    }

    /// Runs the errands that are due.
    pub(super) async fn run(&self) -> Result<(), SeedError> {
        let now = self.house.clock.now();
        let mut claimed = Vec::new();
        for lane in LANES {
            claimed.extend(outbox::claim_lane(&self.house.db, lane, now, LEASE, AT_ONCE).await?);
        }
        for errand in claimed {
            let desk = Desk::of_worker(self.house, format!("seed-errand-{}", errand.id));
            errands::run(self, &desk, &errand).await.map_err(|failure| SeedError::Refused {
                what: format!("the errand {}", errand.key),
                failure,
            })?;
        }
        Ok(())
    }
}

impl Doors for Errands<'_> {
    fn public_url(&self) -> &str {
        self.public_url
    }

    async fn certify(
        &self,
        errand: &Kept,
        request: &SigningRequest,
        now: DateTime<Utc>,
    ) -> Result<Certificate, CaFault> {
        if self.is_silent(errand) {
            return Err(CaFault::AnswerLost { words: SILENCE.to_owned() });
        }
        let office = installation::read(&self.house.db).await;
        let office = office.map_err(|error| CaFault::Unreachable { words: error.to_string() })?;
        self.authority.submit(&request.of_installation(&office.code), now).await
    }

    /// A request of a silent application counts as one to an authority without idempotency keys.
    fn can_be_asked_again(&self, errand: &Kept) -> bool {
        !self.is_silent(errand) && self.authority.can_be_asked_again()
    }

    /// Letters are stored with their links, as for a folder.
    fn keeps_links(&self) -> bool {
        true
    }

    /// The seed's letters are not delivered.
    async fn post(&self, _: &OutgoingLetter, _: DateTime<Utc>) -> Result<(), SendingFault> {
        Ok(())
    }

    /// Nobody of the seed asks for an archive.
    fn files(&self) -> Option<&Files> {
        None
    }

    /// Nobody of the seed registers by phone.
    fn code_key(&self) -> Option<&[u8]> {
        None
    }

    /// The seed prints nothing: the first worker of the demo does.
    fn printing(&self) -> Option<&Printing> {
        None
    }

    async fn text(&self, _: &OutgoingSms, _: DateTime<Utc>) -> Result<(), SendingFault> {
        Ok(())
    }
}
