//! Organisations: the partner's list and the card with its products.

mod lead;

use std::collections::HashMap;

pub(super) use lead::lead_of;
use lead::leads;
pub use lead::{Lead, LeadBy};

use super::{Desk, Failure};
use crate::domain::application::Application;
use crate::domain::ids::OrganizationId;
use crate::domain::month::moscow_day;
use crate::domain::organization::{HeldFilter, HeldOn, Licence, Organization};
use crate::domain::partner::Partner;
use crate::domain::search::Question;
use crate::policy::Permission;
use crate::store::certificates::Issued;
use crate::store::organizations::OrganizationQuery;
use crate::store::{certificates, licences, logins, organizations, partners, queue, terms};

/// How many organisations a page shows.
pub const PAGE: usize = 50;
/// One more, by which one sees that there are more.
pub(super) const MORE: u64 = 51;
/// How many organisations are suggested.
const SUGGESTED: u64 = 8;
/// How many of the nearest organisations are shown.
const NEAREST: usize = 10;
/// How many of its applications a card shows; all are counted.
const APPLICATIONS: u64 = 100;

/// An organisation in a list.
#[derive(Debug)]
pub struct Found {
    /// The organisation.
    pub organization: Organization,
    /// Its licences, the latest first.
    pub licences: Vec<Licence>,
    /// Its current application: the last open one, otherwise the last one.
    pub current: Option<Application>,
    /// The application that the question names, if any.
    pub lead: Option<Lead>,
}

/// A page of organisations.
#[derive(Debug, Default)]
pub struct OrganizationList {
    /// The organisations, by sort name.
    pub rows: Vec<Found>,
    /// How many there are on all pages, counted up to the limit of lists; what a question finds on several pages is not
    /// counted.
    pub total: Option<u64>,
    /// The organisation below which the next page begins.
    pub next: Option<OrganizationId>,
    /// Whether nothing matches as it was asked, and these are the nearest.
    pub nearest: bool,
}

/// The card of an organisation.
#[derive(Debug)]
pub struct OrganizationCard {
    /// The organisation.
    pub organization: Organization,
    /// The partner that serves it.
    pub partner: Partner,
    /// The login that is bound to it.
    pub bound_login: String,
    /// Its licences, the latest first.
    pub licences: Vec<Licence>,
    /// Its last applications, newest first; a partner sees only those that it serves or served.
    pub applications: Vec<Application>,
    /// How many there are in all.
    pub applications_count: u64,
    /// Its certificates, newest first.
    pub certificates: Vec<Issued>,
}

/// The partner's organisations that match all words of `asked` and pass the filter today, by name.
pub async fn list(
    desk: &Desk,
    asked: &str,
    filter: Option<HeldFilter>,
    after: Option<OrganizationId>,
) -> Result<OrganizationList, Failure> {
    desk.may(Permission::ViewOrganization).await?;
    let held = filter.map(|filter| HeldOn { filter, day: moscow_day(desk.now()) });
    find(desk, OrganizationQuery { held, after, ..OrganizationQuery::first(&Question::read(asked), MORE) })
        .await
}

/// The first organisations, by name, that the letters typed so far may mean; nothing for fewer than two letters. Nobody is
/// found here by personal data.
pub async fn suggest(desk: &Desk, asked: &str) -> Result<Vec<Organization>, Failure> {
    if desk.partner().is_none() || !desk.allows(Permission::ViewOrganization) {
        desk.may(Permission::LookUpOrganization).await?;
    }
    let question = Question::read(asked);
    let personal = question.names_a_person() || question.names_an_address();
    if asked.trim().chars().count() < 2 || question.is_empty() || personal {
        return Ok(Vec::new());
    }
    Ok(organizations::search(desk.db(), desk.scope(), OrganizationQuery::first(&question, SUGGESTED)).await?)
}

/// The card of one of the partner's organisations.
pub async fn open(desk: &Desk, code: &str) -> Result<OrganizationCard, Failure> {
    desk.may(Permission::ViewOrganization).await?;
    card(desk, code).await
}

/// A page of what matches, or what is nearest to the question.
pub(super) async fn find(desk: &Desk, query: OrganizationQuery<'_>) -> Result<OrganizationList, Failure> {
    let asked = query.question;
    let mut found = organizations::search(desk.db(), desk.scope(), query).await?;
    if found.is_empty() && query.after.is_none() && !asked.is_empty() {
        return nearest(desk, query).await;
    }
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id);
    found.truncate(PAGE);
    let mut rows = rows(desk, asked, found).await?;
    // An organisation with a named application comes first.
    rows.sort_by_key(|row| row.lead.is_none());
    let single = query.after.is_none() && next.is_none();
    let total = match single {
        true => u64::try_from(rows.len()).ok(),
        false if asked.is_empty() && query.held.is_none() => {
            Some(organizations::count(desk.db(), desk.scope()).await?)
        }
        false => None,
    };
    Ok(OrganizationList { rows, total, next, nearest: false })
}

/// The organisations whose names are nearest to a question that matches none, the nearest first.
async fn nearest(desk: &Desk, query: OrganizationQuery<'_>) -> Result<OrganizationList, Failure> {
    let asked = query.question;
    let mut near = HashMap::new();
    for word in asked.spelt() {
        let others = terms::near(desk.db(), &word).await?;
        near.insert(word, others);
    }
    if near.values().all(Vec::is_empty) {
        return Ok(OrganizationList::default());
    }
    let mended = asked.clone().mended(&near);
    let limit = u64::try_from(PAGE).unwrap_or(u64::MAX);
    let near = OrganizationQuery { held: query.held, ..OrganizationQuery::first(&mended, limit) };
    let mut found = organizations::search(desk.db(), desk.scope(), near).await?;
    found.sort_by_cached_key(|one| asked.distance_to(&one.requisites.short_name));
    found.truncate(NEAREST);
    let rows = rows(desk, asked, found).await?;
    Ok(OrganizationList {
        nearest: !rows.is_empty(),
        total: u64::try_from(rows.len()).ok(),
        rows,
        next: None,
    })
}

/// The rows of a list, with one query for each kind of data and none for each row.
async fn rows(desk: &Desk, asked: &Question, found: Vec<Organization>) -> Result<Vec<Found>, Failure> {
    let ids: Vec<OrganizationId> = found.iter().map(|organization| organization.id).collect();
    let mut held = licences::of_organizations(desk.db(), &ids).await?;
    let mut current = queue::current_of_organizations(desk.db(), &ids).await?;
    let mut leads = leads(desk, asked, &ids).await?;
    // Applications from the time of another partner belong to that partner.
    let ours = |application: &Application| desk.partner().is_none_or(|own| application.partner == own);
    current.retain(&ours);
    leads.retain(|lead| ours(&lead.application));
    let rows = found.into_iter().map(|organization| {
        let id = organization.id;
        let current_place = current.iter().position(|application| application.organization == id);
        let lead_place = leads.iter().position(|lead| lead.application.organization == id);
        Found {
            licences: held.extract_if(.., |licence| licence.organization == id).collect(),
            current: current_place.map(|place| current.swap_remove(place)),
            lead: lead_place.map(|place| leads.remove(place)),
            organization,
        }
    });
    Ok(rows.collect())
}

pub(super) async fn card(desk: &Desk, code: &str) -> Result<OrganizationCard, Failure> {
    let db = desk.db();
    let organization = organizations::open(db, desk.scope(), code).await?;
    let applications = queue::of_organization(db, desk.scope(), organization.id, APPLICATIONS).await?;
    let numbers = queue::numbers_of_organization(db, desk.scope(), organization.id).await?;
    Ok(OrganizationCard {
        partner: partners::open(db, organization.partner).await?,
        bound_login: logins::open(db, organization.bound_login).await?.login,
        licences: licences::of_organization(db, organization.id).await?,
        certificates: certificates::of_applications(db, &numbers).await?,
        applications,
        applications_count: u64::try_from(numbers.len()).unwrap_or(u64::MAX),
        organization,
    })
}
