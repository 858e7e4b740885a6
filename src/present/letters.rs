//! Letters: the text of each.

mod archive;
mod expiring;
mod factors;
mod guarding;
mod news;
mod passkey;
mod portal;
mod question;
mod standing_in;
mod subscription;

use chrono::{DateTime, Utc};
use templates::format::{Zone, date};
pub use templates::letters::Letter;
use templates::letters::{
    CloudLinkedNotice, Confirmation, ContractOffer, JournalHead, LetterContact, LoginRenamed,
    PasswordChanged, PasswordLetter, PasswordOccasion,
};
use templates::paths;

pub use archive::{archive, declined_act, ordered_act};
pub use expiring::expiring;
pub use factors::{factor_changed, factor_reset};
pub use guarding::new_device;
pub use news::{foretold, letter};
pub use passkey::{ToldPasskey, passkey};
pub use portal::{administrator_invited, invitation, password_guesses, pin_guesses, sms_ceiling};
pub use question::question;
pub use standing_in::standing_in;
pub use subscription::{ending, subscription};

use super::words;
use crate::domain::head::Head;
use crate::domain::its_login::ItsLogin;
use crate::domain::partner::Partner;
use crate::domain::password_link::Occasion;
use crate::operations::letters::{ConfirmationMatter, LinkMatter, NoticeMatter};

/// The sender of letters: the address with the product's name, unless it has a name.
#[must_use]
pub fn sender(address: &str) -> String {
    if address.contains('<') { address.to_owned() } else { format!("Регистратор <{address}>") }
}

/// The letter with a link that sets a password.
#[must_use]
pub fn password(matter: &LinkMatter, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let house = matter.partner.as_ref().map_or_else(|| OPERATOR.to_owned(), |partner| partner.name.clone());
    let letter = PasswordLetter {
        occasion: match matter.occasion {
            Occasion::Invited => PasswordOccasion::Invited,
            Occasion::Forgotten => PasswordOccasion::Forgotten,
            Occasion::Issued => PasswordOccasion::Issued,
        },
        name: matter.full_name.clone(),
        house,
        login: matter.login.clone(),
        until: zone.moment(matter.until),
        link: link(public_url, &paths::set_password(&matter.token)),
        contact: matter.partner.as_ref().map(contact),
    };
    letter.letter()
}

/// The letter with a link that confirms an address.
#[must_use]
pub fn confirmation(matter: &ConfirmationMatter, public_url: &str) -> Letter {
    let name = matter.applicant.profile.full_name();
    let letter = Confirmation {
        name: Some(name).filter(|name| !name.is_empty()),
        login: matter.applicant.login.clone(),
        added: matter.added,
        until: Zone::moscow().moment(matter.until),
        link: link(public_url, &paths::confirming(&matter.token)),
    };
    letter.letter()
}

/// The letter about a changed password. It contains no link that sets one.
#[must_use]
pub fn password_changed(matter: &NoticeMatter, at: DateTime<Utc>, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let letter = PasswordChanged {
        name: matter.full_name.clone(),
        login: matter.login.clone(),
        at: zone.moment(at),
        link: link(public_url, &paths::forgotten()),
    };
    letter.letter()
}

/// The letter that an account at a provider opens the person's.
#[must_use]
pub fn cloud_linked(matter: &NoticeMatter, provider: &str, at: DateTime<Utc>, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let letter = CloudLinkedNotice {
        name: matter.full_name.clone(),
        login: matter.login.clone(),
        provider: provider.to_owned(),
        at: zone.moment(at),
        link: link(public_url, &paths::own_clouds()),
    };
    letter.letter()
}

/// The letter that a login is another one.
#[must_use]
pub fn login_renamed(matter: &NoticeMatter, was: &str, public_url: &str) -> Letter {
    let letter = LoginRenamed {
        name: matter.full_name.clone(),
        was: was.to_owned(),
        login: matter.login.clone(),
        link: link(public_url, &paths::sign_in()),
    };
    letter.letter()
}

/// The letter that a partner offers an ITS contract.
#[must_use]
pub fn offer(offer: &ItsLogin, partner: &Partner, public_url: &str) -> Letter {
    let letter = ContractOffer {
        partner: partner.name.clone(),
        contact: contact(partner),
        login: offer.login.clone(),
        until: offer.contract_until.map(date).unwrap_or_default(),
        link: link(public_url, &paths::own_its_contracts()),
    };
    letter.letter()
}

/// The letter with the head of a chain, for safekeeping.
#[must_use]
pub fn journal_head(matter: &NoticeMatter, head: &Head, at: DateTime<Utc>, public_url: &str) -> Letter {
    let zone = matter.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let (house, address) = match &matter.partner {
        Some(partner) => (partner.name.clone(), paths::journal()),
        None => ("оператора".to_owned(), paths::operator_journal()),
    };
    let letter = JournalHead {
        name: matter.full_name.clone(),
        house,
        at: zone.moment(at),
        entries: u64::try_from(head.sequence).unwrap_or_default(),
        head: head.to_string(),
        link: link(public_url, &address),
    };
    letter.letter()
}

/// The name in which the operator invites.
const OPERATOR: &str = "Оператор";

/// The partner's contacts on one line.
pub(super) fn contact(partner: &Partner) -> String {
    format!("{}, {}, {}", partner.name, words::subscriber::phone(&partner.phone), partner.email)
}

/// The partner's contacts, as they are dialled and written to.
pub(super) fn partner_contact(partner: &Partner) -> LetterContact {
    LetterContact {
        name: partner.name.clone(),
        phone: words::subscriber::phone(&partner.phone),
        email: partner.email.clone(),
    }
}

pub(super) fn link(public_url: &str, path: &str) -> String {
    format!("{}{path}", public_url.trim_end_matches('/'))
}
