//! What a file is by its content.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::archive;
use crate::domain::attachment::{AttachmentRefusal, FileKind};

/// How much of a file is looked at to recognise it.
const HEAD: u64 = 4096;
/// How far from the end of a PDF its mark stands at most.
const TAIL: u64 = 1024;
/// The mark at the end of a PDF.
const END: &[u8] = b"%%EOF";

/// CMS signed data: 1.2.840.113549.1.7.2.
const SIGNED_DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

/// Text in base64 that may end anywhere.
const BEGINNING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Judges a file that promises to be of this kind.
pub(super) fn judge(mut file: File, promised: FileKind) -> Result<(), AttachmentRefusal> {
    let other = AttachmentRefusal::OtherContent(promised);
    let mut head = Vec::new();
    let read = file.rewind().and_then(|()| file.by_ref().take(HEAD).read_to_end(&mut head));
    if read.is_err() {
        return Err(AttachmentRefusal::StoreIsAway);
    }
    if !begins_as(&head, promised) {
        return Err(other);
    }
    if promised == FileKind::Zip {
        archive::judge(file)?;
    }
    Ok(())
}

/// Whether a file ends with the mark that a PDF ends with; some programs write a little after it.
pub(super) fn ends_as_pdf(mut file: File) -> io::Result<bool> {
    let (size, mut tail) = (file.metadata()?.len(), Vec::new());
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL)))?;
    file.read_to_end(&mut tail)?;
    Ok(tail.windows(END.len()).any(|part| part == END))
}

fn begins_as(head: &[u8], kind: FileKind) -> bool {
    match kind {
        FileKind::Pdf => head.starts_with(b"%PDF-"),
        FileKind::Jpeg => head.starts_with(&[0xff, 0xd8, 0xff]),
        FileKind::Png => head.starts_with(b"\x89PNG\r\n\x1a\n"),
        FileKind::Xml => is_xml(head),
        FileKind::Signature => is_signature(head),
        FileKind::Zip => head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
    }
}

/// XML says so in its first line, in an encoding of one byte or in UTF-8 or UTF-16 with its mark. A web page is none.
fn is_xml(head: &[u8]) -> bool {
    let narrow: Vec<u8> = match head {
        [0xef, 0xbb, 0xbf, rest @ ..] => rest.to_vec(),
        [0xff, 0xfe, rest @ ..] => rest.chunks(2).map(|pair| pair[0]).collect(),
        [0xfe, 0xff, rest @ ..] => rest.chunks(2).map(|pair| pair.get(1).copied().unwrap_or(0)).collect(),
        _ => head.to_vec(),
    };
    let text = narrow.to_ascii_lowercase();
    let has = |words: &[u8]| text.windows(words.len()).any(|part| part == words);
    let declared = text.starts_with(b"<?xml") && text.get(5).is_some_and(u8::is_ascii_whitespace);
    declared && !has(b"<html") && !has(b"<!doctype html") && !has(b"/1999/xhtml") && !has(b"/2000/svg")
}

/// A signature is CMS signed data, in DER or BER, or the same in base64, with or without PEM's first line.
fn is_signature(head: &[u8]) -> bool {
    if is_signed_data(head) {
        return true;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let body = match text.strip_prefix(b"-----BEGIN ") {
        Some(rest) => rest.iter().position(|byte| *byte == b'\n').map_or(&[][..], |end| &rest[end..]),
        None => text,
    };
    let signs: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(64).collect();
    BEGINNING.decode(signs).is_ok_and(|decoded| is_signed_data(&decoded))
}

/// A sequence that begins with the type «signed data».
fn is_signed_data(bytes: &[u8]) -> bool {
    let [0x30, length, rest @ ..] = bytes else { return false };
    let more = if *length < 0x80 { 0 } else { usize::from(length & 0x7f) };
    more <= 4 && rest.get(more..).is_some_and(|content| content.starts_with(SIGNED_DATA))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn judged(content: &[u8], promised: FileKind) -> Result<(), AttachmentRefusal> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(content).unwrap();
        judge(file, promised)
    }

    fn signature() -> Vec<u8> {
        [&[0x30, 0x82, 0x01, 0x00], SIGNED_DATA, &[0xa0; 240]].concat()
    }

    #[test]
    fn a_kind_is_known_by_its_beginning() {
        let wide: Vec<u8> =
            "\u{feff}<?xml version=\"1.0\"?><a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let text = base64::engine::general_purpose::STANDARD.encode(signature());
        for (content, kind) in [
            (b"%PDF-1.7\n".to_vec(), FileKind::Pdf),
            (vec![0xff, 0xd8, 0xff, 0xe0], FileKind::Jpeg),
            (b"\x89PNG\r\n\x1a\n".to_vec(), FileKind::Png),
            (b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><\xd4\xe0\xe9\xeb/>".to_vec(), FileKind::Xml),
            (b"\xef\xbb\xbf<?xml version='1.0'?><a/>".to_vec(), FileKind::Xml),
            (wide, FileKind::Xml),
            (signature(), FileKind::Signature),
            (text.clone().into_bytes(), FileKind::Signature),
            (
                format!("-----BEGIN PKCS7-----\r\n{text}\r\n-----END PKCS7-----").into_bytes(),
                FileKind::Signature,
            ),
        ] {
            assert_eq!(judged(&content, kind), Ok(()), "{kind:?}");
            for other in FileKind::ALL.iter().copied().filter(|other| *other != kind) {
                assert_eq!(judged(&content, other), Err(AttachmentRefusal::OtherContent(other)));
            }
        }
    }

    #[test]
    fn a_page_of_the_web_is_of_no_kind_whatever_its_name_says() {
        for page in [
            "<html><script>alert(1)</script></html>",
            "<!DOCTYPE html><p>%PDF-1.7",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<?xml version=\"1.0\"?><!DOCTYPE HTML><x/>",
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<?xml-stylesheet href=\"a\"?><a/>",
            "",
        ] {
            for kind in FileKind::ALL.iter().copied() {
                assert!(judged(page.as_bytes(), kind).is_err(), "{page} {kind:?}");
            }
        }
    }
}
