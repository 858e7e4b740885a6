//! The viewer's profile.

use templates::components::{Fact, VerbButton};
use templates::format::{Zone, date};
use templates::pages::ProfilePage;
use templates::paths;

use super::people::{errors, sessions};
use super::{cloud, codes, passkeys, programs, standing_in, words};
use crate::domain::passkey::OwnPasskey;
use crate::operations::Desk;
use crate::operations::accounts::Session;
use crate::operations::cloud::OwnClouds;
use crate::operations::profile::Own;
use crate::store::password_guesses::SHOWN_DAYS;

/// The profile, with the faults of a refused password change.
#[must_use]
pub fn page(
    desk: &Desk,
    own: &Own,
    current: &Session,
    zone: Zone,
    faults: Vec<(&'static str, String)>,
) -> ProfilePage {
    let account = &own.account;
    let mut roles: Vec<String> = Vec::new();
    for assigned in &account.roles {
        let role = words::role(assigned.role).to_owned();
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    let mut facts = vec![
        Fact::new("Имя", &account.full_name),
        Fact::identifier("Логин", &account.login),
        Fact::identifier("E-mail", &account.email),
        Fact::new("Роли", roles.join(", ")),
    ];
    facts.retain(|fact| fact.label != "E-mail" || !account.email.is_empty());
    facts.extend(of_portal(own, zone));
    facts.extend(own.standing.iter().map(|all| standing_in::fact(desk, all, account.id)));
    let others = own.sessions.iter().any(|session| session.token_hash != current.token_hash);
    ProfilePage {
        facts,
        protection: Vec::new(),
        guessed: guessed(own, zone),
        sessions: sessions::rows(desk, &own.sessions, Some(current), zone, paths::own_session_ending),
        end_others: others.then(end_others),
        errors: errors(faults),
        csrf: current.csrf.clone(),
    }
}

/// How the viewer's sign-in is protected.
#[must_use]
pub fn protection(own: &Own, keys: &[OwnPasskey], clouds: &OwnClouds, zone: Zone) -> Vec<Fact> {
    let mut facts = codes::facts(own.factors, zone);
    facts.push(passkeys::fact(keys));
    facts.extend(own.programs.as_deref().map(programs::fact));
    facts.push(cloud::fact(clouds));
    facts
}

/// That guesses ran out, when the last time, and on how many days where there were several. Those at the second factor come
/// first: whoever made them knows the password.
fn guessed(own: &Own, zone: Zone) -> Option<String> {
    let of = |code: bool| own.guessed.iter().filter(move |told| told.of_code == code);
    let of_code = of(true).next().is_some();
    let last = zone.moment(of(of_code).next()?.at).text();
    let days = of(of_code).count();
    let days = if days > 1 {
        format!(" За {SHOWN_DAYS}\u{a0}дней так было в разные дни, всего {days}.")
    } else {
        String::new()
    };
    Some(if of_code {
        format!(
            "Кто-то знает ваш пароль и подбирал код второго шага: попытки закончились {last}.{days} Если это были не вы, сразу \
             смените пароль и завершите лишние сеансы."
        )
    } else {
        format!(
            "Пароль к вашей учетной записи подбирали: попытки закончились {last}.{days} Если это были не вы, смените пароль и \
             завершите лишние сеансы."
        )
    })
}

/// What somebody of the portal said of themselves, and what they accepted.
fn of_portal(own: &Own, zone: Zone) -> Vec<Fact> {
    let profile = own.profile.clone().unwrap_or_default();
    let said = [("Место работы", profile.place_of_work), ("Город", profile.city), ("Телефон", profile.phone)];
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    let accepted = own.consents.iter().map(|consent| {
        let version = consent.version.to_string();
        let address = paths::with_query(&paths::consent(consent.document.code()), &[("version", &version)]);
        let words = format!("редакция от {}", date(consent.version));
        let note = format!("принято {}", zone.moment(consent.at).text());
        let fact = Fact::new(words::client::consent(consent.document), words);
        Fact { href: Some(address), note: Some(note), ..fact }
    });
    said.map(|(name, value)| Fact::new(name, value)).chain(accepted).collect()
}

fn end_others() -> VerbButton {
    sessions::button("Завершить остальные сеансы", paths::own_sessions_ending())
}
