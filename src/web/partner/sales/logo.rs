//! The logo of the partner's documents: uploading it, taking it off, and the picture itself.

use axum::extract::Request;
use axum::http::header;
use axum::response::IntoResponse as _;
use templates::paths;

use super::money::kept;
use crate::domain::seller::LogoFault;
use crate::operations::sales::logos;
use crate::present::operator::TypedForm;
use crate::present::sales::TermsForm;
use crate::web::address::Path;
use crate::web::form::{Form, Seen};
use crate::web::reader::Reader;
use crate::web::sent_files::{SentField, SentFiles, told};
use crate::web::table::Routes;
use crate::web::trouble::{Answer, Trouble};

/// How much of a form is read, in bytes: a file that is too large is read to its end, so that the browser hears why it is
/// refused. What says that it is larger still is not read at all.
const LARGEST_UPLOAD: usize = 20 * 1024 * 1024;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .upload(paths::SELLER_LOGO, LARGEST_UPLOAD, upload)
        .change(paths::SELLER_LOGO_REMOVAL, remove)
        .read(paths::SELLER_LOGO_PICTURE, picture)
}

/// Takes the first file of the form. Whoever may not upload a logo is refused before any of it is read.
async fn upload(reader: Reader, request: Request) -> Answer {
    let may = logos::begin_logo(&reader.desk).await;
    may.map_err(|failure| Trouble::from(failure).about(paths::seller()))?;
    let (seen, sent) = if says_too_much(&request) {
        (-1, Err(LogoFault::TooLarge))
    } else {
        let mut form = SentFiles::open(&reader, request).await?;
        let mut sent = None;
        while let Some(field) = form.next().await? {
            let (SentField::File { body, .. }, None) = (field, &sent) else { continue };
            sent = Some(logos::receive(body).await.map_err(|error| told(&error))?);
        }
        let seen = form.fields.text("version").parse().unwrap_or(-1);
        (seen, sent.unwrap_or(Err(LogoFault::Missing)))
    };
    let done = logos::keep_logo(&reader.desk, seen, sent).await;
    kept(&reader, done, TermsForm::Logo, TypedForm::default()).await
}

fn says_too_much(request: &Request) -> bool {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse().ok()).is_some_and(|length: usize| length > LARGEST_UPLOAD)
}

async fn remove(Form { reader, input }: Form<Seen>) -> Answer {
    let done = logos::remove_logo(&reader.desk, input.version).await;
    kept(&reader, done, TermsForm::Logo, TypedForm::default()).await
}

async fn picture(reader: Reader, Path(sha256): Path<String>) -> Answer {
    let bytes = logos::own_logo(&reader.desk, &sha256).await?;
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
}
