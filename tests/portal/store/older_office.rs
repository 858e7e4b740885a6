//! A large office of before accounts becomes one of accounts: with names that collide in every way nobody loses an account,
//! and nobody gets into another's.

mod collisions;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use registrar::generate::Size;
use registrar::operations::accounts::{Attempt, SignInFailure, its_login};
use registrar::store::Reach as _;
use sea_orm::{ConnectionTrait as _, Statement};

use collisions::{KINDS, Kind, issue, plant, samples};

use super::one_account::to_the_older_schema;
use crate::support::{PASSWORD, Portal};
use crate::tampering::older;

/// Rows, each column as text; the first one tells them apart.
async fn rows(portal: &Portal, sql: &str) -> BTreeMap<String, Vec<String>> {
    let reach = portal.db().on();
    let asked = Statement::from_string(reach.get_database_backend(), sql);
    let read = |row: &sea_orm::QueryResult| {
        let columns = row.column_names().len();
        let mut texts = (0..columns).map(|place| row.try_get_by_index(place).unwrap());
        (texts.next().unwrap(), texts.collect())
    };
    reach.query_all_raw(asked).await.unwrap().iter().map(read).collect()
}

/// The people with all that must stay: login, e-mail, password, since when they are disabled.
const PEOPLE: &str = "select cast(id as text), login, email, password_hash, \
     coalesce(cast(disabled_at as text), '') from people";
/// The ITS logins before, with all that must stay.
const LOGINS: &str = "select cast(id as text), login, email, password_hash, coalesce(cast(blocked_at as text), ''), \
     cast(partner_id as text), coalesce(cast(contract_until as text), ''), coalesce(cast(blocked_at as text), '') \
     from its_logins";
/// The same when they are accounts.
const ACCOUNTS: &str = "select cast(l.id as text), p.login, p.email, p.password_hash, \
     coalesce(cast(p.disabled_at as text), ''), cast(l.partner_id as text), \
     coalesce(cast(l.contract_until as text), ''), coalesce(cast(l.blocked_at as text), '') \
     from its_logins l join people p on p.id = l.person_id";
/// Who acts for which organisation by which ITS login.
const ACTING: &str = "select l.id || ' ' || m.organization_id from memberships m \
     join its_logins l on l.person_id = m.person_id";

/// An older office, and what stood in it.
struct Before {
    people: BTreeMap<String, Vec<String>>,
    logins: BTreeMap<String, Vec<String>>,
    acting: BTreeMap<String, Vec<String>>,
}

/// An office as large as `REGISTRAR_ORGANIZATIONS` says, or of 300 organisations, as an older program left it.
async fn older_office() -> (Portal, Before) {
    let many =
        std::env::var("REGISTRAR_ORGANIZATIONS").ok().and_then(|many| many.parse().ok()).unwrap_or(300);
    let (partners, applications) = (5 + many / 2000, many + many / 10);
    let size = Size { partners, organizations: many, applications, licences: many, months: 6, seed: 7 };
    let portal = Portal::generated(&size).await;
    issue(&portal).await;
    let acting = rows(&portal, ACTING).await;
    to_the_older_schema(&portal).await;
    older::rewrite_opening(&portal).await;
    plant(&portal).await;
    let (people, logins) = (rows(&portal, PEOPLE).await, rows(&portal, LOGINS).await);
    assert!(logins.len() > many, "those of the demo are there too");
    (portal, Before { people, logins, acting })
}

impl Before {
    /// The login that a person has afterwards: the next free name when an ITS login has the same.
    fn named(&self) -> impl Fn(&str) -> String {
        let of = |rows: &BTreeMap<String, Vec<String>>| rows.values().map(|row| row[0].clone()).collect();
        let (people, logins): (BTreeSet<String>, BTreeSet<String>) = (of(&self.people), of(&self.logins));
        move |login| {
            if !logins.contains(login) {
                return login.to_owned();
            }
            let mut next = (2..).map(|number| format!("{login}-{number}"));
            next.find(|name| !people.contains(name) && !logins.contains(name)).unwrap()
        }
    }

    /// Everybody is there with all that was theirs, and nobody is new but the accounts of the ITS logins.
    async fn is_kept(&self, portal: &Portal) {
        let (people, named) = (rows(portal, PEOPLE).await, self.named());
        assert_eq!(people.len(), self.people.len() + self.logins.len());
        let mut renamed = 0;
        for (id, was) in &self.people {
            let mut expected = was.clone();
            expected[0] = named(&was[0]);
            renamed += i64::from(expected != *was);
            assert_eq!(people[id], expected);
        }
        assert!(rows(portal, ACCOUNTS).await == self.logins, "an ITS login is its account");
        assert!(rows(portal, ACTING).await == self.acting, "whose connection was approved acts by it");
        assert_eq!(portal.count("errands where kind = 'login_renamed'").await, renamed);
        let opened = "memberships m join people p on p.id = m.person_id where p.disabled_at is null \
             and not exists (select 1 from memberships o where o.organization_id = m.organization_id and o.by_inn)";
        assert_eq!(portal.count(opened).await, 0, "the taxpayer number opens an account");
        let shut =
            "memberships m join people p on p.id = m.person_id where m.by_inn and p.disabled_at is not null";
        assert_eq!(portal.count(shut).await, 0);
    }
}

/// What a program hears with the pair of an ITS login.
async fn program_hears(portal: &Portal, login: &str, kind: Kind) {
    let attempt = Attempt { login, password: PASSWORD, address: "192.0.2.1", ..Attempt::default() };
    let heard = its_login(&portal.house, &attempt).await;
    let expected = match kind {
        Kind::Blocked => matches!(heard, Err(SignInFailure::Blocked)),
        Kind::LoginWithout => matches!(heard, Err(SignInFailure::Wrong)),
        Kind::Ordinary
        | Kind::SameName
        | Kind::NextNamesTaken
        | Kind::Capitals
        | Kind::Blanks
        | Kind::NamedByEmail
        | Kind::SameEmail
        | Kind::SharedEmail
        | Kind::NamedByInn
        | Kind::PersonNamedByInn
        | Kind::PersonGone
        | Kind::PersonWithout
        | Kind::Over => heard.as_ref().is_ok_and(|found| found.login == login),
    };
    assert!(expected, "{kind:?}: {heard:?}");
}

#[tokio::test]
async fn an_office_full_of_collisions_loses_nobody_and_lets_nobody_in_as_another() {
    let (portal, before) = older_office().await;
    let begun = Instant::now();
    portal.db().migrate().await.unwrap();
    let migrated = begun.elapsed();
    before.is_kept(&portal).await;
    let begun = Instant::now();
    portal.verify().await;
    let (people, logins, verified) = (before.people.len(), before.logins.len(), begun.elapsed());
    eprintln!(
        "{people} people and {logins} ITS logins: migrated in {migrated:.1?}, verified in {verified:.1?}"
    );
    for kind in KINDS {
        let samples = samples(&portal, kind).await;
        assert!(!samples.is_empty(), "{kind:?}");
        for sample in samples {
            for door in sample.doors(kind) {
                door.try_it(&portal, kind).await;
            }
            program_hears(&portal, &sample.login, kind).await;
        }
    }
}
