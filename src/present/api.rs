//! The answers of the intake API, on whose members clients' programs rely, and their schemas.

pub mod captions;
pub mod limits;
pub mod submitted;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};

use super::words;
use crate::domain::application::Application;
use crate::domain::multi_user::Tier;
use crate::domain::stage::{Ball, ClientStatus, StageCode};
use crate::domain::submission::{ApplicationType, Fault};
use crate::operations::cabinet::OwnApplication;
use crate::store::certificates::Issued;

/// An application as its sender reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Application, description = "Заявление, каким его видит программа клиента")]
pub struct ApplicationAnswer {
    /// Its number.
    #[schema(pattern = "^[0-9]{1,11}$", example = "104209")]
    pub number: String,
    /// Its type.
    #[serde(rename = "type")]
    #[schema(schema_with = types)]
    pub kind: &'static str,
    /// Its stage.
    #[schema(schema_with = stages)]
    pub stage: &'static str,
    /// The stage, as the partner reads it.
    #[schema(example = "На проверке")]
    pub stage_caption: &'static str,
    /// The status that the client's program knows.
    #[schema(schema_with = statuses)]
    pub status: &'static str,
    /// The status in words.
    #[schema(example = "Отправлено")]
    pub caption: &'static str,
    /// Why it was returned or refused.
    pub comment: Option<String>,
    /// Who must act.
    #[schema(schema_with = balls)]
    pub waiting_for: &'static str,
    /// Since when it stands there.
    #[schema(format = DateTime, example = "2026-11-21T11:05:00Z")]
    pub since: String,
    /// The multi-user mode, as the partner left it.
    pub multi_user: MultiUserAnswer,
    /// The certificates that have come.
    pub certificates: Vec<CertificateAnswer>,
}

/// The multi-user mode, as the partner left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = MultiUser, description = "Многопользовательский режим, каким его оставил партнер")]
pub struct MultiUserAnswer {
    /// Whether it is on.
    pub enabled: bool,
    /// The kind of the extension.
    #[schema(schema_with = tiers)]
    pub tier: Option<&'static str>,
}

/// A certificate that has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Certificate, description = "Выпущенный сертификат")]
pub struct CertificateAnswer {
    /// The serial number in lower-case hex.
    #[schema(pattern = "^[0-9a-f]+$", example = "5f1c0aa3b2d94e77a1")]
    pub serial: String,
    /// The SHA-1 of its bytes in lower-case hex.
    #[schema(pattern = "^[0-9a-f]{40}$", example = "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    pub thumbprint: String,
    /// The СНИЛС of its owner.
    #[schema(example = "990-000-001 53")]
    pub owner_snils: String,
    /// From when on it holds.
    #[schema(format = DateTime, example = "2026-11-21T11:05:00Z")]
    pub not_before: String,
    /// Until when it holds.
    #[schema(format = DateTime, example = "2027-11-21T11:05:00Z")]
    pub not_after: String,
}

/// What was wrong with a request (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Problem, description = "Почему запрос не выполнен (RFC 9457)")]
pub struct ProblemAnswer {
    /// The kind of the problem, for programs.
    #[serde(rename = "type")]
    #[schema(example = "urn:registrar:problem:invalid_application")]
    pub kind: String,
    /// The kind of the problem, for people.
    #[schema(example = "В заявлении есть ошибки")]
    pub title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    pub status: u16,
    /// What happened this time and what to do.
    pub detail: String,
    /// The id of the request, for the support line.
    #[schema(example = "urn:uuid:0193a1d2-7c1e-7a90-b1f4-3f0f6a3f9f11")]
    pub instance: String,
    /// Everything that is wrong with the application.
    pub errors: Vec<FaultAnswer>,
}

/// Something wrong in an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Fault, description = "Ошибка в заявлении")]
pub struct FaultAnswer {
    /// Its place in the document, as a JSON pointer.
    #[schema(example = "/organization/inn")]
    pub pointer: String,
    /// The rule that failed, for programs.
    #[schema(example = "inn_checksum")]
    pub code: &'static str,
    /// The rule that failed, for people.
    #[schema(example = "Контрольное число ИНН не совпадает")]
    pub detail: String,
}

impl From<Fault> for FaultAnswer {
    fn from(fault: Fault) -> Self {
        Self { pointer: fault.pointer, code: fault.code, detail: fault.detail }
    }
}

/// The application in its present state.
#[must_use]
pub fn application(own: &OwnApplication) -> ApplicationAnswer {
    answer(&own.application, &own.certificates)
}

fn answer(application: &Application, issued: &[Issued]) -> ApplicationAnswer {
    let stage = application.stage.code();
    let status = stage.client_status();
    let parameters = &application.parameters;
    ApplicationAnswer {
        number: application.number.to_string(),
        kind: application.asked.kind.code(),
        stage: stage.code(),
        stage_caption: words::stage(stage),
        status: status.code(),
        caption: words::client_status(status),
        comment: application.stage.reason().map(|reason| reason.text.clone()),
        waiting_for: stage.ball().code(),
        since: instant(application.stage_since),
        multi_user: MultiUserAnswer {
            enabled: parameters.enabled,
            tier: parameters.tier.filter(|_| parameters.enabled).map(Tier::code),
        },
        certificates: issued.iter().filter(|issued| issued.current).map(certificate).collect(),
    }
}

/// The application as it was received: the same key gets the same answer, whatever happened since.
#[must_use]
pub fn as_received(received: &Application) -> ApplicationAnswer {
    answer(received, &[])
}

fn certificate(issued: &Issued) -> CertificateAnswer {
    let certificate = &issued.certificate;
    CertificateAnswer {
        serial: certificate.serial.clone(),
        thumbprint: certificate.thumbprint.clone(),
        owner_snils: issued.owner_snils.clone(),
        not_before: instant(certificate.not_before),
        not_after: instant(certificate.not_after),
    }
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The schema of a code of a closed list.
fn one_of(codes: impl Iterator<Item = &'static str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).build()
}

fn types() -> Object {
    one_of(ApplicationType::ALL.iter().map(|kind| kind.code()))
}

fn stages() -> Object {
    one_of(StageCode::ALL.iter().map(|stage| stage.code()))
}

fn statuses() -> Object {
    one_of(ClientStatus::ALL.iter().map(|status| status.code()))
}

fn balls() -> Object {
    one_of(Ball::ALL.iter().map(|ball| ball.code()))
}

fn tiers() -> Object {
    use utoipa::openapi::schema::SchemaType;
    let codes = Tier::ALL.iter().map(|tier| Some(tier.code())).chain([None]);
    let nullable = SchemaType::from_iter([Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(nullable).enum_values(Some(codes)).build()
}
/// Whether a body is JSON once it is taken for Windows-1251: its sender forgot to write it in UTF-8.
#[must_use]
pub fn is_json_in_windows_1251(body: &[u8]) -> bool {
    let (text, _) = encoding_rs::WINDOWS_1251.decode_without_bom_handling(body);
    serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok()
}
