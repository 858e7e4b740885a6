//! ITS logins of the viewer's partner: issued or offered with a contract, prolonged, blocked, and sent links that set a
//! password.

mod issuing;
mod offering;

use chrono::NaiveDate;

pub use issuing::{TypedLogin, issue, typed_day};
pub use offering::{TypedOffer, offer};

use super::changing::as_seen;
use super::{Desk, Failure};
use crate::domain::change::Change;
use crate::domain::ids::ItsLoginId;
pub use crate::domain::its_login::ItsLogin;
use crate::domain::its_login::{LoginEvent, LoginRefusal};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::password_link::{Holder, PasswordLink};
use crate::policy::Permission;
use crate::store::{Tx, audit, keep, links, logins, organizations, sessions};

/// How many logins a page shows.
pub const PAGE: usize = 50;

/// A page of logins.
#[derive(Debug, Default)]
pub struct LoginList {
    /// The logins, by name, each with the organisations that are bound to it.
    pub rows: Vec<(ItsLogin, Vec<Organization>)>,
    /// How many there are on all pages.
    pub total: u64,
    /// The login after which the next page begins.
    pub next: Option<String>,
}

/// A login with everything needed to manage it.
#[derive(Debug)]
pub struct LoginCard {
    /// The login.
    pub login: ItsLogin,
    /// The organisations that are bound to it.
    pub organizations: Vec<Organization>,
    /// The last link mailed to the client.
    pub link: Option<PasswordLink>,
    /// Its history, newest first.
    pub history: Vec<audit::Entry<LoginEvent>>,
}

/// The logins whose name or address contains the words.
pub async fn list(desk: &Desk, words: &str, after: &str) -> Result<LoginList, Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    let (db, scope) = (desk.db(), desk.scope());
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = logins::page(db, scope, words, after, limit).await?;
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].login.clone());
    found.truncate(PAGE);
    let ids: Vec<ItsLoginId> = found.iter().map(|login| login.id).collect();
    let mut bound = organizations::bound_to(db, &ids).await?;
    let rows = found.into_iter().map(|login| {
        let own = bound.extract_if(.., |organization| organization.bound_login == login.id).collect();
        (login, own)
    });
    Ok(LoginList { rows: rows.collect(), total: logins::count(db, scope, words).await?, next })
}

/// The card of a login.
pub async fn open(desk: &Desk, id: ItsLoginId) -> Result<LoginCard, Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    let login = logins::issued(desk.db(), desk.scope(), id).await?;
    Ok(LoginCard {
        organizations: organizations::bound_to(desk.db(), &[id]).await?,
        link: links::last(desk.db(), Holder::ItsLogin(id)).await?,
        history: audit::history_in::<ItsLogin>(desk.db(), login.partner, &audit::its_login_subject(id), 50)
            .await?,
        login,
    })
}

/// Sets the last day of the contract.
pub async fn set_contract(desk: &Desk, id: ItsLoginId, seen: i32, until: NaiveDate) -> Result<(), Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    let today = moscow_day(desk.now());
    change(desk, id, seen, |login| login.set_contract(until, today)).await
}

/// Ends the contract with an account that is its holder's own.
pub async fn end_contract(desk: &Desk, id: ItsLoginId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    let today = moscow_day(desk.now());
    change(desk, id, seen, |login| login.end_contract(today)).await
}

/// Blocks a login: from this instant on neither programs nor people can authenticate with it.
pub async fn block(desk: &Desk, id: ItsLoginId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    change(desk, id, seen, |login| login.block(desk.now())).await
}

/// Unblocks a login.
pub async fn unblock(desk: &Desk, id: ItsLoginId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    desk.must_be_proven().await?;
    change(desk, id, seen, ItsLogin::unblock).await
}

/// Mails a link that sets the password to the client; an earlier link becomes invalid.
pub async fn send_link(desk: &Desk, id: ItsLoginId, seen: i32) -> Result<(), Failure> {
    desk.may(Permission::ManageItsLogins).await?;
    desk.must_be_proven().await?;
    change(desk, id, seen, ItsLogin::send_link).await
}

async fn change<F>(desk: &Desk, id: ItsLoginId, seen: i32, verb: F) -> Result<(), Failure>
where
    F: FnOnce(ItsLogin) -> Result<Change<ItsLogin>, LoginRefusal> + Send,
{
    let tx: Tx = desk.begin().await?;
    let login = as_seen(&tx, logins::issued_to_change(&tx, desk.scope(), id).await?, seen).await?;
    let blocked = login.blocked_at.is_some();
    let kept = keep(&tx, &desk.keeper(), verb(login)?).await?;
    if kept.blocked_at.is_some() && !blocked {
        for holder in [Holder::ItsLogin(id), Holder::Person(kept.account)] {
            links::close_all(&tx, holder, desk.now()).await?;
        }
        sessions::end_all(&tx, kept.account, None).await?;
    }
    Ok(desk.commit(tx).await?)
}
