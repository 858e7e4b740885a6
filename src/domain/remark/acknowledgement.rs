//! The remarks about certificate requests that a reviewer must acknowledge before forwarding.

use serde::{Deserialize, Serialize};

use super::{Remark, of_request};
use crate::domain::certificate_request::CertificateRequest;
use crate::domain::identity::Snils;
use crate::domain::submission::Submission;

/// An acknowledged remark about an owner's request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// The СНИЛС of the owner.
    pub snils: Snils,
    /// The owner's full name, as the application stated it then.
    pub name: String,
    /// The remark.
    pub remark: Remark,
}

/// The input of a forwarding: known conflicts and acknowledgements.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The conflicts.
    pub collisions: Vec<Remark>,
    /// The remarks that must be acknowledged.
    pub to_acknowledge: Vec<Acknowledged>,
    /// The keys of those that the reviewer ticked.
    pub ticks: Vec<String>,
}

impl Known {
    /// The conflicts and the acknowledged remarks; an error with the keys of those not acknowledged.
    pub(in crate::domain) fn acknowledged(self) -> Result<(Vec<Remark>, Vec<Acknowledged>), Vec<String>> {
        let keys = self.to_acknowledge.iter().filter_map(|one| one.remark.key());
        let open: Vec<String> = keys.filter(|key| !self.ticks.contains(key)).collect();
        if open.is_empty() { Ok((self.collisions, self.to_acknowledge)) } else { Err(open) }
    }
}

/// The remarks to acknowledge for the requests of an application; each request comes with its owner's position.
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
    /// The key under which it is acknowledged; `None` when it needs no acknowledgement. A request without a name, with
    /// a repeated number or with another person's name may produce an unusable certificate.
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
            | Self::Unregistered
            | Self::UnknownMembers { .. }
            | Self::PossessionNotChecked { .. }
            | Self::DuplicateApplication { .. }
            | Self::ProductActive { .. }
            | Self::SubscriberConnected { .. }
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
