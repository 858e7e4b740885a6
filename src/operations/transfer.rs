//! Transfer: the operator moves an organisation to another partner while it has no open applications.

use std::collections::HashMap;

use super::{Desk, Failure, support};
use crate::domain::application::Application;
use crate::domain::cleaning::cleaned_lines;
use crate::domain::ids::ItsLoginId;
use crate::domain::organization::{Organization, OrganizationEvent};
use crate::domain::partner::Partner;
use crate::domain::search;
use crate::policy::Permission;
use crate::store::audit::{self, Entry};
use crate::store::{accounts, counting, keep, logins, members, organizations, partners, queue, terms};

/// The maximum length of a reason, in characters.
const LONGEST: usize = 500;

/// An organisation with its partner and what prevents a transfer.
#[derive(Debug)]
pub struct Service {
    /// The organisation.
    pub organization: Organization,
    /// The login that is bound to it.
    pub bound_login: String,
    /// All partners.
    pub partners: Vec<Partner>,
    /// Its open applications, which must be finished first.
    pub open: Vec<Application>,
    /// Its transfers, the newest first.
    pub history: Vec<Entry<OrganizationEvent>>,
    /// Names of people by login.
    pub names: HashMap<String, String>,
    /// Names of ITS logins by identity.
    pub logins: HashMap<ItsLoginId, String>,
}

/// The organisations that a question means.
pub async fn find(desk: &Desk, asked: &str) -> Result<support::Search, Failure> {
    desk.may(Permission::TransferOrganization).await?;
    support::search(desk, asked, None).await
}

/// The present and former partners of an organisation.
pub async fn look(desk: &Desk, code: &str) -> Result<Service, Failure> {
    desk.may(Permission::TransferOrganization).await?;
    let db = desk.db();
    let organization = organizations::open(db, desk.scope(), code).await?;
    // Look-ups are recorded in the partner's chain; this chain has the transfers.
    let subject = audit::organization_subject(code);
    let history =
        audit::history_in::<Organization>(db, audit::OPERATOR_CHAIN, &subject, counting::WHOLE).await?;
    let actors: Vec<String> = history.iter().flat_map(Entry::logins).collect();
    let passed = history.iter().filter_map(|entry| entry.event.as_ref()).flat_map(logins_of);
    let ids: Vec<ItsLoginId> = passed.chain([organization.bound_login]).collect();
    let known = logins::with_ids(db, &ids).await?;
    let names_of_logins: HashMap<_, _> = known.into_iter().map(|login| (login.id, login.login)).collect();
    Ok(Service {
        bound_login: names_of_logins.get(&organization.bound_login).cloned().unwrap_or_default(),
        partners: partners::all(db).await?,
        open: queue::open_of_organization(db, desk.scope(), organization.id).await?,
        names: accounts::names_of_logins(db, &actors).await?,
        logins: names_of_logins,
        history,
        organization,
    })
}

/// The logins before and after a transfer.
fn logins_of(event: &OrganizationEvent) -> [ItsLoginId; 2] {
    let OrganizationEvent::OrganizationTransferred { from_login, to_login, .. } = event;
    [*from_login, *to_login]
}

/// Transfers an organisation to another partner with one of that partner's logins, for a reason. Its earlier
/// applications stay with the former partner.
pub async fn transfer(
    desk: &Desk,
    code: &str,
    partner: &str,
    login: &str,
    reason: &str,
) -> Result<(), Failure> {
    desk.may(Permission::TransferOrganization).await?;
    desk.must_be_proven().await?;
    let tx = desk.begin().await?;
    let organization = organizations::open_to_change(&tx, desk.scope(), code).await?;
    let partners = partners::all(&tx).await?;
    let to = partners.iter().find(|one| one.code == partner);
    let found = match to {
        Some(to) => logins::of_partner(&tx, to.id, login.trim()).await?,
        None => None,
    };
    let mut faults = Vec::new();
    match to {
        None => faults.push(("partner", "Выберите партнера".to_owned())),
        Some(to) if to.id == organization.partner => {
            faults.push(("partner", "Организацию уже обслуживает этот партнер".to_owned()));
        }
        Some(_) if found.is_none() => {
            faults.push(("login", "У этого партнера нет такого логина ИТС".to_owned()));
        }
        Some(_) => {}
    }
    let reason = cleaned_lines(reason);
    if reason.is_empty() {
        faults.push(("reason", "Напишите причину".to_owned()));
    } else if reason.chars().count() > LONGEST {
        faults.push(("reason", format!("Не больше {LONGEST} символов")));
    }
    let Some(found) = found.filter(|_| faults.is_empty()) else {
        return Err(Failure::Invalid(faults));
    };
    let open = queue::open_of_organization(&tx, desk.scope(), organization.id).await?.len();
    let change = organization.transfer(&found, reason, open, desk.now())?;
    let after = keep(&tx, &desk.keeper(), change).await?;
    members::settle_all_of_partners(&tx, after.id).await?;
    terms::add(&tx, &after, search::of_login(&found.login)).await?;
    Ok(desk.commit(tx).await?)
}
