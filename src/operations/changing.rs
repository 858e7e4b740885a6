//! Optimistic locking: open a subject, check that it still has the version that the viewer saw, change it, keep it.

use super::{Clash, Desk, Failure};
use crate::domain::application::Application;
use crate::domain::archive::ArchiveRequest;
use crate::domain::change::Change;
use crate::domain::colleague::Colleague;
use crate::domain::ids::{ApplicationNumber, PartnerId};
use crate::domain::its_login::ItsLogin;
use crate::domain::month::Month;
use crate::domain::payment::PaymentTurn;
use crate::domain::sale::SaleTurn;
use crate::domain::seller::SellerTurn;
use crate::domain::stage::StageCode;
use crate::domain::statement::Statement;
use crate::store::{Keepable, Tx, accounts, applications, audit, keep, statements};

/// A subject with a version.
pub(super) trait Versioned: Keepable {
    /// The version of its row.
    fn version(&self) -> i32;
    /// The stage, if it is an application.
    fn stage(&self) -> Option<StageCode> {
        None
    }
}

impl Versioned for Application {
    fn version(&self) -> i32 {
        self.version
    }

    fn stage(&self) -> Option<StageCode> {
        Some(self.stage.code())
    }
}

impl Versioned for Statement {
    fn version(&self) -> i32 {
        self.version
    }
}

impl Versioned for Colleague {
    fn version(&self) -> i32 {
        self.version
    }
}

impl Versioned for ItsLogin {
    fn version(&self) -> i32 {
        self.version
    }
}

impl Versioned for ArchiveRequest {
    fn version(&self) -> i32 {
        self.version
    }
}

impl Versioned for SaleTurn {
    fn version(&self) -> i32 {
        self.sale.version
    }
}

impl Versioned for SellerTurn {
    fn version(&self) -> i32 {
        self.seller.version
    }
}

impl Versioned for PaymentTurn {
    fn version(&self) -> i32 {
        self.payment.version
    }
}

/// The subject, if it has the version that the viewer saw; otherwise a conflict with the last change. That change is
/// looked up in the chain of the subject's own tenant only, so that nothing of another tenant is disclosed.
pub(super) async fn as_seen<T: Versioned>(tx: &Tx, thing: T, seen: i32) -> Result<T, Failure> {
    if thing.version() == seen {
        return Ok(thing);
    }
    let last = audit::last_change(tx, thing.chain(), &thing.subject()).await?;
    let names = accounts::names_of_logins(tx, &last.logins().collect::<Vec<_>>()).await?;
    let called = |login: &String| names.get(login).cloned().unwrap_or_else(|| login.clone());
    Err(Failure::Stale(Box::new(Clash {
        by: called(&last.actor),
        instead_of: last.instead_of.as_ref().map(called),
        login: last.actor,
        at: last.at,
        verb: last.verb,
        stage: thing.stage(),
        version: thing.version(),
    })))
}

/// Opens an application for changing, at the version that the viewer saw.
pub(super) async fn open_application(
    desk: &Desk,
    tx: &Tx,
    number: ApplicationNumber,
    seen: i32,
) -> Result<Application, Failure> {
    as_seen(tx, applications::open_to_change(tx, desk.scope(), number).await?, seen).await
}

/// Opens a statement for changing, at the version that the viewer saw.
pub(super) async fn open_statement(
    desk: &Desk,
    tx: &Tx,
    partner: PartnerId,
    month: Month,
    seen: i32,
) -> Result<Statement, Failure> {
    as_seen(tx, statements::open_to_change(tx, desk.scope(), partner, month).await?, seen).await
}

/// Opens an application at the version that the viewer saw, applies the verb, and keeps the change.
pub(super) async fn change<F>(
    desk: &Desk,
    number: ApplicationNumber,
    seen: i32,
    verb: F,
) -> Result<Application, Failure>
where
    F: FnOnce(&Desk, Application) -> Result<Change<Application>, Failure> + Send,
{
    let tx = desk.begin().await?;
    let application = open_application(desk, &tx, number, seen).await?;
    let desk = &desk.at_present();
    let kept = keep(&tx, &desk.keeper(), verb(desk, application)?).await?;
    desk.commit(tx).await?;
    Ok(kept)
}
