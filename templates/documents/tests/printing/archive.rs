//! The documents are sound PDF/A-2b files, and the same sheet always gives the same bytes.

use sheets::samples::{all, named};

use crate::tools::{asked, document, file};

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    for sample in all() {
        let (first, second) = (document(&sample.sheet), document(&sample.sheet));
        assert!(first.starts_with(b"%PDF-1.7"), "{}", sample.name);
        assert!(first == second, "{}", sample.name);
        assert!(first.len() < 2 * 1024 * 1024, "{}: {} bytes", sample.name, first.len());
    }
    let mut other = named("invoice-usual").unwrap();
    other.number.push('1');
    assert!(document(&other) != document(&named("invoice-usual").unwrap()));
}

#[test]
fn every_document_is_sound_and_fit_for_the_archive() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/printing/archive.py");
    for sample in all() {
        let path = file(&format!("archive-{}.pdf", sample.name), &document(&sample.sheet));
        let path = path.to_str().unwrap();
        asked("qpdf", &["--check", path]);
        let fonts = String::from_utf8(asked("pdffonts", &[path])).unwrap();
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{}: {fonts}", sample.name);
        for row in rows {
            // The last columns: embedded, subset, with Unicode, object.
            let columns: Vec<&str> = row.split_whitespace().rev().collect();
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{}: {row}", sample.name);
        }
        let day = sample.sheet.day.format("%Y%m%d").to_string();
        asked("python3", &[script, path, &day]);
    }
}
