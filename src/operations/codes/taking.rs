//! Taking a code as a second factor: of the app, or a recovery code. Each is good once.

use std::sync::Arc;

use super::{SALT, SEALED, log, used_by};
use crate::domain::account::Account;
use crate::domain::factor::{Factor, SecondCode};
use crate::gateways::authenticator::AppSecret;
use crate::gateways::tokens;
use crate::operations::{House, Requester};
use crate::store::{Keeper, StoreError, colleagues, factors, keep};

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::operations) enum TakenCode {
    /// It is the right one.
    Right(Factor),
    /// It was the right one, and is used.
    Used,
    /// It is not, or cannot be looked at; in words.
    Wrong(&'static str),
}

/// What is said of a code that does not fit.
pub(super) const WRONG: &str = "Код не подошел. Проверьте, что время на телефоне точное, и введите новый код";
/// What is said of a recovery code that does not fit.
const NO_SUCH_CODE: &str = "Такого запасного кода нет, или он уже использован";
/// What is said of a code that was right once.
pub(in crate::operations) const USED: &str =
    "Этот код уже использован. Дождитесь следующего, он появится через несколько секунд";

/// Takes a code of somebody who signs in, or proves again who they are. Each is good once.
pub(in crate::operations) async fn take(
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
    let opened = AppSecret::open(&sealed, secret, &used_by(account.id));
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
