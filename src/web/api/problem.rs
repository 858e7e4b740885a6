//! Problem documents (RFC 9457): the errors of the API.

mod told;
mod unreadable;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use templates::format;

use crate::domain::submission::Fault;
use crate::operations::accounts::SignInFailure;
use crate::operations::intake::IntakeFailure;
use crate::operations::{Failure, Lacking};
use crate::present::api::ProblemAnswer;
use crate::present::words;
use crate::web::trouble::Trouble;
use told::{BLOCKED, INTERNAL, KEY_MISSING, NO_CONTRACT, PROGRAM_PASSWORD_NEEDED, TOO_LARGE};

pub(super) const PROBLEM_JSON: &str = "application/problem+json";
/// The challenge of HTTP Basic authentication.
const CHALLENGE: HeaderValue = HeaderValue::from_static("Basic realm=\"registrar\", charset=\"UTF-8\"");

/// An error of the API.
#[derive(Clone, Debug)]
pub(in crate::web) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    faults: Vec<Fault>,
    /// `Retry-After` in seconds, if known.
    retry_after: Option<u64>,
    /// The cause, for the log only.
    cause: Option<String>,
}

impl Problem {
    /// A problem with a message that says what to do.
    pub(super) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), faults: Vec::new(), retry_after: None, cause: None }
    }

    /// Login or password is wrong; the message does not say which.
    pub(super) fn wrong_pair() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "Неверный логин или пароль.")
    }

    /// The version of `If-Match` is outdated.
    pub(super) fn precondition_failed() -> Self {
        let detail = "Заявление изменилось. Запросите его заново и повторите с новым ETag.";
        Self::new(StatusCode::PRECONDITION_FAILED, "version_changed", detail)
    }

    /// The body could not be read.
    pub(super) fn unread(status: StatusCode) -> Self {
        Self::of_status(status)
    }

    fn answer(self, request_id: &str) -> ProblemAnswer {
        ProblemAnswer {
            kind: format!("urn:registrar:problem:{}", self.code),
            title: title(self.status),
            status: self.status.as_u16(),
            detail: self.detail,
            instance: format!("urn:uuid:{request_id}"),
            errors: self.faults.into_iter().map(Into::into).collect(),
        }
    }

    /// The problem for a failure without a message of its own.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::from(&Trouble::NotFound),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(status, "too_large", TOO_LARGE),
            status if status.is_client_error() => {
                Self::new(status, "bad_request", "Запрос составлен неверно.")
            }
            status => Self::new(status, "internal", INTERNAL),
        }
    }
}

impl IntoResponse for Problem {
    /// Sets status and headers only; a layer around the routes writes the document.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, CHALLENGE);
        }
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the problem document of a failed request; other answers pass unchanged.
pub(in crate::web) fn written(response: Response, request_id: &str) -> Response {
    let own = response.extensions().get::<Problem>().cloned();
    let own = own.or_else(|| response.extensions().get::<Trouble>().map(Problem::from));
    let problem = match own {
        Some(problem) => problem,
        None if response.status().is_client_error() || response.status().is_server_error() => {
            Problem::of_status(response.status())
        }
        None => return response,
    };
    if let Some(words) = &problem.cause {
        tracing::error!(request.id = %request_id, error = %words, "a request failed");
    }
    let status = problem.status;
    let body = serde_json::to_vec(&problem.clone().answer(request_id)).unwrap_or_default();
    let mut headers = response.into_parts().0.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    let mut written = (status, Body::from(body)).into_response();
    for (name, value) in problem.into_response().headers() {
        headers.insert(name, value.clone());
    }
    *written.headers_mut() = headers;
    written
}

fn title(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "Вход не выполнен",
        403 => "Недостаточно прав",
        404 => "Не найдено",
        405 => "Такого действия здесь нет",
        409 => "Запрос противоречит текущему состоянию",
        412 => "Заявление изменилось",
        413 => "Слишком большой запрос",
        415 => "Такой формат не принимается",
        422 => "В запросе есть ошибки",
        428 => "Нужен заголовок If-Match",
        429 => "Слишком много попыток",
        503 => "Сервис временно недоступен",
        status if status < 500 => "Неверный запрос",
        _ => "Внутренняя ошибка",
    }
}

impl From<&Trouble> for Problem {
    fn from(trouble: &Trouble) -> Self {
        let status = trouble.status();
        let (code, detail) = match trouble {
            Trouble::NotFound => ("not_found", "Такого адреса, заявления или сертификата нет.".to_owned()),
            Trouble::NoSuchMethod => {
                ("method_not_allowed", "По этому адресу такой метод не работает.".to_owned())
            }
            Trouble::Forbidden(lacking) => ("forbidden", forbidden(lacking.as_ref())),
            // Programs prove who they are with each request.
            Trouble::Unproven(_) | Trouble::MustEnrol => ("forbidden", forbidden(None)),
            Trouble::Conflict { because, .. } | Trouble::Refused { because, .. } => {
                ("conflict", because.clone())
            }
            Trouble::Forged => ("foreign_origin", "Запрос пришел со страницы другого сайта.".to_owned()),
            Trouble::Unreadable(because) => ("unreadable", because.clone()),
            Trouble::TooMany(seconds) | Trouble::Limited(seconds) | Trouble::TooOften(seconds) => {
                let wait = format::waiting(*seconds).replace(format::NBSP, " ");
                ("throttled", format!("Слишком много неудачных попыток. Повторите через {wait}."))
            }
            Trouble::Slow => {
                ("timeout", "Сервис не успел ответить. Повторите запрос с тем же Idempotency-Key.".to_owned())
            }
            Trouble::Busy => {
                ("busy", "База данных занята. Повторите запрос с тем же Idempotency-Key.".to_owned())
            }
            Trouble::TooLarge => ("too_large", TOO_LARGE.to_owned()),
            Trouble::Broken(_) => ("internal", INTERNAL.to_owned()),
        };
        let cause = if let Trouble::Broken(words) = trouble { Some(words.clone()) } else { None };
        Self { cause, retry_after: trouble.retry_after(), ..Self::new(status, code, detail) }
    }
}

fn forbidden(lacking: Option<&Lacking>) -> String {
    let who_may = lacking.map(|lacking| words::people(&lacking.who_may)).unwrap_or_default();
    if who_may.is_empty() {
        "Недостаточно прав.".to_owned()
    } else {
        format!("Недостаточно прав. Может: {}.", who_may.join(", "))
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self::from(&Trouble::from(failure))
    }
}

impl From<SignInFailure> for Problem {
    fn from(failure: SignInFailure) -> Self {
        match failure {
            SignInFailure::Wrong | SignInFailure::Ambiguous | SignInFailure::Unconfirmed(_) => {
                Self::wrong_pair()
            }
            SignInFailure::Blocked => Self::new(StatusCode::FORBIDDEN, "login_blocked", BLOCKED),
            SignInFailure::NoContract => Self::new(StatusCode::FORBIDDEN, "no_active_contract", NO_CONTRACT),
            SignInFailure::ProgramPasswordNeeded => {
                Self::new(StatusCode::FORBIDDEN, "program_password_needed", PROGRAM_PASSWORD_NEEDED)
            }
            SignInFailure::Throttled(seconds) => Self::from(&Trouble::TooMany(seconds)),
            SignInFailure::Store(error) => Self::from(Failure::from(error)),
        }
    }
}

impl From<IntakeFailure> for Problem {
    fn from(failure: IntakeFailure) -> Self {
        match failure {
            IntakeFailure::KeyMissing => {
                Self::new(StatusCode::BAD_REQUEST, "idempotency_key_missing", KEY_MISSING)
            }
            IntakeFailure::KeyReused => Self::of_key(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                "Этот Idempotency-Key уже использован с другим телом запроса. Для нового заявления возьмите новый ключ.",
            ),
            IntakeFailure::InFlight => Self::of_key(
                StatusCode::CONFLICT,
                "idempotency_key_in_flight",
                "Запрос с этим Idempotency-Key еще выполняется. Повторите его через несколько секунд.",
            ),
            IntakeFailure::NoContract => Self::new(StatusCode::FORBIDDEN, "no_active_contract", NO_CONTRACT),
            IntakeFailure::NotJson { line, column, deep } => Self::not_application(line, column, deep),
            IntakeFailure::Faults(faults) => Self {
                faults,
                ..Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "invalid_application",
                    "Исправьте ошибки и отправьте заявление снова.",
                )
            },
            IntakeFailure::Failure(Failure::Stale(_)) => Self::precondition_failed(),
            IntakeFailure::Failure(failure) => failure.into(),
        }
    }
}

impl Problem {
    /// A problem with the idempotency key. It is also listed as a fault, for programs that read only faults.
    fn of_key(status: StatusCode, code: &'static str, detail: &str) -> Self {
        let fault = Fault { pointer: String::new(), code, detail: detail.to_owned() };
        Self { faults: vec![fault], ..Self::new(status, code, detail) }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    async fn read(response: Response) -> (u16, serde_json::Value) {
        let response = written(response, "0193");
        assert_eq!(response.headers()[header::CONTENT_TYPE], PROBLEM_JSON);
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn a_failure_of_ours_is_told_without_its_words() {
        for trouble in [Trouble::Broken("password=1".to_owned()), Trouble::Slow] {
            let (status, problem) = read(trouble.into_response()).await;
            assert!(status >= 500);
            assert!(!problem.to_string().contains("password=1"));
            assert_eq!(problem["instance"], "urn:uuid:0193");
        }
    }

    #[tokio::test]
    async fn an_answer_that_says_nothing_is_told_by_its_status() {
        for status in [400, 404, 411, 413, 431, 500, 502] {
            let status = StatusCode::from_u16(status).unwrap();
            let (told, problem) = read(status.into_response()).await;
            assert_eq!((told, &problem["status"]), (status.as_u16(), &serde_json::json!(status.as_u16())));
        }
    }

    #[tokio::test]
    async fn what_went_well_passes_as_it_is() {
        let response = written((StatusCode::OK, "text").into_response(), "0193");
        assert_eq!(to_bytes(response.into_body(), 10).await.unwrap(), "text");
    }
}
