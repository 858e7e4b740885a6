//! What is there of applications: the rows beside which the history is held.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::domain::application::Application;
use crate::domain::charge::Charge;
use crate::domain::ids::{ItsLoginId, OrganizationId};
use crate::domain::organization::{Licence, Organization};
use crate::domain::submission::{Owner, Submission};
use crate::store::tables::{
    application, application_owner, certificate, charge, licence, note, organization, original,
};
use crate::store::{Reach, StoreError, applications, charges, licences, logins, organizations};

/// An original with our reading of it, where that can be read.
pub(super) struct Kept {
    pub(super) row: original::Model,
    pub(super) content: Option<Submission>,
}

impl Kept {
    fn of(row: original::Model) -> Self {
        Self { content: serde_json::from_str(&row.content).ok(), row }
    }

    /// For what came before digests of readings were kept: whether the text still says the same of whom and what. How
    /// texts are cleaned may have changed since, so only what is never cleaned is compared.
    pub(super) fn reads_as_read(&self) -> bool {
        let text = self.row.body.strip_prefix('\u{feff}').unwrap_or(&self.row.body);
        let document = serde_json::from_str(text).unwrap_or_default();
        let (Ok(read), Some(kept)) = (Submission::read(&document), &self.content) else {
            return self.content.is_some();
        };
        let owners = |content: &Submission| {
            let one = |owner: &Owner| (owner.snils.clone(), owner.csr.clone());
            content.owners.iter().map(one).collect::<Vec<_>>()
        };
        (read.kind, &read.license, &read.promotion) == (kept.kind, &kept.license, &kept.promotion)
            && (&read.organization.inn, &read.organization.kpp)
                == (&kept.organization.inn, &kept.organization.kpp)
            && (&read.reg_number, owners(&read)) == (&kept.reg_number, owners(kept))
    }
}

/// What is there of some applications, by their numbers.
#[derive(Default)]
pub(super) struct There {
    pub(super) applications: HashMap<i64, Application>,
    pub(super) organizations: HashMap<OrganizationId, Organization>,
    pub(super) originals: HashMap<i64, Vec<Kept>>,
    pub(super) owners: HashMap<i64, Vec<String>>,
    pub(super) charges: HashMap<i64, Vec<Charge>>,
    pub(super) licences: HashMap<i64, Vec<Licence>>,
    pub(super) certificates: HashMap<i64, Vec<certificate::Model>>,
    pub(super) notes: HashMap<i64, Vec<String>>,
    /// The ITS logins that sent them, by identity.
    pub(super) logins: HashMap<i64, String>,
}

/// The rows of these applications in one table, in an order.
macro_rules! rows {
    ($reach:expr, $numbers:expr, $table:ident by $order:ident) => {
        $table::Entity::find()
            .filter($table::Column::ApplicationNumber.is_in($numbers.iter().copied()))
            .order_by_asc($table::Column::$order)
            .all(&$reach.on())
            .await?
    };
}

impl There {
    pub(super) async fn read(reach: &impl Reach, numbers: &[i64]) -> Result<Self, StoreError> {
        let mut there = Self::default();
        let found = application::Entity::find().filter(application::Column::Number.is_in(numbers.to_vec()));
        for row in found.all(&reach.on()).await? {
            there.applications.insert(row.number, applications::read(row)?);
        }
        let of: HashSet<i64> = there.applications.values().map(|one| one.organization.0).collect();
        let found = organization::Entity::find().filter(organization::Column::Id.is_in(of));
        for row in found.all(&reach.on()).await? {
            there.organizations.insert(OrganizationId(row.id), organizations::rows::read(row)?);
        }
        for row in rows!(reach, numbers, original by Revision) {
            there.originals.entry(row.application_number).or_default().push(Kept::of(row));
        }
        let sent = there.originals.values().flatten().map(|kept| kept.row.login_id);
        let sent = sent.map(ItsLoginId).chain(there.applications.values().map(|one| one.sent_login));
        let sent: HashSet<ItsLoginId> = sent.collect();
        let found = logins::with_ids(reach, &sent.into_iter().collect::<Vec<_>>()).await?;
        there.logins.extend(found.into_iter().map(|login| (login.id.0, login.login)));
        for row in rows!(reach, numbers, application_owner by Position) {
            there.owners.entry(row.application_number).or_default().push(row.snils);
        }
        for row in rows!(reach, numbers, charge by Id) {
            let line = charges::read(row)?;
            if line.corrects.is_none() {
                there.charges.entry(line.application.0).or_default().push(line);
            }
        }
        for row in rows!(reach, numbers, licence by Id) {
            there.licences.entry(row.application_number).or_default().push(licences::read(row)?);
        }
        for row in rows!(reach, numbers, certificate by Serial) {
            there.certificates.entry(row.application_number).or_default().push(row);
        }
        for row in rows!(reach, numbers, note by Id) {
            there.notes.entry(row.application_number).or_default().push(row.text);
        }
        Ok(there)
    }
}
