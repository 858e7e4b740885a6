//! The viewer's profile.

use templates::components::{Fact, VerbButton};
use templates::format::Zone;
use templates::pages::ProfilePage;
use templates::paths;

use super::people::{errors, sessions};
use super::words;
use crate::operations::Desk;
use crate::operations::accounts::Session;
use crate::operations::profile::Own;

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
    let others = own.sessions.iter().any(|session| session.token_hash != current.token_hash);
    ProfilePage {
        facts: vec![
            Fact::new("Имя", &account.full_name),
            Fact::identifier("Логин", &account.login),
            Fact::identifier("E-mail", &account.email),
            Fact::new("Роли", roles.join(", ")),
        ],
        sessions: sessions::rows(desk, &own.sessions, Some(current), zone, paths::own_session_ending),
        end_others: others.then(end_others),
        errors: errors(faults),
        csrf: current.csrf.clone(),
    }
}

fn end_others() -> VerbButton {
    sessions::button("Завершить остальные сеансы", paths::own_sessions_ending())
}
