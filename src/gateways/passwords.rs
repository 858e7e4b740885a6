//! Passwords: stored as Argon2id hashes and verified with the same effort whether the account exists or not.

mod codes;
mod memory;
mod strength;
mod words;

use std::sync::Arc;
use std::time::Instant;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;

use memory::Memory;
pub use memory::Pair;

/// The minimum length in characters.
const SHORTEST: usize = 8;
/// The maximum length in characters.
const LONGEST: usize = 128;
/// How many hashes are computed at a time: each takes a core and 19 MB, and a flood of sign-ins must not take them all.
const AT_A_TIME: usize = 2;

/// The cost of a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// The recommendation of OWASP for Argon2id: 19 MB, two passes, one lane.
    pub const OWASP: Self = Self { memory_kib: 19_456, passes: 2 };
    /// The least that Argon2 allows, to keep tests fast; never for real passwords.
    pub const FOR_TESTS: Self = Self { memory_kib: 8, passes: 1 };
}

/// Why a password cannot be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// It has fewer than 8 characters.
    #[error("Пароль должен быть не короче 8 символов")]
    TooShort,
    /// It has more than 128 characters.
    #[error("Пароль должен быть не длиннее 128 символов")]
    TooLong,
    /// It is common, or follows a pattern that is tried first.
    #[error("Этот пароль слишком распространен: придумайте другой, например фразу из нескольких слов")]
    Common,
    /// It is made of public data of the person.
    #[error("Этот пароль составлен из ваших данных: придумайте другой, например фразу из нескольких слов")]
    OwnData,
}

/// Hashes and verifies passwords, a few at a time and on threads of their own.
#[derive(Clone, Debug)]
pub struct Passwords {
    hasher: Argon2<'static>,
    nobody: Arc<str>,
    turns: Arc<Semaphore>,
    memory: Arc<Memory>,
}

impl Passwords {
    /// A service that hashes at this cost.
    #[must_use]
    pub fn new(cost: Cost) -> Self {
        let turns = Arc::new(Semaphore::new(AT_A_TIME));
        let memory = Arc::new(Memory::default());
        Self { hasher: hasher(cost), nobody: nobody(cost).into(), turns, memory }
    }

    /// The hash of a password that a person chooses; refused when it would soon be guessed. `own` is public data of the
    /// person: login, name, e-mail, organisation.
    pub async fn choose(&self, password: &str, own: Vec<String>) -> Result<String, PasswordFault> {
        self.judge(password, own).await?;
        self.hash(password).await
    }

    /// The same without the hash: whether a person may choose this password.
    pub async fn judge(&self, password: &str, own: Vec<String>) -> Result<(), PasswordFault> {
        must_have_a_length(password)?;
        let typed = SecretString::from(password);
        match self.in_turn(move || strength::fault(typed.expose_secret(), &own)).await {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }

    /// The hash of a new password; its strength is not checked.
    pub async fn hash(&self, password: &str) -> Result<String, PasswordFault> {
        must_have_a_length(password)?;
        let (hasher, password) = (self.hasher.clone(), SecretString::from(password));
        Ok(self.in_turn(move || hashed(&hasher, &password)).await)
    }

    /// Whether the password matches a hash; `None` when there is no such account.
    ///
    /// Both cases take the same time.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        if password.chars().count() > LONGEST {
            return false;
        }
        let (hasher, password) = (self.hasher.clone(), SecretString::from(password));
        let (hash, nobody) = (hash.map(str::to_owned), Arc::clone(&self.nobody));
        self.in_turn(move || fits(&hasher, &password, hash.as_deref(), &nobody)).await
    }

    /// Whether [`Self::verify_and_remember`] verified this pair within the last minutes.
    #[must_use]
    pub fn remembers(&self, pair: Pair<'_>) -> bool {
        self.memory.knows(pair, Instant::now())
    }

    /// Caches a pair that was verified otherwise: a password whose stored form is no hash of this service.
    pub fn remember(&self, pair: Pair<'_>) {
        self.memory.note(pair, Instant::now());
    }

    /// Like [`Self::verify`] for an existing account. A match is cached for minutes, so that an API client does not
    /// cost a hash at each request.
    pub async fn verify_and_remember(&self, pair: Pair<'_>) -> bool {
        if self.remembers(pair) {
            return true;
        }
        let fits = self.verify(pair.password, Some(pair.hash)).await;
        if fits {
            self.memory.note(pair, Instant::now());
        }
        fits
    }

    /// Runs heavy work on a blocking thread. The permit stays with the work: a caller that gives up does not free it
    /// early.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let turn = Arc::clone(&self.turns).acquire_owned().await.expect("the turns are never closed");
        let work = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        work.await.expect("the work does not panic, and nobody cancels it")
    }
}

fn must_have_a_length(password: &str) -> Result<(), PasswordFault> {
    match password.chars().count() {
        0..SHORTEST => Err(PasswordFault::TooShort),
        SHORTEST..=LONGEST => Ok(()),
        _ => Err(PasswordFault::TooLong),
    }
}

fn hasher(cost: Cost) -> Argon2<'static> {
    let params =
        Params::new(cost.memory_kib, cost.passes, 1, None).expect("both costs lie within the bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hashed(hasher: &Argon2<'_>, password: &SecretString) -> String {
    let hash = hasher.hash_password(password.expose_secret().as_bytes());
    hash.expect("a short text and a fresh salt can always be hashed").to_string()
}

fn fits(hasher: &Argon2<'_>, password: &SecretString, hash: Option<&str>, nobody: &str) -> bool {
    let (hash, exists) = checked_against(hash, nobody);
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    let same = hasher.verify_password(password.expose_secret().as_bytes(), &hash).is_ok();
    exists && same
}

/// The hash to verify against, and whether it is an account's. Without an account, or with a damaged hash, it is a
/// dummy hash, so that the effort is the same.
fn checked_against<'a>(hash: Option<&'a str>, nobody: &'a str) -> (&'a str, bool) {
    let known = hash.filter(|hash| PasswordHash::new(hash).is_ok());
    (known.unwrap_or(nobody), known.is_some())
}

/// A dummy hash that no password matches and that takes as long to verify as a real one.
fn nobody(cost: Cost) -> String {
    let Cost { memory_kib, passes } = cost;
    let (salt, hash) = (STANDARD_NO_PAD.encode([0; 16]), STANDARD_NO_PAD.encode([0; 32]));
    format!("$argon2id$v=19$m={memory_kib},t={passes},p=1${salt}${hash}")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::new(Cost::FOR_TESTS);
        let hash = passwords.hash("верный пароль").await.unwrap();
        assert!(passwords.verify("верный пароль", Some(&hash)).await);
        assert!(!passwords.verify("другой пароль", Some(&hash)).await);
        assert!(!passwords.verify("верный пароль", None).await);
        assert!(!passwords.verify("верный пароль", Some("damaged")).await);
        assert_ne!(passwords.hash("верный пароль").await.unwrap(), hash, "each hash has a salt of its own");
    }

    fn pair<'a>(password: &'a str, hash: &'a str) -> Pair<'a> {
        Pair { password, hash, from: "192.0.2.1" }
    }

    #[tokio::test]
    async fn what_a_person_chooses_is_looked_at_and_what_a_seed_gives_is_not() {
        let passwords = Passwords::new(Cost::FOR_TESTS);
        let own = || vec!["ivanova".to_owned()];
        assert_eq!(passwords.choose("короче", own()).await, Err(PasswordFault::TooShort));
        assert_eq!(passwords.choose("demo-demo-demo", own()).await, Err(PasswordFault::Common));
        assert_eq!(passwords.choose("ivanova2026", own()).await, Err(PasswordFault::OwnData));
        assert!(passwords.hash("demo-demo-demo").await.is_ok());
        assert!(passwords.choose("синий трактор едет", own()).await.is_ok());
    }

    #[tokio::test]
    async fn only_a_pair_that_was_verified_is_remembered() {
        let passwords = Passwords::new(Cost::FOR_TESTS);
        let hash = passwords.hash("верный пароль").await.unwrap();
        assert!(!passwords.remembers(pair("верный пароль", &hash)));
        assert!(passwords.verify_and_remember(pair("верный пароль", &hash)).await);
        assert!(!passwords.verify_and_remember(pair("другой пароль", &hash)).await);
        assert!(passwords.remembers(pair("верный пароль", &hash)));
        assert!(!passwords.remembers(pair("другой пароль", &hash)));
        let changed = passwords.hash("верный пароль").await.unwrap();
        assert!(!passwords.remembers(pair("верный пароль", &changed)), "a new hash is a new pair");
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_still_fits() {
        let hash = Passwords::new(Cost::FOR_TESTS).hash("demo-demo-demo").await.unwrap();
        assert!(Passwords::new(Cost::OWASP).verify("demo-demo-demo", Some(&hash)).await);
    }

    #[tokio::test]
    async fn the_limits_count_characters() {
        let passwords = Passwords::new(Cost::FOR_TESTS);
        assert_eq!(passwords.hash(&"я".repeat(7)).await, Err(PasswordFault::TooShort));
        assert_eq!(passwords.hash(&"я".repeat(129)).await, Err(PasswordFault::TooLong));
        for length in [8, 128] {
            let password = "я".repeat(length);
            let hash = passwords.hash(&password).await.unwrap();
            assert!(passwords.verify(&password, Some(&hash)).await);
        }
        assert!(!passwords.verify(&"я".repeat(129), None).await);
    }

    #[tokio::test]
    async fn real_hashes_are_made_as_owasp_recommends() {
        let passwords = Passwords::new(Cost::OWASP);
        let hash = passwords.hash("demo-demo-demo").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }

    /// A missing account would be revealed by a much faster answer.
    #[tokio::test]
    async fn a_missing_account_takes_as_much_work() {
        let cost = Cost { memory_kib: 2048, passes: 2 };
        let real = Passwords::new(cost).hash("demo-demo-demo").await.unwrap();
        let nobody = nobody(cost);
        let work = |hash: &str| hash.split('$').map(str::to_owned).take(4).collect::<Vec<_>>();
        assert_eq!((work(&nobody), nobody.len()), (work(&real), real.len()));
        assert!(PasswordHash::new(&nobody).is_ok());
        assert_eq!(checked_against(None, &nobody), (nobody.as_str(), false));
        assert_eq!(checked_against(Some("damaged"), &nobody), (nobody.as_str(), false));
        assert_eq!(checked_against(Some(&real), &nobody), (real.as_str(), true));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_more_than_two_are_hashed_at_a_time() {
        let passwords = Passwords::new(Cost::FOR_TESTS);
        let busy = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let mut askers = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (passwords, busy) = (passwords.clone(), Arc::clone(&busy));
            askers.spawn(async move { passwords.in_turn(move || most_at_once(&busy)).await });
        }
        assert_eq!(askers.join_all().await.into_iter().max(), Some(AT_A_TIME));
    }

    fn most_at_once(busy: &std::sync::atomic::AtomicUsize) -> usize {
        use std::sync::atomic::Ordering::SeqCst;
        let together = busy.fetch_add(1, SeqCst) + 1;
        std::thread::sleep(Duration::from_millis(50));
        busy.fetch_sub(1, SeqCst);
        together
    }
}
