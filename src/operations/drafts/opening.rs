//! Opening a draft: what was typed, what it is held against, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::domain::application::Application;
use crate::domain::attachment::Attachment;
use crate::domain::certificate_request::CertificateRequest;
use crate::domain::draft::{Correction, Draft, DraftAnswers, DraftFault, DraftFile, DraftPlace, DraftStep};
use crate::domain::ids::{ApplicationNumber, DraftId, OrganizationId};
use crate::domain::its_login::{ItsLogin, LoginState};
use crate::domain::month::moscow_day;
use crate::domain::organization::Organization;
use crate::domain::partner::Partner;
use crate::domain::stage::{Reason, StageCode};
use crate::domain::submission::{ApplicationType, Submission};
use crate::gateways::csr;
use crate::operations::intake::{self, IntakeFailure};
use crate::operations::{Desk, Failure};
use crate::policy::Permission;
use crate::store::{applications, attachments, draft_files, drafts, logins, organizations, partners, queue};

/// How many of an organisation's latest applications are looked through for what it has now.
const LATEST: u64 = 20;

/// A draft with all that its pages show.
#[derive(Clone, Debug)]
pub struct OpenDraft {
    /// The draft.
    pub draft: Draft,
    /// The organisation, if the client is one of its people.
    pub organization: Option<Organization>,
    /// What was said before: by the organisation's applications, or by the returned one.
    pub was: Option<DraftAnswers>,
    /// Why the application that it mends was returned.
    pub returned: Option<WhyReturned>,
    /// The contracts by which the account may connect an organisation.
    pub contracts: Vec<(ItsLogin, Partner)>,
    /// Who gets it, as far as that is known yet.
    pub partner: Option<Partner>,
    /// The login that is bound to the organisation.
    pub bound_login: Option<String>,
    /// What is wrong with it.
    pub faults: Vec<DraftFault>,
    /// The application as the partner would read it, once nothing is wrong with the document.
    pub reading: Option<Submission>,
    /// Another application that renews the organisation and is still open.
    pub renewal: Option<ApplicationNumber>,
    /// The files that go with it.
    pub files: Vec<DraftFile>,
    /// The files that the returned application has already.
    pub attached: Vec<Attachment>,
    /// The certificate requests that could be read, by the owner's identity.
    pub requests: BTreeMap<u32, CertificateRequest>,
}

/// Why an application was returned.
#[derive(Clone, Debug)]
pub struct WhyReturned {
    /// Its number.
    pub number: ApplicationNumber,
    /// Its version as it was read.
    pub version: i32,
    /// The reason; none when it does not wait for the client any more.
    pub reason: Option<Reason>,
    /// Until when it waits for the client.
    pub until: Option<DateTime<Utc>>,
}

/// One of the client's drafts.
pub async fn open(desk: &Desk, id: DraftId) -> Result<OpenDraft, Failure> {
    desk.may(Permission::FillDraft).await?;
    let draft = drafts::open(desk.db(), desk.person()?, id).await?;
    OpenDraft::of(desk, draft).await
}

impl OpenDraft {
    /// A draft with what it is held against. Whoever is not one of the organisation's people any more does not find it.
    pub(super) async fn of(desk: &Desk, draft: Draft) -> Result<Self, Failure> {
        let mut open = Self {
            organization: None,
            was: None,
            returned: None,
            contracts: Vec::new(),
            partner: None,
            bound_login: None,
            faults: Vec::new(),
            reading: None,
            renewal: None,
            files: Vec::new(),
            attached: Vec::new(),
            requests: requests(&draft),
            draft,
        };
        if open.draft.sent_as.is_some() {
            return Ok(open);
        }
        if let Some(id) = open.draft.organization {
            let organization = organizations::with_id(desk.db(), desk.scope(), id).await?;
            open.partner = Some(partners::open(desk.db(), organization.partner).await?);
            open.bound_login = Some(logins::open(desk.db(), organization.bound_login).await?.login);
            if open.draft.correction.is_none() {
                open.was = Some(known(desk, &organization).await?);
            }
            if open.draft.kind == ApplicationType::Renew {
                open.renewal = open_renewal(desk, id, open.draft.correction).await?;
            }
            open.organization = Some(organization);
        }
        open.files = draft_files::of_draft(desk.db(), open.draft.id).await?;
        open.look_at_returned(desk).await?;
        if open.draft.kind == ApplicationType::Connect && open.draft.correction.is_none() {
            open.contracts = working_contracts(desk).await?;
            open.partner = open.chosen_contract().map(|(_, partner)| partner.clone());
        }
        open.read()?;
        Ok(open)
    }

    async fn look_at_returned(&mut self, desk: &Desk) -> Result<(), Failure> {
        let Some(correction) = self.draft.correction else { return Ok(()) };
        let application = applications::open(desk.db(), desk.scope(), correction.application).await?;
        let content = applications::original(desk.db(), application.number).await?.content;
        let card = self.organization.as_ref().map(|organization| &organization.requisites);
        self.attached = attachments::of_application(desk.db(), application.number).await?;
        self.was = Some(DraftAnswers::of_submission(&content, card));
        self.partner = Some(partners::open(desk.db(), application.partner).await?);
        let waits = application.stage.code() == StageCode::NeedsClient;
        let reason = application.stage.reason().filter(|_| waits).cloned();
        let until = application.stage.waits_for_client_until();
        self.returned =
            Some(WhyReturned { number: application.number, version: application.version, reason, until });
        Ok(())
    }

    /// How many files the application will have: the same bytes are one.
    fn all_files(&self) -> usize {
        let there = self.attached.iter().map(|attachment| &attachment.file.sha256);
        there.chain(self.files.iter().map(|waiting| &waiting.file.sha256)).collect::<BTreeSet<_>>().len()
    }

    /// What the check shows beside the draft itself: who gets it, what was returned, what renews already, and which files
    /// are attached already.
    #[must_use]
    pub fn shown(&self) -> String {
        let partner = self.partner.as_ref().map(|partner| partner.id.to_string());
        let returned = self.returned.as_ref().map(|returned| returned.version.to_string());
        let renewal = self.renewal.map(|number| number.to_string());
        let attached = self.attached.iter().map(|attachment| attachment.id.to_string());
        let beside = [partner, returned, renewal].map(Option::unwrap_or_default);
        beside.into_iter().chain(attached).collect::<Vec<_>>().join("-")
    }

    /// Whether it may be sent: a correction only while its application waits for the client.
    #[must_use]
    pub fn may_be_sent(&self) -> bool {
        self.returned.as_ref().is_none_or(|returned| returned.reason.is_some())
    }

    /// The contract by which the application goes: the only one, or the one that was chosen.
    #[must_use]
    pub fn chosen_contract(&self) -> Option<&(ItsLogin, Partner)> {
        match self.contracts.as_slice() {
            [only] if self.draft.answers.contract.is_none() => Some(only),
            several => several.iter().find(|(login, _)| Some(login.id) == self.draft.answers.contract),
        }
    }

    /// The document that is sent.
    #[must_use]
    pub fn document(&self) -> String {
        let card = self.organization.as_ref().map(|organization| &organization.requisites);
        self.draft.document(card).to_string()
    }

    /// Reads the document as the API would, and asks for what only the browser can ask for.
    fn read(&mut self) -> Result<(), Failure> {
        match intake::read(&self.document()) {
            Ok(reading) => self.reading = Some(reading),
            Err(IntakeFailure::Faults(found)) => {
                self.faults = found.into_iter().map(|fault| self.draft.fault_of(fault)).collect();
            }
            Err(IntakeFailure::Failure(failure)) => return Err(failure),
            Err(
                IntakeFailure::KeyMissing
                | IntakeFailure::KeyReused
                | IntakeFailure::InFlight
                | IntakeFailure::NoContract
                | IntakeFailure::NotJson { .. },
            ) => {}
        }
        self.faults.extend(self.draft.own_faults());
        self.faults.extend(self.draft.too_many_files(self.all_files()));
        if self.draft.has(DraftStep::Organization) && self.chosen_contract().is_none() {
            let detail = if self.contracts.is_empty() {
                super::CONNECT_FIRST
            } else {
                "Выберите обслуживающую организацию"
            };
            let place =
                DraftPlace { step: DraftStep::Organization, entry: None, field: "contract".to_owned() };
            self.faults.push(DraftFault { place, detail: detail.to_owned() });
        }
        Ok(())
    }

    /// The faults of a page: of a step, or of one entry of its list.
    pub fn faults_at(&self, step: DraftStep, entry: Option<u32>) -> impl Iterator<Item = &DraftFault> {
        self.faults.iter().filter(move |fault| fault.place.step == step && fault.place.entry == entry)
    }

    /// Whether anything of a step is wrong, its entries included.
    #[must_use]
    pub fn is_faulty(&self, step: DraftStep) -> bool {
        self.faults.iter().any(|fault| fault.place.step == step)
    }

    /// Where whoever opens it goes on: the first step that was filled and is wrong, else the furthest one.
    #[must_use]
    pub fn goes_on_at(&self) -> DraftStep {
        if let Some(reason) = self.returned.as_ref().and_then(|returned| returned.reason.as_ref()) {
            return self.draft.place_of_reason(&reason.code).step;
        }
        let passed = self.draft.steps().into_iter().filter(|step| self.draft.has_passed(*step));
        let faulty = passed.into_iter().find(|step| self.is_faulty(*step));
        let furthest = self.draft.reached;
        faulty.unwrap_or(if self.draft.has(furthest) { furthest } else { self.draft.after(furthest) })
    }
}

/// The open application that renews an organisation, other than the one that is mended.
async fn open_renewal(
    desk: &Desk,
    organization: OrganizationId,
    correction: Option<Correction>,
) -> Result<Option<ApplicationNumber>, Failure> {
    let mended = correction.map(|correction| correction.application);
    let open = queue::open_of_organizations(desk.db(), &[organization]).await?;
    let other = |application: &&Application| application.asked.renews() && Some(application.number) != mended;
    Ok(open.iter().find(other).map(|application| application.number))
}

fn requests(draft: &Draft) -> BTreeMap<u32, CertificateRequest> {
    let owners = draft.answers.owners.iter().filter(|owner| !owner.csr.is_empty());
    owners.filter_map(|owner| Some((owner.id, csr::decode(&owner.csr).ok()?.request))).collect()
}

/// What an organisation has now: its card, and of everything else what its latest approved applications said.
pub(super) async fn known(desk: &Desk, organization: &Organization) -> Result<DraftAnswers, Failure> {
    let latest = queue::of_organization(desk.db(), desk.scope(), organization.id, LATEST).await?;
    let approved = latest.into_iter().filter(|one| match one.stage.code() {
        StageCode::Approved | StageCode::Completed => true,
        StageCode::Received
        | StageCode::InReview
        | StageCode::NeedsClient
        | StageCode::Forwarded
        | StageCode::CertRequest
        | StageCode::Registering
        | StageCode::Rejected
        | StageCode::Withdrawn
        | StageCode::Expired => false,
    });
    let mut said = Vec::new();
    for application in approved {
        said.push(applications::original(desk.db(), application.number).await?.content);
    }
    Ok(DraftAnswers::of_organization(&organization.requisites, &said))
}

/// The account's contracts that run, each with its partner.
pub(in crate::operations) async fn working_contracts(
    desk: &Desk,
) -> Result<Vec<(ItsLogin, Partner)>, Failure> {
    let today = moscow_day(desk.now());
    let mut running = Vec::new();
    for contract in logins::of_account(desk.db(), desk.person()?).await? {
        if contract.state(today) == LoginState::Working {
            let partner = partners::open(desk.db(), contract.partner).await?;
            running.push((contract, partner));
        }
    }
    Ok(running)
}
