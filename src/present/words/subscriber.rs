//! The words of a subscriber's card.

use crate::domain::stage::Ball;
use crate::domain::submission::{OrganizationKind, Requisites};

/// The legal form.
#[must_use]
pub const fn kind(kind: OrganizationKind) -> &'static str {
    match kind {
        OrganizationKind::LegalEntity => "юридическое лицо",
        OrganizationKind::SoleProprietor => "индивидуальный предприниматель",
        OrganizationKind::PrivatePractice => "частная практика",
    }
}

/// The number of the registration with its name: ОГРН, ОГРНИП or that of an accreditation; empty when there is none.
#[must_use]
pub fn registration(card: &Requisites) -> (&'static str, &str) {
    let name = match card.kind {
        OrganizationKind::LegalEntity if card.ogrn.is_none() => return ("НЗА", card.accreditation()),
        OrganizationKind::LegalEntity => "ОГРН",
        OrganizationKind::SoleProprietor | OrganizationKind::PrivatePractice => "ОГРНИП",
    };
    (name, card.ogrn())
}

/// Who must act: «ждет партнера».
#[must_use]
pub const fn turn(ball: Ball) -> Option<&'static str> {
    match ball {
        Ball::Client => Some("ждет клиента"),
        Ball::Partner => Some("ждет партнера"),
        Ball::Operator => Some("ждет оператора"),
        Ball::Nobody => None,
    }
}

/// A Russian telephone number, formatted: «+7 999 000-00-01», with its extension behind it; others unchanged.
#[must_use]
pub fn phone(kept: &str) -> String {
    let (number, extension) = kept.split_at(kept.find(' ').unwrap_or(kept.len()));
    let national = number.strip_prefix("+7").filter(|rest| rest.len() == 10 && rest.is_ascii());
    national.map_or_else(
        || kept.to_owned(),
        |rest| format!("+7 {} {}-{}-{}{extension}", &rest[..3], &rest[3..6], &rest[6..8], &rest[8..]),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_read_in_groups() {
        assert_eq!(phone("+79990000001"), "+7 999 000-00-01");
        assert_eq!(phone("+73952200000 доб. 123"), "+7 395 220-00-00 доб. 123");
        for other in ["", "+7 (3952) 00-00-00", "+7999000000", "+7девять00000"] {
            assert_eq!(phone(other), other);
        }
    }
}
