//! Devices: browsers in which people signed in, by a signed cookie. On a known device, guesses made elsewhere do not
//! throttle the person. The cookie replaces no password.

use chrono::{DateTime, Duration, Utc};

use crate::domain::account::Account;
use crate::domain::factor::Factor;
use crate::domain::ids::PersonId;
use crate::gateways::tokens;

/// How long a device is known for a person after a sign-in, in days.
pub const KNOWN_DAYS: i64 = 30;
/// How many people a device remembers; the one who signed in longest ago is dropped.
const PEOPLE_MOST: usize = 8;
/// The length of a mark, in characters of the digest.
const MARK: usize = 32;

/// How many characters of `User-Agent` are stored.
const BROWSER_MOST: usize = 300;

/// What a browser calls itself, as it is stored.
pub(super) fn cut(browser: &str) -> String {
    browser.chars().take(BROWSER_MOST).collect()
}

/// A device; its cookie reads `id.person-second-mark.person-second-mark`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Device {
    id: String,
    /// The people who signed in, the last one first.
    people: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    person: PersonId,
    at: i64,
    mark: String,
}

impl Device {
    /// Parses the cookie's value; the caller has verified its signature.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let id = parts.next().filter(|id| !id.is_empty())?.to_owned();
        let people = parts.map(Entry::read).collect::<Option<Vec<_>>>()?;
        Some(Self { id, people })
    }

    /// A device without people.
    pub(super) fn fresh() -> Self {
        Self { id: tokens::fresh(), people: Vec::new() }
    }

    /// The cookie's value.
    pub(super) fn write(&self) -> String {
        let people = self.people.iter().map(|one| format!(".{}-{}-{}", one.person.0, one.at, one.mark));
        std::iter::once(self.id.clone()).chain(people).collect()
    }

    /// The key under which guesses are counted.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Whether the person signed in here within [`KNOWN_DAYS`], with the present password.
    pub(super) fn knows(&self, account: &Account, now: DateTime<Utc>) -> bool {
        let oldest = (now - Duration::days(KNOWN_DAYS)).timestamp();
        let marks = [self.mark(account, false), self.mark(account, true)];
        self.people.iter().any(|one| one.person == account.id && one.at > oldest && marks.contains(&one.mark))
    }

    /// Like [`Self::knows`], and with the second factor: whoever knew the password before there was one is not known by it.
    pub(super) fn has_seen_factor(&self, account: &Account, now: DateTime<Utc>) -> bool {
        let oldest = (now - Duration::days(KNOWN_DAYS)).timestamp();
        let mark = self.mark(account, true);
        self.people.iter().any(|one| one.person == account.id && one.at > oldest && one.mark == mark)
    }

    /// Whether the person signed in here within [`KNOWN_DAYS`], with whatever password.
    pub(super) fn has_met(&self, person: PersonId, now: DateTime<Utc>) -> bool {
        let oldest = (now - Duration::days(KNOWN_DAYS)).timestamp();
        self.people.iter().any(|one| one.person == person && one.at > oldest)
    }

    /// The device after this person signed in by a factor.
    pub(super) fn with(mut self, account: &Account, by: Factor, now: DateTime<Utc>) -> Self {
        let second = match by {
            Factor::Code | Factor::Passkey | Factor::RecoveryCode => true,
            Factor::Password | Factor::Cloud => false,
        };
        let entry = Entry { person: account.id, at: now.timestamp(), mark: self.mark(account, second) };
        self = self.without(account.id);
        self.people.insert(0, entry);
        self.people.truncate(PEOPLE_MOST);
        self
    }

    /// The device after this person chose «Чужой компьютер».
    pub(super) fn without(mut self, person: PersonId) -> Self {
        self.people.retain(|one| one.person != person);
        self
    }

    /// Depends on the password, so a change invalidates it. The salt of the hash keeps it from revealing the password.
    fn mark(&self, account: &Account, second_factor: bool) -> String {
        let second = if second_factor { " second factor" } else { "" };
        let text = format!("{} {} {}{second}", self.id, account.id.0, account.password_hash);
        let digest = tokens::digest(&text);
        digest.chars().take(MARK).collect()
    }
}

impl Entry {
    fn read(text: &str) -> Option<Self> {
        let (person, rest) = text.split_once('-')?;
        let (at, mark) = rest.split_once('-')?;
        Some(Self { person: PersonId(person.parse().ok()?), at: at.parse().ok()?, mark: mark.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: i64, password_hash: &str) -> Account {
        Account {
            id: PersonId(id),
            login: String::new(),
            email: String::new(),
            full_name: String::new(),
            password_hash: password_hash.to_owned(),
            disabled: false,
            roles: Vec::new(),
        }
    }

    #[test]
    fn a_device_is_read_as_it_was_written_and_holds_a_few_people() {
        let now: DateTime<Utc> = "2026-11-18T09:00:00Z".parse().unwrap();
        let mut device = Device::fresh();
        for person in 1..=9 {
            device = device.with(&account(person, "hash"), Factor::Password, now);
        }
        let device = Device::read(&device.write()).unwrap();
        assert!(!device.knows(&account(1, "hash"), now), "the first one gave way");
        assert!((2..=9).all(|person| device.knows(&account(person, "hash"), now)));
        assert!(device.write().len() < 600, "a cookie is small");
        assert!(!device.knows(&account(2, "another"), now));
        assert!(!device.has_seen_factor(&account(2, "hash"), now));
        let shown = device.clone().with(&account(2, "hash"), Factor::Code, now);
        assert!(shown.has_seen_factor(&account(2, "hash"), now) && shown.knows(&account(2, "hash"), now));
        assert!(!shown.has_seen_factor(&account(2, "another"), now));
        assert!(device.has_met(PersonId(2), now) && !device.has_met(PersonId(1), now));
        assert!(!device.has_met(PersonId(2), now + Duration::days(KNOWN_DAYS)));
        assert!(!device.knows(&account(2, "hash"), now + Duration::days(KNOWN_DAYS)));
        assert!(!device.clone().without(PersonId(2)).knows(&account(2, "hash"), now));
        let stolen = Device { id: "other".to_owned(), ..device };
        assert!(!stolen.knows(&account(2, "hash"), now));
    }

    #[test]
    fn nonsense_is_no_device() {
        for text in ["", ".1-2-3", "id.1", "id.1-2", "id.x-2-3", "id."] {
            assert_eq!(Device::read(text), None, "{text}");
        }
    }
}
