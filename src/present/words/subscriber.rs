//! The words of a subscriber's card.

use crate::domain::stage::Ball;
use crate::domain::submission::OrganizationKind;

/// The legal form.
#[must_use]
pub const fn kind(kind: OrganizationKind) -> &'static str {
    match kind {
        OrganizationKind::LegalEntity => "юридическое лицо",
        OrganizationKind::SoleProprietor => "индивидуальный предприниматель",
    }
}

/// What the registration number of this legal form is called.
#[must_use]
pub const fn registration(kind: OrganizationKind) -> &'static str {
    match kind {
        OrganizationKind::LegalEntity => "ОГРН",
        OrganizationKind::SoleProprietor => "ОГРНИП",
    }
}

/// Whose turn it is: «ход партнера».
#[must_use]
pub const fn turn(ball: Ball) -> Option<&'static str> {
    match ball {
        Ball::Client => Some("ход клиента"),
        Ball::Partner => Some("ход партнера"),
        Ball::Operator => Some("ход оператора"),
        Ball::Nobody => None,
    }
}
