//! Drafts: a client fills an application in the browser and sends it. Saving one is nobody else's business and leaves no
//! entry in the audit; sending is an event of the application.

mod files;
mod filling;
mod opening;
mod sending;

use super::{Desk, Failure};
use crate::domain::application::ApplicationRefusal;
use crate::domain::draft::{Correction, DRAFTS_MOST, Draft, DraftAnswers, KEPT_FOR};
use crate::domain::ids::{ApplicationNumber, DraftId};
use crate::domain::organization::Organization;
use crate::domain::product::Origin;
use crate::domain::search::Question;
use crate::domain::stage::{Stage, Verb};
use crate::domain::submission::ApplicationType;
use crate::policy::Permission;
use crate::store::organizations::OrganizationQuery;
use crate::store::{StoreError, Tx, applications, drafts, organizations, products};

pub use files::{add_file, begin_files, pass_files, remove_file, waiting_file};
pub use filling::{Filled, Saved, SavedEntry, fill, fill_entry, remove_entry};
pub(super) use opening::working_contracts;
pub use opening::{OpenDraft, WhyReturned, open};
pub use sending::{SeenDraft, Sending, send};

/// What is told to whoever connects an organisation without a contract that runs.
pub const CONNECT_FIRST: &str = "Для отправки заявления подключите Интернет-поддержку";

/// What a client may begin.
#[derive(Clone, Debug)]
pub struct DraftStart {
    /// The organisations of the client.
    pub organizations: Vec<Organization>,
    /// Whether the account has a contract that runs, by which it may connect an organisation.
    pub connects: bool,
    /// How many drafts wait already.
    pub waiting: u64,
}

/// What a client wants to begin, as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedStart<'a> {
    /// The code of the kind.
    pub kind: &'a str,
    /// The code of the organisation; empty for a new one.
    pub organization: &'a str,
}

/// The client's drafts, the last saved first.
pub async fn list(desk: &Desk) -> Result<Vec<Draft>, Failure> {
    desk.may(Permission::FillDraft).await?;
    Ok(drafts::of_account(desk.db(), desk.person()?).await?)
}

/// How many drafts of the client wait.
pub async fn waiting(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::FillDraft).await?;
    Ok(drafts::count(desk.db(), desk.person()?).await?)
}

/// What the client may begin.
pub async fn start(desk: &Desk) -> Result<DraftStart, Failure> {
    desk.may(Permission::FillDraft).await?;
    Ok(DraftStart {
        organizations: own_organizations(desk).await?,
        connects: !opening::working_contracts(desk).await?.is_empty(),
        waiting: drafts::count(desk.db(), desk.person()?).await?,
    })
}

/// Begins a draft. For an organisation that is connected everything that is known of it is filled already.
pub async fn begin(desk: &Desk, typed: TypedStart<'_>) -> Result<DraftId, Failure> {
    desk.may(Permission::FillDraft).await?;
    let Some(kind) = ApplicationType::from_code(typed.kind) else {
        return Err(wrong("type", "Выберите, что нужно сделать"));
    };
    let draft = Draft::begin(desk.person()?, kind, desk.now());
    let draft = if kind == ApplicationType::Connect {
        if opening::working_contracts(desk).await?.is_empty() {
            return Err(wrong("type", CONNECT_FIRST));
        }
        Draft { answers: first_answers(desk).await?, ..draft }
    } else {
        let code = typed.organization.trim();
        if code.is_empty() {
            return Err(wrong("organization", "Выберите организацию"));
        }
        let organization = organizations::open(desk.db(), desk.scope(), code).await?;
        prepared(desk, draft, &organization).await?
    };
    let tx = desk.begin().await?;
    let id = add(&tx, &draft).await?;
    tx.commit().await?;
    Ok(id)
}

/// Begins the mending of a returned application, or finds the one that was begun.
pub async fn correct(desk: &Desk, number: ApplicationNumber) -> Result<DraftId, Failure> {
    desk.may(Permission::FillDraft).await?;
    let tx = desk.begin().await?;
    // Whoever presses twice waits here, and finds what the first press began.
    let application = applications::open_to_change(&tx, desk.scope(), number).await?;
    if !matches!(application.stage, Stage::NeedsClient { .. }) {
        let stage = application.stage.code();
        return Err(ApplicationRefusal::NotInThisStage { verb: Verb::Mend, stage }.into());
    }
    let person = desk.person()?;
    // What was begun stays, however often the application is returned: the check holds it against what was returned last.
    if let Some(begun) = drafts::mending(&tx, person, number).await? {
        return Ok(begun.id);
    }
    let card = organizations::with_id(&tx, desk.scope(), application.organization).await;
    let organization = match card {
        Err(StoreError::NotFound) => None,
        card => Some(card?),
    };
    let content = applications::original(&tx, number).await?.content;
    let draft = Draft {
        organization: organization.as_ref().map(|organization| organization.id),
        correction: Some(Correction { application: number, version: application.version }),
        answers: DraftAnswers::of_submission(
            &content,
            organization.as_ref().map(|organization| &organization.requisites),
        ),
        ..Draft::begin(person, content.kind, desk.now()).ready()
    };
    let id = add(&tx, &draft).await?;
    tx.commit().await?;
    Ok(id)
}

/// Throws a draft away.
pub async fn remove(desk: &Desk, id: DraftId) -> Result<(), Failure> {
    desk.may(Permission::FillDraft).await?;
    let tx = desk.begin().await?;
    drafts::remove(&tx, desk.person()?, id).await?;
    Ok(tx.commit().await?)
}

/// Forgets the drafts that were not saved for long. Returns how many.
pub async fn sweep(desk: &Desk) -> Result<u64, Failure> {
    desk.may(Permission::RunErrand).await?;
    Ok(drafts::sweep(desk.db(), desk.now() - KEPT_FOR).await?)
}

/// The answers with which a connection begins, by the program that the client registered last.
async fn first_answers(desk: &Desk) -> Result<DraftAnswers, Failure> {
    let own = products::of_person(desk.db(), desk.person()?).await?;
    let registered = own.iter().find_map(|product| match &product.origin {
        Origin::Delivered(delivery, said) => Some(DraftAnswers::of_registered(delivery, said)),
        Origin::Free(_) => None,
    });
    Ok(registered.unwrap_or_else(DraftAnswers::usual))
}

/// The organisations of the client, by name.
async fn own_organizations(desk: &Desk) -> Result<Vec<Organization>, Failure> {
    let all = u64::MAX >> 1;
    Ok(organizations::search(desk.db(), desk.scope(), OrganizationQuery::first(&Question::default(), all))
        .await?)
}

/// The draft with what is known of its organisation. A renewal is ready to be sent; whoever lost the keys needs new ones.
async fn prepared(desk: &Desk, draft: Draft, organization: &Organization) -> Result<Draft, Failure> {
    let answers = opening::known(desk, organization).await?;
    let draft = Draft { organization: Some(organization.id), ..draft };
    Ok(match draft.kind {
        ApplicationType::Connect | ApplicationType::Change => Draft { answers, ..draft },
        ApplicationType::Renew => Draft { answers, ..draft }.ready(),
        ApplicationType::Restore => Draft { answers: answers.with_new_certificates(), ..draft }.ready(),
    })
}

async fn add(tx: &Tx, draft: &Draft) -> Result<DraftId, Failure> {
    if drafts::count(tx, draft.account).await? >= DRAFTS_MOST {
        let words = format!("Больше {DRAFTS_MOST} черновиков не сохранить: отправьте или удалите лишний");
        return Err(Failure::Invalid(vec![("type", words)]));
    }
    Ok(drafts::add(tx, draft).await?)
}

fn wrong(field: &'static str, words: &str) -> Failure {
    Failure::Invalid(vec![(field, words.to_owned())])
}
