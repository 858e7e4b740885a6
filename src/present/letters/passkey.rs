//! The letter about a passkey.

use chrono::{DateTime, Utc};
use templates::format::Zone;
use templates::letters::{PasskeyFate, PasskeyLetter};
use templates::paths;

use super::{Letter, link};
use crate::domain::passkey::PasskeyNews;
use crate::operations::letters::NoticeMatter;

/// What the owner of a passkey is told.
#[derive(Clone, Copy, Debug)]
pub struct ToldPasskey<'a> {
    /// What became of it.
    pub news: PasskeyNews,
    /// Its name.
    pub name: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// The letter that tells what became of a passkey.
#[must_use]
pub fn passkey(matter: &NoticeMatter, told: &ToldPasskey<'_>, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let letter = PasskeyLetter {
        fate: match told.news {
            PasskeyNews::Added => PasskeyFate::Added,
            PasskeyNews::Removed => PasskeyFate::Removed,
            PasskeyNews::Suspended => PasskeyFate::Suspended,
        },
        name: matter.full_name.clone(),
        login: matter.login.clone(),
        key: told.name.to_owned(),
        at: zone.moment(told.at),
        keys: link(public_url, &paths::passkeys()),
        link: link(public_url, &paths::forgotten()),
    };
    letter.letter()
}
