//! Names that collide, in an office of before accounts: planted, and tried at the door afterwards.

use registrar::operations::accounts::{Attempt, Entered, SignInFailure, sign_in};
use registrar::operations::its_logins::{self, TypedLogin};
use registrar::store::accounts;

use super::rows;
use crate::support::{PASSWORD, PHRASE, Portal};

/// One ITS login of this many is of each kind.
const EVERY: i64 = 50;
/// So many of each kind try to sign in.
const TRYING: i64 = 20;

/// What is planted at an ITS login; the place in this list is the rest that its id leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Ordinary,
    /// A person has its name, and acts for its organisation.
    SameName,
    /// A person has its name, another one the next name, and an ITS login the name after that.
    NextNamesTaken,
    /// A person has its name in capitals.
    Capitals,
    /// A person has its name between blanks.
    Blanks,
    /// The login of a person is its e-mail.
    NamedByEmail,
    /// A person has its e-mail.
    SameEmail,
    /// Two people have its e-mail.
    SharedEmail,
    /// Another ITS login is the ИНН of its organisation.
    NamedByInn,
    /// The login of a person is the ИНН of its organisation.
    PersonNamedByInn,
    /// A disabled person has its name.
    PersonGone,
    /// A person without a password has its name.
    PersonWithout,
    /// Its partner blocked it; a person has its name.
    Blocked,
    /// It has no password.
    LoginWithout,
    /// Its contract is over.
    Over,
}

/// Every kind.
pub(super) const KINDS: [Kind; 15] = [
    Kind::Ordinary,
    Kind::SameName,
    Kind::NextNamesTaken,
    Kind::Capitals,
    Kind::Blanks,
    Kind::NamedByEmail,
    Kind::SameEmail,
    Kind::SharedEmail,
    Kind::NamedByInn,
    Kind::PersonNamedByInn,
    Kind::PersonGone,
    Kind::PersonWithout,
    Kind::Blocked,
    Kind::LoginWithout,
    Kind::Over,
];

/// The statements by which each kind is planted; see [`plant`] for the words in braces.
const PLANTED: &[(Kind, &str)] = &[
    (Kind::SameName, "{person} select l.login, {own}, {rest} {these}"),
    (
        Kind::SameName,
        "insert into memberships (person_id, organization_id) select p.id, o.id from people p \
         join its_logins l on l.login = p.login join organizations o on o.its_login_id = l.id where {of}",
    ),
    (Kind::NextNamesTaken, "{person} select l.login, {own}, {rest} {these}"),
    (Kind::NextNamesTaken, "{person} select l.login || '-2', 'next-' || {own}, {rest} {these}"),
    (Kind::Capitals, "{person} select upper(l.login), {own}, {rest} {these}"),
    (Kind::Blanks, "{person} select ' ' || l.login || ' ', {own}, {rest} {these}"),
    (Kind::NamedByEmail, "{person} select l.email, {own}, {rest} {these}"),
    (Kind::SameEmail, "{person} select 'one-' || l.id, l.email, {rest} {these}"),
    (Kind::SharedEmail, "{person} select 'one-' || l.id, l.email, {rest} {these}"),
    (Kind::SharedEmail, "{person} select 'two-' || l.id, l.email, {rest} {these}"),
    (
        Kind::PersonNamedByInn,
        "{person} select o.inn, {own}, {rest} from its_logins l join organizations o on o.its_login_id = l.id where {of}",
    ),
    (Kind::PersonGone, "{person} select l.login, {own}, {rest} {these}"),
    (Kind::PersonGone, "update people set disabled_at = created_at where email in (select {own} {these})"),
    (Kind::PersonWithout, "{person} select l.login, {own}, {rest} {these}"),
    (Kind::PersonWithout, "update people set password_hash = '' where email in (select {own} {these})"),
    (Kind::Blocked, "{person} select l.login, {own}, {rest} {these}"),
    (Kind::Blocked, "update its_logins as l set blocked_at = '2026-05-01T00:00:00+00:00' where {of}"),
    (Kind::LoginWithout, "update its_logins as l set password_hash = '' where {of}"),
    (Kind::Over, "update its_logins as l set contract_until = '2020-01-01' where {of}"),
];

/// Issues further ITS logins, as partners do: names that others will find taken. They get the password of all ITS logins.
pub(super) async fn issue(portal: &Portal) {
    let admin = portal.partner_admin().await.desk();
    let taken = samples(portal, Kind::NextNamesTaken).await.into_iter().map(|one| format!("{}-3", one.login));
    let numbers = samples(portal, Kind::NamedByInn).await.into_iter().map(|one| one.inn);
    let hash = portal.password_hash().await;
    for (number, login) in taken.chain(numbers).enumerate() {
        let (first, email) = (format!("issued-{number}"), format!("issued-{number}@dom.example"));
        let typed = TypedLogin { login: first.clone(), email, contract_until: "31.12.2030".to_owned() };
        its_logins::issue(&admin, &typed).await.unwrap();
        let set = format!("update people set login = '{login}', password_hash = '{hash}'");
        portal.sql(&format!("{set} where login = '{first}'")).await;
    }
}

/// Plants every kind. People have another password than ITS logins.
pub(super) async fn plant(portal: &Portal) {
    let phrase = portal.house.passwords.hash(PHRASE).await.unwrap();
    for (kind, statement) in PLANTED {
        let of =
            format!("l.id % {EVERY} = {} and l.id in (select its_login_id from organizations)", *kind as i64);
        let planted = portal
            .try_sql(
                &statement
                    .replace(
                        "{person}",
                        "insert into people (login, email, full_name, password_hash, created_at)",
                    )
                    .replace("{own}", "'p' || l.id || '@dom.example'")
                    .replace("{rest}", &format!("'Тезка', '{phrase}', '2026-01-01T00:00:00+00:00'"))
                    .replace("{these}", "from its_logins l where {of}")
                    .replace("{of}", &of),
            )
            .await;
        assert!(planted.unwrap() > 0, "{kind:?}: {statement}");
    }
}

/// An ITS login of a kind: its name, its e-mail, the ИНН of its organisation, and its number.
pub(super) struct Sample {
    pub(super) login: String,
    email: String,
    inn: String,
    id: String,
}

impl Sample {
    /// What is typed at the door, and the login of the account that it opens.
    pub(super) fn doors(&self, kind: Kind) -> Vec<Door> {
        let Self { login, email, inn, id } = self;
        let next = |number: u8| format!("{login}-{number}");
        let (capitals, blanks) = (login.to_uppercase(), format!(" {login} "));
        let own = [Door::opens(login, PASSWORD, login), Door::shut(login, PHRASE)];
        let more = match kind {
            Kind::Ordinary => vec![Door::shut(email, PASSWORD)],
            Kind::SameName => vec![
                Door::opens(&next(2), PHRASE, &next(2)),
                Door::shut(&next(2), PASSWORD),
                Door::opens(inn, PHRASE, &next(2)),
            ],
            Kind::NextNamesTaken => vec![
                Door::opens(&next(4), PHRASE, &next(4)),
                Door::opens(&next(2), PHRASE, &next(2)),
                Door::shut(&next(2), PASSWORD),
                Door::opens(&next(3), PASSWORD, &next(3)),
                Door::shut(&next(3), PHRASE),
            ],
            Kind::Capitals => {
                vec![Door::opens(&capitals, PHRASE, &capitals), Door::shut(&capitals, PASSWORD)]
            }
            Kind::Blanks => vec![
                Door::opens(&blanks, PASSWORD, login),
                Door::opens(&format!("p{id}@dom.example"), PHRASE, &blanks),
            ],
            Kind::NamedByEmail => vec![Door::opens(email, PHRASE, email), Door::shut(email, PASSWORD)],
            Kind::SameEmail => {
                vec![Door::opens(email, PHRASE, &format!("one-{id}")), Door::shut(email, PASSWORD)]
            }
            Kind::SharedEmail => {
                let [one, two] = ["one", "two"].map(|name| format!("{name}-{id}"));
                let shut = [Door::shut(email, PHRASE), Door::shut(email, PASSWORD)];
                shut.into_iter().chain([one, two].map(|name| Door::opens(&name, PHRASE, &name))).collect()
            }
            Kind::NamedByInn => vec![Door::opens(inn, PASSWORD, inn), Door::shut(inn, PHRASE)],
            Kind::PersonNamedByInn => vec![Door::opens(inn, PHRASE, inn), Door::shut(inn, PASSWORD)],
            Kind::PersonGone => vec![Door::shut(&next(2), PHRASE)],
            Kind::PersonWithout => vec![Door::shut(&next(2), ""), Door::shut(&next(2), PHRASE)],
            Kind::Blocked => {
                return vec![Door::shut(login, PASSWORD), Door::opens(&next(2), PHRASE, &next(2))];
            }
            Kind::LoginWithout => return vec![Door::shut(login, ""), Door::shut(login, PASSWORD)],
            Kind::Over => Vec::new(),
        };
        own.into_iter().chain(more).collect()
    }
}

/// What somebody types, and the login of the account that it opens, if it opens any.
pub(super) struct Door {
    name: String,
    password: &'static str,
    opens: Option<String>,
}

impl Door {
    fn opens(name: &str, password: &'static str, login: &str) -> Self {
        Self { name: name.to_owned(), password, opens: Some(login.to_owned()) }
    }

    fn shut(name: &str, password: &'static str) -> Self {
        Self { name: name.to_owned(), password, opens: None }
    }

    /// Tries it from an address of its own.
    pub(super) async fn try_it(&self, portal: &Portal, kind: Kind) {
        let address = format!("2001:db8:{:x}:{:x}::1", portal.next() / 65536, portal.next() % 65536);
        let (name, password) = (self.name.as_str(), self.password);
        let attempt = Attempt { login: name, password, address: &address, ..Attempt::default() };
        let opened = match sign_in(&portal.house, &attempt).await {
            Ok(Entered::Signed(signed)) => {
                Some(accounts::open(portal.db(), signed.1.person).await.unwrap().login)
            }
            Ok(Entered::Waits(_)) => panic!("nobody set up a second factor"),
            Err(SignInFailure::Wrong | SignInFailure::Ambiguous) => None,
            Err(failure) => panic!("{kind:?}: {name}: {failure}"),
        };
        assert_eq!(opened, self.opens, "{kind:?}: {name} with {password}");
    }
}

/// Some ITS logins of a kind.
pub(super) async fn samples(portal: &Portal, kind: Kind) -> Vec<Sample> {
    let these = format!(
        "select cast(l.id as text), p.login, p.email, o.inn from its_logins l join people p on p.id = l.person_id \
         join organizations o on o.its_login_id = l.id where l.id % {EVERY} = {} order by l.id limit {TRYING}",
        kind as i64
    );
    let sample = |(id, row): (String, Vec<String>)| {
        let [login, email, inn] = row.try_into().unwrap();
        Sample { login, email, inn, id }
    };
    rows(portal, &these).await.into_iter().map(sample).collect()
}
