//! The API for returned applications: mending and withdrawal.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};

use super::applications::{ApiAnswer, json_only, read_number, standing, text_of};
use super::caller::Caller;
use super::problem::Problem;
use crate::operations::{cabinet, mending};
use crate::present::api::ApplicationAnswer;
use crate::present::api::submitted::SubmittedApplication;
use crate::web::address::Path;

/// Takes a mended application in.
#[utoipa::path(
    put,
    path = "/api/v1/applications/{number}",
    tag = "applications",
    operation_id = "mendApplication",
    summary = "Исправить возвращенное заявление",
    description = "Только для заявления, возвращенного на доработку. Номер сохраняется, прежняя редакция тоже.",
    params(
        ("number" = String, Path, description = "Номер заявления", pattern = "^[0-9]{1,11}$"),
        ("If-Match" = String, Header, description = "ETag последнего ответа о заявлении", pattern = "^(W/)?\"[0-9]{1,9}\"$"),
    ),
    request_body(content = SubmittedApplication, content_type = "application/json"),
    responses((status = 200, description = "Исправленное заявление принято", body = ApplicationAnswer,
        headers(("ETag" = String, description = "Версия заявления")))),
    security(("its" = []))
)]
pub(super) async fn mend(
    caller: Caller,
    Path(number): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> ApiAnswer {
    let number = read_number(&number)?;
    json_only(&headers)?;
    let body = body.map_err(|rejection| Problem::unread(rejection.status()))?;
    let text = text_of(&body)?;
    let own = cabinet::open(&caller.desk, number).await?;
    let seen = seen(&headers, own.application.version)?;
    mending::mend(&caller.desk, number, seen, text).await?;
    Ok(standing(&cabinet::open(&caller.desk, number).await?))
}

/// Takes it back.
#[utoipa::path(
    post,
    path = "/api/v1/applications/{number}/withdrawal",
    tag = "applications",
    operation_id = "withdrawApplication",
    summary = "Отозвать возвращенное заявление",
    description = "Только для заявления, возвращенного на доработку.",
    params(("number" = String, Path, description = "Номер заявления", pattern = "^[0-9]{1,11}$")),
    responses((status = 200, description = "Заявление отозвано", body = ApplicationAnswer,
        headers(("ETag" = String, description = "Версия заявления")))),
    security(("its" = []))
)]
pub(super) async fn withdraw(caller: Caller, Path(number): Path<String>) -> ApiAnswer {
    let number = read_number(&number)?;
    cabinet::withdraw(&caller.desk, number).await?;
    Ok(standing(&cabinet::open(&caller.desk, number).await?))
}

/// The version that the program saw, from `If-Match`; without it a change could be overwritten unnoticed.
fn seen(headers: &HeaderMap, current: i32) -> Result<i32, Problem> {
    let sent = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok()).map(str::trim);
    let Some(sent) = sent else {
        return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "if_match_missing", IF_MATCH_MISSING));
    };
    let tag = sent.strip_prefix("W/").unwrap_or(sent);
    let version =
        tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).and_then(|tag| tag.parse().ok());
    version.filter(|version| *version == current).ok_or_else(Problem::precondition_failed)
}

const IF_MATCH_MISSING: &str = "Укажите заголовок If-Match с ETag из последнего ответа об этом заявлении.";
