//! Letters: the data that the worker needs to write one, and the record of its sending.

mod invitations;
mod questions;

use chrono::{DateTime, Utc};

pub use invitations::{AdministratorMatter, InvitationMatter, administrator_invited, invitation};
pub use questions::{QuestionMatter, question};

use super::forwarding::ErrandOutcome;
use super::{Desk, Failure};
use crate::domain::account::Account;
use crate::domain::application::Application;
use crate::domain::errand::Errand;
use crate::domain::ids::{ItsLoginId, LinkId, PartnerId, PersonId, ProductId, RegistrationId};
use crate::domain::its_login::ItsLogin;
use crate::domain::partner::Partner;
use crate::domain::password_link::{Holder, LIFETIME, Occasion};
use crate::domain::product::OwnProduct;
use crate::domain::registration::{Applicant, Registration};
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::certificates::Issued;
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;
use crate::store::{
    accounts, applications, certificates, colleagues, factor_resets, installation, keep, letters, links,
    logins, outbox, partners, products, registrations,
};

/// The recorded reason when letters are made due again.
const BEGUN: &str = "Обработка запущена заново";

/// The data of a letter about an application.
#[derive(Debug)]
pub struct LetterMatter {
    /// The application.
    pub application: Application,
    /// The partner that serves the client.
    pub partner: Partner,
    /// The issued certificates.
    pub certificates: Vec<Issued>,
}

/// The data of a letter about the errand's application.
pub async fn matter(desk: &Desk, errand: &Kept) -> Result<LetterMatter, Failure> {
    desk.may(Permission::RunErrand).await?;
    let number = errand.errand.application().ok_or(Failure::NotFound)?;
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    Ok(LetterMatter {
        partner: partners::open(desk.db(), application.partner).await?,
        certificates: certificates::of_application(desk.db(), application.number).await?,
        application,
    })
}

/// The data of a letter with a link that sets a password.
#[derive(Debug)]
pub struct LinkMatter {
    /// The occasion of the link.
    pub occasion: Occasion,
    /// The name in the greeting; `None` for an ITS login.
    pub full_name: Option<String>,
    /// The login of the account.
    pub login: String,
    /// The recipient's address.
    pub to: String,
    /// The partner in whose name it is written; `None` for the operator.
    pub partner: Option<Partner>,
    /// The token; it appears in the letter only.
    pub token: String,
    /// When the link expires.
    pub until: DateTime<Utc>,
}

/// Draws the token of a link; `None` when the account is disabled or a later link replaced this one.
pub async fn link(desk: &Desk, id: LinkId) -> Result<Option<LinkMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let owed = links::open(desk.db(), id).await?;
    let (Some(holder), None) = (owed.holder, owed.closed_at) else { return Ok(None) };
    let Some(reader) = reader(desk, holder).await? else { return Ok(None) };
    let partner = match reader.house {
        Some(partner) => Some(partners::open(desk.db(), partner).await?),
        None => None,
    };
    let (token, until) = (tokens::fresh(), desk.now() + LIFETIME);
    let tx = desk.begin().await?;
    links::write(&tx, id, &tokens::digest(&token), until).await?;
    desk.commit(tx).await?;
    let Addressee { full_name, login, to, .. } = reader;
    Ok(Some(LinkMatter { occasion: owed.occasion, full_name, login, to, partner, token, until }))
}

/// What a letter with a link that confirms an address tells.
#[derive(Debug)]
pub struct ConfirmationMatter {
    /// Who registered.
    pub applicant: Applicant,
    /// Whether the address is added to an account that is there.
    pub added: bool,
    /// The token: it stands in the letter and nowhere else.
    pub token: String,
    /// Until when the link is good.
    pub until: DateTime<Utc>,
}

/// Makes the link that an errand owes, unless the registration has lapsed or is confirmed.
pub async fn confirmation(desk: &Desk, id: RegistrationId) -> Result<Option<ConfirmationMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let found = registrations::find(desk.db(), id).await?;
    let Some(registration) = found.filter(|registration| registration.waits(desk.now())) else {
        return Ok(None);
    };
    let token = tokens::fresh();
    let tx = desk.begin().await?;
    registrations::write(&tx, id, &tokens::digest(&token)).await?;
    desk.commit(tx).await?;
    let Registration { applicant, of, expires_at: until, .. } = registration;
    Ok(Some(ConfirmationMatter { applicant, added: of.is_some(), token, until }))
}

/// The data of a letter about a changed password.
#[derive(Debug)]
pub struct NoticeMatter {
    /// The name in the greeting.
    pub full_name: String,
    /// The login of the account.
    pub login: String,
    /// The recipient's address.
    pub to: String,
    /// The partner that is the person's tenant; `None` for the operator.
    pub partner: Option<Partner>,
}

/// The data of a letter about a changed password.
pub async fn notice(desk: &Desk, person: PersonId) -> Result<NoticeMatter, Failure> {
    desk.may(Permission::RunErrand).await?;
    let account = accounts::open(desk.db(), person).await?;
    let partner = match account.house() {
        Some(partner) => Some(partners::open(desk.db(), partner).await?),
        None => None,
    };
    let full_name = account.called().to_owned();
    let Account { login, email: to, .. } = account;
    Ok(NoticeMatter { full_name, login, to, partner })
}

/// What a letter about a login that is another one tells. Nobody is told who cannot sign in any more.
pub async fn renamed(desk: &Desk, person: PersonId) -> Result<Option<NoticeMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    if accounts::open(desk.db(), person).await?.disabled {
        return Ok(None);
    }
    notice(desk, person).await.map(Some)
}

/// What a letter about an offer tells: the offer, as it waits for its holder, and who makes it. Nothing when it was answered.
pub async fn offer(desk: &Desk, id: ItsLoginId) -> Result<Option<(ItsLogin, Partner)>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let offer = logins::with_ids(desk.db(), &[id]).await?.pop().filter(|offer| offer.accepted_at.is_none());
    let Some(offer) = offer else { return Ok(None) };
    let partner = partners::open(desk.db(), offer.partner).await?;
    Ok(Some((offer, partner)))
}

/// What a letter about tried PINs tells: the product, its holder, and whom to write or call.
pub async fn pin_guesses(
    desk: &Desk,
    product: ProductId,
) -> Result<(OwnProduct, NoticeMatter, String), Failure> {
    desk.may(Permission::RunErrand).await?;
    let product = products::with_id(desk.db(), product).await?;
    let matter = notice(desk, product.owner).await?;
    let settings = desk.house().settings().await?;
    let contact = format!("{}, {}", settings.client_support_phone, settings.client_support_email);
    Ok((product, matter, contact))
}

/// The data of a letter with the head of a chain; `None` for a person who has left the tenant since.
pub async fn head(desk: &Desk, person: PersonId, chain: PartnerId) -> Result<Option<NoticeMatter>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let account = accounts::open(desk.db(), person).await?;
    let house = account.house();
    if account.disabled || colleagues::chain(house) != chain {
        return Ok(None);
    }
    notice(desk, person).await.map(Some)
}

struct Addressee {
    full_name: Option<String>,
    login: String,
    to: String,
    house: Option<PartnerId>,
}

async fn reader(desk: &Desk, holder: Holder) -> Result<Option<Addressee>, Failure> {
    match holder {
        Holder::Person(person) => {
            let account = accounts::open(desk.db(), person).await?;
            let house = account.house();
            let Account { full_name, login, email, disabled, .. } = account;
            let full_name = Some(full_name).filter(|name| !name.is_empty());
            Ok((!disabled).then_some(Addressee { full_name, login, to: email, house }))
        }
        Holder::ItsLogin(id) => {
            let ItsLogin { login, email, partner, blocked_at, .. } = logins::open(desk.db(), id).await?;
            let house = Some(partner);
            Ok(blocked_at.is_none().then_some(Addressee { full_name: None, login, to: email, house }))
        }
    }
}

/// The Message-ID of an errand's letter, the same at every attempt and unique to the installation, whose code it
/// contains.
pub async fn message_id(desk: &Desk, errand: &Kept, public_url: &str) -> Result<String, Failure> {
    desk.may(Permission::RunErrand).await?;
    let code = installation::read(desk.db()).await?.code;
    let url = url::Url::parse(public_url).ok();
    // An IP address is no valid domain of a Message-ID.
    let host = url.as_ref().and_then(url::Url::domain).unwrap_or("localhost");
    Ok(format!("errand-{}.{code}@{host}", errand.id))
}

/// Notes that a letter was handed to the mail server.
pub async fn note_sent(desk: &Desk, errand: &Kept, letter: &SentLetter) -> Result<ErrandOutcome, Failure> {
    desk.may(Permission::RunErrand).await?;
    let tx = desk.begin().await?;
    letters::keep(&tx, letter).await?;
    outbox::done(&tx, errand.id, desk.now()).await?;
    if let Errand::PasswordLetter { link } = errand.errand {
        links::note_sent(&tx, link, desk.now()).await?;
    }
    if let Some(reset) = errand.errand.told_reset() {
        factor_resets::note_told(&tx, reset, desk.now()).await?;
    }
    desk.commit(tx).await?;
    Ok(ErrandOutcome::Done)
}

/// Makes the dead letters about approved applications due again; returns how many applications they concern.
pub async fn owe_again(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    let mut owed = 0;
    for number in outbox::given_up(desk.db()).await? {
        let tx = desk.begin().await?;
        let application = applications::open_to_change(&tx, desk.scope(), number).await?;
        if outbox::owe_letters_again(&tx, number, desk.now()).await? {
            keep(&tx, &desk.keeper(), application.resend(BEGUN.to_owned())).await?;
            owed += 1;
        }
        desk.commit(tx).await?;
    }
    Ok(owed)
}

/// The latest letters in scope and how many there are, for the page «Почта» of the demo.
pub async fn latest(desk: &Desk) -> Result<(Vec<SentLetter>, u64), Failure> {
    let (db, scope) = (desk.db(), desk.scope());
    Ok((letters::latest(db, scope, 100).await?, letters::count(db, scope).await?))
}

/// A letter in scope, for the demo.
pub async fn open(desk: &Desk, message_id: &str) -> Result<SentLetter, Failure> {
    Ok(letters::open(desk.db(), desk.scope(), message_id).await?)
}
