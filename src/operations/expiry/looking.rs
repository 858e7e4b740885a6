//! What ends of some organisations, with all that one needs to remind them of it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::application::Application;
use crate::domain::expiry::{Ending, Expiry, Horizon, days_left, endings};
use crate::domain::ids::{ApplicationNumber, OrganizationId, PersonId};
use crate::domain::organization::Organization;
use crate::domain::submission::ChangeFlag;
use crate::store::reminders::SentReminder;
use crate::store::{Reach, StoreError, expiring, licences, queue, reminders};

/// An organisation of which something ends.
#[derive(Debug)]
pub struct EndingOrganization {
    /// The organisation.
    pub organization: Organization,
    /// What ends, the first to end first.
    pub endings: Vec<Expiry>,
    /// Who acts for it and can be written to.
    pub members: Vec<PersonId>,
    /// The reminders that were sent, the latest first.
    pub reminders: Vec<SentReminder>,
    /// The open application that renews it.
    pub renewal: Option<ApplicationNumber>,
}

impl EndingOrganization {
    /// The day that counts within a horizon: the first one ahead, or the last one behind.
    #[must_use]
    pub fn nearest(&self, horizon: Horizon, today: NaiveDate) -> Option<NaiveDate> {
        let days = self.endings.iter().map(|expiry| expiry.ends_on);
        let mut reached = days.filter(|day| horizon.reaches(days_left(*day, today)));
        if horizon == Horizon::Past { reached.next_back() } else { reached.next() }
    }

    /// The first day ahead on which something ends, or the last one behind.
    #[must_use]
    pub fn next_end(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.nearest(Horizon::Sixty, today).or_else(|| self.nearest(Horizon::Past, today))
    }
}

/// When an organisation was reminded on a day, if it was.
pub(super) fn reminded_on(reminders: &[SentReminder], day: NaiveDate) -> Option<DateTime<Utc>> {
    reminders.iter().find(|sent| sent.day == day).map(|sent| sent.at)
}

/// Looks at these organisations, with one query for each kind of data; those of which nothing ends are left out.
pub(super) async fn look(
    reach: &impl Reach,
    organizations: Vec<Organization>,
    today: NaiveDate,
) -> Result<Vec<EndingOrganization>, StoreError> {
    let ids: Vec<OrganizationId> = organizations.iter().map(|one| one.id).collect();
    let mut periods = by_organization(licences::of_organizations(reach, &ids).await?, |one| one.organization);
    let certificates = expiring::certificates(reach, &ids).await?;
    let mut certificates = by_organization(certificates, |(organization, _)| *organization);
    let mut members =
        by_organization(expiring::members(reach, &ids).await?, |(organization, _)| *organization);
    let mut sent = by_organization(reminders::of_organizations(reach, &ids).await?, |one| one.organization);
    let open = queue::open_of_organizations(reach, &ids).await?;
    let mut open = by_organization(open, |application| application.organization);
    let looked = organizations.into_iter().map(|organization| {
        let id = organization.id;
        let own = certificates.remove(&id).unwrap_or_default();
        let own: Vec<_> = own.into_iter().map(|(_, certificate)| certificate).collect();
        let endings = endings(&periods.remove(&id).unwrap_or_default(), &own, today);
        let open = open.remove(&id).unwrap_or_default();
        EndingOrganization {
            renewal: open.iter().find(|application| renews(application, &endings)).map(|open| open.number),
            endings,
            members: members.remove(&id).unwrap_or_default().into_iter().map(|(_, person)| person).collect(),
            reminders: sent.remove(&id).unwrap_or_default(),
            organization,
        }
    });
    Ok(looked.filter(|found| !found.endings.is_empty()).collect())
}

/// Whether an application, once it is approved, prolongs what ends. New certificates alone prolong no product.
fn renews(application: &Application, endings: &[Expiry]) -> bool {
    let asked = &application.asked;
    let certificates = endings.iter().all(|expiry| matches!(expiry.what, Ending::Certificate(_)));
    asked.renews() || certificates && asked.changes.contains(&ChangeFlag::ReissueCertificate)
}

fn by_organization<T>(rows: Vec<T>, of: impl Fn(&T) -> OrganizationId) -> HashMap<OrganizationId, Vec<T>> {
    let mut groups: HashMap<OrganizationId, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(of(&row)).or_default().push(row);
    }
    groups
}
