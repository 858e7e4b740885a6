//! The gateways of a worker, as errands use them.

use chrono::{DateTime, Utc};

use super::Worker;
use super::errands::Doors;
use crate::domain::certificate::Certificate;
use crate::gateways::SendingFault;
use crate::gateways::ca::{CaFault, SigningRequest};
use crate::gateways::files::Files;
use crate::gateways::mailer::OutgoingLetter;
use crate::gateways::printing::Printing;
use crate::gateways::sms::OutgoingSms;
use crate::store::installation;
use crate::store::outbox::Kept;

/// The failure of a request when the installation's key is no longer this worker's.
const KEY_REPLACED: &str = "Ключ учебного удостоверяющего центра заменен: запустите обработчик заново";

/// The failure of a request when the database does not answer which key is the installation's.
const NOT_KNOWN: &str = "База данных не ответила, запрос не отправлен";

impl Doors for Worker {
    fn public_url(&self) -> &str {
        &self.public_url
    }

    async fn certify(
        &self,
        _: &Kept,
        request: &SigningRequest,
        now: DateTime<Utc>,
    ) -> Result<Certificate, CaFault> {
        let Ok(office) = installation::read(&self.house.db).await else {
            return Err(CaFault::Unreachable { words: NOT_KNOWN.to_owned() });
        };
        let own = self.authority.bound();
        if own.is_some() && office.authority_key.as_deref() != own {
            return Err(CaFault::Unreachable { words: KEY_REPLACED.to_owned() });
        }
        self.authority.submit(&request.of_installation(&office.code), now).await
    }

    fn can_be_asked_again(&self, _: &Kept) -> bool {
        self.authority.can_be_asked_again()
    }

    fn keeps_links(&self) -> bool {
        self.demo
    }

    async fn post(&self, letter: &OutgoingLetter, now: DateTime<Utc>) -> Result<(), SendingFault> {
        self.mailer.send(letter, now).await
    }

    fn files(&self) -> Option<&Files> {
        self.files.as_ref()
    }

    fn code_key(&self) -> Option<&[u8]> {
        self.texting.as_ref()?.key.as_deref()
    }

    fn printing(&self) -> Option<&Printing> {
        self.printing.as_deref()
    }

    async fn text(&self, message: &OutgoingSms, now: DateTime<Utc>) -> Result<(), SendingFault> {
        match &self.texting {
            Some(texting) => texting.sms.send(message, now).await,
            None => Err(SendingFault::nowhere()),
        }
    }
}
