//! Codes by SMS: how many may be sent, whether one fits, and what its message says.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use subtle::ConstantTimeEq as _;

use super::caller::{Limit, Requester, over};
use super::{Desk, Failure, House};
use crate::domain::ids::{PersonId, PhoneCodeId};
use crate::domain::phone_code::{self, PhoneCode, TRIES};
use crate::domain::role::Role;
use crate::gateways::tokens;
use crate::policy::Permission;
use crate::store::guesses::{self, Allowance};
use crate::store::{StoreError, Tx, accounts, colleagues, phone_codes};

/// One code a minute to a number.
const SOON: Limit = Limit { what: "sms_soon", most: 1, window: Duration::minutes(1) };
/// So many codes a day to a number.
const NUMBER: Limit = Limit { what: "sms_number", most: 5, window: DAY };
/// So many codes a day from an address.
const ADDRESS: Limit = Limit { what: "sms_address", most: 20, window: DAY };
/// The codes of the installation; how many a day, a setting says.
const HOUSE: Limit = Limit { what: "sms_ceiling", most: 0, window: DAY };
/// So often a day the holder of a number is told of wrong codes.
const TOLD: Limit = Limit { what: "code_guesses_told", most: 1, window: DAY };

const DAY: Duration = Duration::hours(24);

/// What is said of a code that may not be tried any more, or never was.
const OVER: &str = "Код больше не действует: запросите новый";

/// Whether one more message may go to this number, from this address, today; counts it.
pub(super) async fn may_send(house: &Arc<House>, caller: &Requester<'_>, phone: &str) -> Result<(), Failure> {
    SOON.count(house, caller, phone).await?;
    NUMBER.count(house, caller, phone).await?;
    ADDRESS.count(house, caller, &caller.network()).await?;
    let (key, now) = (HOUSE.key("all"), house.clock.now());
    let most = house.settings().await?.sms_daily_ceiling;
    match guesses::take(&house.db, &key, most, now, DAY).await? {
        Allowance::Taken => Ok(guesses::failed(&house.db, &key).await.map(drop)?),
        Allowance::Busy => Err(Failure::TooOften(1)),
        Allowance::Spent(until) => {
            alarm(house, caller, now).await?;
            Err(over(until, now))
        }
    }
}

/// Tells the operator's administrators and the second stream, once a day, that no more messages are sent.
async fn alarm(house: &Arc<House>, caller: &Requester<'_>, now: DateTime<Utc>) -> Result<(), Failure> {
    let bearers = colleagues::bearers(&house.db, &[Role::OperatorAdmin]).await?;
    let people: Vec<PersonId> = bearers.into_iter().map(|(_, _, person)| person).collect();
    let tx = house.db.begin().await?;
    let fresh = phone_codes::owe_alarm(&tx, &people, now).await?;
    tx.commit().await?;
    if fresh {
        caller.note(house, HOUSE.what, "all").await?;
        house.owed.notify_waiters();
    }
    Ok(())
}

/// Until when no messages are sent, while the ceiling is reached.
pub(super) async fn exhausted(house: &House) -> Result<Option<DateTime<Utc>>, StoreError> {
    let now = house.clock.now();
    let most = house.settings().await?.sms_daily_ceiling;
    let spent = guesses::spent(&house.db, &HOUSE.key("all"), DAY).await?;
    Ok(spent.filter(|spent| spent.number >= most && now < spent.until).map(|spent| spent.until))
}

/// Whether these digits are those of a code; counts the try before it is looked at. The holder of the number is told once a
/// day when the tries ran out.
pub(super) async fn check(
    house: &Arc<House>,
    caller: &Requester<'_>,
    code: &PhoneCode,
    typed: &str,
) -> Result<(), Failure> {
    let typed = phone_code::read(typed).map_err(|words| wrong(words.to_owned()))?;
    let counted = phone_codes::try_once(&house.db, code.id, house.clock.now()).await?;
    let tries = counted.ok_or_else(|| wrong(OVER.to_owned()))?;
    if digits(caller.secret, code).as_bytes().ct_eq(typed.as_bytes()).into() {
        return Ok(());
    }
    if tries < TRIES {
        return Err(wrong(format!("Код не подошел. Осталось попыток: {}", TRIES - tries)));
    }
    tell(house, caller, code).await?;
    Err(wrong("Код не подошел, попытки закончились: запросите новый".to_owned()))
}

/// Tells the holder of an account, once a day, that the tries of a code for their number ran out.
async fn tell(house: &Arc<House>, caller: &Requester<'_>, code: &PhoneCode) -> Result<(), Failure> {
    caller.note(house, "phone_code_guessed", &code.phone).await?;
    let Some(account) = accounts::with_confirmed_phone(&house.db, &code.phone).await? else { return Ok(()) };
    let now = house.clock.now();
    let told = guesses::count(&house.db, &TOLD.key(&code.phone), now, TOLD.window).await?;
    if told.number > TOLD.most {
        return Ok(());
    }
    let tx = house.db.begin().await?;
    phone_codes::owe_guesses(&tx, account.id, code.id, now).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(())
}

/// Uses a code up with what it was typed for, once.
pub(super) async fn spend(tx: &Tx, code: &PhoneCode, now: DateTime<Utc>) -> Result<(), Failure> {
    if phone_codes::spend(tx, code.id, now).await? { Ok(()) } else { Err(wrong(OVER.to_owned())) }
}

fn wrong(words: String) -> Failure {
    Failure::Invalid(vec![("code", words)])
}

/// The digits of a code: whoever has the secret makes them of its row, and nobody else.
fn digits(secret: &[u8], code: &PhoneCode) -> String {
    let [id, phone, until] = code.seed();
    tokens::keyed_digits(secret, &["phone code", &id, &phone, &until])
}

/// What the message of a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeMatter {
    /// The digits that confirm a registration.
    Confirming(String),
    /// The digits that open the form of another password.
    Opening(String),
    /// That the number has an account already.
    Taken,
}

impl CodeMatter {
    /// The digits, where there are any.
    #[must_use]
    pub fn digits(&self) -> Option<&str> {
        match self {
            Self::Confirming(digits) | Self::Opening(digits) => Some(digits),
            Self::Taken => None,
        }
    }
}

/// What the message of a code says, and to whom; nothing is sent when the code is no longer good or was replaced, or when
/// nobody has the number whose password it would change.
pub async fn matter(
    desk: &Desk,
    id: PhoneCodeId,
    secret: &[u8],
) -> Result<Option<(PhoneCode, CodeMatter)>, Failure> {
    desk.may(Permission::RunErrand).await?;
    let found = phone_codes::find(desk.db(), id).await?;
    let Some(code) = found.filter(|code| code.is_good(desk.now())) else { return Ok(None) };
    if phone_codes::is_replaced(desk.db(), id).await? {
        return Ok(None);
    }
    let account = accounts::with_confirmed_phone(desk.db(), &code.phone).await?;
    let matter = match (code.registration, account) {
        (Some(_), Some(_)) => CodeMatter::Taken,
        (Some(_), None) => CodeMatter::Confirming(digits(secret, &code)),
        (None, Some(account)) if !account.disabled => CodeMatter::Opening(digits(secret, &code)),
        (None, Some(_) | None) => return Ok(None),
    };
    Ok(Some((code, matter)))
}

/// The number of a person who is told something by SMS.
pub async fn number(desk: &Desk, person: PersonId) -> Result<Option<String>, Failure> {
    desk.may(Permission::RunErrand).await?;
    Ok(accounts::phone(desk.db(), person).await?)
}
