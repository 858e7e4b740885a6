//! Codes: the viewer's authenticator app and recovery codes, and taking a code as a second factor. It needs no
//! permission and reaches no other account.

mod taking;

use taking::WRONG;
pub(super) use taking::{TakenCode, USED, take};

use super::{Desk, Failure, House, factor_rules};
use crate::domain::colleague::Colleague;
use crate::domain::factor::{Factor, Factors, RECOVERY_CODES, RECOVERY_SIGNS, SecondCode, WAITING_LIFETIME};
use crate::domain::ids::PersonId;
use crate::gateways::authenticator::{AppSecret, SecretFault};
use crate::gateways::tokens;
use crate::store::factors::{App, HashedCode};
use crate::store::sessions::Session;
use crate::store::{Tx, factors, keep, sessions};

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

/// What is said when the secret of the installation is another one.
const SEALED: &str =
    "Коды из приложения сейчас не проверить. Введите запасной код или обратитесь к администратору";
/// What is said when no secret waits that this session was shown.
const LATE: &str = "Время на подключение вышло, или его начали в другом сеансе. Начните заново";

/// The viewer's second factors, and the secret that this session was shown.
pub async fn own(desk: &Desk, session: &Session, secret: &[u8]) -> Result<OwnCodes, Failure> {
    let person = desk.person()?;
    let factors = factors::of_person(desk.db(), person).await?;
    let app = factors::app(desk.db(), person).await?;
    let waiting = waiting(&app, desk, session, secret).and_then(|secret| shown(desk, &secret));
    Ok(OwnCodes { factors, waiting })
}

fn shown(desk: &Desk, secret: &AppSecret) -> Option<ShownSecret> {
    let address = secret.address(&desk.who().actor).inspect_err(|fault| log(*fault)).ok()?;
    Some(ShownSecret { text: secret.text().to_owned(), address })
}

fn log(fault: SecretFault) {
    tracing::error!(%fault, "a secret of an authenticator app cannot be used");
}

/// The secret that waits, if it still does and was shown in this session: another session of the account must not see it.
fn waiting(app: &App, desk: &Desk, session: &Session, secret: &[u8]) -> Option<AppSecret> {
    let recent = app.waiting_since.is_some_and(|since| desk.now() - since < WAITING_LIFETIME);
    let sealed = app.waiting.as_ref().filter(|_| recent)?;
    AppSecret::open(sealed, secret, &shown_in(session)).ok()
}

/// Whose a secret in use is.
fn used_by(person: PersonId) -> [u8; 8] {
    person.0.to_be_bytes()
}

/// Whose a secret is that waits for its first code. The token of a session changes with each proof, its word for forms
/// does not.
fn shown_in(session: &Session) -> Vec<u8> {
    format!("{} {}", session.person.0, session.csrf).into_bytes()
}

/// Makes a new secret, which waits for its first code. An app in use stays in use until then.
pub async fn start(desk: &Desk, session: &Session, secret: &[u8]) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    let person = colleague.account.id;
    let app = factors::app_to_change(&tx, person).await?;
    let waiting = Some(AppSecret::fresh().seal(secret, &shown_in(session)));
    let app = App { waiting, waiting_since: Some(desk.now()), ..app };
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
    desk.must_be_proven().await?;
    let fresh = codes(desk.house()).await;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    let person = colleague.account.id;
    let app = factors::app_to_change(&tx, person).await?;
    let shared = waiting(&app, &desk, session, secret).ok_or_else(|| fault(LATE))?;
    let step =
        shared.step_of(&code, desk.now()).inspect_err(|fault| log(*fault)).map_err(|_| fault(SEALED))?;
    let step = step.ok_or_else(|| fault(WRONG))?;
    let used = Some(shared.seal(secret, &used_by(person)));
    let app = App { secret: used, last_step: Some(step), since: Some(desk.now()), ..App::default() };
    factors::write_app(&tx, person, app).await?;
    let colleague = keep(&tx, &desk.keeper(), colleague.set_up_app()?).await?;
    let given = first_codes(&tx, &desk, colleague, fresh).await?;
    sessions::end_all(&tx, person, Some(&session.token_hash)).await?;
    let hash = &session.token_hash;
    sessions::renew(&tx, hash, hash, Some(Factor::Code), desk.now()).await?;
    desk.commit(tx).await?;
    Ok(given)
}

/// Removes the app; without another factor, the recovery codes go with it.
pub async fn remove(desk: &Desk) -> Result<(), Failure> {
    desk.must_be_proven().await?;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    let person = colleague.account.id;
    let app = factors::app_to_change(&tx, person).await?;
    if app.secret.is_none() {
        return Err(Failure::NotFound);
    }
    factors::write_app(&tx, person, App::default()).await?;
    must_not_be_the_last(&tx, &desk).await?;
    keep(&tx, &desk.keeper(), colleague.remove_app()).await?;
    Ok(desk.commit(tx).await?)
}

/// After a factor was removed: where none is left that can be shown, the recovery codes and suspended keys go too, unless
/// one is required of the viewer, whose account the transaction has locked.
pub(super) async fn must_not_be_the_last(tx: &Tx, desk: &Desk) -> Result<(), Failure> {
    let person = desk.person()?;
    if !factors::of_person(tx, person).await?.usable() {
        factor_rules::must_stay(tx, desk).await?;
        factors::drop_all(tx, person).await?;
    }
    Ok(())
}

/// Keeps these recovery codes, if there are none; they are shown this once.
pub(super) async fn first_codes(
    tx: &Tx,
    desk: &Desk,
    colleague: Colleague,
    fresh: FreshCodes,
) -> Result<Option<Vec<String>>, Failure> {
    let person = colleague.account.id;
    if factors::of_person(tx, person).await?.recovery_codes > 0 {
        return Ok(None);
    }
    factors::write_codes(tx, person, &fresh.hashed, desk.now()).await?;
    keep(tx, &desk.keeper(), colleague.make_recovery_codes()?).await?;
    Ok(Some(fresh.shown))
}

/// Makes recovery codes anew; the earlier ones are void. They are shown this once.
pub async fn make_recovery_codes(desk: &Desk) -> Result<Vec<String>, Failure> {
    desk.must_be_proven().await?;
    let fresh = codes(desk.house()).await;
    let (tx, desk, colleague) = desk.begin_as_oneself().await?;
    let person = colleague.account.id;
    if !factors::of_person(&tx, person).await?.asked() {
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
pub(super) struct FreshCodes {
    shown: Vec<String>,
    hashed: Vec<HashedCode>,
}

/// Hashed before the transaction begins: that takes a while.
pub(super) async fn codes(house: &House) -> FreshCodes {
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

fn fault(words: &str) -> Failure {
    Failure::Invalid(vec![("code", words.to_owned())])
}
