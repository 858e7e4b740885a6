//! The API for applications: submission, status, certificates, completion.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::caller::Caller;
use super::problem::Problem;
use crate::domain::ids::ApplicationNumber;
use crate::operations::cabinet::{self, OwnApplication};
use crate::operations::{Failure, intake};
use crate::present::api::submitted::SubmittedApplication;
use crate::present::api::{self, ApplicationAnswer};
use crate::web::address::Path;
use crate::web::trouble::Trouble;

/// What a handler of the API answers.
pub(super) type ApiAnswer = Result<Response, Problem>;

/// The media type of a certificate in PEM.
const PEM: &str = "application/x-pem-file";
/// The media type of a certificate in DER.
const DER: &str = "application/pkix-cert";

/// Takes an application in, once per key.
#[utoipa::path(
    post,
    path = "/api/v1/applications",
    tag = "applications",
    operation_id = "sendApplication",
    summary = "Отправить заявление",
    description = "Ключ действует для одного логина 7 дней. Повтор с тем же ключом и телом дает тот же ответ.",
    params(("Idempotency-Key" = String, Header, description = "Свой для каждого заявления, например UUID",
        min_length = 1, max_length = 200, pattern = "^[!-~]+$")),
    request_body(content = SubmittedApplication, content_type = "application/json"),
    responses((status = 201, description = "Заявление принято", body = ApplicationAnswer,
        headers(("Location" = String, description = "Адрес заявления"), ("ETag" = String, description = "Версия заявления")))),
    security(("its" = []))
)]
pub(super) async fn receive(
    caller: Caller,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> ApiAnswer {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    json_only(&headers)?;
    let body = body.map_err(|rejection| Problem::unread(rejection.status()))?;
    let (number, _) = intake::receive(&caller.desk, key, text_of(&body)?).await?;
    let answer = api::as_received(&cabinet::as_received(&caller.desk, number).await?);
    let location = super::APPLICATION.replace("{number}", &answer.number);
    let headers = [(header::LOCATION, location), (header::ETAG, etag(1))];
    Ok((StatusCode::CREATED, headers, Json(answer)).into_response())
}

/// How an application stands.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{number}",
    tag = "applications",
    operation_id = "getApplication",
    summary = "Узнать состояние заявления",
    description = "Доступно логину, который отправил заявление, и логину, закрепленному за абонентом.",
    params(("number" = String, Path, description = "Номер заявления", pattern = "^[0-9]{1,11}$")),
    responses((status = 200, description = "Состояние заявления", body = ApplicationAnswer,
        headers(("ETag" = String, description = "Версия заявления")))),
    security(("its" = []))
)]
pub(super) async fn show(caller: Caller, Path(number): Path<String>) -> ApiAnswer {
    let own = cabinet::open(&caller.desk, read_number(&number)?).await?;
    Ok(standing(&own))
}

/// The client's program has finished the set-up.
#[utoipa::path(
    post,
    path = "/api/v1/applications/{number}/completion",
    tag = "applications",
    operation_id = "completeApplication",
    summary = "Сообщить, что настройка завершена",
    description = "Только для одобренного заявления.",
    params(("number" = String, Path, description = "Номер заявления", pattern = "^[0-9]{1,11}$")),
    responses((status = 200, description = "Настройка завершена", body = ApplicationAnswer,
        headers(("ETag" = String, description = "Версия заявления")))),
    security(("its" = []))
)]
pub(super) async fn complete(caller: Caller, Path(number): Path<String>) -> ApiAnswer {
    let number = read_number(&number)?;
    cabinet::complete(&caller.desk, number).await?;
    Ok(standing(&cabinet::open(&caller.desk, number).await?))
}

/// A certificate of an application.
#[utoipa::path(
    get,
    path = "/api/v1/applications/{number}/certificates/{serial}",
    tag = "applications",
    operation_id = "getCertificate",
    summary = "Получить сертификат",
    description = "PEM; с заголовком Accept: application/pkix-cert — DER.",
    params(
        ("number" = String, Path, description = "Номер заявления", pattern = "^[0-9]{1,11}$"),
        ("serial" = String, Path, description = "Серийный номер, строчные шестнадцатеричные цифры", pattern = "^[0-9a-f]+$"),
    ),
    responses((status = 200, description = "Сертификат", content(
        (String = "application/x-pem-file"),
        (String = "application/pkix-cert"),
    ))),
    security(("its" = []))
)]
pub(super) async fn certificate(
    caller: Caller,
    Path((number, serial)): Path<(String, String)>,
    headers: HeaderMap,
) -> ApiAnswer {
    let own = cabinet::open(&caller.desk, read_number(&number)?).await?;
    let found = own.certificates.into_iter().find(|issued| issued.certificate.serial == serial);
    let der = found.ok_or(Failure::NotFound)?.certificate.der;
    let vary = (header::VARY, "accept");
    if wants_der(&headers) {
        return Ok(([(header::CONTENT_TYPE, DER), vary], der).into_response());
    }
    Ok(([(header::CONTENT_TYPE, PEM), vary], pem(&der)).into_response())
}

pub(super) fn standing(own: &OwnApplication) -> Response {
    ([(header::ETAG, etag(own.application.version))], Json(api::application(own))).into_response()
}

fn etag(version: i32) -> String {
    format!("\"{version}\"")
}

/// Parses an application number in its canonical form; another spelling is not found.
pub(super) fn read_number(text: &str) -> Result<ApplicationNumber, Problem> {
    let ours = (1..=11).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| ours && !text.starts_with('0'));
    number.map(ApplicationNumber).ok_or_else(|| Problem::from(&Trouble::NotFound))
}

/// The text of a body.
pub(super) fn text_of(body: &Bytes) -> Result<&str, Problem> {
    std::str::from_utf8(body).map_err(|error| Problem::not_utf8(body, error.valid_up_to()))
}

pub(super) fn json_only(headers: &HeaderMap) -> Result<(), Problem> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = sent.split(';').next().unwrap_or_default().trim();
    if media.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let detail = "Отправьте заявление как JSON: Content-Type: application/json.";
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail))
}

/// Whether the caller prefers DER; PEM is the default.
fn wants_der(headers: &HeaderMap) -> bool {
    let asked = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<&str> = asked.flat_map(|value| value.split(',')).collect();
    let weight = |media: &str| ranges.iter().filter_map(|range| weight_of(range, media)).max();
    weight(DER).is_some_and(|der| der > 0 && weight(PEM).is_none_or(|pem| der > pem))
}

/// The weight, in thousandths, of a range of `Accept` that names exactly this media type.
fn weight_of(range: &str, media: &str) -> Option<u16> {
    let mut parts = range.split(';').map(str::trim);
    parts.next().filter(|name| name.eq_ignore_ascii_case(media))?;
    let Some(weight) = parts.find_map(|part| part.strip_prefix("q=")) else { return Some(1000) };
    let (whole, rest) = weight.split_once('.').unwrap_or((weight, ""));
    let thousandths = format!("{whole}{rest:0<3}");
    Some(thousandths.parse().map_or(0, |weight: u16| weight.min(1000)))
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("base64 is ASCII")).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(accept: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        wants_der(&headers)
    }

    #[test]
    fn bytes_are_given_only_to_those_who_prefer_them() {
        assert!(accepts("application/pkix-cert"));
        assert!(accepts("text/html, Application/PKIX-cert;q=0.9, */*"));
        assert!(accepts("application/x-pem-file;q=0.5, application/pkix-cert;q=0.75"));
        for text in ["", "*/*", "application/json", "application/x-pem-file", "application/pkix-cert;q=0"] {
            assert!(!accepts(text), "{text}");
        }
        assert!(!accepts("application/pkix-cert, application/x-pem-file"));
        assert!(!wants_der(&HeaderMap::new()));
    }

    #[test]
    fn a_number_is_read_only_as_it_is_written() {
        assert_eq!(read_number("104209").unwrap(), ApplicationNumber(104_209));
        for other in ["", "0", "0104209", "+104209", "-1", "1e5", "123456789012", "１２", " 1"] {
            assert!(read_number(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_certificate_is_written_in_lines_of_64() {
        let text = pem(&[7; 100]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.iter().map(|line| line.len()).collect::<Vec<_>>(), [27, 64, 64, 8, 25]);
    }
}
