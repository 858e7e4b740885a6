//! What a reviewer must acknowledge of a certificate request before the application is forwarded.

use serde::{Deserialize, Serialize};

use super::{Remark, of_request};
use crate::domain::certificate_request::CertificateRequest;
use crate::domain::identity::Snils;
use crate::domain::submission::Submission;

/// A remark about the request of an owner, as it is acknowledged and kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// The СНИЛС of the owner.
    pub snils: Snils,
    /// The owner's full name, as the application said it then.
    pub name: String,
    /// The remark.
    pub remark: Remark,
}

/// What is known of an application when it is forwarded.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What it collides with.
    pub collisions: Vec<Remark>,
    /// What must be acknowledged.
    pub to_acknowledge: Vec<Acknowledged>,
    /// The keys of what was acknowledged.
    pub ticks: Vec<String>,
}

impl Known {
    /// What it collides with and what was acknowledged; or else the keys of what was not.
    pub(in crate::domain) fn acknowledged(self) -> Result<(Vec<Remark>, Vec<Acknowledged>), Vec<String>> {
        let keys = self.to_acknowledge.iter().filter_map(|one| one.remark.key());
        let open: Vec<String> = keys.filter(|key| !self.ticks.contains(key)).collect();
        if open.is_empty() { Ok((self.collisions, self.to_acknowledge)) } else { Err(open) }
    }
}

/// What must be acknowledged of the requests of an application, each given with the place of its owner.
#[must_use]
pub fn to_acknowledge(
    submission: &Submission,
    requests: &[(usize, &CertificateRequest)],
) -> Vec<Acknowledged> {
    let mut found = Vec::new();
    for &(place, request) in requests {
        let Some(owner) = submission.owners.get(place) else { continue };
        let remarks = of_request(submission, place, request).into_iter();
        found.extend(remarks.filter(|remark| remark.key().is_some()).map(|remark| Acknowledged {
            snils: owner.snils.clone(),
            name: owner.full_name(),
            remark,
        }));
    }
    found
}

impl Remark {
    /// The key by which it is acknowledged; nothing for what needs no acknowledgement. A request that names nobody, a
    /// number twice or another person may make a certificate that nobody can use.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        match self {
            Self::SubjectEmpty { owner } => Some(format!("empty:{owner}")),
            Self::SubjectRepeats { owner, field, .. } => Some(format!("repeats:{owner}:{}", field.code())),
            Self::SubjectDiffers { owner, difference } => {
                let field = difference.field;
                field.names_a_person().then(|| format!("differs:{owner}:{}", field.code()))
            }
            Self::UsersListEmpty
            | Self::UsersDoNotFit { .. }
            | Self::NoAdministrator
            | Self::NoFnsRecipient
            | Self::BudgetOrganization
            | Self::UnknownMembers { .. }
            | Self::PossessionNotChecked { .. }
            | Self::DuplicateApplication { .. }
            | Self::ProductActive { .. }
            | Self::EarlyRenewal { .. }
            | Self::OwnerElsewhere { .. }
            | Self::DuplicateAlias { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::certificate_request::{Attribute, KeyAlgorithm, Possession};
    use crate::domain::subject::SubjectField;
    use crate::domain::submission::samples::{full, read};

    fn found(subject: &[(SubjectField, &str)]) -> Vec<Acknowledged> {
        let attribute = |&(field, value): &(SubjectField, &str)| Attribute {
            oid: field.oid().to_owned(),
            name: field.code().to_owned(),
            value: value.to_owned(),
        };
        let request = CertificateRequest {
            subject: subject.iter().map(attribute).collect(),
            key_algorithm: KeyAlgorithm::Rsa { bits: 2048 },
            possession: Possession::Proven,
        };
        to_acknowledge(&read(&full()), &[(0, &request)])
    }

    fn keys(subject: &[(SubjectField, &str)]) -> Vec<String> {
        found(subject).iter().filter_map(|one| one.remark.key()).collect()
    }

    #[test]
    fn nobody_a_number_twice_and_another_person_are_to_be_acknowledged() {
        let inn = (SubjectField::Inn, "990000661323");
        assert_eq!(keys(&[]), ["empty:0"]);
        assert_eq!(keys(&[(SubjectField::Title, "Курьер")]), ["empty:0"]);
        let surname = (SubjectField::Surname, "Петрова");
        assert_eq!(keys(&[surname, surname]), ["repeats:0:surname"]);
        assert_eq!(
            keys(&[surname, (SubjectField::Surname, "Сидорова")]),
            ["repeats:0:surname", "differs:0:surname"]
        );
        assert_eq!(keys(&[inn, inn]), ["repeats:0:inn"]);
        assert_eq!(
            keys(&[inn, (SubjectField::Snils, "99000000153"), (SubjectField::Snils, "1")]),
            ["repeats:0:snils", "differs:0:snils"]
        );
        assert_eq!(
            keys(&[(SubjectField::Surname, "Сидорова"), (SubjectField::Snils, "1")]),
            ["differs:0:surname", "differs:0:snils"]
        );
    }

    #[test]
    fn another_position_or_organisation_is_only_shown() {
        assert_eq!(
            keys(&[(SubjectField::Inn, "990000661323"), (SubjectField::Title, "Курьер")]),
            Vec::<String>::new()
        );
        let surname = (SubjectField::Surname, "Петрова");
        assert_eq!(keys(&[surname, (SubjectField::Organization, "ООО «Лютик»")]), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_acknowledged_is_named_by_the_refusal() {
        let to_acknowledge = found(&[]);
        let known = Known { to_acknowledge: to_acknowledge.clone(), ..Known::default() };
        assert_eq!(known.acknowledged(), Err(vec!["empty:0".to_owned()]));
        let ticks = vec!["empty:0".to_owned()];
        let known = Known { to_acknowledge: to_acknowledge.clone(), ticks, ..Known::default() };
        assert_eq!(known.acknowledged(), Ok((vec![], to_acknowledge)));
    }
}
