//! Support: the support line looks up any organisation, read-only. Each look-up is recorded, and personal data is
//! disclosed only for a reason.

mod disclosing;

use std::collections::{BTreeSet, HashMap};

pub use disclosing::{DisclosureRequest, reveal};

use super::organizations::{Lead, MORE, OrganizationCard, OrganizationList, card, find, lead_of};
use super::{Desk, Failure, attention};
use crate::domain::disclosure::Disclosed;
use crate::domain::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId};
use crate::domain::partner::Partner;
use crate::domain::search::{Question, Understood};
use crate::domain::submission::{Owner, User};
use crate::policy::Permission;
use crate::store::audit::{self, AuditNote};
use crate::store::organizations::OrganizationQuery;
use crate::store::{Reach, applications, disclosures, logins, organizations, partners};

/// The result of a search, with the parsed question.
#[derive(Debug, Default)]
pub struct Search {
    /// The question.
    pub question: Question,
    /// The organisations.
    pub list: OrganizationList,
    /// The partners that serve them.
    pub partners: Vec<Partner>,
    /// The names of the logins that are bound to them.
    pub logins: HashMap<ItsLoginId, String>,
}

/// An organisation for the support line.
#[derive(Debug)]
pub struct SupportCard {
    /// The card. Only the personal data named in [`SupportCard::disclosed`] may be shown.
    pub card: OrganizationCard,
    /// The parsed question that led here.
    pub question: Question,
    /// The application that the question names, if any.
    pub lead: Option<Lead>,
    /// The owners of the last application that has any.
    pub owners: Vec<Owner>,
    /// The users of the last application that has any.
    pub users: Vec<User>,
    /// The disclosed personal data, with the reason.
    pub disclosed: Option<(Disclosed, String)>,
    /// The viewer's last disclosure about this organisation: a form with an older one is outdated.
    pub seen: i64,
}

/// The organisations that match a question, with their partners; nothing for an empty question.
pub async fn search(desk: &Desk, asked: &str, after: Option<OrganizationId>) -> Result<Search, Failure> {
    desk.may(Permission::LookUpOrganization).await?;
    let question = Question::read(asked);
    if question.is_empty() {
        return Ok(Search::default());
    }
    note(desk, audit::OPERATOR_CHAIN, "searched", &format!("search:{}", written(&question))).await?;
    let list = find(desk, OrganizationQuery { after, ..OrganizationQuery::first(&question, MORE) }).await?;
    let ids: BTreeSet<PartnerId> = list.rows.iter().map(|row| row.organization.partner).collect();
    let ids: Vec<PartnerId> = ids.into_iter().collect();
    let bound: Vec<ItsLoginId> = list.rows.iter().map(|row| row.organization.bound_login).collect();
    let (partners, logins) =
        (partners::with_ids(desk.db(), &ids).await?, logins::names(desk.db(), &bound).await?);
    Ok(Search { question, list, partners, logins })
}

/// The card of an organisation; the partner's chain records the look-up.
pub async fn open(desk: &Desk, code: &str, asked: &str) -> Result<SupportCard, Failure> {
    desk.may(Permission::LookUpOrganization).await?;
    let found = look(desk, code, asked).await?;
    note(desk, found.card.partner.id, "looked_up", &subject(code)).await?;
    Ok(found)
}

/// Drops the dead errands of an application of this organisation, for a reason. Returns whether it went back to review.
pub async fn reset(
    desk: &Desk,
    code: &str,
    number: ApplicationNumber,
    reason: &str,
) -> Result<bool, Failure> {
    desk.may(Permission::LookUpOrganization).await?;
    desk.may(Permission::ResetErrand).await?;
    let organization = organizations::open(desk.db(), desk.scope(), code).await?;
    let application = applications::open(desk.db(), desk.scope(), number).await?;
    if application.organization != organization.id {
        return Err(Failure::NotFound);
    }
    attention::drop_stuck(desk, number, reason).await
}

async fn look(desk: &Desk, code: &str, asked: &str) -> Result<SupportCard, Failure> {
    let card = card(desk, code).await?;
    let question = Question::read(asked);
    let (owners, users) = people(desk.db(), &card).await?;
    let seen = disclosures::last(desk.db(), &desk.who().actor, &subject(code)).await?;
    let lead = lead_of(&card, &question);
    Ok(SupportCard { card, question, lead, owners, users, disclosed: None, seen })
}

/// The organisation's owners and users, from its last applications that name any.
async fn people(reach: &impl Reach, card: &OrganizationCard) -> Result<(Vec<Owner>, Vec<User>), Failure> {
    let with_owners = card.applications.iter().find(|application| application.asked.owners > 0);
    let with_users = card.applications.iter().find(|application| application.asked.users > 0);
    let named = match with_owners {
        Some(application) => Some(applications::original(reach, application.number).await?.content),
        None => None,
    };
    let same = with_owners.map(|one| one.number) == with_users.map(|one| one.number);
    let listed = match with_users {
        Some(application) if !same => Some(applications::original(reach, application.number).await?.content),
        _ => None,
    };
    let users = listed.as_ref().or(named.as_ref()).map(|content| content.multi_user.users.clone());
    Ok((named.map(|content| content.owners).unwrap_or_default(), users.unwrap_or_default()))
}

async fn note(desk: &Desk, chain: PartnerId, verb: &str, subject: &str) -> Result<(), Failure> {
    let tx = desk.begin().await?;
    audit::note(&tx, &desk.keeper(), chain, AuditNote { verb, subject, details: "{}".to_owned() }).await?;
    Ok(desk.commit(tx).await?)
}

/// The audit name of an organisation.
fn subject(code: &str) -> String {
    format!("organization:{code}")
}

/// The question for the audit, without personal data.
fn written(question: &Question) -> String {
    let pieces: Vec<String> = question.understood().iter().map(Understood::for_the_record).collect();
    pieces.join(" ").chars().take(100).collect()
}
