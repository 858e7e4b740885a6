//! The mapping between the columns of an application's row and its stages.

use sea_orm::ActiveValue::{NotSet, Set};

use crate::domain::application::{Application, Asked, Attention, ConnectionParameters, Deadlines, Hold};
use crate::domain::billing::Basis;
use crate::domain::identity::Region;
use crate::domain::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId, PersonId};
use crate::domain::multi_user::Tier;
use crate::domain::price::ForwardedTerms;
use crate::domain::stage::{Reason, Stage, StageCode};
use crate::domain::submission::{ApplicationType, Authority, ChangeFlag, OrganizationKind, Product};
use crate::store::StoreError;
use crate::store::error::sound;
use crate::store::tables::application::{ActiveModel, Model};

const TABLE: &str = "applications";

/// The row of an application, without its key. The version written is one above the version read.
pub(in crate::store) fn active(application: &Application) -> ActiveModel {
    let asked = &application.asked;
    let stage = stage_columns(&application.stage);
    ActiveModel {
        number: NotSet,
        partner_id: Set(application.partner.0),
        organization_id: Set(application.organization.0),
        sent_login_id: Set(application.sent_login.0),
        bound_login_id: Set(application.bound_login.0),
        kind: Set(asked.kind.code().to_owned()),
        stage: Set(application.stage.code().code().to_owned()),
        version: Set(application.version + 1),
        received_at: Set(application.received_at),
        stage_since: Set(application.stage_since),
        take_by: Set(application.deadlines.take_by),
        forward_by: Set(application.deadlines.forward_by),
        organization_name: Set(asked.organization_name.clone()),
        inn: Set(asked.inn.clone()),
        kpp: Set(asked.kpp.clone()),
        reg_number: Set(asked.reg_number.clone()),
        legal_form: Set(asked.legal_form.code().to_owned()),
        region: Set(asked.region.as_str().to_owned()),
        product: Set(asked.product.code().to_owned()),
        term_months: Set(small(asked.term_months)),
        promotion: Set(asked.promotion.clone()),
        directions: Set(asked.directions.iter().map(|body| listed(*body)).collect()),
        changes: Set(asked.changes.iter().map(|flag| flag.code()).collect::<Vec<_>>().join(",")),
        owners_count: Set(small(asked.owners)),
        requests_count: Set(small(asked.requests)),
        users_count: Set(small(asked.users)),
        alias: Set(asked.alias.clone()),
        declared_enabled: Set(asked.multi_user),
        enabled: Set(application.parameters.enabled),
        tier: Set(application.parameters.tier.map(|tier| tier.code().to_owned())),
        basis: Set(application.parameters.basis.code().to_owned()),
        group_band: Set(application.parameters.group_band.map(small)),
        attention_since: Set(application.attention.as_ref().map(|attention| attention.since)),
        attention_text: Set(application.attention.as_ref().map(|attention| attention.words.clone())),
        client_email: Set(asked.email.clone()),
        nudged_at: Set(application.nudged_at),
        hold_reason: Set(application.hold.as_ref().map(|hold| hold.reason.clone())),
        hold_since: Set(application.hold.as_ref().map(|hold| hold.since)),
        hold_until: Set(application.hold.as_ref().map(|hold| hold.until)),
        forwarded_terms: Set(application.terms.as_ref().and_then(|terms| serde_json::to_string(terms).ok())),
        ..stage
    }
}

/// The row without the columns that never change after the application is received, so that the database checks neither
/// their foreign keys nor their indexes.
pub(super) fn changeable(row: ActiveModel) -> ActiveModel {
    ActiveModel {
        partner_id: NotSet,
        organization_id: NotSet,
        sent_login_id: NotSet,
        bound_login_id: NotSet,
        received_at: NotSet,
        ..row
    }
}

/// The columns that depend on the stage; those of other stages become NULL.
fn stage_columns(stage: &Stage) -> ActiveModel {
    let reason = stage.reason();
    ActiveModel {
        expires_at: Set(stage.expires_at()),
        reason_version: Set(reason.map(|reason| reason.version)),
        reviewer_id: Set(stage.reviewer().map(|person| person.0)),
        undo_until: Set(stage.undo_until()),
        reason_code: Set(reason.map(|reason| reason.code.clone())),
        reason_text: Set(reason.map(|reason| reason.text.clone())),
        approved_at: Set(stage.approved_at()),
        ..Default::default()
    }
}

/// The application of a row.
pub(in crate::store) fn read(row: Model) -> Result<Application, StoreError> {
    let stage = read_stage(&row)?;
    let parameters = read_parameters(&row)?;
    Ok(Application {
        number: ApplicationNumber(row.number),
        partner: PartnerId(row.partner_id),
        organization: OrganizationId(row.organization_id),
        sent_login: ItsLoginId(row.sent_login_id),
        bound_login: ItsLoginId(row.bound_login_id),
        stage,
        stage_since: row.stage_since,
        received_at: row.received_at,
        deadlines: Deadlines { take_by: row.take_by, forward_by: row.forward_by },
        parameters,
        attention: row
            .attention_since
            .zip(row.attention_text.clone())
            .map(|(since, words)| Attention { since, words }),
        nudged_at: row.nudged_at,
        hold: read_hold(&row)?,
        terms: read_terms(&row)?,
        version: row.version,
        asked: read_asked(row)?,
    })
}

fn read_asked(row: Model) -> Result<Asked, StoreError> {
    let number = row.number;
    let changes = row.changes.split(',').filter(|code| !code.is_empty()).map(ChangeFlag::from_code).collect();
    let directions =
        row.directions.split(';').filter(|code| !code.is_empty()).map(Authority::from_code).collect();
    Ok(Asked {
        directions: sound(directions, TABLE, "directions", number)?,
        kind: sound(ApplicationType::from_code(&row.kind), TABLE, "kind", number)?,
        changes: sound(changes, TABLE, "changes", number)?,
        organization_name: row.organization_name,
        inn: row.inn,
        kpp: row.kpp,
        legal_form: sound(OrganizationKind::from_code(&row.legal_form), TABLE, "legal_form", number)?,
        region: sound(Region::parse(&row.region).ok(), TABLE, "region", number)?,
        reg_number: row.reg_number,
        product: sound(Product::from_code(&row.product), TABLE, "product", number)?,
        term_months: sound(u32::try_from(row.term_months).ok(), TABLE, "term_months", number)?,
        promotion: row.promotion,
        alias: row.alias,
        multi_user: row.declared_enabled,
        users: sound(u32::try_from(row.users_count).ok(), TABLE, "users_count", number)?,
        owners: sound(u32::try_from(row.owners_count).ok(), TABLE, "owners_count", number)?,
        requests: sound(u32::try_from(row.requests_count).ok(), TABLE, "requests_count", number)?,
        email: row.client_email,
    })
}

fn read_hold(row: &Model) -> Result<Option<Hold>, StoreError> {
    let Some(until) = row.hold_until else { return Ok(None) };
    let since = sound(row.hold_since, TABLE, "hold_since", row.number)?;
    let reason = sound(row.hold_reason.clone(), TABLE, "hold_reason", row.number)?;
    Ok(Some(Hold { reason, since, until }))
}

fn read_terms(row: &Model) -> Result<Option<ForwardedTerms>, StoreError> {
    let Some(text) = &row.forwarded_terms else { return Ok(None) };
    sound(serde_json::from_str(text).ok(), TABLE, "forwarded_terms", row.number).map(Some)
}

fn read_parameters(row: &Model) -> Result<ConnectionParameters, StoreError> {
    let tier = match &row.tier {
        Some(code) => Some(sound(Tier::from_code(code), TABLE, "tier", row.number)?),
        None => None,
    };
    Ok(ConnectionParameters {
        enabled: row.enabled,
        tier,
        basis: sound(Basis::from_code(&row.basis), TABLE, "basis", row.number)?,
        group_band: row.group_band.and_then(|band| u32::try_from(band).ok()),
    })
}

fn read_stage(row: &Model) -> Result<Stage, StoreError> {
    let code = sound(StageCode::from_code(&row.stage), TABLE, "stage", row.number)?;
    let reviewer = || sound(row.reviewer_id.map(PersonId), TABLE, "reviewer_id", row.number);
    let reason = || {
        let version = row.reason_version.unwrap_or(1);
        let words = row.reason_code.clone().zip(row.reason_text.clone());
        let reason = words.map(|(code, text)| Reason { code, version, text });
        sound(reason, TABLE, "reason_code", row.number)
    };
    let approved_at = || sound(row.approved_at, TABLE, "approved_at", row.number);
    Ok(match code {
        StageCode::Received => Stage::Received,
        StageCode::InReview => Stage::InReview { reviewer: reviewer()? },
        StageCode::NeedsClient => {
            let expires_at = sound(row.expires_at, TABLE, "expires_at", row.number)?;
            Stage::NeedsClient { reviewer: reviewer()?, reason: reason()?, expires_at }
        }
        StageCode::Forwarded => {
            let undo_until = sound(row.undo_until, TABLE, "undo_until", row.number)?;
            Stage::Forwarded { reviewer: reviewer()?, undo_until }
        }
        StageCode::CertRequest => Stage::CertRequest { reviewer: reviewer()? },
        StageCode::Registering => Stage::Registering { reviewer: reviewer()? },
        StageCode::Approved => Stage::Approved { reviewer: reviewer()?, at: approved_at()? },
        StageCode::Completed => Stage::Completed { reviewer: reviewer()?, approved_at: approved_at()? },
        StageCode::Rejected => Stage::Rejected { reviewer: row.reviewer_id.map(PersonId), reason: reason()? },
        StageCode::Withdrawn => Stage::Withdrawn,
        StageCode::Expired => Stage::Expired,
    })
}

fn small(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A body's code in the list of a row, with a separator, so that no code is found within another.
pub(in crate::store) fn listed(body: Authority) -> String {
    format!("{};", body.code())
}
