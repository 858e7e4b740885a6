//! The form of the training authority's certificates: X.509 v3 with parts of the request embedded as bytes.

use std::str::FromStr as _;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetString, UintRef};
use der::{Decode as _, Encode as _, Sequence};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{EcdsaKeyPair, KeyPair as _};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier,
};
use x509_cert::ext::{Criticality, Extension, ToExtension as _};
use x509_cert::name::Name;
use x509_cert::spki::AlgorithmIdentifier;
use x509_cert::time::{Time, Validity};

use super::{BuiltinFault, stuck};

const ISSUER: &str = "CN=Учебный удостоверяющий центр (не для отчетности)";
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");
const EMAIL_PROTECTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.4");

/// What differs from one certificate to the next.
pub(super) struct CertificateForm<'a> {
    /// The owner's `Name`, as the request has it.
    pub(super) subject: &'a [u8],
    /// The owner's `SubjectPublicKeyInfo`, as the request has it.
    pub(super) public_key: &'a [u8],
    pub(super) not_before: DateTime<Utc>,
    pub(super) not_after: DateTime<Utc>,
}

/// `TBSCertificate`; parts written by others stay bytes.
#[derive(Sequence)]
struct Body<'a> {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    version: u8,
    serial: UintRef<'a>,
    signature: AlgorithmIdentifier<AnyRef<'a>>,
    issuer: AnyRef<'a>,
    validity: Validity,
    subject: AnyRef<'a>,
    public_key: AnyRef<'a>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT")]
    extensions: Vec<Extension>,
}

/// `Certificate`: a body and the authority's signature.
#[derive(Sequence)]
struct Signed<'a> {
    body: AnyRef<'a>,
    algorithm: AlgorithmIdentifier<AnyRef<'a>>,
    signature: BitStringRef<'a>,
}

/// `SubjectPublicKeyInfo` of the authority's own key.
#[derive(Sequence)]
struct PublicKeyInfo<'a> {
    algorithm: AlgorithmIdentifier<ObjectIdentifier>,
    key: BitStringRef<'a>,
}

impl CertificateForm<'_> {
    /// An owner's certificate, signed by the authority; `key_bits` is what the owner's key identifier is counted from.
    pub(super) fn for_owner(
        &self,
        key_bits: &[u8],
        authority: &EcdsaKeyPair,
    ) -> Result<Vec<u8>, BuiltinFault> {
        let authority_key = AuthorityKeyIdentifier {
            key_identifier: Some(key_identifier(authority.public_key().as_ref())?),
            ..AuthorityKeyIdentifier::default()
        };
        let extensions = vec![
            extension(&BasicConstraints { ca: false, path_len_constraint: None })?,
            extension(&KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation))?,
            extension(&ExtendedKeyUsage(vec![CLIENT_AUTH, EMAIL_PROTECTION]))?,
            extension(&SubjectKeyIdentifier(key_identifier(key_bits)?))?,
            extension(&authority_key)?,
        ];
        self.signed(extensions, authority)
    }

    /// The authority's own certificate, signed by itself.
    pub(super) fn for_authority(&self, authority: &EcdsaKeyPair) -> Result<Vec<u8>, BuiltinFault> {
        let extensions = vec![
            extension(&BasicConstraints { ca: true, path_len_constraint: Some(0) })?,
            extension(&KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign))?,
            extension(&SubjectKeyIdentifier(key_identifier(authority.public_key().as_ref())?))?,
        ];
        self.signed(extensions, authority)
    }

    fn signed(&self, extensions: Vec<Extension>, authority: &EcdsaKeyPair) -> Result<Vec<u8>, BuiltinFault> {
        let algorithm = AlgorithmIdentifier { oid: ECDSA_WITH_SHA256, parameters: None };
        let (serial, issuer) = (serial()?, issuer()?);
        let body = Body {
            version: 2,
            serial: UintRef::new(&serial)?,
            signature: algorithm,
            issuer: AnyRef::from_der(&issuer)?,
            validity: Validity::new(time(self.not_before)?, time(self.not_after)?),
            subject: AnyRef::from_der(self.subject)?,
            public_key: AnyRef::from_der(self.public_key)?,
            extensions,
        };
        let body = body.to_der()?;
        let signature = authority
            .sign(&SystemRandom::new(), &body)
            .map_err(|_| stuck("сертификат не удалось подписать"))?;
        let signature = BitStringRef::from_bytes(signature.as_ref())?;
        Ok(Signed { body: AnyRef::from_der(&body)?, algorithm, signature }.to_der()?)
    }
}

/// The authority's `Name`; it states that its certificates are not valid for reporting.
pub(super) fn issuer() -> der::Result<Vec<u8>> {
    Name::from_str(ISSUER)?.to_der()
}

/// `SubjectPublicKeyInfo` over a point of P-256.
pub(super) fn public_key_info(point: &[u8]) -> der::Result<Vec<u8>> {
    let algorithm = AlgorithmIdentifier { oid: EC_PUBLIC_KEY, parameters: Some(P256) };
    PublicKeyInfo { algorithm, key: BitStringRef::from_bytes(point)? }.to_der()
}

/// Sixteen random bytes that stand for a positive number and never begin with a zero.
fn serial() -> Result<[u8; 16], BuiltinFault> {
    let mut bytes = [0; 16];
    SystemRandom::new().fill(&mut bytes).map_err(|_| stuck("нет случайных чисел"))?;
    bytes[0] = bytes[0] & 0x7F | 0x40;
    Ok(bytes)
}

/// The usual key identifier: the SHA-1 of the key's bits.
fn key_identifier(key_bits: &[u8]) -> der::Result<OctetString> {
    OctetString::new(digest(&SHA1_FOR_LEGACY_USE_ONLY, key_bits).as_ref())
}

fn extension<E>(extension: &E) -> der::Result<Extension>
where
    E: Criticality + der::oid::AssociatedOid + der::Encode,
{
    extension.to_extension(&Name::default(), &[])
}

fn time(at: DateTime<Utc>) -> der::Result<Time> {
    Time::try_from(SystemTime::from(at))
}
