//! A subscriber: the organisation or the sole proprietor that reports.

use chrono::{DateTime, NaiveDate, Utc};

use super::billing::{Basis, BilledProduct};
use super::change::Change;
use super::event::OfficeEvent;
use super::identity::Kpp;
use super::ids::{ApplicationNumber, ItsLoginId, OrganizationId, PartnerId};
use super::multi_user::Tier;
use super::refusal::Refusal;
use super::submission::Requisites;

/// A subscriber with what its card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its identity.
    pub id: OrganizationId,
    /// The partner that serves it.
    pub partner: PartnerId,
    /// The login of the first application; it stays bound whatever login sends later ones.
    pub bound_login: ItsLoginId,
    /// Since when that login is bound.
    pub bound_at: DateTime<Utc>,
    /// The code under which it stands in addresses.
    pub subscriber_code: String,
    /// What its card says: the requisites of the last approved application.
    pub requisites: Requisites,
    /// When it was first seen.
    pub created_at: DateTime<Utc>,
}

impl Organization {
    /// Its КПП, or nothing for a sole proprietor.
    #[must_use]
    pub fn kpp(&self) -> &str {
        self.requisites.kpp.as_ref().map_or("", Kpp::as_str)
    }

    /// Gives it to another partner with a login of that partner; whatever is open is finished before.
    pub fn transfer(
        self,
        (partner, login): (PartnerId, ItsLoginId),
        reason: String,
        open: usize,
        at: DateTime<Utc>,
    ) -> Result<Change<Self>, Refusal> {
        if open > 0 {
            return Err(Refusal::ApplicationsOpen(open));
        }
        let event = OfficeEvent::OrganizationTransferred {
            from_partner: self.partner,
            from_login: self.bound_login,
            to_partner: partner,
            to_login: login,
            reason,
        };
        Ok(Change::new(Self { partner, bound_login: login, bound_at: at, ..self }, event.into()))
    }
}

/// A period for which an organisation holds a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Whose it is.
    pub organization: OrganizationId,
    /// The partner that sold it.
    pub partner: PartnerId,
    /// The application that activated it.
    pub application: ApplicationNumber,
    /// The product.
    pub product: BilledProduct,
    /// The alias of the product account.
    pub alias: Option<String>,
    /// The tier, for the multi-user extension.
    pub tier: Option<Tier>,
    /// On what ground it was given.
    pub basis: Basis,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The instant of activation.
    pub activated_at: DateTime<Utc>,
}

impl Licence {
    /// Whether it holds on this day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.starts_on <= day && day <= self.ends_on
    }
}

/// The words by which something is found: lower case, ё as е, letters and digits only.
#[must_use]
pub fn search_terms(text: &str) -> Vec<String> {
    let folded = text.to_lowercase().replace('ё', "е");
    let mut terms: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|term| !term.is_empty())
        .map(|term| term.chars().take(60).collect())
        .collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The words that somebody looks for. A number that is written in groups is one word, as it is kept; a phone number
/// that begins with 8 is looked for as it is kept, with 7.
#[must_use]
pub fn asked_terms(text: &str) -> Vec<String> {
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // ИНН and КПП side by side are two numbers; groups of a single one are shorter.
    let grouped = !words.is_empty()
        && words.iter().all(|word| digits(word))
        && (words.len() == 1 || words.iter().all(|word| word.len() < 9));
    if !grouped {
        return search_terms(text);
    }
    let number = words.concat();
    match number.strip_prefix('8') {
        Some(national) if national.len() == 10 => vec![format!("7{national}")],
        _ => search_terms(&number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_kept_once() {
        assert_eq!(search_terms("ООО «Ёлочка», елочка! ooo"), ["ooo", "елочка", "ооо"]);
        assert_eq!(search_terms("buh@romashka.example"), ["buh", "example", "romashka"]);
        assert!(search_terms(" «» – ").is_empty());
    }

    #[test]
    fn a_number_in_groups_is_one_number() {
        for asked in ["+7 999 000-00-01", "8 (999) 000-00-01", "89990000001", "79990000001"] {
            assert_eq!(asked_terms(asked), ["79990000001"], "{asked}");
        }
        assert_eq!(asked_terms("99 0081 5901"), ["9900815901"]);
        assert_eq!(asked_terms("№ 104209"), ["104209"]);
    }

    #[test]
    fn numbers_side_by_side_and_words_with_numbers_stay_apart() {
        assert_eq!(asked_terms("9900815901 / 990001001"), ["990001001", "9900815901"]);
        assert_eq!(asked_terms("Ромашка 38"), ["38", "ромашка"]);
        assert!(asked_terms("").is_empty());
    }
}
