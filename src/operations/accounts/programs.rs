//! Clients' programs at the intake API: the pair of an account, or its login with a password that was made for the program.

use std::sync::Arc;

use chrono::Duration;

use super::beginning::sweep;
use super::throttle::{self, Budget, OpenGuess};
use super::{Attempt, KNOWN_DAYS, SignInFailure, printable};
use crate::domain::account::Account;
use crate::domain::month::moscow_day;
use crate::domain::program_password::ProgramPassword;
use crate::gateways::passwords::Pair;
use crate::gateways::tokens;
use crate::operations::House;
use crate::store::logins::ItsLogin;
use crate::store::{StoreError, accounts, factors, known_addresses, logins, program_passwords};

/// What a program sent, and whose account it names.
struct Presented<'a> {
    house: &'a Arc<House>,
    attempt: &'a Attempt<'a>,
    account: Option<Account>,
    /// Its address, in the form under which guesses are counted.
    from: String,
    /// The digest of the password, as it would be stored if it was made for a program.
    digest: String,
}

/// Authenticates an ITS login, by the same account that the pair opens in a browser, or by a password of that account that
/// was made for a program. People of desks hold no ITS login.
///
/// A login and password verified from this address within the last minutes skip hashing and the throttle. A pair that was
/// right from this address within [`KNOWN_DAYS`] is not held up by guesses made elsewhere.
pub async fn its_login(house: &Arc<House>, attempt: &Attempt<'_>) -> Result<ItsLogin, SignInFailure> {
    printable(attempt)?;
    let account = accounts::find(&house.db, attempt.login).await?.filter(|account| !account.is_of_desk());
    let from = throttle::network(attempt.address);
    let sent = Presented { house, attempt, account, from, digest: tokens::program_digest(attempt.password) };
    let by = match sent.was_right_just_now().await? {
        Some(by) => by,
        None => sent.prove().await?,
    };
    sent.may_be(by).await?;
    contract(house, sent.account.as_ref()).await
}

/// Which password of an account a program sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SentPassword {
    /// The account's own.
    Own,
    /// One that was made for a program.
    OfProgram,
}

impl Presented<'_> {
    fn hash(&self) -> &str {
        self.account.as_ref().map_or("", |account| account.password_hash.as_str())
    }

    /// The pair as it is checked against this stored form of the password.
    fn pair<'a>(&'a self, stored: &'a str) -> Pair<'a> {
        Pair { password: self.attempt.password, hash: stored, from: &self.from }
    }

    /// Whether the pair was verified within the last minutes and still is right.
    async fn was_right_just_now(&self) -> Result<Option<SentPassword>, SignInFailure> {
        if self.house.passwords.remembers(self.pair(self.hash())) {
            return Ok(Some(SentPassword::Own));
        }
        if !self.house.passwords.remembers(self.pair(&self.digest)) {
            return Ok(None);
        }
        let Some(password) = self.of_program().await? else { return Ok(None) };
        self.note_used(&password).await?;
        Ok(Some(SentPassword::OfProgram))
    }

    /// Whoever has a second factor gives programs passwords of their own: the account's would go around it.
    async fn may_be(&self, by: SentPassword) -> Result<(), SignInFailure> {
        let Some(account) = self.account.as_ref().filter(|_| by == SentPassword::Own) else { return Ok(()) };
        if factors::of_person(&self.house.db, account.id).await?.asked() {
            return Err(SignInFailure::ProgramPasswordNeeded);
        }
        Ok(())
    }

    /// Verifies the pair as a guess. Every wrong one costs one look at the passwords of programs and one hash, whether
    /// there is such a login and whether it has such passwords; a right one of a program needs no hash.
    async fn prove(&self) -> Result<SentPassword, SignInFailure> {
        let (house, now) = (self.house, self.house.clock.now());
        let after = now - Duration::days(KNOWN_DAYS);
        let (own, of_program) = (self.known_by(self.hash()), self.known_by(&self.digest));
        let own_known = known_addresses::is_known(&house.db, &own, after).await?;
        let program_known = known_addresses::is_known(&house.db, &of_program, after).await?;
        let budget = if program_known {
            Budget::of_known_address(&of_program)
        } else if own_known {
            Budget::of_known_address(&own)
        } else {
            Budget::of_strangers(self.attempt.address, self.attempt.login).unforgiving()
        };
        let hold = OpenGuess::take(house, budget, self.attempt.guess()).await?;
        let (pair, by) = if let Some(password) = self.of_program().await? {
            self.note_used(&password).await?;
            house.passwords.remember(self.pair(&self.digest));
            (of_program, SentPassword::OfProgram)
        } else if house.passwords.verify_and_remember(self.pair(self.hash())).await {
            (own, SentPassword::Own)
        } else {
            hold.wrong().await?;
            return Err(SignInFailure::Wrong);
        };
        hold.right().await?;
        if !own_known && !program_known {
            sweep(house, now).await?;
        }
        known_addresses::note(&house.db, &pair, now).await?;
        Ok(by)
    }

    /// Under which digest the address is known for this login and this stored form of its password.
    fn known_by(&self, stored: &str) -> String {
        tokens::keyed_digest(self.attempt.secret, &[self.attempt.login, &self.from, stored])
    }

    async fn of_program(&self) -> Result<Option<ProgramPassword>, StoreError> {
        let person = self.account.as_ref().map(|account| account.id);
        program_passwords::with_digest(&self.house.db, person, &self.digest).await
    }

    async fn note_used(&self, password: &ProgramPassword) -> Result<(), StoreError> {
        program_passwords::note_used(&self.house.db, password, self.house.clock.now()).await
    }
}

/// The contract by which the account works. Only a caller with the right password learns that it is blocked or that there
/// is none. The rows are read after the password was verified, so a block takes effect at once.
async fn contract(house: &Arc<House>, account: Option<&Account>) -> Result<ItsLogin, SignInFailure> {
    let account = account.ok_or(SignInFailure::Wrong)?;
    let contracts = logins::of_account(&house.db, account.id).await?;
    match ItsLogin::to_work_by(contracts, moscow_day(house.clock.now())) {
        // Whoever issued the account blocks all of it, by whichever contract it works.
        Some(login) if account.disabled || login.blocked_at.is_some() => Err(SignInFailure::Blocked),
        Some(login) => Ok(login),
        None if account.disabled => Err(SignInFailure::Wrong),
        None => Err(SignInFailure::NoContract),
    }
}
