//! Errands: what each kind comes to. The match is complete or does not compile.

use super::Worker;
use crate::domain::errand::{Errand, News};
use crate::domain::ids::LinkId;
use crate::gateways::ca::{CaFault, SigningRequest};
use crate::gateways::mailer::OutgoingLetter;
use crate::operations::forwarding::{self, Outcome};
use crate::operations::{Desk, Failure, letters, waiting};
use crate::present;
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;

impl Worker {
    pub(super) async fn attempt(&self, desk: &Desk, errand: &Kept) -> Result<Outcome, Failure> {
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

    /// Asks the authority under the errand's own key: asking again is the same asking.
    async fn issue(&self, desk: &Desk, errand: &Kept, owner: u32) -> Result<Outcome, Failure> {
        let Some(csr_der) = forwarding::request(desk, errand, owner).await? else {
            return forwarding::settle_moot(desk, errand).await;
        };
        let request = SigningRequest { id: errand.key.clone(), csr_der };
        match self.authority.submit(&request, desk.now()).await {
            Ok(certificate) => forwarding::note_certificate(desk, errand, owner, certificate).await,
            Err(CaFault::Refused { words }) => forwarding::note_refusal(desk, errand, owner, &words).await,
            Err(CaFault::Unreachable { words }) => {
                forwarding::note_failure(desk, errand, &words, false).await
            }
            Err(CaFault::AnswerLost { words }) => {
                // Whoever cannot be asked again under our id might issue a second certificate: a person decides.
                let hopeless = !self.authority.can_be_asked_again();
                forwarding::note_failure(desk, errand, &words, hopeless).await
            }
        }
    }

    async fn write(
        &self,
        desk: &Desk,
        errand: &Kept,
        news: News,
        (to, reason): (&str, &Option<String>),
    ) -> Result<Outcome, Failure> {
        let matter = letters::matter(desk, errand).await?;
        let letter = present::letters::letter(news, reason.as_deref(), &matter, &self.public_url);
        let kept = letter.text.clone();
        self.send(desk, errand, Ready { to: to.to_owned(), letter, kept }).await
    }

    /// Writes a link that sets a password. What leaves the house is not kept with the link in it.
    async fn write_link(&self, desk: &Desk, errand: &Kept, link: LinkId) -> Result<Outcome, Failure> {
        let Some(matter) = letters::link(desk, link).await? else {
            return forwarding::settle_moot(desk, errand).await;
        };
        let letter = present::letters::password(&matter, &self.public_url);
        let kept = if self.mailer.delivers() {
            letter.text.replace(&matter.token, "…")
        } else {
            letter.text.clone()
        };
        self.send(desk, errand, Ready { to: matter.to, letter, kept }).await
    }

    async fn send(&self, desk: &Desk, errand: &Kept, ready: Ready) -> Result<Outcome, Failure> {
        let Ready { to, letter, kept } = ready;
        let message_id = format!("errand-{}@registrar", errand.id);
        let outgoing = OutgoingLetter {
            message_id: message_id.clone(),
            to: to.clone(),
            subject: letter.subject.clone(),
            text: letter.text,
            html: letter.html,
        };
        if let Err(fault) = self.mailer.send(&outgoing, desk.now()).await {
            return forwarding::note_failure(desk, errand, &fault.words, fault.permanent).await;
        }
        let sent = SentLetter {
            message_id,
            application: errand.errand.application(),
            partner: errand.partner,
            recipient: to,
            subject: letter.subject,
            text: kept,
            sent_at: desk.now(),
        };
        letters::note_sent(desk, errand, &sent).await
    }
}

/// A letter that is ready to go, and its text as it is kept.
struct Ready {
    to: String,
    letter: present::letters::Letter,
    kept: String,
}
