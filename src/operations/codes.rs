//! Codes: the viewer's authenticator app and recovery codes, and taking a code as a second factor. It needs no
//! permission and reaches no other account.

use std::sync::Arc;

use super::{Desk, Failure, House, Requester, factor_rules};
use crate::domain::account::Account;
use crate::domain::factor::{Factor, Factors, RECOVERY_CODES, RECOVERY_SIGNS, SecondCode, WAITING_LIFETIME};
use crate::gateways::authenticator::{AppSecret, SecretFault};
use crate::gateways::tokens;
use crate::store::factors::{App, HashedCode};
use crate::store::sessions::Session;
use crate::store::{Keeper, StoreError, colleagues, factors, keep, sessions, sign_in_steps};

/// How many signs the salt of recovery codes has: 160 bits.
const SALT: usize = 32;

/// The viewer's second factors.
#[derive(Debug)]
pub struct OwnCodes {
    /// What there is.
    pub factors: Factors,
    /// A secret that waits for its first code.
    pub waiting: Option<ShownSecret>,
}

/// A secret as it is shown.
#[derive(Clone, Debug)]
pub struct ShownSecret {
    /// For typing.
    pub text: String,
    /// What an app reads from the QR code.
    pub address: String,
}

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenCode {
    /// It is the right one.
    Right(Factor),
    /// It was the right one, and is used.
    Used,
    /// It is not, or cannot be looked at; in words.
    Wrong(&'static str),
}

/// What is said of a code that does not fit.
const WRONG: &str = "Код не подошел. Проверьте, что время на телефоне точное, и введите новый код";
/// What is said of a recovery code that does not fit.
const NO_SUCH_CODE: &str = "Такого запасного кода нет, или он уже использован";
/// What is said of a code that was right once.
pub(super) const USED: &str =
    "Этот код уже использован. Дождитесь следующего, он появится через несколько секунд";
/// What is said when the secret of the installation is another one.
const SEALED: &str =
    "Коды из приложения сейчас не проверить. Введите запасной код или обратитесь к администратору";
/// What is said when nobody confirmed the secret in time.
const LATE: &str = "Время на подключение вышло. Начните заново";

/// The viewer's second factors, and the secret that they are shown.
pub async fn own(desk: &Desk, secret: &[u8]) -> Result<OwnCodes, Failure> {
    let person = desk.person()?;
    let factors = factors::of_person(desk.db(), person).await?;
    let waiting = match waiting(&factors::app(desk.db(), person).await?, desk) {
        Some(sealed) => shown(desk, &sealed, secret),
        None => None,
    };
    Ok(OwnCodes { factors, waiting })
}

fn shown(desk: &Desk, sealed: &str, secret: &[u8]) -> Option<ShownSecret> {
    let person = desk.person().ok()?;
    let secret = AppSecret::open(sealed, secret, person.0).inspect_err(|fault| log(*fault)).ok()?;
    let address = secret.address(&desk.who().actor).inspect_err(|fault| log(*fault)).ok()?;
    Some(ShownSecret { text: secret.text().to_owned(), address })
}

fn log(fault: SecretFault) {
    tracing::error!(%fault, "a secret of an authenticator app cannot be used");
}

/// The sealed secret that waits, if it still does.
fn waiting(app: &App, desk: &Desk) -> Option<String> {
    let recent = app.waiting_since.is_some_and(|since| desk.now() - since < WAITING_LIFETIME);
    app.waiting.clone().filter(|_| recent)
}

/// Makes a new secret, which waits for its first code. An app in use stays in use until then.
pub async fn start(desk: &Desk, secret: &[u8]) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    let app = factors::app_to_change(&tx, person).await?;
    let waiting = Some(AppSecret::fresh().seal(secret, person.0));
    let app = App { waiting, waiting_since: Some(desk.at_present().now()), ..app };
    factors::write_app(&tx, person, app).await?;
    Ok(desk.commit(tx).await?)
}

/// Puts the app into use by its first code; all other sessions end. Returns the recovery codes, if there were none.
pub async fn confirm(
    desk: &Desk,
    session: &Session,
    typed: &str,
    secret: &[u8],
) -> Result<Option<Vec<String>>, Failure> {
    let code = match SecondCode::read(typed) {
        Ok(SecondCode::App(code)) => code,
        Ok(SecondCode::Recovery(_)) => return Err(fault("В коде из приложения 6 цифр")),
        Err(words) => return Err(fault(words)),
    };
    let person = desk.person()?;
    let fresh = codes(desk.house()).await;
    let tx = desk.begin().await?;
    let app = factors::app_to_change(&tx, person).await?;
    let desk = desk.at_present();
    let waiting = waiting(&app, &desk).ok_or_else(|| fault(LATE))?;
    let shared = AppSecret::open(&waiting, secret, person.0)
        .inspect_err(|fault| log(*fault))
        .map_err(|_| fault(SEALED))?;
    let step =
        shared.step_of(&code, desk.now()).inspect_err(|fault| log(*fault)).map_err(|_| fault(SEALED))?;
    let step = step.ok_or_else(|| fault(WRONG))?;
    let had = factors::of_person(&tx, person).await?.recovery_codes;
    let app = App { secret: Some(waiting), last_step: Some(step), since: Some(desk.now()), ..App::default() };
    factors::write_app(&tx, person, app).await?;
    let colleague = colleagues::oneself(&tx, person).await?;
    let colleague = keep(&tx, &desk.keeper(), colleague.set_up_app()?).await?;
    if had == 0 {
        factors::write_codes(&tx, person, &fresh.hashed, desk.now()).await?;
        keep(&tx, &desk.keeper(), colleague.make_recovery_codes()?).await?;
    }
    sessions::end_all(&tx, person, Some(&session.token_hash)).await?;
    sign_in_steps::end_all(&tx, person).await?;
    let hash = &session.token_hash;
    sessions::renew(&tx, hash, hash, Some(Factor::Code), desk.now()).await?;
    desk.commit(tx).await?;
    Ok((had == 0).then_some(fresh.shown))
}

/// Removes the app; without another factor, the recovery codes go with it.
pub async fn remove(desk: &Desk) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    let app = factors::app_to_change(&tx, person).await?;
    if app.secret.is_none() {
        return Err(Failure::NotFound);
    }
    factors::write_app(&tx, person, App::default()).await?;
    if !factors::of_person(&tx, person).await?.any() {
        factor_rules::must_stay(&tx, desk).await?;
        factors::drop_all(&tx, person).await?;
    }
    let colleague = colleagues::oneself(&tx, person).await?;
    let desk = desk.at_present();
    keep(&tx, &desk.keeper(), colleague.remove_app()).await?;
    Ok(desk.commit(tx).await?)
}

/// Makes recovery codes anew; the earlier ones are void. They are shown this once.
pub async fn make_recovery_codes(desk: &Desk) -> Result<Vec<String>, Failure> {
    desk.must_be_proven().await?;
    let person = desk.person()?;
    let fresh = codes(desk.house()).await;
    let tx = desk.begin().await?;
    let colleague = colleagues::oneself(&tx, person).await?;
    let desk = desk.at_present();
    if !factors::of_person(&tx, person).await?.any() {
        return Err(Failure::NotFound);
    }
    factors::write_codes(&tx, person, &fresh.hashed, desk.now()).await?;
    keep(&tx, &desk.keeper(), colleague.make_recovery_codes()?).await?;
    desk.commit(tx).await?;
    Ok(fresh.shown)
}

/// How many recovery codes are left to the viewer, where the session was begun or proven last with one.
pub async fn left_in(desk: &Desk, session: &Session) -> Result<Option<u64>, Failure> {
    if session.factor != Factor::RecoveryCode {
        return Ok(None);
    }
    Ok(Some(factors::of_person(desk.db(), desk.person()?).await?.recovery_codes))
}

/// Recovery codes as they are shown, and as they are stored.
struct FreshCodes {
    shown: Vec<String>,
    hashed: Vec<HashedCode>,
}

/// Hashed before the transaction begins: that takes a while.
async fn codes(house: &House) -> FreshCodes {
    let salt = tokens::typed(SALT);
    let mut fresh = FreshCodes { shown: Vec::new(), hashed: Vec::new() };
    for _ in 0..RECOVERY_CODES {
        let code = tokens::typed(RECOVERY_SIGNS);
        let digest = house.passwords.hash_of_code(&code, &salt).await;
        fresh.hashed.push(HashedCode { salt: salt.clone(), digest });
        fresh.shown.push(code);
    }
    fresh
}

/// Takes a code of somebody who signs in, or proves again who they are. Each is good once.
pub(super) async fn take(
    house: &Arc<House>,
    account: &Account,
    typed: &SecondCode,
    caller: &Requester<'_>,
) -> Result<TakenCode, StoreError> {
    match typed {
        SecondCode::App(code) => take_app_code(house, account, code, caller.secret).await,
        SecondCode::Recovery(code) => take_recovery_code(house, account, code, caller.request_id).await,
    }
}

async fn take_app_code(
    house: &House,
    account: &Account,
    code: &str,
    secret: &[u8],
) -> Result<TakenCode, StoreError> {
    let tx = house.db.begin().await?;
    let Some(sealed) = factors::app_to_change(&tx, account.id).await?.secret else {
        return Ok(TakenCode::Wrong(WRONG));
    };
    let opened = AppSecret::open(&sealed, secret, account.id.0);
    let step = match opened
        .and_then(|secret| secret.step_of(code, house.clock.now()))
        .inspect_err(|fault| log(*fault))
    {
        Ok(Some(step)) => step,
        Ok(None) => return Ok(TakenCode::Wrong(WRONG)),
        Err(_) => return Ok(TakenCode::Wrong(SEALED)),
    };
    let taken = factors::take_step(&tx, account.id, step).await?;
    tx.commit().await?;
    Ok(if taken { TakenCode::Right(Factor::Code) } else { TakenCode::Used })
}

async fn take_recovery_code(
    house: &Arc<House>,
    account: &Account,
    code: &str,
    request_id: &str,
) -> Result<TakenCode, StoreError> {
    // Without codes the work is the same.
    let salt = factors::salt(&house.db, account.id).await?.unwrap_or_else(|| tokens::typed(SALT));
    let digest = house.passwords.hash_of_code(code, &salt).await;
    let tx = house.db.begin().await?;
    let colleague = colleagues::oneself(&tx, account.id).await?;
    let at = house.clock.now();
    if !factors::use_code(&tx, account.id, &digest, at).await? {
        return Ok(TakenCode::Wrong(NO_SUCH_CODE));
    }
    let left = factors::of_person(&tx, account.id).await?.recovery_codes;
    let (actor, role) = (account.login.clone(), account.role());
    let keeper = Keeper { actor, role, request_id: request_id.to_owned(), at, instead_of: None };
    keep(&tx, &keeper, colleague.use_recovery_code(left)).await?;
    tx.commit().await?;
    house.owed.notify_waiters();
    Ok(TakenCode::Right(Factor::RecoveryCode))
}

fn fault(words: &str) -> Failure {
    Failure::Invalid(vec![("code", words.to_owned())])
}
