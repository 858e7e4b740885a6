//! The question for a reason: titles to choose from, and beside them the letter as the client will read it.

use maud::{Markup, html};

use crate::components::{Choice, Control, Field, FieldError, error_of};
use crate::letters::NewsBody;

/// The question for a reason, with words of the reviewer's own.
#[derive(Clone, Debug)]
pub struct ReasonQuestion {
    /// The reasons, each with the client's text as its note.
    pub choices: Vec<Choice>,
    /// The chosen one.
    pub chosen: String,
    /// The reviewer's own words.
    pub text: String,
    /// The hint about the own words.
    pub hint: &'static str,
    /// The letter, but for the reason.
    pub letter: NewsBody,
    /// Whose letter is shown, when there are several clients.
    pub example: Option<String>,
}

/// The reasons that a digit chooses.
const DIGITS: usize = 9;

impl ReasonQuestion {
    /// The fields; their ids begin with `prefix`.
    pub(super) fn fields(&self, prefix: &str, errors: &[FieldError]) -> Markup {
        let (list, own) = (format!("{prefix}reason"), format!("{prefix}text"));
        html! {
            div data-reasons="" {
                (self.list(&list, error_of(errors, "reason")))
                (Field {
                    id: &own, name: "text", label: "Добавить от себя", hint: self.hint, error: error_of(errors, "text"),
                    control: Control::Area { value: &self.text },
                })
            }
        }
    }

    fn list(&self, id: &str, error: Option<&str>) -> Markup {
        let described = error.map(|_| format!("{id}-error"));
        html! {
            fieldset.field id=(id) aria-describedby=[described] {
                legend.form-label { "Причина" }
                div.reasons {
                    @for (place, choice) in self.choices.iter().enumerate() {
                        (self.choice(place, choice, error.is_some()))
                        (self.letter(choice))
                    }
                    div."reason-letter reason-none" { p { "Выберите причину: здесь появится письмо, каким его прочтет клиент." } }
                }
                @if let Some(error) = error { div.field-error id={ (id) "-error" } { (error) } }
            }
        }
    }

    fn choice(&self, place: usize, choice: &Choice, faulty: bool) -> Markup {
        html! {
            label.form-check {
                input.form-check-input type="radio" name="reason" value=(choice.value) checked[choice.value == self.chosen]
                    autofocus[place == 0 && faulty];
                span.form-check-label {
                    @if place < DIGITS { kbd aria-hidden="true" { (place + 1) } " " }
                    (choice.label)
                }
            }
        }
    }

    /// The letter for a reason; it is shown while the reason is chosen.
    fn letter(&self, choice: &Choice) -> Markup {
        let reason = html! {
            (choice.note) @if !choice.note.is_empty() { " " } span data-own="" { (self.text.trim()) }
        };
        html! {
            div.reason-letter {
                p.reason-subject { span.soft { "Письмо клиенту: " } b { (self.letter.subject()) } }
                @if let Some(example) = &self.example { p.soft { (example) } }
                (self.letter.html(Some(&reason)))
            }
        }
    }
}
