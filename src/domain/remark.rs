//! Remarks: shown on an application's card, never a reason to refuse it.

mod acknowledgement;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::certificate_request::{CertificateRequest, Possession};
use super::ids::ApplicationNumber;
use super::multi_user::{Fit, Tier};
use super::subject::{SubjectDifference, SubjectField};
use super::submission::{Authority, SignatureRole, Submission};

pub use acknowledgement::{Acknowledged, Known, to_acknowledge};

/// A remark for the reviewer before forwarding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "remark", rename_all = "snake_case")]
pub enum Remark {
    /// The multi-user mode is on, but the client's list of users is empty.
    UsersListEmpty,
    /// The client's list does not fit the tier that the partner chose.
    UsersDoNotFit {
        /// The tier that was chosen.
        tier: Tier,
        /// Too few users, or too many.
        fit: Fit,
        /// How many users the client listed.
        users: usize,
    },
    /// No owner or user has the administration role.
    NoAdministrator,
    /// The tax service is connected, but no one receives its messages.
    NoFnsRecipient,
    /// A budget organisation: its certificate comes from the Treasury.
    BudgetOrganization,
    /// A sole proprietor or the branch of a foreign organisation states no number of its registration.
    Unregistered,
    /// The original contains unknown members.
    UnknownMembers {
        /// Their JSON pointers.
        pointers: Vec<String>,
    },
    /// The certificate request differs from the application.
    SubjectDiffers {
        /// The owner's position in the application, from 0.
        owner: usize,
        /// The difference.
        difference: SubjectDifference,
    },
    /// The certificate request names no person.
    SubjectEmpty {
        /// The owner's position in the application, from 0.
        owner: usize,
    },
    /// The certificate request repeats an attribute that may occur once.
    SubjectRepeats {
        /// The owner's position in the application, from 0.
        owner: usize,
        /// The attribute.
        field: SubjectField,
        /// How often it occurs.
        times: usize,
    },
    /// «Владение ключом не проверено».
    PossessionNotChecked {
        /// The owner's position in the application, from 0.
        owner: usize,
    },
    /// Other applications of the same organisation are open.
    DuplicateApplication {
        /// Their numbers.
        numbers: Vec<ApplicationNumber>,
    },
    /// A first connection of a product that is already active.
    ProductActive {
        /// Its last day.
        until: NaiveDate,
        /// The application that activated it, if it belongs to the same partner.
        number: Option<ApplicationNumber>,
    },
    /// A connection of a subscriber that holds another product or account already.
    SubscriberConnected {
        /// The last day of what it holds.
        until: NaiveDate,
    },
    /// A renewal long before the licence ends.
    EarlyRenewal {
        /// The last day of the licence.
        until: NaiveDate,
    },
    /// The owner also signs for other organisations.
    OwnerElsewhere {
        /// The owner's position in the application, from 0.
        owner: usize,
        /// The latest applications of the same partner that name the owner.
        numbers: Vec<ApplicationNumber>,
        /// How many more applications of the same partner name the owner.
        #[serde(default, skip_serializing_if = "is_none_more")]
        more: u64,
        /// Whether applications of other partners name the owner.
        foreign: bool,
    },
    /// Another account of the organisation has this alias.
    DuplicateAlias {
        /// The alias.
        alias: String,
        /// The applications that named it.
        numbers: Vec<ApplicationNumber>,
    },
}

/// Entries older than the field lack it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_none_more(more: &u64) -> bool {
    *more == 0
}

/// What an application shows by itself, with the multi-user mode as the partner left it on the card; duplicates are known
/// only to who sees the other applications.
///
/// `requests` are the decoded certificate requests, each with its owner's position.
#[must_use]
pub fn remarks(
    submission: &Submission,
    enabled: bool,
    tier: Option<Tier>,
    requests: &[(usize, &CertificateRequest)],
) -> Vec<Remark> {
    let unknown = &submission.unknown;
    let unknown = (!unknown.is_empty()).then(|| Remark::UnknownMembers { pointers: unknown.clone() });
    let budget = (submission.organization.is_budget == Some(true)).then_some(Remark::BudgetOrganization);
    let unregistered = submission.is_unregistered().then_some(Remark::Unregistered);
    let of_requests = requests.iter().flat_map(|&(owner, request)| of_request(submission, owner, request));
    of_users(submission, enabled, tier)
        .into_iter()
        .chain(of_roles(submission))
        .chain(budget)
        .chain(unregistered)
        .chain(of_requests)
        .chain(unknown)
        .collect()
}

/// Whether the client's list of users fits the mode and the tier.
fn of_users(submission: &Submission, enabled: bool, tier: Option<Tier>) -> Option<Remark> {
    let users = submission.multi_user.users.len();
    if !enabled {
        return None;
    }
    if users == 0 {
        return Some(Remark::UsersListEmpty);
    }
    let tier = tier?;
    match tier.fit(users) {
        Fit::Fits => None,
        Fit::ListEmpty => Some(Remark::UsersListEmpty),
        fit @ (Fit::TooFew | Fit::TooMany) => Some(Remark::UsersDoNotFit { tier, fit, users }),
    }
}

/// Warns when no user is an administrator or none receives tax-service mail. An empty list gives no warning.
fn of_roles(submission: &Submission) -> impl Iterator<Item = Remark> {
    let owners = submission.owners.iter().map(|owner| &owner.roles);
    let users = submission.multi_user.users.iter().map(|user| &user.roles);
    let everybody: Vec<_> = owners.chain(users).collect();
    let nobody =
        |role: SignatureRole| !everybody.is_empty() && !everybody.iter().any(|roles| roles.contains(&role));
    let administrator = nobody(SignatureRole::Admin).then_some(Remark::NoAdministrator);
    let fns = submission.reports_to(Authority::Fns);
    let recipient = (fns && nobody(SignatureRole::Encrypt)).then_some(Remark::NoFnsRecipient);
    administrator.into_iter().chain(recipient)
}

/// Remarks about a certificate request: its differences, and an unverified possession of the key.
fn of_request(submission: &Submission, owner: usize, request: &CertificateRequest) -> Vec<Remark> {
    let differences = submission
        .owners
        .get(owner)
        .map(|named| request.differences(named, &submission.organization))
        .unwrap_or_default();
    let differs = |difference| Remark::SubjectDiffers { owner, difference };
    let empty = request.names_nobody().then_some(Remark::SubjectEmpty { owner });
    let repeats = request.repeats().map(|(field, times)| Remark::SubjectRepeats { owner, field, times });
    let unchecked = match request.possession {
        Possession::Proven | Possession::Broken => None,
        Possession::NotChecked => Some(Remark::PossessionNotChecked { owner }),
    };
    empty.into_iter().chain(repeats).chain(differences.into_iter().map(differs)).chain(unchecked).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::certificate_request::{Attribute, KeyAlgorithm};
    use crate::domain::subject::SubjectField;
    use crate::domain::submission::samples::{full, least_change, read, with};

    const OFF: (bool, Option<Tier>) = (false, None);
    const LOWER: (bool, Option<Tier>) = (true, Some(Tier::TwoToNine));

    fn shown(document: &Value, mode: (bool, Option<Tier>)) -> Vec<Remark> {
        remarks(&read(document), mode.0, mode.1, &[])
    }

    fn request(surname: &str, possession: Possession) -> CertificateRequest {
        let oid = SubjectField::Surname.oid().to_owned();
        let surname = Attribute { oid, name: "SN".to_owned(), value: surname.to_owned() };
        CertificateRequest {
            subject: vec![surname],
            key_algorithm: KeyAlgorithm::Gost2012 { bits: 256 },
            possession,
        }
    }

    #[test]
    fn an_application_in_order_shows_nothing() {
        assert_eq!(shown(&full(), LOWER), []);
        assert_eq!(shown(&full(), OFF), []);
        assert_eq!(shown(&least_change(), OFF), []);
    }

    #[test]
    fn the_mode_without_users_asks_the_client_for_a_list() {
        let document = with(full(), "/multi_user/users", json!([]));
        assert_eq!(shown(&document, LOWER), [Remark::UsersListEmpty]);
        assert_eq!(shown(&document, (true, None)), [Remark::UsersListEmpty]);
        assert_eq!(shown(&document, OFF), []);
    }

    #[test]
    fn a_list_that_does_not_fit_the_tier_is_shown_with_its_length() {
        let tier = Tier::TenPlus;
        let too_few = Remark::UsersDoNotFit { tier, fit: Fit::TooFew, users: 2 };
        assert_eq!(shown(&full(), (true, Some(tier))), [too_few]);
    }

    #[test]
    fn somebody_must_administer_and_somebody_receive_from_the_tax_service() {
        let mut document = with(full(), "/owners/0/roles", json!(["sign"]));
        assert_eq!(shown(&document, LOWER), []);
        document["multi_user"]["users"][0]["roles"] = json!(["sign"]);
        assert_eq!(shown(&document, LOWER), [Remark::NoAdministrator, Remark::NoFnsRecipient]);
        document["directions"] = json!([{ "authority": "sfr", "code": "048-001" }]);
        assert_eq!(shown(&document, LOWER), [Remark::NoAdministrator]);
    }

    #[test]
    fn budget_organisations_and_unknown_members_are_shown() {
        let document = with(with(full(), "/organization/is_budget", json!(true)), "/sex", json!("f"));
        let unknown = Remark::UnknownMembers { pointers: vec!["/sex".to_owned()] };
        assert_eq!(shown(&document, LOWER), [Remark::BudgetOrganization, unknown]);
    }

    #[test]
    fn a_request_shows_what_differs_and_that_its_key_is_not_checked() {
        let odd = request("Сидорова", Possession::NotChecked);
        let difference = SubjectDifference {
            field: SubjectField::Surname,
            in_request: "Сидорова".to_owned(),
            in_application: "Петрова".to_owned(),
        };
        let expected =
            [Remark::SubjectDiffers { owner: 0, difference }, Remark::PossessionNotChecked { owner: 0 }];
        assert_eq!(remarks(&read(&full()), false, None, &[(0, &odd)]), expected);
        assert_eq!(remarks(&read(&full()), false, None, &[(0, &request("Петрова", Possession::Proven))]), []);
        assert_eq!(
            remarks(&read(&full()), false, None, &[(7, &request("Сидорова", Possession::Proven))]),
            []
        );
    }

    #[test]
    fn remarks_are_stored_under_their_names_and_read_back() {
        let duplicate =
            Remark::DuplicateAlias { alias: "Бух".to_owned(), numbers: vec![ApplicationNumber(12)] };
        let stored = serde_json::to_value(&duplicate).unwrap();
        assert_eq!(stored, json!({ "remark": "duplicate_alias", "alias": "Бух", "numbers": [12] }));
        assert_eq!(serde_json::from_value::<Remark>(stored).unwrap(), duplicate);
    }

    proptest! {
        #[test]
        fn the_suggested_tier_never_brings_a_remark_about_users(count in 2_usize..30) {
            let mut submission = read(&full());
            submission.multi_user.users = vec![submission.multi_user.users[0].clone(); count];
            prop_assert_eq!(remarks(&submission, true, Tier::suggested(count), &[]), []);
        }
    }
}
