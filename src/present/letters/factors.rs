//! Letters about the second factors of a person.

use chrono::{DateTime, Utc};
use templates::format::Zone;
use templates::letters::{FactorChanged, FactorResetAsked, Letter};
use templates::paths;

use super::link;
use crate::domain::errand::FactorNews;
use crate::domain::factor_reset::RESET_WAIT;
use crate::operations::factor_resets::ResetMatter;
use crate::operations::letters::NoticeMatter;
use crate::present::words;

/// The letter that a factor of the sign-in changed.
#[must_use]
pub fn factor_changed(
    matter: &NoticeMatter,
    news: FactorNews,
    at: DateTime<Utc>,
    public_url: &str,
) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let (what, follows) = words::people::factor_news(news);
    let letter = FactorChanged {
        name: matter.full_name.clone(),
        login: matter.login.clone(),
        what: what.to_owned(),
        follows,
        at: zone.moment(at),
        link: link(public_url, &paths::profile()),
        password: link(public_url, &paths::forgotten()),
    };
    letter.letter()
}

/// The letter, sent at an instant, that an administrator asked to take the second factors off.
#[must_use]
pub fn factor_reset(told: &ResetMatter, at: DateTime<Utc>, public_url: &str) -> Letter {
    let ResetMatter { to: matter, reset, token } = told;
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let letter = FactorResetAsked {
        name: matter.full_name.clone(),
        login: matter.login.clone(),
        at: zone.moment(reset.asked_at),
        until: zone.moment(at + RESET_WAIT),
        link: link(public_url, &paths::factor_reset_refusal(token)),
    };
    letter.letter()
}
