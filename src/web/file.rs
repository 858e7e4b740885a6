//! File downloads: name and type in the headers (RFC 6266).

use axum::body::Body;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use templates::components::Link;

use super::reader::Reader;
use super::trouble::{Answer, Trouble};
use crate::domain::charge::Charge;
use crate::domain::month::Month;
use crate::operations::settlement::{self, Exported, StatementRow};
use crate::present::frame::Place;
use crate::present::settlement_file::{self, Format, SettlementFile};

/// The header with the number of replaced characters.
const REPLACED: HeaderName = HeaderName::from_static("x-replaced");

/// The query of an export: the partner, and whether the user accepts replaced characters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExportAsked {
    pub(super) partner: Option<String>,
    sure: String,
}

/// Where an export stands: in which frame, below which pages, under which address in each format.
pub(super) struct ExportPlace<'a> {
    pub(super) place: Place,
    pub(super) back: Vec<Link>,
    pub(super) address: &'a (dyn Fn(Format) -> String + Sync),
}

/// The settlement as a file. If the format cannot hold all characters, a page asks first.
pub(super) async fn settlement(
    reader: &Reader,
    format: Format,
    exported: Exported,
    asked: &ExportAsked,
    shelf: ExportPlace<'_>,
) -> Answer {
    let file = written(format, exported.month, exported.statements).await?;
    if file.replaced.is_empty() || !asked.sure.is_empty() {
        settlement::note_export(&reader.desk, &exported.leaving, format.code()).await?;
        return Ok(answer(file));
    }
    let ExportPlace { place, back, address } = shelf;
    let with = |address: String, name, value| {
        let sign = if address.contains('?') { '&' } else { '?' };
        format!("{address}{sign}{name}={value}")
    };
    let whole = [Format::Csv, Format::Xlsx].map(|format| (format, address(format)));
    let page = settlement_file::replaced(&file, back, &with(address(format), "sure", "1"), &whole);
    reader.page(&page, place).await
}

/// Written on a blocking thread, since a large workbook takes time.
async fn written(
    format: Format,
    month: Month,
    statements: Vec<(StatementRow, Vec<Charge>)>,
) -> Result<SettlementFile, Trouble> {
    let writing = tokio::task::spawn_blocking(move || settlement_file::write(format, month, statements));
    let written = writing.await.map_err(|error| Trouble::Broken(error.to_string()))?;
    written.map_err(|error| Trouble::Broken(error.to_string()))
}

fn answer(file: SettlementFile) -> Response {
    let replaced = file.replaced.len();
    if replaced > 0 {
        tracing::warn!(file = %file.name, replaced, "characters that Windows-1251 lacks were replaced");
    }
    let headers = [
        (header::CONTENT_TYPE, file.content_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&file.name)),
        (REPLACED, replaced.to_string()),
    ];
    (headers, file.bytes).into_response()
}

/// A download with this name.
pub(super) fn named(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition(name))];
    (headers, bytes).into_response()
}

/// A download that is read while it is sent.
pub(super) fn streamed(name: &str, content_type: &'static str, size: u64, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, disposition(name)),
    ];
    (headers, body).into_response()
}

/// The name twice: in ASCII for old browsers, and in UTF-8, percent-encoded.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\".contains(c) { c } else { '_' }).collect();
    // RFC 8187 allows fewer characters than form encoding: `*` is escaped, and a space is not a plus.
    let escaped: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let escaped = escaped.replace('+', "%20").replace('*', "%2A");
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{escaped}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_plainly_and_in_utf_8() {
        assert_eq!(
            disposition("sverka-2026-10.csv"),
            "attachment; filename=\"sverka-2026-10.csv\"; filename*=UTF-8''sverka-2026-10.csv"
        );
        assert_eq!(
            disposition("сверка \"10\"*.csv"),
            "attachment; filename=\"________10_*.csv\"; \
             filename*=UTF-8''%D1%81%D0%B2%D0%B5%D1%80%D0%BA%D0%B0%20%2210%22%2A.csv"
        );
    }
}
