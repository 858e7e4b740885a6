//! The fields of a form at the operator's desk, and the form shown again with its faults.

use std::collections::BTreeMap;

use serde::Deserialize;
use templates::components::{Answer, Choice, FieldError, Question};

use crate::domain::form::FieldFaults;

/// What was typed, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct TypedForm(BTreeMap<String, String>);

/// A form that is shown again with its faults.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    /// What was typed.
    pub typed: TypedForm,
    /// What is wrong with it.
    pub faults: FieldFaults,
}

impl TypedForm {
    /// A form that is already filled.
    #[must_use]
    pub fn filled(values: &[(&str, &str)]) -> Self {
        Self(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The value of a field; empty when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(in crate::present) fn line(&self, name: &str, label: &str, hint: &str) -> Question {
        question(name, label, hint, Answer::Line(self.get(name).to_owned()))
    }

    pub(in crate::present) fn day(&self, name: &str, label: &str, hint: &str) -> Question {
        question(name, label, hint, Answer::Day(self.get(name).to_owned()))
    }

    pub(in crate::present) fn text(&self, name: &str, label: &str, hint: &str) -> Question {
        question(name, label, hint, Answer::Text(self.get(name).to_owned()))
    }

    pub(in crate::present) fn table(&self, name: &str, label: &str, hint: &str) -> Question {
        question(name, label, hint, Answer::Table(self.get(name).to_owned()))
    }

    pub(in crate::present) fn one_of(&self, name: &str, label: &str, choices: Vec<Choice>) -> Question {
        question(name, label, "", Answer::OneOf(choices, self.get(name).to_owned()))
    }

    pub(in crate::present) fn few(&self, name: &str, label: &str, choices: Vec<Choice>) -> Question {
        question(name, label, "", Answer::Few(choices, self.get(name).to_owned()))
    }
}

/// Asks for a file of a type, as the browser names it; nothing of it is ever shown again.
pub(in crate::present) fn file_question(
    name: &str,
    label: &str,
    accept: &'static str,
    hint: &str,
) -> Question {
    question(name, label, hint, Answer::File(accept))
}

fn question(name: &str, label: &str, hint: &str, answer: Answer) -> Question {
    Question { name: name.to_owned(), label: label.to_owned(), hint: hint.to_owned(), answer, group: "" }
}

/// The faults as the form shows them.
pub(in crate::present) fn errors(faults: &FieldFaults) -> Vec<FieldError> {
    faults.iter().map(|(field, text)| FieldError { field: (*field).to_owned(), text: text.clone() }).collect()
}
