//! What is wrong with a draft: the faults of its document beside their fields, and what only the browser asks for.

use super::Draft;
use super::places::DraftPlace;
use super::steps::DraftStep;
use crate::domain::submission::{Authority, Fault, SignatureRole};

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
        DraftFault { place: self.place_of(&fault.pointer), detail: fault.detail }
    }

    /// What the reading of the document lets pass and the client can mend at once.
    #[must_use]
    pub fn own_faults(&self) -> Vec<DraftFault> {
        let mut faults = Vec::new();
        if self.has(DraftStep::Owners) {
            faults.extend(self.requests_missing());
        }
        if self.has(DraftStep::Users) && self.answers.multi_user {
            faults.extend(self.users_lacking());
        }
        faults
    }

    fn requests_missing(&self) -> impl Iterator<Item = DraftFault> {
        let missing = self.answers.owners.iter().filter(|owner| owner.wants_certificate);
        missing.filter(|owner| owner.csr.trim().is_empty()).map(|owner| DraftFault {
            place: DraftPlace::within(DraftStep::Owners, owner.id, "csr"),
            detail: "Загрузите запрос на сертификат или выберите «Уже есть»".to_owned(),
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
