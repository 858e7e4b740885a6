//! The subject of a certificate or a request, and its differences from the application.

mod comparison;

use super::certificate::Certificate;
use super::certificate_request::{Attribute, CertificateRequest};
use super::identity::Snils;

codes! {
    /// An attribute of a distinguished name that this program knows.
    pub enum SubjectField {
        /// CN: the common name.
        CommonName = "common_name",
        /// SN: the family name.
        Surname = "surname",
        /// G: the given name and the patronymic.
        GivenName = "given_name",
        /// T: the position.
        Title = "title",
        /// O: the organisation.
        Organization = "organization",
        /// ИНН: the taxpayer number of the person.
        Inn = "inn",
        /// ИНН ЮЛ: the taxpayer number of the organisation.
        InnLe = "inn_le",
        /// ОГРН: the registration number of the organisation.
        Ogrn = "ogrn",
        /// ОГРНИП: the registration number of the sole proprietor.
        Ogrnip = "ogrnip",
        /// СНИЛС: the personal insurance number.
        Snils = "snils",
        /// E: the e-mail address.
        Email = "email",
    }
}

impl SubjectField {
    /// The object identifier of the attribute.
    #[must_use]
    pub const fn oid(self) -> &'static str {
        match self {
            Self::CommonName => "2.5.4.3",
            Self::Surname => "2.5.4.4",
            Self::GivenName => "2.5.4.42",
            Self::Title => "2.5.4.12",
            Self::Organization => "2.5.4.10",
            Self::Inn => "1.2.643.3.131.1.1",
            Self::InnLe => "1.2.643.100.4",
            Self::Ogrn => "1.2.643.100.1",
            Self::Ogrnip => "1.2.643.100.5",
            Self::Snils => "1.2.643.100.3",
            Self::Email => "1.2.840.113549.1.9.1",
        }
    }

    /// Whether the attribute identifies a person.
    #[must_use]
    pub const fn names_a_person(self) -> bool {
        match self {
            Self::CommonName | Self::Surname | Self::GivenName | Self::Inn | Self::Snils => true,
            Self::Title | Self::Organization | Self::InnLe | Self::Ogrn | Self::Ogrnip | Self::Email => false,
        }
    }

    /// Whether a subject may have it only once: a second value is a second person or organisation.
    #[must_use]
    pub const fn stands_once(self) -> bool {
        match self {
            Self::CommonName
            | Self::Surname
            | Self::GivenName
            | Self::Inn
            | Self::InnLe
            | Self::Ogrn
            | Self::Ogrnip
            | Self::Snils => true,
            Self::Title | Self::Organization | Self::Email => false,
        }
    }

    /// The first value of this attribute.
    #[must_use]
    pub fn of(self, subject: &[Attribute]) -> Option<&str> {
        subject.iter().find(|attribute| attribute.oid == self.oid()).map(|attribute| attribute.value.as_str())
    }
}

/// A difference between a request and the application.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SubjectDifference {
    /// The attribute.
    pub field: SubjectField,
    /// The request's value.
    pub in_request: String,
    /// The application's value.
    pub in_application: String,
}

impl CertificateRequest {
    /// The values of an attribute, in the order of the request.
    pub fn values(&self, field: SubjectField) -> impl Iterator<Item = &str> {
        let of = move |one: &&Attribute| one.oid == field.oid();
        self.subject.iter().filter(of).map(|one| one.value.as_str())
    }

    /// Whether no attribute of the subject identifies a person.
    #[must_use]
    pub fn names_nobody(&self) -> bool {
        let named = |field: &SubjectField| self.values(*field).any(|value| !value.trim().is_empty());
        !SubjectField::ALL.iter().filter(|field| field.names_a_person()).any(named)
    }

    /// The attributes that may occur once but occur more often, each with its count.
    pub fn repeats(&self) -> impl Iterator<Item = (SubjectField, usize)> + '_ {
        let once = SubjectField::ALL.iter().copied().filter(|field| field.stands_once());
        once.map(|field| (field, self.values(field).count())).filter(|(_, times)| *times > 1)
    }
}

impl Certificate {
    /// The owner's СНИЛС, if the certificate contains a valid one.
    #[must_use]
    pub fn owner_snils(&self) -> Option<Snils> {
        Snils::parse(SubjectField::Snils.of(&self.subject)?).ok()
    }

    /// The attributes of the request that the certificate lacks, in the order of the request.
    #[must_use]
    pub fn lacks<'a>(&self, request: &'a CertificateRequest) -> Vec<&'a Attribute> {
        let has = |oid: &str| self.subject.iter().any(|attribute| attribute.oid == oid);
        let mut dropped: Vec<&Attribute> = Vec::new();
        for attribute in request.subject.iter().filter(|attribute| !has(&attribute.oid)) {
            if dropped.iter().all(|known| known.oid != attribute.oid) {
                dropped.push(attribute);
            }
        }
        dropped
    }

    /// The owner's full name, or the common name of a certificate without one.
    #[must_use]
    pub fn owner_name(&self) -> String {
        let of = |field: SubjectField| field.of(&self.subject);
        match (of(SubjectField::Surname), of(SubjectField::GivenName)) {
            (Some(surname), Some(given)) => format!("{surname} {given}"),
            (Some(_) | None, _) => of(SubjectField::CommonName).unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};

    use super::*;
    use crate::domain::certificate_request::{KeyAlgorithm, Possession};

    fn certificate(subject: &[(SubjectField, &str)]) -> Certificate {
        let attribute = |&(field, value): &(SubjectField, &str)| Attribute {
            oid: field.oid().to_owned(),
            name: field.code().to_owned(),
            value: value.to_owned(),
        };
        Certificate {
            serial: "0a".to_owned(),
            thumbprint: "0".repeat(40),
            subject: subject.iter().map(attribute).collect(),
            issuer: "CN=УЦ".to_owned(),
            not_before: Utc.with_ymd_and_hms(2026, 11, 1, 0, 0, 0).unwrap(),
            not_after: Utc.with_ymd_and_hms(2027, 11, 1, 0, 0, 0).unwrap(),
            der: vec![0x30],
        }
    }

    #[test]
    fn the_owner_is_read_from_the_certificate() {
        let named = certificate(&[
            (SubjectField::CommonName, "ООО «Ромашка»"),
            (SubjectField::Surname, "Петрова"),
            (SubjectField::GivenName, "Анна Ивановна"),
            (SubjectField::Snils, "99000000153"),
        ]);
        assert_eq!(named.owner_name(), "Петрова Анна Ивановна");
        assert_eq!(named.owner_snils().unwrap().as_str(), "990-000-001 53");
    }

    #[test]
    fn a_certificate_may_name_no_person() {
        let listed = certificate(&[(SubjectField::CommonName, "ООО «Ромашка»"), (SubjectField::Snils, "1")]);
        assert_eq!(listed.owner_name(), "ООО «Ромашка»");
        assert_eq!(listed.owner_snils(), None);
        assert_eq!(certificate(&[]).owner_name(), "");
    }

    #[test]
    fn what_the_authority_dropped_is_told_once_in_the_order_of_the_request() {
        let issued = certificate(&[(SubjectField::CommonName, "Петрова А. И.")]);
        let asked = [
            (SubjectField::CommonName, "Петрова Анна Ивановна"),
            (SubjectField::Inn, "990000661323"),
            (SubjectField::Inn, "009900815901"),
            (SubjectField::Snils, "99000000153"),
        ];
        let request = CertificateRequest {
            subject: certificate(&asked).subject,
            key_algorithm: KeyAlgorithm::Gost2012 { bits: 256 },
            possession: Possession::NotChecked,
        };
        let dropped: Vec<_> = issued.lacks(&request).iter().map(|attribute| attribute.oid.as_str()).collect();
        assert_eq!(dropped, [SubjectField::Inn.oid(), SubjectField::Snils.oid()]);
        assert!(certificate(&asked).lacks(&request).is_empty());
    }

    #[test]
    fn no_two_attributes_share_an_object_identifier() {
        let mut oids: Vec<_> = SubjectField::ALL.iter().map(|field| field.oid()).collect();
        oids.sort_unstable();
        oids.dedup();
        assert_eq!(oids.len(), SubjectField::ALL.len());
    }
}
