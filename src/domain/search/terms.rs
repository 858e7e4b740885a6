//! The search terms of an organisation: everything by which callers name it.

use std::collections::BTreeSet;

use super::numbers::LEGAL_FORMS;
use super::{PERSON, address, alike, folded, joined, parts, stem, term};
use crate::domain::identity::{Email, Phone};
use crate::domain::organization::Organization;
use crate::domain::submission::{Owner, Submission};

/// The terms of a text: words, their stems, hyphenated words joined, whole e-mail addresses.
#[must_use]
pub fn of_text(text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for chunk in text.split_whitespace() {
        let plain = folded(chunk);
        for part in parts(&plain) {
            terms.extend(stem(part));
            terms.insert(term(part));
            terms.extend(alike::in_russian(part).map(|alike| term(&alike)));
        }
        terms.extend(joined(&plain));
        terms.extend(address(&plain));
        terms.extend(within(chunk));
    }
    terms
}

/// The name by which an organisation is sorted: without its legal form, punctuation and capitals; ё is е.
#[must_use]
pub fn sort_name(name: &str) -> String {
    let plain = folded(name);
    let words: Vec<&str> = parts(&plain).collect();
    let forms = words.iter().take_while(|word| LEGAL_FORMS.contains(*word)).count();
    let own = if forms < words.len() { &words[forms..] } else { &words[..] };
    own.join(" ")
}

/// Words inside of a word in camel case: `ЖилСтрой` is also found as «строй».
fn within(chunk: &str) -> Vec<String> {
    let letters: Vec<char> = chunk.chars().collect();
    let begins = |place: &usize| letters[place - 1].is_lowercase() && letters[*place].is_uppercase();
    let inner = (1..letters.len()).filter(begins).map(|place| letters[place..].iter().collect::<String>());
    let words = inner.filter_map(|rest| parts(&folded(&rest)).next().map(str::to_owned));
    words.flat_map(|word| [Some(term(&word)), stem(&word)]).flatten().collect()
}

/// The terms of an organisation's card.
#[must_use]
pub fn of_organization(organization: &Organization) -> BTreeSet<String> {
    let requisites = &organization.requisites;
    let texts = [
        requisites.short_name.as_str(),
        &requisites.full_name,
        requisites.inn.as_str(),
        organization.kpp(),
        requisites.ogrn(),
        requisites.accreditation(),
        requisites.phone.as_str(),
        requisites.email.as_str(),
        &organization.subscriber_code,
    ];
    of_text(&texts.join(" "))
}

/// The terms of an application: its requisites, program, cabinet and owners.
///
/// Names and telephones of former applications stay: callers still use them.
#[must_use]
pub fn of_submission(submission: &Submission) -> BTreeSet<String> {
    let stated = &submission.organization;
    let texts = [
        stated.short_name.as_deref(),
        stated.full_name.as_deref(),
        stated.phone.as_ref().map(Phone::as_str),
        stated.email.as_ref().map(Email::as_str),
        Some(submission.reg_number.as_str()),
        submission.cabinet.as_ref().map(|cabinet| cabinet.alias.as_str()),
    ];
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    let people = submission.owners.iter().flat_map(of_owner);
    of_text(&texts.join(" ")).into_iter().chain(people).collect()
}

/// A person is found only by a whole number or address, never by a part.
fn of_owner(owner: &Owner) -> impl Iterator<Item = String> {
    let number = format!("{PERSON}{}", owner.snils.digits());
    std::iter::once(number).chain(address(&folded(owner.email.as_str())))
}

/// The terms of the login that sends applications.
#[must_use]
pub fn of_login(login: &str) -> BTreeSet<String> {
    of_text(login)
}
