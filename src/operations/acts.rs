//! Reconciliation acts at the partner's desk: a person looks at each that a client ordered, and sends it or refuses.

mod answering;
mod drawing;
mod uploading;

pub use answering::{choose, decline, send};
pub use drawing::{ActLine, DrawnAct};
pub use uploading::{SentAct, TypedAct, begin_upload, receive, upload};

use super::{Desk, Failure};
use crate::domain::archive::ArchiveRequest;
use crate::domain::ids::{ArchiveId, OrganizationId, PartnerId, QuestionId};
use crate::domain::numbered::NumberedDocument;
use crate::domain::organization::Organization;
use crate::domain::role::Scope;
use crate::operations::archives::acts_for;
use crate::operations::sales::printing;
use crate::policy::Permission;
use crate::store::archives::ActPlace;
use crate::store::documents::{FiledDocument, PeriodQuery};
use crate::store::{
    Reach, StoreError, accounts, archives, disowned, documents, numbering, organizations, sellers,
};

/// How many acts a page shows that wait for a check.
pub const PAGE: usize = 50;
/// How many acts are shown that were sent or refused.
pub const ANSWERED: u64 = 20;
/// Among how many of a client's acts of 1С a person chooses: the latest ones.
pub const CHOICES: u64 = 100;

/// An act that a client ordered.
#[derive(Debug)]
pub struct ActRow {
    /// The request.
    pub request: ArchiveRequest,
    /// The client.
    pub client: Organization,
}

/// The acts of a partner.
#[derive(Debug)]
pub struct ActBoard {
    /// Those that wait for a check, those promised first in front.
    pub rows: Vec<ActRow>,
    /// How many wait in all.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<ActPlace>,
    /// The last ones that were sent or refused.
    pub answered: Vec<ActRow>,
    /// How many were sent or refused in all.
    pub answered_total: u64,
}

/// Where an act comes from.
#[derive(Debug)]
pub enum ActSource {
    /// It is drawn from the partner's own book.
    Own(DrawnAct),
    /// A person chooses one of these documents of 1С, the latest first, or brings its file.
    OneC(Vec<FiledDocument>),
    /// It is sent or refused already.
    Answered {
        /// The act that was drawn here.
        issued: Option<Box<NumberedDocument>>,
        /// The document that the client has.
        document: Option<Box<FiledDocument>>,
    },
}

/// An act on its own page.
#[derive(Debug)]
pub struct ActCard {
    /// The act.
    pub row: ActRow,
    /// Where it comes from.
    pub source: ActSource,
    /// Why its last print failed, while it is tried again.
    pub failing: Option<String>,
    /// Who ordered it and gets no documents of the client, so that it cannot be sent.
    pub shut_out: Option<ShutOutPerson>,
}

/// A person who ordered an act and gets no documents of the client any more.
#[derive(Debug)]
pub struct ShutOutPerson {
    /// What the person is called.
    pub name: String,
    /// The question in which the person disowned the client; none for one who acts for it no more.
    pub question: Option<QuestionId>,
}

/// The acts that wait for a check, after a place, and the last answered ones.
pub async fn board(desk: &Desk, after: Option<ActPlace>) -> Result<ActBoard, Failure> {
    desk.may(Permission::CheckAct).await?;
    own(desk)?;
    let (db, scope) = (desk.db(), desk.scope());
    let limit = u64::try_from(PAGE + 1).unwrap_or(u64::MAX);
    let mut found = archives::to_check(db, scope, after, limit).await?;
    let next = (found.len() > PAGE).then(|| place(&found[PAGE - 1])).flatten();
    found.truncate(PAGE);
    let answered = archives::checked(db, scope, ANSWERED).await?;
    Ok(ActBoard {
        rows: rows(db, found).await?,
        total: archives::to_check_count(db, scope).await?,
        next,
        answered: rows(db, answered).await?,
        answered_total: archives::checked_count(db, scope).await?,
    })
}

fn place(request: &ArchiveRequest) -> Option<ActPlace> {
    request.act.promised_at.map(|promised_at| ActPlace { promised_at, id: request.id })
}

/// One of the partner's acts.
pub async fn open(desk: &Desk, id: ArchiveId) -> Result<ActCard, Failure> {
    desk.may(Permission::CheckAct).await?;
    let (db, scope, partner) = (desk.db(), desk.scope(), own(desk)?);
    let request = seen(db, scope, id).await?;
    let waits = request.waits_for_check();
    let seller = sellers::of_partner(db, partner).await?;
    let source = if !waits {
        ActSource::Answered {
            issued: numbering::of_request(db, scope, id).await?.map(Box::new),
            document: match request.act.document {
                Some(id) => Some(Box::new(documents::open(db, scope, id).await?)),
                None => None,
            },
        }
    } else if seller.draws_acts() {
        ActSource::Own(drawing::draw(db, scope, &request).await?)
    } else {
        ActSource::OneC(choices(db, scope, &request).await?)
    };
    let row = rows(db, vec![request]).await?.pop().ok_or(Failure::NotFound)?;
    let failing = printing::failing(desk).await?;
    let failing = failing.into_iter().find(|one| one.errand.printed_act() == Some(id));
    let shut_out = if waits { shut_out(db, &row.request).await? } else { None };
    Ok(ActCard { row, source, failing: failing.map(|one| one.words), shut_out })
}

async fn shut_out(reach: &impl Reach, request: &ArchiveRequest) -> Result<Option<ShutOutPerson>, StoreError> {
    let (account, organization) = (request.account, request.organization);
    if acts_for(reach, account, organization).await? {
        return Ok(None);
    }
    let name = accounts::open(reach, account).await?.called().to_owned();
    Ok(Some(ShutOutPerson { name, question: disowned::question_of(reach, account, organization).await? }))
}

/// The acts of 1С among which a person chooses.
async fn choices(
    reach: &impl Reach,
    scope: &Scope,
    request: &ArchiveRequest,
) -> Result<Vec<FiledDocument>, StoreError> {
    let asked = PeriodQuery {
        organization: request.organization,
        kinds: request.kind.documents(),
        period: request.period,
    };
    documents::fitting(reach, scope, &asked, CHOICES).await
}

/// A request of the partner's clients for an act that the partner is asked for already.
async fn seen(reach: &impl Reach, scope: &Scope, id: ArchiveId) -> Result<ArchiveRequest, Failure> {
    let request = archives::open(reach, scope, id).await?;
    if request.act.promised_at.is_some() { Ok(request) } else { Err(Failure::NotFound) }
}

async fn rows(reach: &impl Reach, found: Vec<ArchiveRequest>) -> Result<Vec<ActRow>, StoreError> {
    let ids: Vec<OrganizationId> = found.iter().map(|request| request.organization).collect();
    let known = organizations::with_ids(reach, &ids).await?;
    let row = |request: ArchiveRequest| {
        let client = known.get(&request.organization).ok_or(StoreError::Broken("the client of an act"))?;
        Ok(ActRow { client: client.clone(), request })
    };
    found.into_iter().map(row).collect()
}

fn own(desk: &Desk) -> Result<PartnerId, Failure> {
    desk.partner().ok_or(Failure::NotFound)
}
