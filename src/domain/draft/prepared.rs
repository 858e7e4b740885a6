//! Answers that are there from the beginning: what the organisation has now, or what a returned application said.

use super::answers::{DraftAnswers, DraftDirection, DraftOrganization, DraftOwner, DraftUser};
use crate::domain::delivery::ProductDelivery;
use crate::domain::identity::Kpp;
use crate::domain::product::Questionnaire;
use crate::domain::submission::{
    ApplicationType, ChangeFlag, Direction, License, Owner, Requisites, StatedRequisites, Submission, User,
};

impl DraftAnswers {
    /// The answers for an organisation that is connected: its card, and of everything else the latest that its applications
    /// said, newest first. Nobody needs a new certificate unless it is asked for.
    #[must_use]
    pub fn of_organization(card: &Requisites, before: &[Submission]) -> Self {
        let mut answers = Self::usual();
        answers.organization = DraftOrganization::from(card);
        if let Some(last) = before.first() {
            answers.reg_number = last.reg_number.to_string();
        }
        let whole = |one: &&Submission| one.kind != ApplicationType::Change;
        if let Some(licensed) = before.iter().find(whole) {
            answers.take_license(licensed.license);
        }
        if let Some(directed) = before.iter().find(|one| !one.directions.is_empty()) {
            answers.take_directions(&directed.directions);
        }
        if let Some(owned) = before.iter().find(|one| !one.owners.is_empty()) {
            answers.take_owners(&owned.owners, false);
        }
        let with_users = |one: &&Submission| whole(one) || one.changes.contains(&ChangeFlag::Users);
        if let Some(shared) = before.iter().find(with_users) {
            answers.multi_user = shared.multi_user.enabled;
            answers.take_users(&shared.multi_user.users);
        }
        if let Some(cabinet) = before.iter().find_map(|one| one.cabinet.as_ref()) {
            answers.cabinet = true;
            answers.alias.clone_from(&cabinet.alias);
        }
        answers
    }

    /// The answers that an application gave; what it left out is on the card.
    #[must_use]
    pub fn of_submission(content: &Submission, card: Option<&Requisites>) -> Self {
        let mut answers = Self::usual();
        let known = card.map(DraftOrganization::from).unwrap_or_default();
        answers.organization = DraftOrganization::stated(&content.organization, known);
        answers.changes.clone_from(&content.changes);
        answers.reg_number = content.reg_number.to_string();
        answers.take_license(content.license);
        answers.promotion = content.promotion.clone().unwrap_or_default();
        answers.take_directions(&content.directions);
        answers.take_owners(&content.owners, true);
        answers.multi_user = content.multi_user.enabled;
        answers.take_users(&content.multi_user.users);
        answers.cabinet = content.cabinet.is_some();
        answers.alias = content.cabinet.as_ref().map(|cabinet| cabinet.alias.clone()).unwrap_or_default();
        answers
    }

    /// The answers with which a form begins.
    #[must_use]
    pub fn usual() -> Self {
        Self { product: "main".to_owned(), term_months: "12".to_owned(), cabinet: true, ..Self::default() }
    }

    /// The answers with which a connection begins: what its client has said of the program that they registered. They may
    /// connect another organisation, so nothing else of it is taken over.
    #[must_use]
    pub fn of_registered(delivery: &ProductDelivery, said: &Questionnaire) -> Self {
        let mut answers = Self { reg_number: delivery.number.to_string(), ..Self::usual() };
        answers.organization.short_name.clone_from(&said.organization);
        said.phone.as_str().clone_into(&mut answers.organization.phone);
        said.email.as_str().clone_into(&mut answers.organization.email);
        answers
    }

    /// The same answers, with a new certificate for every owner.
    #[must_use]
    pub fn with_new_certificates(mut self) -> Self {
        for owner in &mut self.owners {
            owner.wants_certificate = true;
        }
        self
    }

    fn take_license(&mut self, license: License) {
        license.product.code().clone_into(&mut self.product);
        self.term_months = license.term_months.to_string();
    }

    fn take_directions(&mut self, directions: &[Direction]) {
        for direction in directions {
            let id = self.next_entry();
            self.directions.push(DraftDirection {
                id,
                authority: Some(direction.authority),
                code: direction.code.clone().unwrap_or_default(),
                kpp: direction.kpp.as_ref().map(Kpp::to_string).unwrap_or_default(),
            });
        }
    }

    fn take_owners(&mut self, owners: &[Owner], with_requests: bool) {
        for owner in owners {
            let id = self.next_entry();
            let request = owner.csr.clone().filter(|_| with_requests);
            self.owners.push(DraftOwner {
                id,
                kind: owner.kind.code().to_owned(),
                last_name: owner.last_name.clone(),
                first_name: owner.first_name.clone(),
                middle_name: owner.middle_name.clone().unwrap_or_default(),
                position: owner.position.clone(),
                snils: owner.snils.to_string(),
                inn: owner.inn.to_string(),
                email: owner.email.to_string(),
                roles: owner.roles.clone(),
                wants_certificate: request.is_some(),
                csr_file: request.as_ref().map(|_| "из заявления".to_owned()).unwrap_or_default(),
                csr: request.unwrap_or_default(),
                csr_refused: String::new(),
            });
        }
    }

    fn take_users(&mut self, users: &[User]) {
        for user in users {
            let id = self.next_entry();
            self.users.push(DraftUser {
                id,
                snils: user.snils.to_string(),
                email: user.email.to_string(),
                roles: user.roles.clone(),
                authorities: user.authorities.clone(),
            });
        }
    }
}

impl From<&Requisites> for DraftOrganization {
    fn from(card: &Requisites) -> Self {
        Self::stated(&StatedRequisites::from(card.clone()), Self::default())
    }
}

impl DraftOrganization {
    /// What an application states, over what is known.
    fn stated(stated: &StatedRequisites, known: Self) -> Self {
        let text = |stated: Option<String>, known: String| stated.unwrap_or(known);
        Self {
            kind: stated.kind.code().to_owned(),
            inn: stated.inn.to_string(),
            kpp: stated.kpp.as_ref().map(Kpp::to_string).unwrap_or_default(),
            ogrn: text(stated.ogrn.as_ref().map(ToString::to_string), known.ogrn),
            accreditation: text(stated.accreditation.as_ref().map(ToString::to_string), known.accreditation),
            short_name: text(stated.short_name.clone(), known.short_name),
            full_name: text(stated.full_name.clone(), known.full_name),
            legal_address: text(stated.legal_address.clone(), known.legal_address),
            region: text(stated.region.as_ref().map(ToString::to_string), known.region),
            phone: text(stated.phone.as_ref().map(ToString::to_string), known.phone),
            email: text(stated.email.as_ref().map(ToString::to_string), known.email),
            is_budget: stated.is_budget.unwrap_or(known.is_budget),
        }
    }
}
