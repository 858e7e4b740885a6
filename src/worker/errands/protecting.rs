//! Second factors: letters about them, and taking them off somebody who lost them.

use super::Doors;
use super::sending::{Ready, send};
use crate::domain::errand::Errand;
use crate::operations::forwarding::{self, ErrandOutcome};
use crate::operations::{Desk, Failure, factor_resets, letters};
use crate::present;
use crate::store::outbox::Kept;

/// Runs an errand about second factors.
pub(super) async fn run(doors: &impl Doors, desk: &Desk, errand: &Kept) -> Result<ErrandOutcome, Failure> {
    let url = doors.public_url();
    let ready = if let Errand::FactorNotice { person, news } = &errand.errand {
        let matter = letters::notice(desk, *person).await?;
        let letter = present::letters::factor_changed(&matter, *news, errand.created_at, url);
        Ready::of(matter.to, letter)
    } else if let Errand::FactorResetLetter(told) = &errand.errand {
        let Some(told) = factor_resets::matter(desk, told.reset).await? else {
            return forwarding::settle_moot(desk, errand).await;
        };
        let letter = present::letters::factor_reset(&told, desk.now(), url);
        Ready::of(told.to.to, letter)
    } else if let Errand::FactorReset { reset } = &errand.errand {
        return factor_resets::run(desk, errand, *reset).await;
    } else {
        return Err(Failure::NotFound);
    };
    send(doors, desk, errand, ready).await
}

/// Tells the owner of a passkey what became of it.
pub(super) async fn write_passkey(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::PasskeyNotice { person, news, name, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::notice(desk, *person).await?;
    let told = present::letters::ToldPasskey { news: *news, name, at: errand.created_at };
    let letter = present::letters::passkey(&matter, &told, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}

/// Tells the holder that an account at a provider opens theirs.
pub(super) async fn write_linked(
    doors: &impl Doors,
    desk: &Desk,
    errand: &Kept,
) -> Result<ErrandOutcome, Failure> {
    let Errand::CloudLinkedLetter { person, provider, at, .. } = &errand.errand else {
        return forwarding::settle_moot(desk, errand).await;
    };
    let matter = letters::notice(desk, *person).await?;
    let letter = present::letters::cloud_linked(&matter, provider, *at, doors.public_url());
    send(doors, desk, errand, Ready::of(matter.to, letter)).await
}
