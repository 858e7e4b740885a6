//! «Абонент»: one's own organisations with their codes, and one's profile.

use super::{Desk, Failure};
use crate::domain::account::Account;
use crate::domain::organization::Organization;
use crate::domain::registration::Profile;
use crate::policy::Permission;
use crate::store::{accounts, colleagues, consents, keep, organizations};

/// One's own organisations, by name.
pub async fn own_organizations(desk: &Desk) -> Result<Vec<Organization>, Failure> {
    desk.may(Permission::ViewOwnSubscriber).await?;
    Ok(organizations::whole(desk.db(), desk.scope()).await?)
}

/// Oneself: one's account, and what one says of oneself.
#[derive(Debug)]
pub struct OwnProfile {
    /// The account.
    pub account: Account,
    /// The number that it confirmed.
    pub phone: Option<String>,
    /// What one says of oneself.
    pub profile: Profile,
}

/// One's account, and what one says of oneself.
pub async fn profile(desk: &Desk) -> Result<OwnProfile, Failure> {
    desk.may(Permission::ViewOwnSubscriber).await?;
    let account = accounts::open(desk.db(), desk.person()?).await?;
    let profile = consents::profile(desk.db(), account.id).await?;
    let profile = profile.unwrap_or_else(|| Profile::named(&account.full_name));
    let phone = accounts::phone(desk.db(), account.id).await?;
    Ok(OwnProfile { account, phone, profile })
}

/// Changes what one says of oneself.
pub async fn change_profile(desk: &Desk, typed: &Profile) -> Result<(), Failure> {
    desk.may(Permission::EditOwnProfile).await?;
    let profile = typed.read().map_err(Failure::Invalid)?;
    let person = desk.person()?;
    let tx = desk.begin().await?;
    let oneself = colleagues::oneself(&tx, person).await?;
    let was = consents::profile(&tx, person).await?.unwrap_or_default();
    let fields = profile.differences(&was);
    if !fields.is_empty() {
        keep(&tx, &desk.keeper(), oneself.describe(&profile, fields)).await?;
        consents::write_profile(&tx, person, profile).await?;
    }
    Ok(desk.commit(tx).await?)
}
