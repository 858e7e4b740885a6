//! Terms that a colleague changed while a form was filled: what was typed stays, and what stands now is told beside it.

use super::terms::{TermsForm, filled};
use crate::domain::form::FieldFaults;
use crate::domain::seller::TypedTerms;
use crate::operations::Clash;
use crate::present::operator::TypedForm;

/// The fields of the requisites whose value is told, and what each is called.
const TOLD: [(&str, &str); 12] = [
    ("name", "Наименование"),
    ("inn", "ИНН"),
    ("kpp", "КПП"),
    ("address", "Адрес"),
    ("account", "Расчетный счет"),
    ("bank", "Банк"),
    ("bik", "БИК"),
    ("corr_account", "Корр. счет"),
    ("director", "Руководитель"),
    ("accountant", "Главный бухгалтер"),
    ("prefix", "Префикс номера"),
    ("closing", "Текст в конце документа"),
];
/// The choices among them.
const CHOSEN: [&str; 3] = ["source", "papers", "at_approval"];

/// The faults of a form that was sent after a colleague's change. Sent once more it is kept.
#[must_use]
pub fn changed_meanwhile(form: TermsForm, typed: &TypedForm, now: &TypedTerms, clash: &Clash) -> FieldFaults {
    let words = format!("Здесь уже сохранено другое ({}): сверьте и сохраните еще раз", clash.by);
    let first = match form {
        TermsForm::Regime => "regime",
        TermsForm::Price => "product",
        TermsForm::Series => "kind",
        TermsForm::Logo => "file",
        TermsForm::Terms => return requisites(typed, now, words),
    };
    vec![(first, words)]
}

fn requisites(typed: &TypedForm, now: &TypedTerms, words: String) -> FieldFaults {
    let now = filled(now);
    let differs = |name: &&str| typed.get(name).trim() != now.get(name).trim();
    let told = TOLD.into_iter().filter(|(name, _)| differs(name)).map(|(name, label)| match now.get(name) {
        "" => (name, format!("{label}: сейчас здесь пусто")),
        stands => (name, format!("{label}, сейчас: {stands}")),
    });
    let chosen = CHOSEN.into_iter().filter(differs).map(|name| (name, "Сейчас выбрано другое".to_owned()));
    let mut faults: FieldFaults = told.chain(chosen).collect();
    match faults.first_mut() {
        Some(first) => first.1 = format!("{words}. {}", first.1),
        None => faults.push(("name", words)),
    }
    faults
}
