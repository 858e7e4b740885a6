//! Errands: what each kind comes to. The match is complete or does not compile.

use super::Worker;
use crate::domain::errand::{Errand, News};
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
        let message_id = format!("errand-{}@registrar", errand.id);
        let outgoing = OutgoingLetter {
            message_id: message_id.clone(),
            to: to.to_owned(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            html: letter.html,
        };
        if let Err(fault) = self.mailer.send(&outgoing, desk.now()).await {
            return forwarding::note_failure(desk, errand, &fault.words, fault.permanent).await;
        }
        let sent = SentLetter {
            message_id,
            application: Some(errand.errand.application()),
            partner: errand.partner,
            recipient: to.to_owned(),
            subject: letter.subject,
            text: letter.text,
            sent_at: desk.now(),
        };
        letters::note_sent(desk, errand, &sent).await
    }
}
