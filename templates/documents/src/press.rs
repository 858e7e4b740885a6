//! From a sheet to its PDF.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{Datelike as _, NaiveDate};
use sheets::Sheet;
use typst::diag::Warned;
use typst::foundations::{Bytes, Datetime, Dict, IntoValue as _, Smart, Value};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fault::PrintFault;
use crate::printed::Printed;
use crate::typesetting::templates::Templates;
use crate::typesetting::{Desk, Spelling, fonts};

/// Prints a sheet. The same sheet and the same templates always give the same bytes.
pub(crate) fn print(json: &str, templates: Option<&Path>) -> Result<Vec<u8>, PrintFault> {
    let sheet = Sheet::read(json)?;
    let templates = Templates::with(templates)?;
    let today = midnight(sheet.day);
    let desk = Desk::new(templates, &format!("{}.typ", sheet.kind().code()), inputs(&sheet)?, today);
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&desk);
    let printed = output.and_then(|document| typst_pdf::pdf(&document, &options(json, today)));
    printed.map_err(|faults| PrintFault::Template(desk.told(&faults)))
}

/// What the template finds in `sys.inputs`: the sheet in texts, the logo and the payment code as bytes.
fn inputs(sheet: &Sheet) -> Result<Dict, PrintFault> {
    let printed = Printed::of(sheet);
    let mut value = serde_json::to_value(&printed).map_err(sheets::SheetFault::Form)?;
    Spelling::of(fonts()).clean(&mut value);
    let value: Value = serde_json::from_value(value).map_err(sheets::SheetFault::Form)?;
    let logo = sheet.logo.as_deref().map(picture).transpose()?;
    let bytes = |bytes: Option<Vec<u8>>| bytes.map_or(Value::None, |bytes| Bytes::new(bytes).into_value());
    let mut inputs = Dict::new();
    inputs.insert("sheet".into(), value);
    inputs.insert("logo".into(), bytes(logo));
    inputs.insert("code".into(), bytes(printed.code.map(String::into_bytes)));
    Ok(inputs)
}

fn picture(base64: &str) -> Result<Vec<u8>, PrintFault> {
    let bytes = BASE64_STANDARD.decode(base64).map_err(|_| PrintFault::Logo)?;
    let known: [&[u8]; 2] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"];
    if known.iter().any(|start| bytes.starts_with(start)) { Ok(bytes) } else { Err(PrintFault::Logo) }
}

/// The start of a day: the only moment that a document knows.
fn midnight(day: NaiveDate) -> Option<Datetime> {
    let part = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(day.year(), part(day.month())?, part(day.day())?, 0, 0, 0)
}

fn options(json: &str, today: Option<Datetime>) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(json.to_owned()),
        creator: Smart::Custom(Some("Registrar".to_owned())),
        timestamp: today.map(Timestamp::new_utc),
        standards: PdfStandards::new(&[PdfStandard::A_2b]).unwrap_or_default(),
        ..PdfOptions::default()
    }
}
