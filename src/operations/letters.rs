//! Letters: what the worker needs to write one, and the note that it was sent.

use chrono::{DateTime, Utc};

use super::forwarding::ErrandOutcome;
use super::{Desk, Failure};
use crate::domain::account::Account;
use crate::domain::application::Application;
use crate::domain::errand::Errand;
use crate::domain::ids::{LinkId, PartnerId, PersonId};
use crate::domain::its_login::ItsLogin;
use crate::domain::partner::Partner;
use crate::domain::password_link::{Holder, LIFETIME, Occasion};
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::certificates::Issued;
use crate::store::letters::SentLetter;
use crate::store::outbox::Kept;
use crate::store::{
    accounts, applications, certificates, colleagues, installation, keep, letters, links, logins, outbox,
    partners,
};

/// Why letters are owed once more.
const BEGUN: &str = "Обработка запущена заново";

/// What a letter about an application tells.
#[derive(Debug)]
pub struct LetterMatter {
    /// The application.
    pub application: Application,
    /// The partner that serves the client.
    pub partner: Partner,
    /// The certificates that have come.
    pub certificates: Vec<Issued>,
}

/// What a letter about the errand's application tells.
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

/// What a letter with a link that sets a password tells.
#[derive(Debug)]
pub struct LinkMatter {
    /// Why the link is given.
    pub occasion: Occasion,
    /// Whom the letter greets: a person by name, the client of an ITS login by none.
    pub full_name: Option<String>,
    /// Under which login they will sign in.
    pub login: String,
    /// The address.
    pub to: String,
    /// The partner in whose name it is written; the operator writes in nobody else's.
    pub partner: Option<Partner>,
    /// The token: it stands in the letter and nowhere else.
    pub token: String,
    /// Until when the link is good.
    pub until: DateTime<Utc>,
}

/// Makes the link that an errand owes, unless it has lost its sense: the account is closed, or a later link took its place.
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

/// What a letter about a changed password tells.
#[derive(Debug)]
pub struct NoticeMatter {
    /// Whom it greets.
    pub full_name: String,
    /// Whose password it was.
    pub login: String,
    /// The address.
    pub to: String,
    /// The partner in whose house the person works; the operator's people have none.
    pub partner: Option<Partner>,
}

/// What a letter about a changed password tells.
pub async fn notice(desk: &Desk, person: PersonId) -> Result<NoticeMatter, Failure> {
    desk.may(Permission::RunErrand).await?;
    let account = accounts::open(desk.db(), person).await?;
    let partner = match account.house() {
        Some(partner) => Some(partners::open(desk.db(), partner).await?),
        None => None,
    };
    let Account { full_name, login, email: to, .. } = account;
    Ok(NoticeMatter { full_name, login, to, partner })
}

/// What a letter with the head of a chain tells: to whom, and whose chain it is. Nobody is told who has left meanwhile.
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
            Ok((!disabled).then_some(Addressee { full_name: Some(full_name), login, to: email, house }))
        }
        Holder::ItsLogin(id) => {
            let ItsLogin { login, email, partner, blocked_at, .. } = logins::open(desk.db(), id).await?;
            let house = Some(partner);
            Ok(blocked_at.is_none().then_some(Addressee { full_name: None, login, to: email, house }))
        }
    }
}

/// The id of the letter of an errand, the same on every try and no other installation's: whose it is stands in it.
pub async fn message_id(desk: &Desk, errand: &Kept, public_url: &str) -> Result<String, Failure> {
    desk.may(Permission::RunErrand).await?;
    let code = installation::read(desk.db()).await?.code;
    let url = url::Url::parse(public_url).ok();
    // A number is no house for letters.
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
    desk.commit(tx).await?;
    Ok(ErrandOutcome::Done)
}

/// Owes once more what nobody could send about approved applications; answers how many applications there were.
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

/// The latest of one's own letters and how many there are, for the page «Почта» of the demo.
pub async fn latest(desk: &Desk) -> Result<(Vec<SentLetter>, u64), Failure> {
    let (db, scope) = (desk.db(), desk.scope());
    Ok((letters::latest(db, scope, 100).await?, letters::count(db, scope).await?))
}

/// One of one's own letters of the demo.
pub async fn open(desk: &Desk, message_id: &str) -> Result<SentLetter, Failure> {
    Ok(letters::open(desk.db(), desk.scope(), message_id).await?)
}
