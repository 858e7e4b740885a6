//! The administrators of an organisation of the partner, as the partner sees them: told apart, with masked addresses.

use templates::components::Empty;
use templates::format::{Zone, date};
use templates::pages::partner::{AdministratorRow, AdministratorsPage, WaitingAdministrator};

use super::organizations::kpp;
use super::people::errors;
use super::support::masks;
use crate::domain::form::FieldFaults;
use crate::domain::ids::PersonId;
use crate::domain::members::ClientInvitation;
use crate::domain::month::moscow_day;
use crate::operations::administrators::Administration;

/// What was typed into the form of an invitation, and what is wrong with it.
#[derive(Debug, Default)]
pub struct ReturnedAddress {
    /// The address.
    pub email: String,
    /// The faults.
    pub faults: FieldFaults,
}

/// «Администраторы в личном кабинете».
#[must_use]
pub fn page(
    found: &Administration,
    returned: ReturnedAddress,
    zone: Zone,
    csrf: String,
) -> AdministratorsPage {
    let organization = &found.organization;
    AdministratorsPage {
        code: organization.subscriber_code.clone(),
        name: organization.requisites.short_name.clone(),
        inn: organization.requisites.inn.as_str().to_owned(),
        kpp: kpp(organization),
        administrators: found.members.administrators().map(|person| row(found, person)).collect(),
        empty: Empty {
            reason: "Администратора пока нет.".to_owned(),
            advice: "Им станет тот, кто первым подключит организацию, или тот, кого вы пригласите."
                .to_owned(),
            link: None,
        },
        invited: found.invited.iter().map(|invitation| waiting(invitation, zone)).collect(),
        email: returned.email,
        errors: errors(returned.faults),
        csrf,
    }
}

fn row(found: &Administration, person: PersonId) -> AdministratorRow {
    let account = found.accounts.get(&person);
    let since = found.members.of(person).and_then(|member| member.since);
    let login = account.map(|account| masks::login(&account.login)).unwrap_or_default();
    let name = account.map(|account| account.full_name.clone()).filter(|name| !name.is_empty());
    let email = account.map(|account| account.email.as_str()).filter(|email| !email.is_empty());
    AdministratorRow {
        name: name.unwrap_or_else(|| login.clone()),
        login,
        email: email.map(masks::email).unwrap_or_default(),
        since: since.map(|since| date(moscow_day(since))).unwrap_or_default(),
        blocked: account.is_some_and(|account| account.disabled),
    }
}

fn waiting(invitation: &ClientInvitation, zone: Zone) -> WaitingAdministrator {
    WaitingAdministrator {
        id: invitation.id.to_string(),
        email: invitation.email.clone(),
        until: zone.moment(invitation.expires_at).text(),
    }
}
