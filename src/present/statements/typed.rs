//! The form of a line: choice and comment become one text, or faults.

use serde::Deserialize;
use templates::components::FieldError;
use templates::pages::ReturnedForm;

use crate::domain::dispute::{DisputeReason, Outcome, Resolution};
use crate::operations::Failure;
use crate::present::words::settlement as terms;

/// The fields of a line's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TypedLine {
    /// The reason of a dispute.
    reason: String,
    /// The code of an answer.
    outcome: String,
    /// The comment.
    comment: String,
}

/// What the partner says against a line: «Неверная цена: по договору 2 700,00».
pub fn disputed(typed: &TypedLine) -> Result<String, Failure> {
    let chosen = DisputeReason::from_code(&typed.reason).map(terms::dispute_reason);
    said(chosen, "reason", "Выберите, что не так", typed, "Напишите, в чем расхождение")
}

/// What the operator answers: «Строка верна: акция закончилась 30.09».
pub fn resolved(typed: &TypedLine) -> Result<Resolution, Failure> {
    let outcome = Outcome::from_code(&typed.outcome);
    let chosen = outcome.map(terms::outcome);
    let comment = said(chosen, "outcome", "Выберите решение", typed, "Напишите, что решено")?;
    Ok(Resolution { outcome: outcome.unwrap_or(Outcome::LineStands), comment })
}

fn said(
    chosen: Option<&str>,
    field: &'static str,
    missing: &str,
    typed: &TypedLine,
    wordless: &str,
) -> Result<String, Failure> {
    let comment = typed.comment.trim();
    let mut faults = Vec::new();
    if chosen.is_none() {
        faults.push((field, missing.to_owned()));
    }
    if comment.is_empty() {
        faults.push(("comment", wordless.to_owned()));
    }
    match chosen {
        Some(chosen) if faults.is_empty() => Ok(format!("{chosen}: {comment}")),
        _ => Err(Failure::Invalid(faults)),
    }
}

impl TypedLine {
    /// The same form, to be shown again beside its faults; nothing typed is lost.
    #[must_use]
    pub fn returned(self, line: &str, faults: Vec<(&'static str, String)>) -> ReturnedForm {
        let errors = faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text });
        ReturnedForm {
            id: line.to_owned(),
            chosen: if self.reason.is_empty() { self.outcome } else { self.reason },
            comment: self.comment,
            errors: errors.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(reason: &str, comment: &str) -> TypedLine {
        TypedLine { reason: reason.to_owned(), comment: comment.to_owned(), ..TypedLine::default() }
    }

    fn faults(typed: &TypedLine) -> Vec<&'static str> {
        match disputed(typed) {
            Err(Failure::Invalid(faults)) => faults.into_iter().map(|(field, _)| field).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_reason_stands_before_the_words() {
        let said = disputed(&typed("wrong_price", "  по договору 2 700,00 ")).unwrap();
        assert_eq!(said, "Неверная цена: по договору 2 700,00");
        let answer = TypedLine { outcome: "line_stands".to_owned(), ..typed("", "цена верна") };
        let comment = "Строка верна: цена верна".to_owned();
        assert_eq!(resolved(&answer).unwrap(), Resolution { outcome: Outcome::LineStands, comment });
    }

    #[test]
    fn all_faults_are_told_at_once_and_nothing_typed_is_lost() {
        assert_eq!(faults(&typed("", " ")), ["reason", "comment"]);
        assert_eq!(faults(&typed("nonsense", "слова")), ["reason"]);
        let form = typed("wrong_price", " ").returned("7", vec![("comment", "Напишите".to_owned())]);
        assert_eq!(
            (form.id.as_str(), form.chosen.as_str(), form.comment.as_str()),
            ("7", "wrong_price", " ")
        );
    }
}
