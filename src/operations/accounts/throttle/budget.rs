//! Under which keys guesses are counted, and how many may fail under each.

use std::net::IpAddr;

use chrono::Duration;

use super::WINDOW;
use crate::domain::account::Account;
use crate::domain::errand::GuessedAt;
use crate::domain::identity::{Inn, Phone};
use crate::gateways::tokens;
use crate::store::guesses;

/// The window of what is bounded by the day.
const DAY: Duration = Duration::hours(24);
/// How many guesses at a name may fail within a window, over all unknown devices and addresses.
const PER_NAME: i32 = 5;
/// How many guesses may fail from an address (IPv6: a network); an office may share one.
const PER_ADDRESS: i32 = 50;
/// How many guesses may fail where a sign-in succeeded before: on a device, or from an address of a program.
const PER_KNOWN: i32 = 10;
/// How many guesses at their own password a signed-in person has.
const PER_SESSION: i32 = 5;
/// How many codes of a second factor may fail within a window, and within a day, outside of known devices: whoever guesses
/// them knows the password.
const CODES: i32 = 5;
const CODES_A_DAY: i32 = 20;

/// A key under which a guess is counted.
#[derive(Clone, Debug)]
pub(super) struct BudgetKey {
    /// The key.
    pub(super) key: String,
    /// How many guesses under it may fail.
    pub(super) most: i32,
    /// Within this time.
    pub(super) window: Duration,
    /// What the owner of the account is told when that many did; of an address, which has no owner, nothing.
    pub(super) told: Option<GuessedAt>,
}

impl BudgetKey {
    fn of_owner(key: String, most: i32, place: GuessedAt) -> Self {
        Self { key, most, window: WINDOW, told: Some(place) }
    }
}

/// The keys under which a guess is counted, each with its limit of failures.
#[derive(Clone, Debug)]
pub(in crate::operations) struct Budget {
    pub(super) keys: Vec<BudgetKey>,
    /// The key whose failures a right password clears.
    pub(super) forgiven: Option<String>,
}

impl Budget {
    /// The budget of unknown clients: by address and by name. The name counts as typed and not by its account:
    /// otherwise a refusal would reveal whose e-mail address it is.
    pub(in crate::operations) fn of_strangers(address: &str, name: &str) -> Self {
        let name = name_key(name);
        let mut keys = Self::of_address(address).keys;
        keys.push(BudgetKey::of_owner(name.clone(), PER_NAME, GuessedAt::Name));
        Self { keys, forgiven: Some(name) }
    }

    /// The budget of whoever shows a key: by address alone, since nobody is named.
    pub(in crate::operations) fn of_address(address: &str) -> Self {
        let key = format!("address:{}", network(address));
        let keys = vec![BudgetKey { key, most: PER_ADDRESS, window: WINDOW, told: None }];
        Self { keys, forgiven: None }
    }

    /// The budget of a person on a known device.
    pub(in crate::operations) fn of_device(device: &str, person: impl std::fmt::Display) -> Self {
        let key = format!("device:{device}:{person}");
        let keys = vec![BudgetKey::of_owner(key.clone(), PER_KNOWN, GuessedAt::Device)];
        Self { keys, forgiven: Some(key) }
    }

    /// The budget of a login from a known address. A right password clears nothing: a program signs in all day and
    /// would clear the failures of an attacker behind the same address.
    pub(in crate::operations) fn of_known_address(digest: &str) -> Self {
        let key = BudgetKey::of_owner(format!("known:{digest}"), PER_KNOWN, GuessedAt::Program);
        Self { keys: vec![key], forgiven: None }
    }

    /// The budget of a signed-in person.
    pub(in crate::operations) fn of_session(person: impl std::fmt::Display) -> Self {
        let key = format!("session:{person}");
        let keys = vec![BudgetKey::of_owner(key.clone(), PER_SESSION, GuessedAt::Session)];
        Self { keys, forgiven: Some(key) }
    }

    /// The budget of the second factor on unknown devices. A right code clears neither: the day bounds what whoever knows
    /// the password may try, though the owner signs in meanwhile.
    ///
    /// With another password it is another budget: whoever knew the earlier one does not shut the owner out any longer.
    pub(in crate::operations) fn of_codes(account: &Account) -> Self {
        let digest = tokens::digest(&account.password_hash);
        let key = format!("codes:{}:{}", account.id, digest.get(..16).unwrap_or(&digest));
        let daily = format!("{}{key}", guesses::DAILY);
        let daily = BudgetKey { window: DAY, ..BudgetKey::of_owner(daily, CODES_A_DAY, GuessedAt::Code) };
        let keys = vec![BudgetKey::of_owner(key, CODES, GuessedAt::Code), daily];
        Self { keys, forgiven: None }
    }

    /// The budget of the second factor on a known device.
    pub(in crate::operations) fn of_codes_on_device(device: &str, person: impl std::fmt::Display) -> Self {
        let key = format!("device-codes:{device}:{person}");
        let keys = vec![BudgetKey::of_owner(key.clone(), PER_KNOWN, GuessedAt::Code)];
        Self { keys, forgiven: Some(key) }
    }

    /// This budget without clearing, for programs.
    pub(in crate::operations) fn unforgiving(self) -> Self {
        Self { forgiven: None, ..self }
    }
}

/// The key of an address: for IPv6 the /64 network, which a provider assigns to one customer.
pub(in crate::operations) fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// The key of a name; spellings of the same name share it.
fn name_key(name: &str) -> String {
    let name = name.trim();
    let inn = Inn::parse(name).map(String::from);
    let name = inn.or_else(|_| Phone::parse(name).map(String::from)).unwrap_or(name.to_lowercase());
    format!("login:{}", name.chars().take(100).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_version_six_and_an_address_of_version_four_are_one_each() {
        for (address, counted) in [
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("192.0.2.7", "192.0.2.7"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(network(address), counted);
        }
    }

    #[test]
    fn however_a_name_is_spelled_it_is_one() {
        assert_eq!(name_key(" Staff "), name_key("staff"));
        assert_eq!(name_key("99 0081 5901"), name_key("9900815901"));
        assert_eq!(name_key("8 (999) 000-00-01"), name_key("+79990000001"));
        assert_ne!(name_key("staff@forsait.example"), name_key("staff"));
    }
}
