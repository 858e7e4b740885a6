//! Masks of personal data, which keep enough to tell people apart.

use crate::domain::disclosure::Disclosed;
use crate::domain::submission::{OrganizationKind, Requisites};
use crate::operations::support::SupportCard;

/// «+7 999 •••-••-01», without an extension.
pub(super) fn phone(full: &str) -> String {
    let full = full.split(' ').next().unwrap_or_default();
    match (full.get(..5), full.get(full.len().saturating_sub(2)..)) {
        (Some(start), Some(end)) if full.len() == 12 => {
            format!("{} {} •••-••-{end}", &start[..2], &start[2..])
        }
        _ => "•••".to_owned(),
    }
}

/// «b•••@romashka.example».
pub(in crate::present) fn email(full: &str) -> String {
    match full.split_once('@') {
        Some((name, host)) => format!("{}•••@{host}", name.chars().take(1).collect::<String>()),
        None => "•••".to_owned(),
    }
}

/// «b•••».
pub(in crate::present) fn login(full: &str) -> String {
    format!("{}•••", full.chars().take(1).collect::<String>())
}

/// «•••-•••-•01 53».
pub(super) fn snils(full: &str) -> String {
    match full.get(full.len().saturating_sub(5)..) {
        Some(end) if full.len() == 14 => format!("•••-•••-•{end}"),
        _ => "•••".to_owned(),
    }
}

/// «Петрова А. И.».
pub(super) fn name(full: &str) -> String {
    let mut words = full.split_whitespace();
    let last = words.next().unwrap_or_default().to_owned();
    let initials = words.filter_map(|word| word.chars().next()).filter(|letter| letter.is_alphabetic());
    initials.take(2).fold(last, |name, initial| format!("{name} {initial}."))
}

/// «ИП Петрова А. И.»: the name of a sole proprietor.
pub(super) fn proprietor(full: &str) -> String {
    let bare =
        ["Индивидуальный предприниматель", "ИП"].iter().find_map(|form| full.trim().strip_prefix(form));
    format!("ИП {}", name(bare.unwrap_or(full)))
}

/// The name of an organisation as a list shows it: a person's with initials only.
pub(super) fn organization(card: &Requisites) -> String {
    match card.kind {
        OrganizationKind::LegalEntity => card.short_name.clone(),
        OrganizationKind::SoleProprietor => proprietor(&card.short_name),
        OrganizationKind::PrivatePractice => practice(&card.short_name),
    }
}

/// The professions of private practices, as they stand before a person's name.
const PROFESSIONS: [&str; 4] = ["нотариус", "адвокат", "медиатор", "оценщик"];

/// «Нотариус Петрова А. И.»: what stands before the person's name tells the profession.
fn practice(full: &str) -> String {
    let profession =
        full.split_whitespace().next().filter(|word| PROFESSIONS.contains(&word.to_lowercase().as_str()));
    match profession {
        Some(word) => format!("{word} {}", name(full.trim_start().strip_prefix(word).unwrap_or_default())),
        None => name(full),
    }
}

/// «Иркутская обл, •••»: the region of a postal address.
pub(super) fn address(full: &str) -> String {
    let mut parts = full.split(',').map(str::trim);
    let region = parts.find(|part| !part.is_empty() && !part.chars().all(|letter| letter.is_ascii_digit()));
    region.map_or_else(|| "•••".to_owned(), |region| format!("{region}, •••"))
}

/// A text with masked e-mail addresses.
pub(in crate::present) fn words(text: &str) -> String {
    let masked = text.split(' ').map(|word| {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        if bare.contains('@') { word.replace(bare, &email(bare)) } else { word.to_owned() }
    });
    masked.collect::<Vec<_>>().join(" ")
}

impl SupportCard {
    /// Whether this kind of data is disclosed.
    pub(super) fn shows(&self, part: fn(Disclosed) -> bool) -> bool {
        self.disclosed.as_ref().is_some_and(|(what, _)| part(*what))
    }

    /// Whether the organisation is a sole proprietor whose name and address are masked.
    pub(super) fn hides_the_organization(&self) -> bool {
        let person = self.card.organization.requisites.kind.is_a_person();
        person && !self.shows(Disclosed::people)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_person_who_is_the_organisation_is_masked_as_a_person() {
        for full in [
            "ИП Петрова Анна Ивановна",
            "Индивидуальный предприниматель Петрова Анна Ивановна",
            "ИП Петрова А. И.",
        ] {
            assert_eq!(super::proprietor(full), "ИП Петрова А. И.");
        }
        assert_eq!(super::practice("Нотариус Петрова Анна Ивановна"), "Нотариус Петрова А. И.");
        assert_eq!(super::practice("Петрова Анна"), "Петрова А.");
        assert_eq!(super::phone("+73952200000 доб. 123"), "+7 395 •••-••-00");
        let home = super::address("664000, Иркутская обл, г. Иркутск, ул. Ленина, д. 1, кв. 5");
        assert_eq!(home, "Иркутская обл, •••");
        assert_eq!(super::address("664000"), "•••");
    }

    #[test]
    fn an_address_for_letters_in_a_sentence_is_masked() {
        assert_eq!(
            super::words("550 <buh@romashka.example>: нет ящика"),
            "550 <b•••@romashka.example>: нет ящика"
        );
        assert_eq!(super::words("нет связи"), "нет связи");
    }

    use super::*;

    #[test]
    fn what_is_hidden_can_still_be_told_apart() {
        assert_eq!(phone("+79990000001"), "+7 999 •••-••-01");
        assert_eq!(email("buh@romashka.example"), "b•••@romashka.example");
        assert_eq!(email("п@пример.рф"), "п•••@пример.рф");
        assert_eq!((login("buh-2").as_str(), login("").as_str()), ("b•••", "•••"));
        assert_eq!(snils("990-000-001 53"), "•••-•••-•01 53");
        assert_eq!(name("Петрова Анна Ивановна"), "Петрова А. И.");
        assert_eq!(name("Ким Ольга"), "Ким О.");
        for damaged in ["", "12", "ключ"] {
            let hidden = "•••".to_owned();
            assert_eq!(
                (phone(damaged), email(damaged), snils(damaged)),
                (hidden.clone(), hidden.clone(), hidden)
            );
        }
    }
}
