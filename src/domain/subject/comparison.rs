//! Compares a certificate request with the application; what the request leaves out is no difference.

use super::{SubjectDifference, SubjectField};
use crate::domain::certificate_request::CertificateRequest;
use crate::domain::cleaning::cleaned;
use crate::domain::submission::{Owner, StatedRequisites};

impl CertificateRequest {
    /// The differences between the request and the application's owner and organisation.
    #[must_use]
    pub fn differences(&self, owner: &Owner, organization: &StatedRequisites) -> Vec<SubjectDifference> {
        SubjectField::ALL.iter().filter_map(|&field| self.difference(field, owner, organization)).collect()
    }

    /// The first difference in an attribute; if the application allows several values, any of them passes.
    fn difference(
        &self,
        field: SubjectField,
        owner: &Owner,
        organization: &StatedRequisites,
    ) -> Option<SubjectDifference> {
        let expected = expected(field, owner, organization);
        let shown = expected.first()?.clone();
        let known =
            |value: &str| expected.iter().any(|one| normalised(field, one) == normalised(field, value));
        let other = self.values(field).find(|value| !known(value))?;
        Some(SubjectDifference { field, in_request: other.to_owned(), in_application: shown })
    }
}

/// The values that the application allows for an attribute, the usual one first; empty when it states none.
fn expected(field: SubjectField, owner: &Owner, organization: &StatedRequisites) -> Vec<String> {
    let names = || [&organization.short_name, &organization.full_name].into_iter().flatten().cloned();
    match field {
        SubjectField::CommonName => std::iter::once(owner.full_name()).chain(names()).collect(),
        SubjectField::Surname => vec![owner.last_name.clone()],
        SubjectField::GivenName => vec![owner.given_names()],
        SubjectField::Title => vec![owner.position.clone()],
        SubjectField::Organization => names().collect(),
        // Older requests carry the organisation's number here, padded with zeros.
        SubjectField::Inn => vec![owner.inn.to_string(), format!("{:0>12}", organization.inn.as_str())],
        SubjectField::InnLe => vec![organization.inn.to_string()],
        SubjectField::Ogrn | SubjectField::Ogrnip => {
            organization.ogrn.iter().map(ToString::to_string).collect()
        }
        SubjectField::Snils => vec![owner.snils.to_string()],
        SubjectField::Email => {
            let of_organization = organization.email.iter().map(ToString::to_string);
            std::iter::once(owner.email.to_string()).chain(of_organization).collect()
        }
    }
}

/// The value without insignificant parts: case, ё, kinds of quotation marks, spaces, punctuation between digits.
fn normalised(field: SubjectField, value: &str) -> String {
    let folded = cleaned(value).to_lowercase().replace('ё', "е");
    match field {
        SubjectField::Snils
        | SubjectField::Inn
        | SubjectField::InnLe
        | SubjectField::Ogrn
        | SubjectField::Ogrnip => digits_of(&folded),
        SubjectField::CommonName
        | SubjectField::Surname
        | SubjectField::GivenName
        | SubjectField::Title
        | SubjectField::Organization
        | SubjectField::Email => words_of(&folded),
    }
}

fn digits_of(value: &str) -> String {
    value.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect()
}

fn words_of(value: &str) -> String {
    let plain: String = value.chars().filter(|letter| !"\"'«»„“”‘’".contains(*letter)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::certificate_request::{Attribute, KeyAlgorithm, Possession};
    use crate::domain::submission::samples::{full, read, sole_proprietor, with};
    use crate::domain::submission::{Submission, samples};

    fn request(subject: &[(SubjectField, &str)]) -> CertificateRequest {
        let attribute = |&(field, value): &(SubjectField, &str)| Attribute {
            oid: field.oid().to_owned(),
            name: field.code().to_owned(),
            value: value.to_owned(),
        };
        CertificateRequest {
            subject: subject.iter().map(attribute).collect(),
            key_algorithm: KeyAlgorithm::Rsa { bits: 2048 },
            possession: Possession::Proven,
        }
    }

    fn fields(submission: &Submission, subject: &[(SubjectField, &str)]) -> Vec<SubjectField> {
        let differences = request(subject).differences(&submission.owners[0], &submission.organization);
        differences.into_iter().map(|difference| difference.field).collect()
    }

    #[test]
    fn a_request_that_agrees_shows_nothing() {
        let agreeing = [
            (SubjectField::CommonName, "ООО \"РОМАШКА\""),
            (SubjectField::Surname, "ПЕТРОВА"),
            (SubjectField::GivenName, "Анна  Ивановна"),
            (SubjectField::Title, "генеральный директор"),
            (SubjectField::Organization, "Общество с ограниченной ответственностью „Ромашка“"),
            (SubjectField::Inn, "990000661323"),
            (SubjectField::InnLe, "9900815901"),
            (SubjectField::Ogrn, "1009918609139"),
            (SubjectField::Snils, "99000000153"),
            (SubjectField::Email, "Buh@romashka.example"),
        ];
        assert_eq!(fields(&read(&full()), &agreeing), []);
        assert_eq!(fields(&read(&full()), &[(SubjectField::Inn, "009900815901")]), []);
        assert_eq!(fields(&read(&full()), &[]), []);
    }

    #[test]
    fn every_attribute_that_differs_is_shown_with_both_values() {
        for &field in SubjectField::ALL {
            assert_eq!(fields(&read(&full()), &[(field, "1")]), [field]);
        }
        let other = request(&[(SubjectField::Surname, "Сидорова")]);
        let submission = read(&full());
        let told = other.differences(&submission.owners[0], &submission.organization);
        assert_eq!((told[0].in_request.as_str(), told[0].in_application.as_str()), ("Сидорова", "Петрова"));
    }

    #[test]
    fn numbers_of_an_organisation_do_not_fit_a_sole_proprietor() {
        let proprietor = read(&sole_proprietor());
        assert_eq!(fields(&proprietor, &[(SubjectField::Ogrnip, "300999099603086")]), []);
        let entity = [(SubjectField::InnLe, "9900815901"), (SubjectField::Ogrn, "1009918609139")];
        assert_eq!(fields(&proprietor, &entity), [SubjectField::InnLe, SubjectField::Ogrn]);
    }

    #[test]
    fn what_the_application_leaves_open_does_not_differ() {
        let owners = with(samples::least_change(), "/owners", json!([full()["owners"][0]]));
        let subject = [(SubjectField::Organization, "ООО «Лютик»"), (SubjectField::Ogrn, "1")];
        assert_eq!(fields(&read(&owners), &subject), []);
    }
}
