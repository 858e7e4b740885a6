//! Distinguished names: the subject of a request or certificate as readable attributes.

use der::asn1::AnyRef;
use der::{Decode as _, Length, Reader as _, SliceReader, Tag};

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

/// The tag of an object identifier.
const OBJECT_IDENTIFIER: u8 = 0x06;
/// The tags of `UTF8String`, `NumericString`, `PrintableString` and `IA5String`, whose content is UTF-8 or ASCII.
const PLAIN: [u8; 4] = [0x0C, 0x12, 0x13, 0x16];
const TELETEX_STRING: u8 = 0x14;
const UNIVERSAL_STRING: u8 = 0x1C;
const BMP_STRING: u8 = 0x1E;
/// The bits of a tag's number; all of them say that the number follows.
const TAG_NUMBER: u8 = 0x1F;

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
        let (oid, (tag, value)) =
            members.sequence(|pair| Ok::<_, der::Error>((object_identifier(pair)?, any(pair)?)))?;
        attributes.push(attribute(oid, tag, value));
    }
    Ok(())
}

fn attribute(oid: String, tag: u8, value: &[u8]) -> Attribute {
    let known = NAMES.iter().find(|(dotted, _)| *dotted == oid).map(|(_, name)| (*name).to_owned());
    Attribute { name: known.unwrap_or_else(|| oid.clone()), value: text(tag, value), oid }
}

/// The next value with its tag, of any type: the `der` crate knows no `UniversalString`.
fn any<'a>(reader: &mut SliceReader<'a>) -> der::Result<(u8, &'a [u8])> {
    let tag = reader.read_byte()?;
    if tag & TAG_NUMBER == TAG_NUMBER {
        return Err(der::ErrorKind::TagNumberInvalid.into());
    }
    let length = Length::decode(reader)?;
    Ok((tag, reader.read_slice(length)?))
}

/// The next object identifier in dotted form. The one of the `der` crate holds no second arc above 39, as in 2.999.
pub(super) fn object_identifier(reader: &mut SliceReader<'_>) -> der::Result<String> {
    let (tag, bytes) = any(reader)?;
    let dotted = dotted(bytes).filter(|_| tag == OBJECT_IDENTIFIER);
    dotted.ok_or_else(|| Tag::ObjectIdentifier.value_error().into())
}

/// `None` for what is no identifier, or has an arc above 128 bits.
fn dotted(bytes: &[u8]) -> Option<String> {
    let mut arcs: Vec<u128> = vec![0];
    let (last, starts) = (bytes.last()?, [&[0], bytes].concat());
    // An arc ends with a byte below 0x80, and none begins with an empty one.
    let padded = starts.windows(2).any(|pair| pair[0] < 0x80 && pair[1] == 0x80);
    if *last >= 0x80 || padded {
        return None;
    }
    for byte in bytes {
        let arc = arcs.last_mut()?;
        *arc = arc.checked_mul(128)? + u128::from(byte & 0x7F);
        if *byte < 0x80 {
            arcs.push(0);
        }
    }
    arcs.pop();
    let (first, rest) = arcs.split_first()?;
    let root = (first / 40).min(2);
    let arcs = [root, first - root * 40].into_iter().chain(rest.iter().copied());
    Some(arcs.map(|arc| arc.to_string()).collect::<Vec<_>>().join("."))
}

/// The value as text for pages and the database. A value that is no text becomes `#` and hex (RFC 4514). Control
/// characters become `U+FFFD`: databases refuse the NUL.
fn text(tag: u8, bytes: &[u8]) -> String {
    let read = match tag {
        tag if PLAIN.contains(&tag) => std::str::from_utf8(bytes).ok().map(str::to_owned),
        BMP_STRING => utf16(bytes),
        UNIVERSAL_STRING => utf32(bytes),
        TELETEX_STRING => Some(bytes.iter().copied().map(char::from).collect()),
        _ => None,
    };
    let shown = read.unwrap_or_else(|| format!("#{}", hex::encode(bytes)));
    shown.replace(char::is_control, "\u{FFFD}")
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

fn utf32(bytes: &[u8]) -> Option<String> {
    let (letters, []) = bytes.as_chunks::<4>() else { return None };
    letters.iter().map(|letter| char::from_u32(u32::from_be_bytes(*letter))).collect()
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
        assert_eq!(value(0x1C, &[0, 0, 0x04, 0x10, 0, 0x01, 0xF6, 0x00]), "А😀");
    }

    #[test]
    fn what_is_no_text_is_shown_as_hex() {
        assert_eq!(value(0x0C, &[0xFF, 0xFE]), "#fffe");
        assert_eq!(value(0x1E, &[0x04]), "#04");
        assert_eq!(value(0x04, &[0x01]), "#01");
        assert_eq!(value(0x1C, &[0, 0, 4]), "#000004");
        assert_eq!(value(0x1C, &[0, 0, 0xD8, 0]), "#0000d800");
    }

    #[test]
    fn identifiers_of_every_size_are_read() {
        for (bytes, read) in [
            (&[0x55, 0x04, 0x03][..], "2.5.4.3"),
            (&[0x2A, 0x85, 0x03, 0x64, 0x01], "1.2.643.100.1"),
            (&[0x88, 0x37, 0x03], "2.999.3"),
            (&[0x00], "0.0"),
        ] {
            assert_eq!(dotted(bytes).as_deref(), Some(read));
        }
        let large = [&[0x69][..], &[0x83], &[0xFF; 17], &[0x7F]].concat();
        assert_eq!(dotted(&large).unwrap(), format!("2.25.{}", u128::MAX));
        for wrong in [&[][..], &[0x88], &[0x55, 0x80, 0x01], &[0x80, 0x01], &[0x69, 0x84, 0xFF]] {
            assert_eq!(dotted(wrong), None, "{wrong:x?}");
        }
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
