//! The documents as other programs read them: poppler, zbar, qpdf, pikepdf. None of them may be missing.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its document fails at once")]

#[path = "printing/archive.rs"]
mod archive;
#[path = "printing/code.rs"]
mod code;
#[path = "printing/limits.rs"]
mod limits;
#[path = "printing/templates.rs"]
mod templates;
#[path = "printing/text.rs"]
mod text;
#[path = "printing/tools.rs"]
mod tools;
