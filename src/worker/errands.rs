//! What each kind of errand does. The caller, a worker or a seed, provides the [`Doors`].

mod archiving;
mod asking;
mod guarding;
mod printing;
mod protecting;
mod sending;
mod standing_in;
mod texting;

use chrono::{DateTime, Utc};
use sending::{Ready, send};

use crate::domain::certificate::Certificate;
use crate::domain::circuit::Service;
use crate::domain::errand::Errand;
use crate::domain::head::Head;
use crate::domain::ids::{
    InvitationId, ItsLoginId, LinkId, OrganizationId, PersonId, ProductId, RegistrationId,
};
use crate::gateways::SendingFault;
use crate::gateways::ca::{CaFault, SigningRequest};
use crate::gateways::files::Files;
use crate::gateways::mailer::OutgoingLetter;
use crate::gateways::printing::Printing;
use crate::gateways::sms::OutgoingSms;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, circuit, expiry, letters, waiting};
use crate::present;
use crate::store::outbox::Kept;

/// The failure of a request whose worker died before it recorded the answer.
const DIED: &str = "Ответ удостоверяющего центра не получен: работа прервалась после отправки запроса";

/// The gateways that errands use.
pub trait Doors: Sync {
    /// The base of links in letters.
    fn public_url(&self) -> &str;
    /// Requests a certificate from the authority.
    fn certify(
        &self,
        errand: &Kept,
        request: &SigningRequest,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Certificate, CaFault>> + Send;
    /// Whether repeating the request cannot produce a second certificate.
    fn can_be_asked_again(&self, errand: &Kept) -> bool;
    /// Whether links that set passwords are stored with the letters. Only the demo does: its letters reach no mailbox.
    fn keeps_links(&self) -> bool;
    /// Sends a letter.
    fn post(
        &self,
        letter: &OutgoingLetter,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), SendingFault>> + Send;
    /// The store of files; none where nothing is asked for that needs one.
    fn files(&self) -> Option<&Files>;
    /// What keys the digits of codes by SMS, as the web door has it; `None` where this process knows no secret.
    fn code_key(&self) -> Option<&[u8]>;
    /// What prints documents; none where this process prints none.
    fn printing(&self) -> Option<&Printing>;
    /// Sends an SMS.
    fn text(
        &self,
        message: &OutgoingSms,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), SendingFault>> + Send;
}

/// Runs an errand.
pub async fn run(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    match &errand.errand {
        Errand::Submit { .. } => forwarding::submit(desk, errand).await,
        Errand::Issue { .. } => issue(doors, desk, errand).await,
        Errand::Register { .. } => forwarding::register(desk, errand).await,
        Errand::Expire { .. } => waiting::expire(desk, errand).await,
        Errand::Wake { .. } => waiting::wake(desk, errand).await,
        Errand::Letter { .. } => asking::write_news(doors, desk, errand).await,
        Errand::PasswordLetter { link } => write_link(doors, desk, errand, *link).await,
        Errand::ConfirmationLetter { registration } => {
            write_confirmation(doors, desk, errand, *registration).await
        }
        Errand::PasswordNotice { person } => guarding::write_notice(doors, desk, errand, *person).await,
        Errand::FactorResetSms(told) => texting::write_reset(doors, desk, errand, told.reset).await,
        Errand::FactorNotice { .. } | Errand::FactorResetLetter(_) | Errand::FactorReset { .. } => {
            protecting::run(doors, desk, errand).await
        }
        Errand::PasskeyNotice { .. } => protecting::write_passkey(doors, desk, errand).await,
        Errand::CloudLinkedLetter { .. } => protecting::write_linked(doors, desk, errand).await,
        Errand::ProgramPasswordNotice { .. } => guarding::write_program_password(doors, desk, errand).await,
        Errand::NewDevice { .. } => guarding::write_new_device(doors, desk, errand).await,
        Errand::LoginRenamed { person, was } => {
            guarding::write_renamed(doors, desk, errand, *person, was).await
        }
        Errand::OfferLetter { offer } => write_offer(doors, desk, errand, *offer).await,
        Errand::Reminders { partner, .. } => expiry::round(desk, errand, *partner).await,
        Errand::ExpiryLetter { organization, person, .. } => {
            write_expiring(doors, desk, errand, *organization, *person).await
        }
        Errand::ClientInvitation { invitation } => write_invitation(doors, desk, errand, *invitation).await,
        Errand::AdministratorInvited { .. } => guarding::write_administrator(doors, desk, errand).await,
        Errand::PinGuesses { product } => write_guesses(doors, desk, errand, *product).await,
        Errand::PasswordGuesses { .. } => guarding::write_guessing(doors, desk, errand).await,
        Errand::QuestionLetter { question, position } => {
            asking::write_question(doors, desk, errand, *question, *position).await
        }
        Errand::ArchiveBuild { .. } => archiving::build(doors, desk, errand).await,
        Errand::ArchiveLetter { .. } => archiving::write(doors, desk, errand).await,
        Errand::ArchiveConfirmation { .. } => archiving::write_confirmation(doors, desk, errand).await,
        Errand::SubscriptionLetter { .. } => archiving::write_subscription(doors, desk, errand).await,
        Errand::PrintDocument { .. } | Errand::PrintAct { .. } => printing::print(doors, desk, errand).await,
        Errand::ActOrderedLetter { archive } => archiving::order(doors, desk, errand, *archive).await,
        Errand::ActDeclinedLetter { archive } => archiving::decline(doors, desk, errand, *archive).await,
        Errand::PhoneCode { code } => texting::write_code(doors, desk, errand, *code).await,
        Errand::CodeGuesses { person, .. } => texting::write_guesses(doors, desk, errand, *person).await,
        Errand::StandingInLetter { .. } => standing_in::write(doors, desk, errand).await,
        Errand::SmsCeiling { person, .. } => texting::write_ceiling(doors, desk, errand, *person).await,
        Errand::JournalHead { person, head, .. } => write_head(doors, desk, errand, *person, head).await,
    }
}

/// Asks the authority under the errand's own key: asking again is the same asking. An authority that does not know
/// our keys is asked at most once, and what became of the question is noted before and after.
async fn issue(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    if circuit::answer_is_lost(desk, errand).await? {
        return forwarding::note_failure(desk, errand, DIED, true).await;
    }
    let Some(csr_der) = forwarding::request(desk, errand).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    if !doors.can_be_asked_again(errand) && !circuit::note_asked(desk, errand).await? {
        return Ok(ErrandOutcome::Moot);
    }
    let request = SigningRequest { id: errand.key.clone(), csr_der };
    match doors.certify(errand, &request, desk.now()).await {
        Ok(certificate) => {
            let noted = forwarding::note_certificate(desk, errand, certificate).await?;
            circuit::note_answer(desk, Service::Authority).await?;
            Ok(noted)
        }
        Err(CaFault::Refused { words }) => {
            circuit::note_answer(desk, Service::Authority).await?;
            forwarding::note_refusal(desk, errand, &words).await
        }
        Err(CaFault::Unreachable { words }) => {
            circuit::note_unreachable(desk, errand, Service::Authority, &words).await
        }
        Err(CaFault::Foreign { words }) => {
            // Any answer shows that the authority is reachable.
            circuit::note_answer(desk, Service::Authority).await?;
            forwarding::note_failure(desk, errand, &words, true).await
        }
        Err(CaFault::AnswerLost { words }) => {
            circuit::note_silence(desk, Service::Authority).await?;
            // An authority without idempotency keys might issue a second certificate: a person decides.
            forwarding::note_failure(desk, errand, &words, !doors.can_be_asked_again(errand)).await
        }
    }
}

/// Writes a link that sets a password. It is not kept with the letter, but in the demo.
async fn write_link(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    link: LinkId,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = letters::link(desk, link).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::password(&matter, doors.public_url());
    let kept = without(doors, &letter.text, &matter.token);
    send(doors, desk, errand, Ready { to: matter.to, letter, kept }).await
}

/// Writes a link that confirms an address. It is kept as those that set passwords are.
async fn write_confirmation(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    registration: RegistrationId,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = letters::confirmation(desk, registration).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::confirmation(&matter, doors.public_url());
    let kept = without(doors, &letter.text, &matter.token);
    let to = matter.applicant.channel.as_str().to_owned();
    send(doors, desk, errand, Ready { to, letter, kept }).await
}

/// The text of a letter as it is kept: with what opens an account only in the demo.
fn without(doors: &impl Doors, text: &str, token: &str) -> String {
    if doors.keeps_links() { text.to_owned() } else { text.replace(token, "…") }
}

/// Tells the holder of an account what a partner offers.
async fn write_offer(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    offer: ItsLoginId,
) -> Result<ErrandOutcome, Failure> {
    let Some((offer, partner)) = letters::offer(desk, offer).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::offer(&offer, &partner, doors.public_url());
    send(doors, desk, errand, Ready::of(offer.email, letter)).await
}

/// Tells a member of an organisation what of it ends.
async fn write_expiring(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    organization: OrganizationId,
    person: PersonId,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = expiry::matter(desk, organization, person).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::expiring(&matter, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.account.email, letter)).await
}

/// Invites somebody to act for a subscriber.
async fn write_invitation(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    invitation: InvitationId,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = letters::invitation(desk, invitation).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::invitation(&matter, doors.public_url());
    let kept = without(doors, &letter.text, &matter.token);
    send(doors, desk, errand, Ready { to: matter.open.invitation.email, letter, kept }).await
}

/// Tells the holder of a product that somebody has tried other PINs with its number.
async fn write_guesses(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    product: ProductId,
) -> Result<ErrandOutcome, Failure> {
    let (product, matter, contact) = letters::pin_guesses(desk, product).await?;
    let letter = present::letters::pin_guesses(&product, &matter, contact, errand.created_at);
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}

/// Sends the head of a chain, as of the instant when the letter was owed.
async fn write_head(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
    person: PersonId,
    head: &Head,
) -> Result<ErrandOutcome, Failure> {
    let Some(matter) = letters::head(desk, person, head.chain).await? else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let letter = present::letters::journal_head(&matter, head, errand.created_at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}
