//! The worker's errands while the seed is played: each is run when it falls due, as the worker runs it.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};

use super::SeedError;
use crate::domain::certificate::Certificate;
use crate::domain::errand::{Errand, News};
use crate::domain::ids::{ApplicationNumber, LinkId};
use crate::gateways::ca::{Authority, CaFault, SigningRequest};
use crate::operations::forwarding::{self, Outcome};
use crate::operations::{Desk, Failure, House, letters, waiting};
use crate::present;
use crate::present::letters::Letter;
use crate::store::letters::SentLetter;
use crate::store::outbox::{self, Kept};

/// How long an errand is ours; nobody else is there to take it.
const LEASE: Duration = Duration::minutes(1);
/// How many errands are taken at once.
const AT_ONCE: u64 = 100;
/// What the operator reads of the application that got stuck.
const SILENCE: &str = "Удостоверяющий центр не отвечает: истекло время ожидания";

/// The worker of the seed.
pub(super) struct Errands<'a> {
    house: &'a Arc<House>,
    authority: &'a Authority,
    public_url: &'a str,
    /// The applications for which the authority does not answer.
    silence: HashSet<ApplicationNumber>,
}

impl<'a> Errands<'a> {
    /// The worker of a house, with the authority that it asks and the address that letters link to.
    pub(super) fn new(house: &'a Arc<House>, authority: &'a Authority, public_url: &'a str) -> Self {
        Self { house, authority, public_url, silence: HashSet::new() }
    }

    /// The house in which it works.
    pub(super) fn house(&self) -> &'a Arc<House> {
        self.house
    }

    /// The authority will not answer for this application.
    pub(super) fn expect_silence(&mut self, application: ApplicationNumber) {
        self.silence.insert(application);
    }

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

    async fn run_one(&self, desk: &Desk, errand: &Kept) -> Result<Outcome, Failure> {
        match &errand.errand {
            Errand::Submit { .. } => forwarding::submit(desk, errand).await,
            Errand::Issue { owner, .. } => self.issue(desk, errand, *owner).await,
            Errand::Register { .. } => forwarding::register(desk, errand).await,
            Errand::Expire { .. } => waiting::expire(desk, errand).await,
            Errand::Wake { .. } => waiting::wake(desk, errand).await,
            Errand::Letter { news, to, words, .. } => self.write(desk, errand, *news, (to, words)).await,
            Errand::PasswordLetter { link } => self.write_link(desk, errand, *link).await,
        }
    }

    async fn issue(&self, desk: &Desk, errand: &Kept, owner: u32) -> Result<Outcome, Failure> {
        let Some(csr_der) = forwarding::request(desk, errand, owner).await? else {
            return forwarding::settle_moot(desk, errand).await;
        };
        let request = SigningRequest { id: errand.key.clone(), csr_der };
        match self.ask(errand, &request, desk.now()).await {
            Ok(certificate) => forwarding::note_certificate(desk, errand, owner, certificate).await,
            Err(CaFault::Refused { words }) => forwarding::note_refusal(desk, errand, owner, &words).await,
            Err(CaFault::Unreachable { words }) => {
                forwarding::note_failure(desk, errand, &words, false).await
            }
            Err(CaFault::AnswerLost { words }) => {
                forwarding::note_failure(desk, errand, &words, !self.authority.can_be_asked_again()).await
            }
        }
    }

    async fn ask(
        &self,
        errand: &Kept,
        request: &SigningRequest,
        now: DateTime<Utc>,
    ) -> Result<Certificate, CaFault> {
        if errand.errand.application().is_some_and(|number| self.silence.contains(&number)) {
            return Err(CaFault::Unreachable { words: SILENCE.to_owned() });
        }
        self.authority.submit(request, now).await
    }

    /// Keeps a letter as sent, with the id and the text that the worker would have given it.
    async fn write(
        &self,
        desk: &Desk,
        errand: &Kept,
        news: News,
        (to, reason): (&str, &Option<String>),
    ) -> Result<Outcome, Failure> {
        let matter = letters::matter(desk, errand).await?;
        self.keep(
            desk,
            errand,
            to,
            present::letters::letter(news, reason.as_deref(), &matter, self.public_url),
        )
        .await
    }

    async fn write_link(&self, desk: &Desk, errand: &Kept, link: LinkId) -> Result<Outcome, Failure> {
        match letters::link(desk, link).await? {
            Some(matter) => {
                let letter = present::letters::password(&matter, self.public_url);
                self.keep(desk, errand, &matter.to, letter).await
            }
            None => forwarding::settle_moot(desk, errand).await,
        }
    }

    async fn keep(&self, desk: &Desk, errand: &Kept, to: &str, letter: Letter) -> Result<Outcome, Failure> {
        let sent = SentLetter {
            message_id: format!("errand-{}@registrar", errand.id),
            application: errand.errand.application(),
            partner: errand.partner,
            recipient: to.to_owned(),
            subject: letter.subject,
            text: letter.text,
            sent_at: desk.now(),
        };
        letters::note_sent(desk, errand, &sent).await
    }
}
