//! Forms with a file: read field by field, with the session's token verified as in every form.

use axum::extract::{FromRequest, FromRequestParts as _, Multipart, Request};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::form::{CSRF, Form, same};
use super::office::WebState;
use super::reader::Reader;
use super::trouble::Trouble;
use crate::domain::draft::TypedFields;

/// The fields of a form, a file among them. The text of the file stands under its field's name, the name of the file under
/// the same with `_file`.
pub(super) struct Upload {
    pub(super) reader: Reader,
    /// The fields.
    pub(super) fields: TypedFields,
}

impl FromRequest<WebState> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, office: &WebState) -> Result<Self, Response> {
        if !is_multipart(&request) {
            let form = Form::<Vec<(String, String)>>::from_request(request, office).await?;
            return Ok(Self { reader: form.reader, fields: TypedFields(form.input) });
        }
        let (mut parts, body) = request.into_parts();
        let reader = Reader::from_request_parts(&mut parts, office).await?;
        let request = Request::from_parts(parts, body);
        let multipart = Multipart::from_request(request, office).await;
        let fields = read(multipart.map_err(|_| unreadable())?).await.map_err(Trouble::into_response)?;
        if !same(&fields.text(CSRF), &reader.session.csrf) {
            return Err(Trouble::Forged.into_response());
        }
        Ok(Self { reader, fields })
    }
}

fn is_multipart(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

fn unreadable() -> Response {
    Trouble::Unreadable(BROKEN.to_owned()).into_response()
}

const BROKEN: &str = "Форма оборвалась по дороге.";
const ODD_SIGN: &str = "В форме недопустимый знак.";

async fn read(mut multipart: Multipart) -> Result<TypedFields, Trouble> {
    let mut fields = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|error| told(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|error| told(&error))?;
        if let Some(file) = file {
            fields.push((format!("{name}_file"), file.replace(char::is_control, "")));
            fields.push((name, as_text(&bytes)));
        } else {
            let text = plain(&bytes).ok_or_else(|| Trouble::Unreadable(ODD_SIGN.to_owned()))?;
            fields.push((name, text.to_owned()));
        }
    }
    Ok(TypedFields(fields))
}

fn told(error: &axum::extract::multipart::MultipartError) -> Trouble {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::TooLarge
    } else {
        Trouble::Unreadable(BROKEN.to_owned())
    }
}

/// A certificate request as text: PEM as it is, DER in base64.
fn as_text(bytes: &[u8]) -> String {
    plain(bytes).map_or_else(|| STANDARD.encode(bytes), str::to_owned)
}

/// The bytes as text, unless they are none that a database could store.
fn plain(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}
