//! Distinguished names: the subject of a request or certificate as readable attributes.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Reader as _, SliceReader, Tag};

use crate::domain::certificate_request::Attribute;

/// The attributes with a short name.
const NAMES: [(&str, &str); 17] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.42", "G"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.6", "C"),
    ("2.5.4.12", "T"),
    ("2.5.4.9", "STREET"),
    ("2.5.4.5", "SERIALNUMBER"),
    ("1.2.840.113549.1.9.1", "E"),
    ("1.2.643.3.131.1.1", "ИНН"),
    ("1.2.643.100.4", "ИНН ЮЛ"),
    ("1.2.643.100.1", "ОГРН"),
    ("1.2.643.100.5", "ОГРНИП"),
    ("1.2.643.100.3", "СНИЛС"),
];

/// The string types with UTF-8 or ASCII content.
const PLAIN: [Tag; 4] = [Tag::Utf8String, Tag::PrintableString, Tag::NumericString, Tag::Ia5String];

/// Parses the DER of a `Name` into its attributes, in their order.
pub(super) fn read(name: &[u8]) -> der::Result<Vec<Attribute>> {
    let mut attributes = Vec::new();
    let mut whole = SliceReader::new(name)?;
    whole.sequence(|names| {
        while !names.is_finished() {
            read_set(names.decode::<AnyRef<'_>>()?, &mut attributes)?;
        }
        Ok::<_, der::Error>(())
    })?;
    whole.finish()?;
    Ok(attributes)
}

/// A name on one line: `CN=…, O=…`.
pub(super) fn line(attributes: &[Attribute]) -> String {
    let parts: Vec<_> = attributes.iter().map(|one| format!("{}={}", one.name, one.value)).collect();
    parts.join(", ")
}

fn read_set(set: AnyRef<'_>, attributes: &mut Vec<Attribute>) -> der::Result<()> {
    set.header().tag().assert_eq(Tag::Set)?;
    let mut members = SliceReader::new(set.value())?;
    while !members.is_finished() {
        let (oid, value) =
            members.sequence(|pair| Ok::<_, der::Error>((pair.decode()?, pair.decode::<AnyRef<'_>>()?)))?;
        attributes.push(attribute(oid, value));
    }
    Ok(())
}

fn attribute(oid: ObjectIdentifier, value: AnyRef<'_>) -> Attribute {
    let oid = oid.to_string();
    let known = NAMES.iter().find(|(dotted, _)| *dotted == oid).map(|(_, name)| (*name).to_owned());
    Attribute { name: known.unwrap_or_else(|| oid.clone()), value: text(value), oid }
}

/// The value as text for pages and the database. A value that is no text becomes `#` and hex (RFC 4514). Control
/// characters become `U+FFFD`: databases refuse the NUL.
fn text(value: AnyRef<'_>) -> String {
    let (tag, bytes) = (value.header().tag(), value.value());
    let read = if PLAIN.contains(&tag) {
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    } else if tag == Tag::BmpString {
        utf16(bytes)
    } else if tag == Tag::TeletexString {
        Some(bytes.iter().copied().map(char::from).collect())
    } else {
        None
    };
    let shown = read.unwrap_or_else(|| format!("#{}", hex::encode(bytes)));
    shown.replace(char::is_control, "\u{FFFD}")
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(tag: u8, value: &[u8]) -> Vec<u8> {
        let wrap = |tag: u8, inside: &[u8]| {
            let length = u8::try_from(inside.len()).unwrap();
            [&[tag, length], inside].concat()
        };
        let pair = [wrap(0x06, &[0x55, 0x04, 0x03]), wrap(tag, value)].concat();
        wrap(0x30, &wrap(0x31, &wrap(0x30, &pair)))
    }

    fn value(tag: u8, bytes: &[u8]) -> String {
        read(&one(tag, bytes)).unwrap().remove(0).value
    }

    #[test]
    fn every_string_type_is_read() {
        assert_eq!(value(0x0C, "Анна".as_bytes()), "Анна");
        assert_eq!(value(0x13, b"Anna"), "Anna");
        assert_eq!(value(0x12, b"990000661323"), "990000661323");
        assert_eq!(value(0x16, b"a@example.org"), "a@example.org");
        assert_eq!(value(0x1E, &[0x04, 0x10, 0x04, 0x3D]), "Ан");
        assert_eq!(value(0x14, &[0x41, 0xE9]), "A\u{E9}");
    }

    #[test]
    fn what_is_no_text_is_shown_as_hex() {
        assert_eq!(value(0x0C, &[0xFF, 0xFE]), "#fffe");
        assert_eq!(value(0x1E, &[0x04]), "#04");
        assert_eq!(value(0x04, &[0x01]), "#01");
    }

    #[test]
    fn control_characters_never_reach_the_card() {
        assert_eq!(value(0x0C, b"a\0b\nc"), "a\u{FFFD}b\u{FFFD}c");
    }

    #[test]
    fn a_name_is_shown_as_one_line() {
        let attributes = read(&one(0x0C, b"Anna")).unwrap();
        assert_eq!(line(&attributes), "CN=Anna");
    }

    #[test]
    fn bytes_after_the_name_are_refused() {
        let mut name = one(0x0C, b"Anna");
        name.push(0);
        assert!(read(&name).is_err());
    }
}
