//! Public data of an account that its password must not contain: names, logins, addresses, the place of work.

use crate::domain::account::Account;
use crate::domain::its_login::ItsLogin;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::role::Scope;
use crate::operations::House;
use crate::store::{StoreError, accounts, organizations, partners};

/// How many of a person's organisations are considered.
const ORGANIZATIONS_MOST: usize = 20;

/// The public data of a person.
pub(in crate::operations) async fn of_person(
    house: &House,
    account: &Account,
) -> Result<Vec<String>, StoreError> {
    let mut words = vec![account.login.clone(), account.email.clone(), account.full_name.clone()];
    if let Some(partner) = account.house() {
        words.extend(of_partner(partners::open(&house.db, partner).await?));
    }
    let memberships = accounts::memberships(&house.db, account.id).await?;
    for organization in memberships.into_iter().take(ORGANIZATIONS_MOST) {
        words.push(of_organization(
            organizations::with_id(&house.db, &Scope::Everything, organization).await?,
        ));
    }
    Ok(words)
}

/// The public data of an ITS login.
pub(in crate::operations) async fn of_login(
    house: &House,
    login: &ItsLogin,
) -> Result<Vec<String>, StoreError> {
    let partner = of_partner(partners::open(&house.db, login.partner).await?);
    Ok([login.login.clone(), login.email.clone()].into_iter().chain(partner).collect())
}

/// The names of an organisation.
pub(in crate::operations) fn of_organization(organization: Organization) -> String {
    organization.requisites.short_name
}

fn of_partner(partner: Partner) -> [String; 2] {
    [partner.name, partner.code]
}
