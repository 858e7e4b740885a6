//! The journal's filter by subject: parses typed text into audit names.

use crate::domain::ids::{ApplicationNumber, OrganizationId, PartnerId};
use crate::domain::month::Month;
use crate::domain::organization::Organization;
use crate::domain::search::Question;
use crate::operations::{Desk, Failure};
use crate::store::audit::{
    OPERATOR_CHAIN, administrators_subject, application_subject, document_subject, organization_subject,
    partner_subject,
};
use crate::store::organizations::OrganizationQuery;
use crate::store::{StoreError, applications, organizations, partners};

/// The maximum number of organisations that a filter may match.
const ORGANIZATIONS: usize = 50;
/// The maximum number of their applications.
const APPLICATIONS: usize = 10_000;
/// The maximum length of an application's number, in digits.
const DIGITS: usize = 11;

/// The audit names of the typed subject; `None` for empty text, an empty list when nothing matches.
pub(super) async fn named(
    desk: &Desk,
    chain: PartnerId,
    typed: &str,
) -> Result<Option<Vec<String>>, Failure> {
    let typed = typed.trim().trim_start_matches('№').trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if chain == OPERATOR_CHAIN {
        return of_operator(desk, typed).await.map(Some);
    }
    if let Some(number) = application(desk, typed).await? {
        return Ok(Some(vec![application_subject(number)]));
    }
    if let Some(month) = Month::parse(typed) {
        return Ok(Some(vec![format!("statement:{chain}:{month}")]));
    }
    let limit = u64::try_from(ORGANIZATIONS + 1).unwrap_or(u64::MAX);
    let question = Question::read(typed);
    let found =
        organizations::search(desk.db(), desk.scope(), OrganizationQuery::first(&question, limit)).await?;
    if found.len() > ORGANIZATIONS {
        return Err(vague(format!("Под это подходит больше {ORGANIZATIONS} организаций: уточните")));
    }
    subjects(desk, &found).await.map(Some)
}

/// The audit names of organisations and of the applications that they sent to this partner.
pub(super) async fn subjects(desk: &Desk, found: &[Organization]) -> Result<Vec<String>, Failure> {
    let ids: Vec<OrganizationId> = found.iter().map(|organization| organization.id).collect();
    let limit = u64::try_from(APPLICATIONS + 1).unwrap_or(u64::MAX);
    let numbers = applications::of_organizations(desk.db(), desk.scope(), &ids, limit).await?;
    if numbers.len() > APPLICATIONS {
        let words =
            format!("У этих организаций больше {APPLICATIONS} заявлений: укажите номер одного из них");
        return Err(vague(words));
    }
    let organizations = found.iter().flat_map(|organization| {
        let code = &organization.subscriber_code;
        [organization_subject(code), administrators_subject(code), document_subject(code)]
    });
    Ok(organizations.chain(numbers.into_iter().map(application_subject)).collect())
}

async fn application(desk: &Desk, typed: &str) -> Result<Option<ApplicationNumber>, Failure> {
    if typed.len() > DIGITS || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let Ok(number) = typed.parse().map(ApplicationNumber) else { return Ok(None) };
    match applications::open(desk.db(), desk.scope(), number).await {
        Ok(application) => Ok(Some(application.number)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Partners by code, name or ИНН, and an organisation by its code.
async fn of_operator(desk: &Desk, typed: &str) -> Result<Vec<String>, Failure> {
    let words = typed.to_lowercase();
    let all = partners::all(desk.db()).await?;
    let named = all.into_iter().filter(|partner| {
        partner.code == typed || partner.inn == typed || partner.name.to_lowercase().contains(&words)
    });
    Ok(named.map(|partner| partner_subject(&partner.code)).chain([organization_subject(typed)]).collect())
}

fn vague(words: String) -> Failure {
    Failure::Invalid(vec![("about", words)])
}
