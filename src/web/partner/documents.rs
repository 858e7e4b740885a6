//! The documents of the partner's organisations.

use axum::body::Body;
use templates::paths;

use crate::domain::attachment::FileKind;
use crate::domain::ids::DocumentId;
use crate::operations::documents;
use crate::present::documents::{self as present, DocumentsAsked};
use crate::present::frame::Place;
use crate::present::words;
use crate::web::address::{Path, Query};
use crate::web::file::streamed;
use crate::web::reader::Reader;
use crate::web::trouble::{Answer, Trouble};

/// The list, the newest first.
pub(super) async fn list(reader: Reader, Query(asked): Query<DocumentsAsked>) -> Answer {
    let found = documents::list(&reader.desk, &asked.query(), asked.after()).await?;
    reader.page(&present::page(&reader.desk, &found, &asked, reader.zone), Place::Documents).await
}

/// A document, as a file.
pub(super) async fn file(reader: Reader, Path(id): Path<DocumentId>) -> Answer {
    let filed = documents::open(&reader.desk, id).await?;
    let stored = documents::read(&reader.office.settings().files, &filed).await;
    let stored = stored.map_err(|failure| Trouble::from(failure).about(paths::dropped_documents()))?;
    let name = format!("{}.pdf", words::documents::name(&filed.document));
    let bytes = Body::from_stream(stored.bytes);
    Ok(streamed(&name, FileKind::Pdf.content_type(), stored.size, bytes))
}
