//! The people of a tenant: the list, and the URLs of each side.

mod disabling;
mod factors;
mod person;
pub mod sessions;

use templates::components::{Badge, Choice, Empty, FieldError, Tone};
use templates::format::Zone;
use templates::pages::{InvitationForm, PeoplePage, PersonRow};
use templates::paths;

pub use disabling::{ReturnedDisabling, disabled, disabling};
pub use factors::{ReturnedFactors, factors_page};
pub(super) use person::entry_line;
pub use person::page as person_page;

use super::words;
use crate::domain::account::AccountState;
use crate::domain::ids::PartnerId;
use crate::domain::role::Role;
use crate::operations::Desk;
use crate::operations::people::{Listed, TypedPerson};
use crate::policy::Permission;
use crate::present::frame::Place;

/// The side of the tenant, which decides on the URLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleSide {
    /// The partner's.
    Partner,
    /// The operator's.
    Operator,
}

impl PeopleSide {
    /// The side of which somebody with this desk keeps the people.
    #[must_use]
    pub fn of(desk: &Desk) -> Self {
        if desk.partner().is_some() { Self::Partner } else { Self::Operator }
    }

    /// The entry in the navigation.
    #[must_use]
    pub const fn place(self) -> Place {
        match self {
            Self::Partner => Place::People,
            Self::Operator => Place::OperatorPeople,
        }
    }

    /// The URL of the list.
    #[must_use]
    pub fn list(self) -> String {
        self.address(paths::people, paths::operator_people)
    }

    /// The URL of a person's page.
    #[must_use]
    pub fn person(self, id: &str) -> String {
        self.of_person(id, paths::person, paths::operator_person)
    }

    /// The URL of the second factors.
    #[must_use]
    pub fn factors(self) -> String {
        self.address(paths::factors, paths::operator_factors)
    }

    fn address(self, partner: fn() -> String, operator: fn() -> String) -> String {
        match self {
            Self::Partner => partner(),
            Self::Operator => operator(),
        }
    }

    fn of_person(self, id: &str, partner: fn(&str) -> String, operator: fn(&str) -> String) -> String {
        match self {
            Self::Partner => partner(id),
            Self::Operator => operator(id),
        }
    }
}

/// An invitation that is shown again with its faults.
#[derive(Clone, Debug, Default)]
pub struct ReturnedInvitation {
    /// The fields.
    pub typed: TypedPerson,
    /// The faults.
    pub faults: Vec<(&'static str, String)>,
}

/// The list, with the form of an invitation.
#[must_use]
pub fn list(
    desk: &Desk,
    people: &[Listed],
    returned: ReturnedInvitation,
    zone: Zone,
    csrf: String,
) -> PeoplePage {
    let side = PeopleSide::of(desk);
    PeoplePage {
        rows: people.iter().map(|listed| row(desk, side, listed, zone)).collect(),
        empty: Empty {
            reason: "Сотрудников еще нет.".to_owned(),
            advice: "Пригласите первого: он получит письмо со ссылкой.".to_owned(),
            link: None,
        },
        invitation: desk.allows(Permission::AppointPeople).then(|| invitation(desk, side, returned)),
        factors: side.factors(),
        csrf,
    }
}

fn row(desk: &Desk, side: PeopleSide, listed: &Listed, zone: Zone) -> PersonRow {
    let account = &listed.colleague.account;
    PersonRow {
        href: side.person(&account.id.to_string()),
        name: account.full_name.clone(),
        login: account.login.clone(),
        email: account.email.clone(),
        roles: listed.colleague.roles().into_iter().map(|role| words::role(role).to_owned()).collect(),
        standing: Vec::new(),
        state: state(account.state()),
        seen: listed.seen_at.map(|at| zone.since(at, desk.now())),
    }
}

fn state(state: AccountState) -> Badge {
    let tone = match state {
        AccountState::Invited => Tone::New,
        AccountState::Working => Tone::Good,
        AccountState::Disabled => Tone::Quiet,
    };
    Badge { label: words::people::account_state(state).to_owned(), tone }
}

fn invitation(desk: &Desk, side: PeopleSide, returned: ReturnedInvitation) -> InvitationForm {
    let roles = grantable(desk.partner(), desk.who().role);
    let ReturnedInvitation { typed, faults } = returned;
    let first = roles.first().map(|role| role.code().to_owned()).unwrap_or_default();
    InvitationForm {
        action: side.list(),
        login: typed.login,
        full_name: typed.full_name,
        email: typed.email,
        roles: roles.iter().map(|role| Choice::new(role.code(), words::role(*role))).collect(),
        role: if typed.role.is_empty() { first } else { typed.role },
        errors: errors(faults),
    }
}

/// The roles that an administrator with this role may give.
fn grantable(house: Option<PartnerId>, own: Role) -> Vec<Role> {
    Role::of_house(house).iter().copied().filter(|role| role.rank() <= own.rank()).collect()
}

/// The faults for a form.
#[must_use]
pub fn errors(faults: Vec<(&'static str, String)>) -> Vec<FieldError> {
    faults.into_iter().map(|(field, text)| FieldError { field: field.to_owned(), text }).collect()
}
