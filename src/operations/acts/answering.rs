//! What a person of the partner does with an act that a client ordered: sends it, or refuses with words.

use super::drawing::{draw, sheet};
use super::{choices, own, seen};
use crate::domain::archive::ArchiveRequest;
use crate::domain::document::DocumentKind;
use crate::domain::form::read_reason;
use crate::domain::ids::{ArchiveId, DocumentId, NumberedId};
use crate::domain::numbered::{IssuedFor, NumberedDocument, digest_of_sheet};
use crate::domain::organization::Organization;
use crate::domain::seller::Seller;
use crate::operations::archives::acts_for;
use crate::operations::changing::as_seen;
use crate::operations::sales::issuing::{PaperOf, next_number};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{StoreError, Tx, archives, keep, organizations, sellers};

/// What is told to whoever answers by a source that the partner has given up meanwhile.
pub(super) fn source_changed() -> Failure {
    let words = "Источник документов сменился, пока страница была открыта: посмотрите акт снова";
    Failure::Invalid(vec![("act", words.to_owned())])
}

/// What is told to whoever sends an act to a person for whom the documents of the client are closed.
fn shut_out() -> Failure {
    let words = "Документы клиента закрыты для того, кто заказал акт: отправить его нельзя, номер не взят";
    Failure::Invalid(vec![("act", words.to_owned())])
}

/// An act that is answered now: its transaction holds the client, the request, and the head of the partner's chain.
pub(super) struct ActAnswer {
    pub(super) tx: Tx,
    pub(super) desk: Desk,
    pub(super) request: ArchiveRequest,
    pub(super) client: Organization,
    pub(super) seller: Seller,
}

impl ActAnswer {
    /// Begins with one of one's own acts, at the version that was seen.
    pub(super) async fn begin(desk: &Desk, id: ArchiveId, version: i32) -> Result<Self, Failure> {
        let partner = own(desk)?;
        let known = seen(desk.db(), desk.scope(), id).await?;
        let tx = desk.begin().await?;
        let mut held = organizations::hold(&tx, &[known.organization]).await?;
        let client = held.remove(&known.organization).ok_or(StoreError::Broken("the client of an act"))?;
        let request = archives::open_to_change(&tx, desk.scope(), id).await?;
        let desk = desk.settling(&tx, partner).await?;
        let request = as_seen(&tx, request, version).await?;
        let seller = sellers::of_partner(&tx, partner).await?;
        Ok(Self { tx, desk, request, client, seller })
    }

    /// The same, to send it: nothing goes to a person who disowned the client or acts for it no more.
    pub(super) async fn to_send(desk: &Desk, id: ArchiveId, version: i32) -> Result<Self, Failure> {
        let answering = Self::begin(desk, id, version).await?;
        let asked = &answering.request;
        let open = acts_for(&answering.tx, asked.account, asked.organization).await?;
        if open { Ok(answering) } else { Err(shut_out()) }
    }

    /// Answers with a document of the client.
    pub(super) async fn give(self, document: DocumentId) -> Result<(), Failure> {
        let change = self.request.choose_act(document, self.desk.now())?;
        keep(&self.tx, &self.desk.keeper(), change).await?;
        Ok(self.desk.commit(self.tx).await?)
    }
}

/// Sends the act that is drawn from the partner's book, if it is still the one with this digest that was seen: it takes the next
/// number of its series, is frozen, and is printed. It posts nothing.
pub async fn send(desk: &Desk, id: ArchiveId, version: i32, shown: &str) -> Result<(), Failure> {
    desk.may(Permission::CheckAct).await?;
    let answering = ActAnswer::to_send(desk, id, version).await?;
    let act = issued(&answering, shown).await?;
    let ActAnswer { tx, desk, request, .. } = answering;
    keep(&tx, &desk.keeper(), request.issue_act(act, desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}

/// A refusal of numbering, on the page of an act.
fn of_act(failure: Failure) -> Failure {
    let Failure::Invalid(faults) = failure else { return failure };
    Failure::Invalid(faults.into_iter().map(|(_, words)| ("act", words)).collect())
}

async fn issued(answering: &ActAnswer, shown: &str) -> Result<NumberedDocument, Failure> {
    let ActAnswer { tx, desk, request, client, seller } = answering;
    let terms = seller.terms.as_ref().filter(|_| seller.draws_acts()).ok_or_else(source_changed)?;
    let drawn = draw(tx, desk.scope(), request).await?;
    if drawn.digest() != shown {
        let words = "Книга изменилась, пока страница была открыта: посмотрите акт и отправьте снова";
        return Err(Failure::Invalid(vec![("act", words.to_owned())]));
    }
    let kind = DocumentKind::Reconciliation;
    let paper = PaperOf { partner: seller.partner, client: request.organization, kind };
    let (place, number, day) = next_number(desk, tx, paper, &terms.prefix).await.map_err(of_act)?;
    let sheet = sheet(terms, client, &drawn, (&number, day))?;
    Ok(NumberedDocument {
        id: NumberedId(0),
        partner: seller.partner,
        organization: request.organization,
        of: IssuedFor::Request(request.id),
        kind,
        place,
        number,
        day,
        total: drawn.reckoning.closing,
        sha256: digest_of_sheet(&sheet),
        sheet,
        at: desk.now(),
        by: desk.who().actor.clone(),
    })
}

/// Sends one of the client's acts of 1С.
pub async fn choose(desk: &Desk, id: ArchiveId, version: i32, chosen: &str) -> Result<(), Failure> {
    desk.may(Permission::CheckAct).await?;
    let request = seen(desk.db(), desk.scope(), id).await?;
    let offered = choices(desk.db(), desk.scope(), &request).await?;
    let Some(filed) = offered.iter().find(|filed| filed.document.id.to_string() == chosen) else {
        return Err(Failure::Invalid(vec![("document", "Выберите акт из списка".to_owned())]));
    };
    let answering = ActAnswer::to_send(desk, id, version).await?;
    if answering.seller.draws_acts() {
        return Err(source_changed());
    }
    answering.give(filed.document.id).await
}

/// Refuses to draw the act, with words that the client reads.
pub async fn decline(desk: &Desk, id: ArchiveId, version: i32, typed: &str) -> Result<(), Failure> {
    desk.may(Permission::CheckAct).await?;
    seen(desk.db(), desk.scope(), id).await?;
    let mut faults = Vec::new();
    let words = read_reason("reason", typed, &mut faults).ok_or(Failure::Invalid(faults))?;
    let ActAnswer { tx, desk, request, .. } = ActAnswer::begin(desk, id, version).await?;
    keep(&tx, &desk.keeper(), request.decline_act(words, desk.now())?).await?;
    Ok(desk.commit(tx).await?)
}
