//! Why a verb of a colleague is refused.

use crate::domain::account::AccountState;

/// Why a verb of a colleague is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonRefusal {
    /// The tenant would have no other administrator.
    #[error("the last administrator")]
    LastAdministrator,
    /// The role is above that of the administrator.
    #[error("a role above one's own")]
    RoleAboveYours,
    /// The tenant has no such role.
    #[error("no role of this house")]
    RoleOfAnotherHouse,
    /// The person has the role already.
    #[error("has the role")]
    HasRole,
    /// The person does not have the role.
    #[error("has not the role")]
    HasNotRole,
    /// It is the person's only role in the tenant.
    #[error("the only role")]
    OnlyRole,
    /// An administrator cannot disable their own account.
    #[error("oneself")]
    Yourself,
    /// Nobody gives a role to themselves.
    #[error("a role for oneself")]
    RoleForYourself,
    /// The person has roles in another tenant too.
    #[error("works elsewhere too")]
    WorksElsewhere,
    /// The tenant has an administrator.
    #[error("has an administrator")]
    HasAdministrator,
    /// The account has no e-mail address: a desk's letters would not reach it.
    #[error("no e-mail")]
    NoEmail,
    /// A second factor is required of the person, and this is the only one.
    #[error("a second factor is required")]
    FactorRequired,
    /// Of taking second factors off.
    #[error("reset: {0}")]
    Reset(#[from] ResetRefusal),
    /// The person has as many passkeys as may be.
    #[error("no more passkeys")]
    PasskeysFull,
    /// The account has as many passwords of programs as may be good at a time.
    #[error("too many passwords of programs")]
    TooManyProgramPasswords,
    /// The account's state does not allow it.
    #[error("the account is {0:?}")]
    AccountIs(AccountState),
}

/// Why taking second factors off is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResetRefusal {
    /// The person has no second factor.
    #[error("no second factor")]
    Nothing,
    /// Somebody asked for it already.
    #[error("asked for already")]
    Asked,
    /// Another administrator has to agree.
    #[error("needs another administrator")]
    NeedsAnother,
    /// Whoever agrees became an administrator after it was asked for.
    #[error("an administrator only since the request")]
    ConfirmerTooNew,
    /// Whoever asks let in whoever agrees, less than a day ago.
    #[error("let in by the asker")]
    ConfirmerLetIn,
    /// The owner has neither an e-mail nor a confirmed phone: nobody can tell them.
    #[error("the owner cannot be told")]
    OwnerUnreachable,
    /// Another administrator has agreed already.
    #[error("confirmed already")]
    Confirmed,
    /// The request is over.
    #[error("the request is over")]
    Over,
}
