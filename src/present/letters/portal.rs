//! Letters about the portal: invitations, PINs that somebody has tried, and that no more codes are sent today.

use chrono::{DateTime, Utc};
use templates::format::Zone;
use templates::letters::{AdministratorInvited, ClientInvited, PasswordGuesses, PinGuesses, SmsCeiling};
use templates::paths;

use super::{Letter, contact, link};
use crate::domain::errand::GuessedAt;
use crate::domain::product::OwnProduct;
use crate::domain::settings::Setting;
use crate::operations::letters::{AdministratorMatter, InvitationMatter, NoticeMatter};
use crate::operations::password_guesses::GuessedMatter;
use crate::present::words;

/// The letter with an invitation to act for a subscriber.
#[must_use]
pub fn invitation(matter: &InvitationMatter, public_url: &str) -> Letter {
    let open = &matter.open;
    let letter = ClientInvited {
        by: words::members::inviter(open),
        organization: open.organization.requisites.short_name.clone(),
        inn: open.organization.requisites.inn.as_str().to_owned(),
        role: words::client::member_role(open.invitation.role).to_owned(),
        until: Zone::moscow().moment(open.invitation.expires_at),
        link: link(public_url, &paths::membership_offer(&matter.token)),
    };
    letter.letter()
}

/// The letter that a partner invited an administrator of a subscriber.
#[must_use]
pub fn administrator_invited(matter: &AdministratorMatter, at: DateTime<Utc>, public_url: &str) -> Letter {
    let letter = AdministratorInvited {
        name: matter.account.called().to_owned(),
        partner: matter.partner.name.clone(),
        contact: contact(&matter.partner),
        organization: matter.organization.requisites.short_name.clone(),
        inn: matter.organization.requisites.inn.as_str().to_owned(),
        at: Zone::moscow().moment(at),
        link: link(public_url, &paths::members()),
    };
    letter.letter()
}

/// The letter about PINs that somebody has tried.
#[must_use]
pub fn pin_guesses(
    product: &OwnProduct,
    matter: &NoticeMatter,
    contact: String,
    at: DateTime<Utc>,
) -> Letter {
    let letter = PinGuesses {
        name: matter.full_name.clone(),
        product: words::client::product(product).to_owned(),
        number: product.number().unwrap_or_default().to_owned(),
        at: Zone::moscow().moment(at),
        contact,
    };
    letter.letter()
}

/// The letter that guesses at a password ran out.
#[must_use]
pub fn password_guesses(matter: &GuessedMatter, public_url: &str) -> Letter {
    let zone =
        matter.to.partner.as_ref().map_or_else(Zone::moscow, |partner| Zone { offset: partner.zone() });
    let contact = matter.contact.clone().map(|contact| format!("в поддержку, {contact}"));
    let letter = PasswordGuesses {
        name: matter.to.full_name.clone(),
        login: matter.to.login.clone(),
        second_factor: matter.place == GuessedAt::Code,
        at: zone.moment(matter.at),
        paused: paused(matter.place, &matter.name),
        until: zone.moment(matter.until),
        profile: link(public_url, &paths::profile()),
        link: link(public_url, &paths::forgotten()),
        contact: contact.unwrap_or_else(|| "своему администратору".to_owned()),
    };
    letter.letter()
}

/// What is paused when guesses ran out.
fn paused(place: GuessedAt, name: &str) -> String {
    match place {
        GuessedAt::Name => format!(
            "Вход под именем «{name}» с новых устройств и подключение новых программ приостановлены, а там, где вы входили за \
             последние 30 дней, все работает. Пауза продлится до"
        ),
        GuessedAt::Device => {
            "Пароль вводили в браузере, в котором вы уже входили. Вход в нем приостановлен до".to_owned()
        }
        GuessedAt::Program => {
            "Пароль присылала программа с адреса, с которого она уже работала. Новые пароли с этого адреса не проверяются до"
                .to_owned()
        }
        GuessedAt::Code => {
            "Вход с этим паролем с новых устройств приостановлен, а там, где вы входили за последние 30 дней, все работает. \
             Пауза продлится до"
                .to_owned()
        }
        GuessedAt::Session => {
            "Пароль вводили в уже открытом сеансе, чтобы изменить данные учетной записи. Такие изменения приостановлены до"
                .to_owned()
        }
    }
}

/// The letter that no more codes are sent by SMS today.
#[must_use]
pub fn sms_ceiling(matter: &NoticeMatter, at: DateTime<Utc>, public_url: &str) -> Letter {
    let letter = SmsCeiling {
        name: matter.full_name.clone(),
        at: Zone::moscow().moment(at),
        link: link(public_url, &paths::setting(Setting::SmsDailyCeiling.code())),
    };
    letter.letter()
}
