//! Certificates: parsed into the fields that pages show.

use chrono::{DateTime, Utc};
use der::asn1::{BitStringRef, ContextSpecific, IntRef};
use der::{ErrorKind, Reader as _, SliceReader, TagNumber};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use x509_cert::time::{Time, Validity};

use super::{csr, distinguished_name};
use crate::domain::certificate::Certificate;

/// Parses stored DER bytes; `None` when they are no certificate.
#[must_use]
pub fn kept(der: &[u8]) -> Option<Certificate> {
    read(der.to_vec()).ok()
}

/// Whether a certificate carries the key of a request in PEM or base64 DER.
#[must_use]
pub fn answers(der: &[u8], request: &str) -> bool {
    let Ok(request) = csr::to_der(request) else { return false };
    let asked = csr::Parts::read(&request).map(|parts| parts.public_key.to_vec());
    matches!((asked, public_key(der)), (Ok(asked), Ok(given)) if asked == given)
}

/// The parts of a certificate that are read here; names and key stay bytes, for they hold more than `x509_cert` reads.
struct CertificateParts<'a> {
    serial: &'a [u8],
    issuer: &'a [u8],
    validity: Validity,
    subject: &'a [u8],
    /// `SubjectPublicKeyInfo`.
    public_key: &'a [u8],
}

impl<'a> CertificateParts<'a> {
    fn read(der: &'a [u8]) -> der::Result<Self> {
        let mut whole = SliceReader::new(der)?;
        let parts = whole.sequence(|certificate| {
            let parts = certificate.sequence(|body| {
                let version = TagNumber(0);
                ContextSpecific::<u8>::decode_explicit(body, version)?;
                let serial = body.decode::<IntRef<'_>>()?.as_bytes();
                body.tlv_bytes()?;
                let issuer = body.tlv_bytes()?;
                let (validity, subject, public_key) = (body.decode()?, body.tlv_bytes()?, body.tlv_bytes()?);
                while !body.is_finished() {
                    body.tlv_bytes()?;
                }
                Ok::<_, der::Error>(Self { serial, issuer, validity, subject, public_key })
            })?;
            // The authority's signature.
            certificate.tlv_bytes()?;
            certificate.decode::<BitStringRef<'_>>()?;
            Ok::<_, der::Error>(parts)
        })?;
        whole.finish()?;
        Ok(parts)
    }
}

/// Parses DER bytes.
pub(super) fn read(der: Vec<u8>) -> der::Result<Certificate> {
    let said = CertificateParts::read(&der)?;
    Ok(Certificate {
        serial: serial(said.serial),
        thumbprint: hex::encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, &der)),
        subject: distinguished_name::read(said.subject)?,
        issuer: distinguished_name::line(&distinguished_name::read(said.issuer)?),
        not_before: instant(said.validity.not_before)?,
        not_after: instant(said.validity.not_after)?,
        der,
    })
}

/// The public key with its algorithm (`SubjectPublicKeyInfo`) of a certificate's DER bytes.
pub(super) fn public_key(der: &[u8]) -> der::Result<Vec<u8>> {
    Ok(CertificateParts::read(der)?.public_key.to_vec())
}

/// The serial number in hex as `openssl` prints it, without the zero byte that marks a positive number.
fn serial(bytes: &[u8]) -> String {
    hex::encode(match bytes {
        [0, rest @ ..] if !rest.is_empty() => rest,
        _ => bytes,
    })
}

fn instant(time: Time) -> der::Result<DateTime<Utc>> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).map_err(|_| ErrorKind::DateTime)?;
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| ErrorKind::DateTime.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::openssl::{P256, Workshop};

    /// A certificate that `openssl` signs, with a serial that needs the leading zero byte.
    fn foreign(workshop: &Workshop) -> Certificate {
        let year = ["-x509", "-set_serial", "0xf00d", "-days", "365", "-out", "one.pem"];
        workshop.request(&[P256, &year].concat());
        workshop.says(&["x509", "-in", "one.pem", "-outform", "DER", "-out", "one.der"]);
        read(std::fs::read(workshop.path("one.der")).unwrap()).unwrap()
    }

    #[test]
    fn a_certificate_is_read_as_openssl_reads_it() {
        let workshop = Workshop::open();
        let certificate = foreign(&workshop);
        let says = |what: &[&str]| workshop.says(&[&["x509", "-in", "one.pem", "-noout"], what].concat());
        assert_eq!(certificate.serial, "f00d");
        let print = says(&["-fingerprint", "-sha1"]).to_lowercase().replace(':', "");
        assert!(print.trim().ends_with(&certificate.thumbprint));
        assert_eq!(certificate.not_after - certificate.not_before, chrono::Duration::days(365));
        let begins = certificate.not_before.format("notBefore=%b %e %H:%M:%S %Y GMT").to_string();
        assert_eq!(says(&["-startdate"]).trim(), begins);
        assert!(certificate.issuer.contains("CN=Петрова Анна Ивановна, SN=Петрова"));
        assert!(certificate.issuer.contains("ИНН=990000661323"));
        assert!(certificate.subject.iter().any(|one| one.name == "ОГРН" && one.value == "1009918609139"));
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        assert!(read(Vec::new()).is_err());
        assert!(read(vec![0x30, 0x00]).is_err());
    }
}
