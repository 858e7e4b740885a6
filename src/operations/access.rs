//! Access: requesting a link that sets a password, and setting the password. The caller is not signed in.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::accounts::own_words;
use super::accounts::throttle::{WINDOW, network, seconds};
use super::{Failure, House};
use crate::domain::account::Account;
use crate::domain::ids::{ItsLoginId, PersonId};
use crate::domain::password_link::{Holder, Occasion, PasswordLink};
use crate::domain::role::{Role, Scope};
use crate::gateways::tokens;
use crate::store::{
    Keeper, StoreError, Tx, accounts, audit, colleagues, guesses, keep, links, logins, sessions,
};

/// How many links may be requested for a name within a quarter of an hour.
const PER_NAME: i32 = 3;
/// How many links may be requested from an address within a quarter of an hour.
const PER_ADDRESS: i32 = 20;
/// How many people with the same e-mail address get a letter.
const SHARERS: u64 = 5;

/// A request for a forgotten password.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The login or e-mail address, as typed.
    pub name: &'a str,
    /// The client's address.
    pub address: &'a str,
    /// The id of the request.
    pub request_id: &'a str,
}

/// The account whose password a link sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHolder {
    /// Under which login they will sign in.
    pub login: String,
    /// The name of the person, if the account has one.
    pub full_name: Option<String>,
    /// Whether it is a person of the client's side.
    pub client: bool,
    /// Whether a partner issued the login for a program too.
    pub program: bool,
}

/// Adds a link for every account that the name denotes. Answer and effort are the same when there is none.
pub async fn ask(house: &Arc<House>, asking: &Asking<'_>) -> Result<(), Failure> {
    let name = asking.name.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err(Failure::Invalid(vec![("name", "Укажите логин или e-mail".to_owned())]));
    }
    let (by_name, by_address) = (name_key(name), format!("asked-from:{}", network(asking.address)));
    let now = house.clock.now();
    let asked = guesses::count(&house.db, &by_address, now, WINDOW).await?;
    if asked.number > PER_ADDRESS {
        if asked.number == PER_ADDRESS + 1 {
            note(house, asking, "password_asking_throttled").await?;
        }
        return Err(Failure::TooOften(seconds(asked.until, now)));
    }
    note(house, asking, "password_asked").await?;
    if guesses::count(&house.db, &by_name, now, WINDOW).await?.number <= PER_NAME {
        owe(house, whom(house, name).await?, now).await?;
    }
    Ok(())
}

async fn whom(house: &Arc<House>, name: &str) -> Result<Vec<Account>, StoreError> {
    if let Some(account) = accounts::find(&house.db, name).await? {
        return Ok(vec![account]);
    }
    colleagues::with_email(&house.db, name, SHARERS).await
}

async fn owe(house: &Arc<House>, people: Vec<Account>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let mut owed: Vec<_> = people
        .iter()
        .filter(|account| !account.disabled)
        .map(|account| (colleagues::chain(account.house()), Some(Holder::Person(account.id))))
        .collect();
    if owed.is_empty() {
        // A link without a holder, which the worker discards: the time taken must not reveal whether the name exists.
        owed.push((audit::OPERATOR_CHAIN, None));
    }
    let tx = house.db.begin().await?;
    for (chain, holder) in owed {
        links::ask(&tx, chain, holder, Occasion::Forgotten, now).await?;
    }
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(())
}

async fn note(house: &Arc<House>, asking: &Asking<'_>, kind: &str) -> Result<(), StoreError> {
    let refused = audit::Refused {
        at: house.clock.now(),
        kind,
        who: asking.name,
        request_id: asking.request_id,
        details: asking.address,
    };
    audit::note_refused(&house.db, &refused).await
}

fn name_key(name: &str) -> String {
    format!("asked:{}", name.to_lowercase().chars().take(100).collect::<String>())
}

/// Whose password a link sets, if it is still good.
pub async fn link(house: &Arc<House>, token: &str) -> Result<LinkHolder, Failure> {
    match good(house, links::find(&house.db, &tokens::digest(token)).await?)? {
        Holder::Person(person) => Ok(named(&accounts::open(&house.db, person).await?)),
        Holder::ItsLogin(login) => {
            let login = logins::open(&house.db, login).await?.login;
            Ok(LinkHolder { login, full_name: None, client: true, program: true })
        }
    }
}

/// Sets the password through a link, once. All sessions and other links of the account end.
pub async fn set_password(
    house: &Arc<House>,
    token: &str,
    password: &str,
    request_id: &str,
) -> Result<LinkHolder, Failure> {
    let digest = tokens::digest(token);
    let holder = good(house, links::find(&house.db, &digest).await?)?;
    let own = match holder {
        Holder::Person(person) => {
            own_words::of_person(house, &accounts::open(&house.db, person).await?).await?
        }
        Holder::ItsLogin(login) => own_words::of_login(house, &logins::open(&house.db, login).await?).await?,
    };
    let hash = house
        .passwords
        .choose(password, own)
        .await
        .map_err(|fault| Failure::Invalid(vec![("password", fault.to_string())]))?;
    let tx = house.db.begin().await?;
    let named = match holder {
        Holder::Person(person) => set_for_person(house, &tx, person, hash, request_id).await?,
        Holder::ItsLogin(login) => set_for_login(house, &tx, login, hash, request_id).await?,
    };
    // A concurrent second use waited for the row's lock and finds the link used.
    good(house, links::find_to_use(&tx, &digest).await?)?;
    links::close_all(&tx, holder, house.clock.now()).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(named)
}

async fn set_for_person(
    house: &House,
    tx: &Tx,
    person: PersonId,
    hash: String,
    request_id: &str,
) -> Result<LinkHolder, Failure> {
    let colleague = colleagues::oneself(tx, person).await?;
    let account = &colleague.account;
    let (named, role) = (named(account), account.role());
    let keeper = keeper(house, &account.login, role, request_id);
    let change = colleague.set_password(hash).map_err(|_| Failure::NotFound)?;
    keep(tx, &keeper, change).await?;
    for contract in logins::of_account(tx, person).await? {
        links::close_all(tx, Holder::ItsLogin(contract.id), house.clock.now()).await?;
    }
    sessions::end_all(tx, person, None).await?;
    Ok(named)
}

async fn set_for_login(
    house: &House,
    tx: &Tx,
    login: ItsLoginId,
    hash: String,
    request_id: &str,
) -> Result<LinkHolder, Failure> {
    let login = logins::issued_to_change(tx, &Scope::Everything, login).await?;
    let named = LinkHolder { login: login.login.clone(), full_name: None, client: true, program: true };
    let keeper = keeper(house, &format!("its:{}", login.login), Role::ItsLogin, request_id);
    let account = login.account;
    let change = login.set_password(hash).map_err(|_| Failure::NotFound)?;
    keep(tx, &keeper, change).await?;
    links::close_all(tx, Holder::Person(account), house.clock.now()).await?;
    sessions::end_all(tx, account, None).await?;
    Ok(named)
}

fn keeper(house: &House, actor: &str, role: Role, request_id: &str) -> Keeper {
    Keeper {
        actor: actor.to_owned(),
        role,
        request_id: request_id.to_owned(),
        at: house.clock.now(),
        instead_of: None,
    }
}

fn named(account: &Account) -> LinkHolder {
    LinkHolder {
        login: account.login.clone(),
        full_name: Some(account.full_name.clone()).filter(|name| !name.is_empty()),
        client: account.role() == Role::Client,
        program: false,
    }
}

fn good(house: &House, link: Option<PasswordLink>) -> Result<Holder, Failure> {
    let good = link.filter(|link| link.is_good(house.clock.now()));
    good.and_then(|link| link.holder).ok_or(Failure::NotFound)
}
