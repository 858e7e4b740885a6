//! The course of an application from the client's document to its final state, by the verbs of the domain.

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest as _, Sha256};

use super::chance::Chance;
use super::client::Client;
use super::document::{self, Wish};
use super::shape::PartnerSetup;
use super::{GenerateError, words};
use crate::domain::account::Account;
use crate::domain::application::{Application, ApplicationRefusal, Asked, ConnectionParameters, Deadlines};
use crate::domain::billing::Basis;
use crate::domain::change::Change;
use crate::domain::charge::{Charge, digest_of_approval};
use crate::domain::errand::{Errand, MAX_ATTEMPTS};
use crate::domain::holdings::Holdings;
use crate::domain::ids::{ApplicationNumber, ItsLoginId};
use crate::domain::month::moscow_day;
use crate::domain::organization::{Licence, digest_of_periods};
use crate::domain::reason::{CannedReason, Purpose};
use crate::domain::remark::Known;
use crate::domain::role::Role;
use crate::domain::settings::BusinessSettings;
use crate::domain::stage::{Reason, Stage};
use crate::domain::submission::{ApplicationType, Submission};
use crate::operations::pricing;
use crate::store::Keeper;
use crate::store::applications::Original;
use crate::store::bulk::{ErrandEnd, Past, Settled, past};

/// The final state of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Received,
    InReview,
    Held,
    Returned,
    Withdrawn,
    Expired,
    Rejected,
    Stuck,
    Approved,
    Completed,
}

/// The input of a course.
pub(super) struct Setting<'a> {
    pub(super) client: &'a Client,
    pub(super) house: &'a PartnerSetup,
    pub(super) settings: &'a BusinessSettings,
    pub(super) reasons: &'a [CannedReason],
    pub(super) number: ApplicationNumber,
    pub(super) at: DateTime<Utc>,
    pub(super) deadlines: Deadlines,
    pub(super) now: DateTime<Utc>,
}

/// The result of a course.
pub(super) struct Course<'a> {
    setting: &'a Setting<'a>,
    at: DateTime<Utc>,
    pub(super) application: Application,
    pub(super) original: (ApplicationNumber, ItsLoginId, Original),
    pub(super) pasts: Vec<Past>,
    pub(super) errands: Vec<Settled>,
    pub(super) charges: Vec<Charge>,
    pub(super) licences: Vec<Licence>,
}

impl<'a> Course<'a> {
    /// The client's program sends the document.
    pub(super) fn begin(
        setting: &'a Setting<'a>,
        wish: Wish,
        chance: &mut Chance,
    ) -> Result<Self, GenerateError> {
        let (document, body) = document::of(setting.client, wish, chance);
        let content = Submission::read(&document).map_err(GenerateError::Document)?;
        let application = received(setting, &content);
        let login = setting.client.organization.bound_login;
        let sha256 = hex::encode(Sha256::digest(body.as_bytes()));
        let original = Original { revision: 1, received_at: setting.at, body, sha256, content };
        let mut course = Self {
            setting,
            at: setting.at,
            original: (setting.number, login, original),
            application: application.clone(),
            pasts: Vec::new(),
            errands: Vec::new(),
            charges: Vec::new(),
            licences: Vec::new(),
        };
        let done = Application::receive(
            application,
            setting.client.login.clone(),
            setting.house.partner.email.clone(),
            course.original.2.digest()?,
        );
        course.keep(course.program(), done)?;
        Ok(course)
    }

    /// Plays the course to its final state.
    pub(super) fn play(mut self, end: End, wish: Wish, chance: &mut Chance) -> Result<Self, GenerateError> {
        if end == End::Received {
            return Ok(self);
        }
        let reviewer = self.setting.house.person(Role::PartnerStaff, chance);
        self.review(reviewer, wish, chance)?;
        match end {
            End::Received | End::InReview => {}
            End::Held => self.hold(reviewer, chance)?,
            End::Returned | End::Withdrawn | End::Expired => self.come_back(reviewer, end, chance)?,
            End::Rejected => {
                self.wait(chance.between(5 * 60, 4 * 3600));
                let reason = self.reason(Purpose::Reject, chance)?;
                let done = self.application.clone().reject(reason, self.at, Vec::new())?;
                self.keep(self.staff(reviewer), done)?;
            }
            End::Stuck => {
                self.forward(reviewer, chance)?;
                self.get_stuck(chance)?;
            }
            End::Approved => self.approve(reviewer, chance)?,
            End::Completed => {
                self.approve(reviewer, chance)?;
                self.wait(chance.between(10 * 60, 30 * 3600));
                let done = self.application.clone().complete(self.at)?;
                self.keep(self.program(), done)?;
            }
        }
        Ok(self)
    }

    fn hold(&mut self, reviewer: &Account, chance: &mut Chance) -> Result<(), GenerateError> {
        self.wait(chance.between(60, 3600));
        let until = self.setting.now + Duration::hours(chance.between(1, 240));
        let reason = chance.one(words::HOLDS).to_owned();
        let done = self.application.clone().hold(reason, self.at, until)?;
        self.keep(self.staff(reviewer), done)?;
        Ok(())
    }

    /// Returns it to the client, who does nothing or withdraws it.
    fn come_back(&mut self, reviewer: &Account, end: End, chance: &mut Chance) -> Result<(), GenerateError> {
        self.wait(chance.between(5 * 60, 4 * 3600));
        let expires_at = self.at + Duration::days(self.setting.settings.expire_days.into());
        let reason = self.reason(Purpose::Return, chance)?;
        let done = self.application.clone().return_to_client(reason, self.at, expires_at)?;
        self.keep(self.staff(reviewer), done)?;
        if end == End::Withdrawn {
            self.wait(chance.between(3600, 48 * 3600));
            let email = self.setting.house.partner.email.clone();
            let done = self.application.clone().withdraw(email, self.at)?;
            self.keep(self.program(), done)?;
        }
        if end == End::Expired {
            self.at = expires_at;
            if let Some(done) = self.application.clone().expire(self.at)? {
                self.keep(self.worker(), done)?;
            }
        }
        Ok(())
    }

    fn reason(&self, purpose: Purpose, chance: &mut Chance) -> Result<Reason, GenerateError> {
        let serving = self.setting.reasons.iter().filter(|reason| reason.serves(purpose));
        let offered: Vec<&CannedReason> = serving.filter(|reason| !reason.text.is_empty()).collect();
        let chosen = chance.one(&offered);
        let name = &self.application.asked.organization_name;
        chosen.given(name, "").map_err(|_| GenerateError::Stopped)
    }

    fn review(&mut self, reviewer: &Account, wish: Wish, chance: &mut Chance) -> Result<(), GenerateError> {
        self.wait(chance.between(3 * 60, 4 * 3600));
        let done = self.application.clone().take(reviewer.id, self.at)?;
        self.keep(self.staff(reviewer), done)?;
        let parameters = parameters(wish, chance);
        if parameters != self.application.parameters || chance.percent(40) {
            self.wait(chance.between(60, 3600));
            let done = self.application.clone().set_parameters(parameters)?;
            self.keep(self.staff(reviewer), done)?;
        }
        Ok(())
    }

    fn forward(&mut self, reviewer: &Account, chance: &mut Chance) -> Result<(), GenerateError> {
        self.wait(chance.between(5 * 60, 4 * 3600));
        let undo = self.setting.settings.undo;
        let (tariffs, day) = (&self.setting.house.tariffs, moscow_day(self.at));
        let terms = pricing::fixed_by(tariffs, &self.application, &self.held(), day);
        let fixed = self.application.clone().on_terms(terms.map_err(ApplicationRefusal::NoPrice)?);
        let done = fixed.forward(self.at, undo, Known::default())?;
        self.keep(self.staff(reviewer), done)?;
        self.at += undo;
        let done = self.application.clone().submit(Vec::new(), &[], self.at)?;
        self.keep(self.worker(), done)?;
        Ok(())
    }

    /// The worker gives up, and a person must act.
    fn get_stuck(&mut self, chance: &mut Chance) -> Result<(), GenerateError> {
        let words = chance.one(words::STUCK).to_owned();
        let registers = |settled: &&mut Settled| matches!(settled.owed.errand, Errand::Register { .. });
        if let Some(last) = self.errands.iter_mut().find(registers) {
            let attempts = i32::try_from(MAX_ATTEMPTS).unwrap_or(i32::MAX);
            last.end = ErrandEnd::Dead { words: words.clone(), attempts };
        }
        let done = self.application.clone().need_attention(words, self.at);
        self.keep(self.worker(), done)
    }

    fn approve(&mut self, reviewer: &Account, chance: &mut Chance) -> Result<(), GenerateError> {
        self.forward(reviewer, chance)?;
        self.wait(chance.between(2, 120));
        let (organization, tariffs) = (&self.setting.client.organization, &self.setting.house.tariffs);
        let priced = pricing::priced_by(tariffs, &self.application, &self.held(), self.at);
        (self.charges, self.licences) = pricing::activated(&self.application, organization, priced, self.at)?;
        let (charges, periods) = (digest_of_approval(&self.charges), digest_of_periods(&self.licences));
        let approval = self.setting.client.approval(&self.application, charges, periods);
        let done = self.application.clone().approve(approval, self.at)?;
        self.keep(self.worker(), done)
    }

    fn held(&self) -> Holdings {
        Holdings::new(self.setting.client.licences.clone(), self.setting.settings.renewal_start)
    }

    /// Records a change; its errands were done a moment after they fell due.
    fn keep(&mut self, keeper: Keeper, change: Change<Application>) -> Result<(), GenerateError> {
        let (after, past, owed) = past(keeper, change)?;
        self.application = after;
        self.pasts.push(past);
        let now = self.setting.now;
        let settled = owed.into_iter().map(|owed| {
            let done = owed.due_at + Duration::seconds(1);
            Settled { end: if done < now { ErrandEnd::Done(done) } else { ErrandEnd::Due }, owed }
        });
        self.errands.extend(settled);
        Ok(())
    }

    fn wait(&mut self, seconds: i64) {
        let latest = self.setting.now - Duration::minutes(1);
        self.at = (self.at + Duration::seconds(seconds)).min(latest).max(self.at);
    }

    fn program(&self) -> Keeper {
        self.keeper(format!("its:{}", self.setting.client.login), Role::ItsLogin)
    }

    fn staff(&self, person: &Account) -> Keeper {
        self.keeper(person.login.clone(), Role::PartnerStaff)
    }

    fn worker(&self) -> Keeper {
        self.keeper("worker".to_owned(), Role::Worker)
    }

    fn keeper(&self, actor: String, role: Role) -> Keeper {
        let request_id = format!("generated-{}-{}", self.setting.number, self.pasts.len() + 1);
        Keeper { actor, role, request_id, at: self.at, instead_of: None }
    }
}

fn received(setting: &Setting<'_>, content: &Submission) -> Application {
    let organization = &setting.client.organization;
    let asked = Asked::of(content, organization);
    Application {
        number: setting.number,
        partner: organization.partner,
        organization: organization.id,
        sent_login: organization.bound_login,
        bound_login: organization.bound_login,
        parameters: ConnectionParameters::suggested(asked.multi_user, asked.users),
        asked,
        stage: Stage::Received,
        stage_since: setting.at,
        received_at: setting.at,
        deadlines: setting.deadlines,
        attention: None,
        nudged_at: None,
        hold: None,
        terms: None,
        version: 0,
    }
}

/// The partner's parameters: the extension as requested, sometimes another basis than payment.
fn parameters(wish: Wish, chance: &mut Chance) -> ConnectionParameters {
    let billed = matches!(wish.kind, ApplicationType::Connect | ApplicationType::Renew);
    let basis = match chance.below(100) {
        0..=13 if billed => Basis::ItsProf,
        14..=16 if billed => Basis::Trial,
        _ => Basis::Paid,
    };
    ConnectionParameters { enabled: wish.tier.is_some(), tier: wish.tier, basis, group_band: None }
}
