//! What is wrong with a draft: the faults of its document beside their fields, and what only the browser asks for.

use super::Draft;
use super::places::DraftPlace;
use super::steps::DraftStep;
use crate::domain::cleaning::cleaned;
use crate::domain::submission::{ApplicationType, Authority, Fault, OrganizationKind, SignatureRole};

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFault {
    /// The field.
    pub place: DraftPlace,
    /// The sentence.
    pub detail: String,
}

impl Draft {
    /// A fault of the document, beside its field.
    #[must_use]
    pub fn fault_of(&self, fault: Fault) -> DraftFault {
        let place = self.place_of(&fault.pointer);
        let named = (fault.code == "required").then(|| missing(&place.field)).flatten();
        DraftFault { detail: named.map_or(fault.detail, str::to_owned), place }
    }

    /// What the reading of the document lets pass and the client can mend at once.
    #[must_use]
    pub fn own_faults(&self) -> Vec<DraftFault> {
        let mut faults = Vec::new();
        faults.extend(self.registration_missing());
        if self.has(DraftStep::Owners) {
            faults.extend(self.requests_refused());
            faults.extend(self.requests_missing());
        }
        if self.has(DraftStep::Users) && self.answers.multi_user {
            faults.extend(self.users_lacking());
        }
        faults
    }

    /// A sole proprietor has an ОГРНИП; whoever has none is a private practice.
    fn registration_missing(&self) -> Option<DraftFault> {
        let typed = &self.answers.organization;
        let lacks = self.kind != ApplicationType::Change
            && self.has(DraftStep::Requisites)
            && typed.kind == OrganizationKind::SoleProprietor.code()
            && cleaned(&typed.ogrn).is_empty();
        lacks.then(|| DraftFault {
            place: DraftPlace::of(DraftStep::Requisites, "ogrn"),
            detail: "Укажите ОГРНИП. У нотариуса и адвоката его нет: выберите вид «Частная практика»"
                .to_owned(),
        })
    }

    /// What came instead of a request is not kept; what it was is told until another file comes.
    fn requests_refused(&self) -> impl Iterator<Item = DraftFault> {
        let refused = self.answers.owners.iter().filter(|owner| owner.wants_certificate);
        refused.filter(|owner| !owner.csr_refused.is_empty()).map(|owner| DraftFault {
            place: DraftPlace::within(DraftStep::Owners, owner.id, "csr"),
            detail: owner.csr_refused.clone(),
        })
    }

    fn requests_missing(&self) -> impl Iterator<Item = DraftFault> {
        let missing = self.answers.owners.iter().filter(|owner| owner.wants_certificate);
        missing.filter(|owner| owner.csr.trim().is_empty() && owner.csr_refused.is_empty()).map(|owner| {
            DraftFault {
                place: DraftPlace::within(DraftStep::Owners, owner.id, "csr"),
                detail: "Загрузите запрос на сертификат или выберите «Уже есть»".to_owned(),
            }
        })
    }

    /// The list of users must be able to work: somebody administers, somebody receives from the tax service.
    fn users_lacking(&self) -> Vec<DraftFault> {
        let answers = &self.answers;
        let has = |role| answers.users.iter().any(|user| user.roles.contains(&role));
        let fns = answers.directions.iter().any(|one| one.authority == Some(Authority::Fns));
        let mut lacking = Vec::new();
        if answers.users.is_empty() {
            lacking.push("Добавьте пользователей или выключите многопользовательский режим");
        } else {
            if !has(SignatureRole::Admin) {
                lacking
                    .push("Назначьте администратора: роль «администрирование» хотя бы у одного пользователя");
            }
            if fns && !has(SignatureRole::Encrypt) {
                lacking.push(
                    "Назначьте получателя сообщений ФНС: роль «шифрование» хотя бы у одного пользователя",
                );
            }
        }
        let told = |detail: &str| DraftFault {
            place: DraftPlace::of(DraftStep::Users, DraftStep::Users.code()),
            detail: detail.to_owned(),
        };
        lacking.into_iter().map(told).collect()
    }
}

/// What is missing, where the field alone does not say it: a list, or a choice.
fn missing(field: &str) -> Option<&'static str> {
    match field {
        "directions" => Some("Добавьте хотя бы одно направление"),
        "owners" => Some("Добавьте хотя бы одного владельца подписи"),
        "kind" => Some("Выберите один из вариантов"),
        "roles" => Some("Отметьте хотя бы одну роль"),
        _ => None,
    }
}
